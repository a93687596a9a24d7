/** Which packages of a workspace one program may load together. */
import { posix } from 'node:path'

/** A source file, and the package that it is in. */
export interface PackageFile {
  readonly name: string
  readonly text: string
  /** The folder of the package; `null` where there is none. */
  readonly project: string | null
  /** The name in its package.json. */
  readonly packageName?: string | null
  /** The name of the file that an import by one of the project's own names means; `null` where there is none. */
  leadsTo?(specifier: string): string | null
}

export interface Packages {
  /** Whether one program may load files of both. */
  areRelated(one: string | null, other: string | null): boolean
  /** The packages that are related to one, itself included, in any way. */
  groupOf(project: string | null): ReadonlySet<string | null>
}

/** What a source imports: by a name, or by a path in a call of its own. */
export const specifiersIn = (text: string): string[] =>
  [...text.matchAll(SPECIFIERS)].map(([, specifier, path]) => specifier ?? path ?? '')

/** What it surely imports, and does not only name, as `path.join(__dirname, '../public')` does. */
export const importsIn = (text: string): string[] =>
  [...text.matchAll(SPECIFIERS)].flatMap(([, specifier]) => specifier ?? [])

const SPECIFIERS =
  /(?:\bfrom|\bimport|\brequire\s*\(|\bimport\s*\()\s*['"`]([^'"`\n]+)['"`]|['"`](\.{1,2}\/[^'"`\n]+)['"`]/g

export function packagesOf(files: readonly PackageFile[]): Packages {
  const projects = [...new Set(files.map(({ project }) => project))]
  const links = new Map(projects.map((project) => [project, new Set<string | null>()]))
  if (projects.length > 1) {
    const byName = new Map(files.map(({ packageName, project }) => [packageName, project]))
    const byFolder = foldersOf(files)
    for (const { name, text, project, leadsTo } of files)
      for (const specifier of specifiersIn(text)) {
        const loaded = loadedFrom(name, specifier, byName, byFolder, leadsTo)
        if (loaded !== undefined) links.get(project)?.add(loaded)
      }
  }
  const reached = projects.map((project) => reachedFrom(project, (one) => links.get(one) ?? []))
  const together = (project: string | null) =>
    new Set(reached.filter((all) => all.has(project)).flatMap((all) => [...all]))
  return {
    areRelated: (one, other) => one === other || reached.some((all) => all.has(one) && all.has(other)),
    groupOf: (project) => reachedFrom(project, together),
  }
}

/** The package of each folder that has a file of it. */
function foldersOf(files: readonly PackageFile[]): Map<string, string | null> {
  const found = new Map<string, string | null>()
  for (const { name, project } of files) {
    found.set(name.replace(/\.[mc]?[jt]sx?$/, ''), project)
    for (let folder = posix.dirname(name); folder !== '.'; folder = posix.dirname(folder))
      if (!found.has(folder)) found.set(folder, project)
  }
  return found
}

function loadedFrom(
  from: string,
  specifier: string,
  byName: ReadonlyMap<string | null | undefined, string | null>,
  byFolder: ReadonlyMap<string, string | null>,
  leadsTo: PackageFile['leadsTo'],
): string | null | undefined {
  const path = specifier.startsWith('.') ? posix.join(posix.dirname(from), specifier) : leadsTo?.(specifier)
  return path == null ? byName.get(packageIn(specifier)) : byFolder.get(path.replace(/\.[mc]?[jt]sx?$|\/$/, ''))
}

/** `@acme/shared` of `@acme/shared/lib/mw`. */
export const packageIn = (specifier: string) => /^(?:@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? specifier

function reachedFrom<T>(start: T, next: (one: T) => Iterable<T>): Set<T> {
  const reached = new Set([start])
  // The loop adds to the set that it walks.
  for (const one of reached) for (const other of next(one)) reached.add(other)
  return reached
}
