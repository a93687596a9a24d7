/**
 * Which files of a package are loaded together. Only the texts are read, and what is not understood may load every
 * file.
 */
import { posix } from 'node:path'
import { OLD_PACKAGES } from '../old-package.ts'
import { type PackageFile, packageIn, specifiersIn } from './packages.ts'

export interface Loading {
  /** Whether one program may load both files. */
  areTogether(one: string, other: string): boolean
  /** Whether a file is seen that loads this one. */
  isLoaded(name: string): boolean
  /** The files that load this one; `null` where a file loads what only the running program knows. */
  loadersOf(name: string): readonly string[] | null
  /** Whether a name in an import of a file may be this file. */
  means(from: string, specifier: string, name: string): boolean
}

type File = Omit<PackageFile, 'project'>

export function loadingOf(files: readonly File[]): Loading {
  const byKey = new Map<string, string[]>()
  /** An import of a package by its name may load each of its files. */
  const byPackage = new Map<string, string[]>()
  for (const { name, packageName } of files) {
    const key = keyOf(name)
    byKey.set(key, [...(byKey.get(key) ?? []), name])
    if (packageName != null) byPackage.set(packageName, [...(byPackage.get(packageName) ?? []), name])
  }
  const byName = new Map(files.map((file) => [file.name, file]))
  const loads = new Map(files.map((file) => [file.name, loadedBy(file, byKey, byPackage)]))
  const reached = files.map(({ name }) => reachedFrom(name, loads))
  return {
    areTogether: (one, other) => reached.some((all) => all === 'all' || (all.has(one) && all.has(other))),
    isLoaded: (name) => [...loads.values()].some((names) => names === 'all' || names.includes(name)),
    loadersOf: (name) =>
      [...loads.values()].includes('all')
        ? null
        : [...loads].flatMap(([loader, names]) => (names !== 'all' && names.includes(name) ? [loader] : [])),
    means: (from, specifier, name) =>
      namedBy(specifier, byName.get(from) ?? { name: from }, byKey, byPackage).includes(name),
  }
}

/** `routes/users` of `routes/users.ts` and of `routes/users/index.ts`. */
const keyOf = (name: string) => name.replace(/\.[mc]?[jt]sx?$/, '').replace(/(^|\/)index$/, '')

/** A name that only the running program knows, or all files of a folder. */
const LOADS_ANY =
  /\b(?:require|import)\s*\(\s*(?:\/\*[^*]*\*\/\s*)?(?!\s|\/\*|['"][^'"]*['"]\s*[,)]|`[^`$]*`\s*[,)])|readdir|\bglob|import\.meta\.glob|autoload|require-?(?:all|dir)|importAll|\bconsign\b/i

/** Frameworks load what is in these folders without being told. */
const LOADED_BY_FOLDER = /(?:^|\/)(?:middlewares?|plugins|hooks)(?:\/|\.)/

type Named = ReadonlyMap<string, readonly string[]>

function loadedBy(file: File, byKey: Named, byPackage: Named): string[] | 'all' {
  if (LOADS_ANY.test(file.text) || LOADED_BY_FOLDER.test(file.name)) return 'all'
  return specifiersIn(file.text).flatMap((loaded) => namedBy(loaded, file, byKey, byPackage))
}

function namedBy(
  loaded: string,
  from: Pick<File, 'name' | 'leadsTo'>,
  byKey: Named,
  byPackage: Named,
): readonly string[] {
  if (loaded.startsWith('.'))
    return byKey.get(keyOf(posix.join(posix.dirname(from.name), loaded)).replace(/^\.?\/?$/, '')) ?? []
  if (PACKAGES.has(loaded)) return []
  const named = from.leadsTo?.(loaded) ?? null
  if (named !== null) return byKey.get(keyOf(named)) ?? []
  const files = byPackage.get(packageIn(loaded))
  if (files !== undefined) return files
  // A package, or a path that the tools of the project know: `@/routes/users`, `src/routes/users`, `#routes`.
  const end = keyOf(loaded.replace(/^(?:[#~]\/?|@[\w-]*\/|\w+\/(?=.))/, ''))
  return [...byKey].flatMap(([key, names]) => (key === end || key.endsWith(`/${end}`) ? names : []))
}

/** They are often the names of files too: `express.ts`. */
const PACKAGES = new Set<string>(OLD_PACKAGES.flatMap(({ name, framework }) => [name, framework.name]))

function reachedFrom(
  start: string,
  loads: ReadonlyMap<string, readonly string[] | 'all'>,
): ReadonlySet<string> | 'all' {
  const reached = new Set([start])
  for (const name of reached) {
    const loaded = loads.get(name) ?? []
    if (loaded === 'all') return 'all'
    for (const next of loaded) reached.add(next)
  }
  return reached
}
