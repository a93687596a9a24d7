/**
 * Which files of a package are loaded together. Only the texts are read, and what is not understood may load every
 * file.
 */
import { posix } from 'node:path'
import { OLD_PACKAGES } from '../old-package.ts'
import { packageIn, SPECIFIERS } from './packages.ts'

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

interface File {
  readonly name: string
  readonly text: string
  /** That of its package. */
  readonly packageName?: string | null
}

export function loadingOf(files: readonly File[]): Loading {
  const byKey = new Map<string, string[]>()
  /** An import of a package by its name may load each of its files. */
  const byPackage = new Map<string, string[]>()
  for (const { name, packageName } of files) {
    const key = keyOf(name)
    byKey.set(key, [...(byKey.get(key) ?? []), name])
    if (packageName != null) byPackage.set(packageName, [...(byPackage.get(packageName) ?? []), name])
  }
  const loads = new Map(files.map(({ name, text }) => [name, loadedBy(name, text, byKey, byPackage)]))
  const reached = files.map(({ name }) => reachedFrom(name, loads))
  return {
    areTogether: (one, other) => reached.some((all) => all === 'all' || (all.has(one) && all.has(other))),
    isLoaded: (name) => [...loads.values()].some((names) => names === 'all' || names.includes(name)),
    loadersOf: (name) =>
      [...loads.values()].includes('all')
        ? null
        : [...loads].flatMap(([loader, names]) => (names !== 'all' && names.includes(name) ? [loader] : [])),
    means: (from, specifier, name) => namedBy(specifier, from, byKey, byPackage).includes(name),
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

function loadedBy(name: string, text: string, byKey: Named, byPackage: Named): string[] | 'all' {
  if (LOADS_ANY.test(text) || LOADED_BY_FOLDER.test(name)) return 'all'
  return [...text.matchAll(SPECIFIERS)].flatMap(([, loaded, path]) =>
    namedBy(loaded ?? path ?? '', name, byKey, byPackage),
  )
}

function namedBy(loaded: string, from: string, byKey: Named, byPackage: Named): readonly string[] {
  if (loaded.startsWith('.'))
    return byKey.get(keyOf(posix.join(posix.dirname(from), loaded)).replace(/^\.?\/?$/, '')) ?? []
  if (PACKAGES.has(loaded)) return []
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
