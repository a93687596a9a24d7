/** Finds the files of a project that its other files import. */
import { readFileSync, realpathSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { type ImportName, importNames, placesOfName } from './import-names.ts'
import { MAX_BYTES } from './source-files.ts'
import { sourceText } from './source-text.ts'
import type { FindImported, ImportedFile } from './syntax/syntax-tree.ts'

/** @param folder nothing outside of it is read, and nothing that was installed */
export function importedFiles(folder: string): FindImported {
  const known = new Map<string, ImportedFile | null>()
  const names = importNames(folder)
  return (path, specifier) => {
    for (const place of placesOf(folder, path, specifier, names)) {
      for (const candidate of candidatesFor(place)) {
        const file = known.has(candidate) ? known.get(candidate) : readInside(folder, candidate)
        known.set(candidate, file ?? null)
        if (file != null) return file
      }
    }
    return null
  }
}

/** `./origins`, and the names that tools know: `@/origins`, `~/origins`, `#origins`, `src/origins`. */
function placesOf(folder: string, path: string, specifier: string, names: readonly ImportName[]): string[] {
  if (/^\.{1,2}(?:\/|$)/.test(specifier)) return [resolve(dirname(path), specifier)]
  const inProject = /^(?:[@~]\/|[#~])(.+)$/.exec(specifier)?.[1] ?? (/^src\/./.test(specifier) ? specifier : null)
  const own = placesOfName(names, specifier).map((place) => join(folder, place))
  if (own.length > 0) return own
  return inProject === null ? [] : [join(folder, 'src', inProject), join(folder, inProject)]
}

const ENDINGS = ['.ts', '.mts', '.cts', '.tsx', '.js', '.mjs', '.cjs', '.jsx', '.json']

function candidatesFor(place: string): string[] {
  // TypeScript writes `./origins.js` for `./origins.ts`.
  const bare = place.replace(/\.([mc]?)jsx?$/, '')
  const typed = bare === place ? [] : ['.ts', '.mts', '.cts', '.tsx'].map((ending) => bare + ending)
  return [
    ...(ENDINGS.some((ending) => place.endsWith(ending)) ? [place] : []),
    ...typed,
    ...ENDINGS.map((ending) => place + ending),
    ...ENDINGS.map((ending) => join(place, `index${ending}`)),
  ]
}

function readInside(folder: string, path: string): ImportedFile | null {
  try {
    // Most candidates are not there.
    const found = statSync(path, { throwIfNoEntry: false })
    if (found === undefined) return null
    const inside = relative(realpathSync(folder), realpathSync(path))
    if (inside.startsWith('..') || inside.split(sep).includes('node_modules') || resolve(inside) === inside) return null
    if (!found.isFile() || found.size > MAX_BYTES) return null
    const { text } = sourceText(readFileSync(path))
    return { path, name: inside.split(sep).join('/'), text: text.replace(/^\uFEFF/, '') }
  } catch {
    return null
  }
}
