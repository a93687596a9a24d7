/**
 * The sources around the file or folder that was named. They are only looked at: one program may load them with those
 * that were named, and have other layers there.
 */
import { statSync } from 'node:fs'
import { dirname, relative, resolve, sep } from 'node:path'
import { quoted, UsageError } from '../command-line/usage-error.ts'
import { importsIn, specifiersIn } from './layers/packages.ts'
import { importedFiles } from './project/imported-files.ts'
import { folderWith, workspaceOf } from './project/workspace.ts'
import { isSource, type SourceFile, sourceFiles } from './source-files.ts'

export interface Surroundings {
  /** The folder that was named, or that of the file: names of files are relative to it. */
  readonly base: string
  /** Nothing outside of this folder is read. */
  readonly top: string
  /** Whether a package.json, a workspace or a repository says that all files in `top` belong together. */
  readonly isProject: boolean
}

/** @param root what was named; it may not exist */
export function surroundingsOf(root: string): Surroundings {
  const named = resolve(root)
  const isFile = statSync(named, { throwIfNoEntry: false })?.isFile() === true
  const base = isFile ? dirname(named) : named
  const own = folderWith(base, 'package.json')
  const top = workspaceOf(own ?? base)
  return { base, top, isProject: own !== null || top !== base }
}

/** The sources of the project that were not named; without a project, what the named ones import. */
export async function filesAround(
  root: string,
  named: readonly SourceFile[],
  surroundings: Surroundings,
  onNote: (text: string) => void,
): Promise<SourceFile[]> {
  const { base, top, isProject } = surroundings
  const isNamed = (path: string) => path === resolve(root) || path.startsWith(resolve(root) + sep)
  if (isNamed(top)) return []
  if (!isProject) return filesImported(named, surroundings, isNamed)
  const found: SourceFile[] = []
  try {
    for await (const file of sourceFiles(top, () => {}))
      if (file.isSource && !isNamed(file.path)) found.push({ ...file, name: nameOf(base, file.path) })
  } catch (error) {
    if (!(error instanceof UsageError)) throw error
    onNote(`${quoted(top)} has too many source files: not all were looked at for what answers beside the files here`)
  }
  return found
}

const nameOf = (base: string, path: string) => relative(base, path).split(sep).join('/')

/** So many files are read without a project: an app of that kind is small. */
const MOST_IMPORTED = 2000

function filesImported(
  named: readonly SourceFile[],
  { base, top }: Surroundings,
  isNamed: (path: string) => boolean,
): SourceFile[] {
  const imported = importedFiles(base, top)
  const found = new Map<string, SourceFile>()
  const toRead = named.map(({ path, text }) => ({ path: resolve(path), text }))
  for (const { path, text } of toRead) {
    for (const specifier of specifiersIn(text)) {
      const file = found.size < MOST_IMPORTED ? imported(path, specifier) : null
      if (file === null || !isSource(file.path) || isNamed(file.path) || found.has(file.path)) continue
      found.set(file.path, { ...file, name: nameOf(base, file.path), isUtf8: true, isSource: true })
      toRead.push(file)
    }
  }
  return [...found.values()]
}

const DATA = /\.(?:json|node|wasm|css|scss|svg|png|html|sql|graphql|ya?ml|md|txt)$/

/** What the sources import by a path that leads out of the folder that may be read. */
export function importedFromOutside(
  sources: readonly { readonly name: string; readonly text: string }[],
  { base, top }: Surroundings,
): string[] {
  const found = sources.flatMap(({ name, text }) =>
    importsIn(text).flatMap((specifier) => {
      if (!/^\.{1,2}\//.test(specifier) || DATA.test(specifier)) return []
      const path = resolve(base, dirname(name), specifier)
      return path === top || path.startsWith(top + sep) ? [] : [nameOf(base, path)]
    }),
  )
  return [...new Set(found)]
}
