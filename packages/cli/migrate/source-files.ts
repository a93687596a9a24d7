/** Finds the source files of a project, with limits. */
import type { Dirent, Stats } from 'node:fs'
import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, extname, join, relative, sep } from 'node:path'
import { quoted, UsageError } from '../command-line/usage-error.ts'
import { isOtherFile } from './sightings/other-files/other-files.ts'
import { sourceText } from './source-text.ts'

export interface SourceFile {
  readonly path: string
  /** The path that is shown, relative to the folder that was named. */
  readonly name: string
  readonly text: string
  /** Only such a file can be written back with nothing else changed. */
  readonly isUtf8: boolean
  /** Whether it is JavaScript or TypeScript; other files are only looked at. */
  readonly isSource: boolean
}

const ENDINGS = new Set(['.js', '.mjs', '.cjs', '.jsx', '.ts', '.mts', '.cts', '.tsx'])

export const isSource = (path: string) => ENDINGS.has(extname(path))

/** Folders with installed or generated files. */
const SKIPPED = new Set(['node_modules', 'bower_components', 'dist', 'build', 'out', 'coverage', 'vendor'])
/** Other folders whose names begin with a dot are skipped. Elastic Beanstalk and DigitalOcean read these. */
const READ = new Set(['.ebextensions', '.platform', '.do'])

export const isSkipped = (name: string) => SKIPPED.has(name) || (name.startsWith('.') && !READ.has(name))

/** Larger files were not written by hand. */
export const MAX_BYTES = 1_000_000
const MAX_FILES = 20_000

/**
 * Links are not followed, so nothing outside of the folder is read.
 * @param onSkipped told what was left out for its size
 * @throws {UsageError} when there is nothing at `root`
 */
export async function* sourceFiles(root: string, onSkipped: (text: string) => void): AsyncGenerator<SourceFile> {
  const found: Stats | null = await stat(root).catch(() => null)
  if (found === null) throw new UsageError(`${quoted(root)} cannot be read: there is no such file or folder`)
  if (found.isFile()) {
    // Of a package.json only the scripts are looked at: alone it is never what was meant.
    if (!isSource(root) && (!isOtherFile(basename(root)) || basename(root) === 'package.json'))
      throw new UsageError(`${quoted(root)} is not a JavaScript or TypeScript file`)
    const file = await readSource(root, basename(root), onSkipped)
    if (file !== null) yield file
    return
  }
  if (!found.isDirectory()) throw new UsageError(`${quoted(root)} is not a file and not a folder`)
  let count = 0
  const folders = [root]
  for (const folder of folders) {
    for (const entry of await entriesOf(folder)) {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) {
        if (!isSkipped(entry.name)) folders.push(path)
      } else if (
        entry.isFile() &&
        ((isSource(entry.name) && !entry.name.endsWith('.d.ts')) ||
          isOtherFile(entry.name, relative(root, path).split(sep).join('/')))
      ) {
        if (++count > MAX_FILES)
          throw new UsageError(`more than ${MAX_FILES} source files: name a folder inside ${quoted(root)}`)
        const file = await readSource(path, relative(root, path).split(sep).join('/'), onSkipped)
        if (file !== null) yield file
      }
    }
  }
}

/** Sorted, so that the order is the same on every machine. A folder that may not be read is skipped. */
async function entriesOf(folder: string): Promise<Dirent[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => [])
  return entries.sort((a, b) => (a.name < b.name ? -1 : 1))
}

async function readSource(path: string, name: string, onSkipped: (text: string) => void): Promise<SourceFile | null> {
  const bytes = await readFile(path).catch(() => null)
  if (bytes === null) return null
  if (bytes.length > MAX_BYTES) {
    onSkipped(`${name} is skipped: it has ${bytes.length} bytes`)
    return null
  }
  return { path, name, ...sourceText(bytes), isSource: isSource(path) }
}
