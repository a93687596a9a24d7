/** `Access-Control-*` headers that stand in a JSON file which a source loads. */
import type { FindImported } from '../syntax/syntax-tree.ts'
import type { HandWritten } from './headers-in-source.ts'

/** A file that is named with its ending, and what is loaded by a name that may stand for one. */
const DATA = /['"`]([^'"`\n]{1,200}\.json)['"`]|\b(?:require\s*\(|import\s*\(|from|import)\s*['"]([^'"\n]{1,200})['"]/g

/** So many names of one file are looked at: a source that a tool made may have thousands. */
const MOST_NAMES = 500

const HEADER = /"(access-control-(?:allow|expose|max)-[a-z-]+)"/i

export function headersInData(path: string, text: string, imported: FindImported): HandWritten[] {
  const found: HandWritten[] = []
  const seen = new Set<string>()
  let looked = 0
  for (const match of text.matchAll(DATA)) {
    const named = match[1] ?? match[2] ?? ''
    if (++looked > MOST_NAMES) break
    const file =
      imported(path, named) ??
      (named.startsWith('.') || match[1] === undefined ? null : imported(path, `./${named.replace(/^\//, '')}`))
    const header = file?.path.endsWith('.json') ? HEADER.exec(file.text) : null
    if (file === null || header === null || seen.has(file.path)) continue
    seen.add(file.path)
    found.push(
      handWritten(lineAt(text, match.index), header[1] ?? '', `${file.name}:${lineAt(file.text, header.index)}`),
    )
  }
  return found
}

const lineAt = (text: string, index: number) => text.slice(0, index).split('\n').length

function handWritten(line: number, name: string, place: string): HandWritten {
  const header = name.toLowerCase()
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
