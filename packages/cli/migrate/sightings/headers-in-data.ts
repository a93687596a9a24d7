/** `Access-Control-*` headers that stand in a file with data which a source loads: JSON, YAML, TOML, variables. */
import type { DataFile } from '../project/data-files.ts'
import { mentionOf } from '../project/file-mention.ts'
import { isDescribedInText } from './header-names/described.ts'
import type { HandWritten } from './headers-in-source.ts'

/** The quick look: whether a source may load data at all. */
export const MAY_LOAD =
  /['"](?:node-)?config['"]|['"`][^'"`\n]*\.(?:json[5c]?|hjson|ya?ml|toml|properties|ini)['"`]|\b(?:require|import)\s*\(|\bfrom\s*['"][^'"\n]*\/|\benv\b/

/** @param files those that name such a header */
export function headersInData(text: string, files: readonly DataFile[]): HandWritten[] {
  return files.flatMap((file) => {
    const header = headerIn(file.text)
    if (header === null) return []
    const index = placeOf(text, file, header)
    return index === null ? [] : [handWritten(lineAt(text, index), header.name, `${file.name}:${header.line}`)]
  })
}

interface HeaderInData {
  readonly name: string
  readonly line: number
  /** The variable of the environment in whose value it stands. */
  readonly variable: string | null
}

/** A key or a value, and not a word of a sentence. */
const HEADER = /(?:^|[\s"'[{,=:\\])(access-control-(?:allow|expose|max)-[a-z-]+)(?=\\?["']?\s*(?:[:=,\]}"']|$))/gi
/** How much is read of what describes a header. */
const NEAR = 8
const MOST_DESCRIBED = 400
const COMMENT = /^\s*(?:#|\/\/|;)/
const VARIABLE = /(?:^|[\s"'{,])([A-Z][A-Z0-9_]{2,80})["']?\s*(?:[=:]|$)/
/** Options of a middleware, which name the headers that pages may send or read. */
const LISTS_OF_NAMES = /(?:allow(?:ed)?|expose[ds]?)_?headers["']?\s*[=:]/i

function headerIn(text: string): HeaderInData | null {
  let variable: string | null = null
  const lines = text.split('\n')
  for (const [index, line] of lines.entries()) {
    if (COMMENT.test(line)) continue
    variable = VARIABLE.exec(line)?.[1] ?? variable
    if (LISTS_OF_NAMES.test(line)) continue
    for (const found of line.matchAll(HEADER)) {
      const behind = [line.slice(found.index + found[0].length), ...lines.slice(index + 1, index + NEAR)].join('\n')
      if (!isDescribedInText(behind.slice(0, MOST_DESCRIBED)))
        return { name: (found[1] as string).toLowerCase(), line: index + 1, variable }
    }
  }
  return null
}

const OF_VARIABLES = /(?:^|\/)(?:\.env[\w.-]*|[\w.-]+\.env|[\w.-]*Dockerfile)$/i

/** Where a source loads the file, or reads the variable; `null`: nowhere. */
function placeOf(text: string, { name }: DataFile, { variable }: HeaderInData): number | null {
  const read = variable === null || !/\benv\b/i.test(text) ? -1 : text.search(new RegExp(`\\b${variable}\\b`))
  if (read >= 0) return read
  return OF_VARIABLES.test(name) || !isNear(text, name) ? null : mentionOf(text, name)
}

/** Other packages have files of the same name; one that is meant there is named with its folder. */
function isNear(text: string, name: string): boolean {
  if (!name.startsWith('../')) return true
  return text.includes(
    name
      .split('/')
      .slice(-2)
      .join('/')
      .replace(/\.\w+$/, ''),
  )
}

const lineAt = (text: string, index: number) => text.slice(0, index).split('\n').length

function handWritten(line: number, header: string, place: string): HandWritten {
  return {
    header,
    line,
    how: 'written',
    isLayer: true,
    decision: {
      code: 'header-by-hand',
      line,
      message: `${place} has ${header} as data, which the app may write by hand: who is allowed is decided there`,
      instead: 'cors of corskit for these requests, and the headers taken out',
    },
  }
}
