/** Files with data that a source may load, and that name a header of CORS. */
import { type Dirent, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { isSkipped, MAX_BYTES } from '../source-files.ts'
import { sourceText } from '../source-text.ts'

export interface DataFile {
  /** Relative to the folder of the package: `config/default.yaml`, `../shared/headers.json`. */
  readonly name: string
  readonly text: string
}

const DATA =
  /^(?:\.env(?:\.[\w.-]+)?|\.envrc|(?:[\w.-]+\.)?Dockerfile|[\w.-]+\.(?:json[5c]?|hjson|ya?ml|toml|properties|ini|env))$/i
const LOCK = /(?:^|[.-])(?:lock|shrinkwrap)\b/i
const HEADER = /access-control-(?:allow|expose|max)-/i
const MAX_FILES = 20_000

/** @param top all files below it are read, once and only when they are asked for */
export function dataFilesBelow(top: string): (folder: string) => readonly DataFile[] {
  let found: readonly { readonly path: string; readonly text: string }[] | null = null
  return (folder) => {
    found ??= [...filesBelow(top)]
    return found.map(({ path, text }) => ({ name: relative(folder, path).split(sep).join('/'), text }))
  }
}

function* filesBelow(top: string) {
  const folders = [top]
  let count = 0
  for (const folder of folders) {
    for (const entry of entriesOf(folder)) {
      const path = join(folder, entry.name)
      if (entry.isDirectory() && !isSkipped(entry.name)) folders.push(path)
      if (!entry.isFile() || !DATA.test(entry.name) || LOCK.test(entry.name)) continue
      if (++count > MAX_FILES) return
      const text = textOf(path)
      if (HEADER.test(text)) yield { path, text }
    }
  }
}

function entriesOf(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
  } catch {
    return []
  }
}

function textOf(path: string): string {
  try {
    return statSync(path).size > MAX_BYTES ? '' : sourceText(readFileSync(path)).text
  } catch {
    return ''
  }
}
