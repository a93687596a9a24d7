/** Finds the files of a project that its other files import. */
import { readFileSync, realpathSync, statSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { MAX_BYTES } from '../source-files.ts'
import { sourceText } from '../source-text.ts'
import type { FindImported, ImportedFile } from '../syntax/syntax-tree.ts'
import { type ImportName, importNames, placesOfName } from './import-names.ts'
import { foldersUpTo } from './workspace.ts'

/**
 * @param folder what the names of the files are relative to
 * @param top nothing outside of it is read, and nothing that was installed
 */
export function importedFiles(folder: string, top: string): FindImported {
  const known = new Map<string, ImportedFile | null>()
  const namesOf = namesAbove(top)
  return (path, specifier) => {
    for (const place of placesOf(folder, path, specifier, namesOf)) {
      for (const candidate of candidatesFor(place)) {
        const file = known.has(candidate) ? known.get(candidate) : readInside(folder, top, candidate)
        known.set(candidate, file ?? null)
        if (file != null) return file
      }
    }
    return null
  }
}

/** The names that hold in a folder, those of its own files first. */
function namesAbove(top: string): (folder: string) => readonly ImportName[] {
  const inFolder = new Map<string, readonly ImportName[]>()
  const inFolders = new Map<string, readonly ImportName[]>()
  const namesIn = (folder: string) => {
    const names = inFolder.get(folder) ?? importNames(folder)
    inFolder.set(folder, names)
    return names
  }
  return (folder) => {
    const names = inFolders.get(folder) ?? foldersUpTo(top, folder).flatMap(namesIn)
    inFolders.set(folder, names)
    return names
  }
}

/** `./origins`, and the names that tools know: `@/origins`, `~/origins`, `#origins`, `src/origins`. */
function placesOf(
  folder: string,
  path: string,
  specifier: string,
  namesOf: (folder: string) => readonly ImportName[],
): string[] {
  if (/^\.{1,2}(?:\/|$)/.test(specifier)) return [resolve(dirname(path), specifier)]
  const inProject = /^(?:[@~]\/|[#~])(.+)$/.exec(specifier)?.[1] ?? (/^src\/./.test(specifier) ? specifier : null)
  const own = placesOfName(namesOf(dirname(resolve(path))), specifier)
  return inProject === null ? own : [...own, join(folder, 'src', inProject), join(folder, inProject)]
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

function readInside(folder: string, top: string, path: string): ImportedFile | null {
  try {
    // Most candidates are not there.
    const found = statSync(path, { throwIfNoEntry: false })
    if (found === undefined) return null
    const real = realpathSync(path)
    const inside = relative(realpathSync(top), real)
    if (inside.startsWith('..') || inside.split(sep).includes('node_modules') || resolve(inside) === inside) return null
    if (!found.isFile() || found.size > MAX_BYTES) return null
    const { text } = sourceText(readFileSync(path))
    const name = relative(realpathSync(folder), real).split(sep).join('/')
    return { path, name, text: text.replace(/^\uFEFF/, '') }
  } catch {
    return null
  }
}
