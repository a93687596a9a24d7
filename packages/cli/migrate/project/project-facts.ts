/** Reads the package.json files and lock files of a project: the versions of its packages, and its package manager. */
import { existsSync } from 'node:fs'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { packageIn } from '../layers/packages.ts'
import type { OldPackage } from '../old-package.ts'
import type { FindImported } from '../syntax/syntax-tree.ts'
import { type DataFile, dataFilesBelow } from './data-files.ts'
import { DENO } from './import-names.ts'
import { importedFiles } from './imported-files.ts'
import { namedVersions } from './named-versions.ts'
import { foldersUpTo, folderWith, readJson, readText, workspaceOf } from './workspace.ts'

export interface ProjectFacts {
  /** The folder of the nearest package.json; `null` where there is none. */
  readonly folder: string | null
  /** The name that other packages import it by. */
  readonly packageName: string | null
  /** Whether a deno.json takes the place of package.json. */
  readonly isOfDeno: boolean
  has(name: string): boolean
  /** Whether a package is one of this workspace, as far as its name or the package.json says. */
  isOwn(specifier: string): boolean
  /** The major version of a dependency; `null` where that is not known. */
  majorOf(name: string): number | null
  /** The package as it is in the version that the project uses. */
  withVersion(old: OldPackage): OldPackage
  readonly imported: FindImported
  /** The files with data around it that name a header of CORS. */
  data(): readonly DataFile[]
}

export const NO_PROJECT: ProjectFacts = {
  folder: null,
  packageName: null,
  isOfDeno: false,
  has: () => false,
  isOwn: () => false,
  majorOf: () => null,
  withVersion: (old) => old,
  imported: () => null,
  data: () => [],
}

/**
 * One reading of each package.json, however many files are in its folder.
 * @param root where there is none, files are imported from inside of this folder
 */
export function projectReader(root: string): (path: string) => ProjectFacts {
  const known = new Map<string, ProjectFacts>()
  const base = resolve(root)
  const below = new Map<string, ReturnType<typeof dataFilesBelow>>()
  const dataBelow = (top: string) => {
    const data = below.get(top) ?? dataFilesBelow(top)
    below.set(top, data)
    return data
  }
  const without = { ...NO_PROJECT, imported: importedFiles(base, base), data: () => dataBelow(base)(base) }
  return (path) => {
    const folder = folderWith(dirname(resolve(path)), 'package.json')
    if (folder === null) return ofDeno(dirname(resolve(path)), without)
    const facts = known.get(folder) ?? readProject(folder, dataBelow)
    known.set(folder, facts)
    return facts
  }
}

/** A project of Deno needs no package.json. */
function ofDeno(folder: string, without: ProjectFacts): ProjectFacts {
  const [own] = DENO.flatMap((name) => folderWith(folder, name) ?? [])
  if (own === undefined) return without
  const top = workspaceOf(own)
  return { ...without, isOfDeno: true, ...versionsOf(own, namedVersions(foldersUpTo(top, own))) }
}

function readProject(folder: string, dataBelow: (top: string) => ReturnType<typeof dataFilesBelow>): ProjectFacts {
  const top = workspaceOf(folder)
  // A package finds what its workspace installs, so the nearest package.json that names a dependency counts.
  const dependencies = namedVersions(foldersUpTo(top, folder))
  const { name } = readJson(join(folder, 'package.json'))
  const scopes = [name, readJson(join(top, 'package.json'))['name']].flatMap((one) => scopeOf(one) ?? [])
  return {
    folder,
    packageName: typeof name === 'string' ? name : null,
    isOfDeno: false,
    ...versionsOf(folder, dependencies),
    isOwn: (specifier) =>
      scopes.includes(scopeOf(specifier) ?? '') ||
      /^(?:workspace|file|link|portal):/.test(String(dependencies[packageIn(specifier)])),
    imported: importedFiles(folder, top),
    data: () => dataBelow(top)(folder),
  }
}

function versionsOf(
  folder: string,
  dependencies: Readonly<Record<string, unknown>>,
): Pick<ProjectFacts, 'has' | 'majorOf' | 'withVersion'> {
  const has = (name: string) => Object.hasOwn(dependencies, name)
  const majorOf = (name: string) => (has(name) ? (majorIn(dependencies[name]) ?? installedMajor(folder, name)) : null)
  return {
    has,
    majorOf,
    withVersion: (old) =>
      old.name === 'hono/cors'
        ? withQuery(old, installedVersion(folder, 'hono') ?? dependencies['hono'])
        : versioned(old, majorOf(old.name) ?? installedMajor(folder, old.name)),
  }
}

/** `@acme/` of `@acme/http`. */
const scopeOf = (name: unknown) => (typeof name === 'string' ? /^@[^/]+\//.exec(name)?.[0] : undefined)

/** Before version 11, `@fastify/cors` allows PUT, PATCH and DELETE by default. */
function versioned(old: OldPackage, major: number | null): OldPackage {
  if (old.name !== '@fastify/cors' || major === null) return old
  return { ...old, defaultMethods: major < 11 ? ['PUT', 'PATCH', 'DELETE'] : [] }
}

/**
 * Hono allows QUERY by default since 4.13. Of a range, the lowest version counts, so that nobody is allowed more than
 * before.
 */
function withQuery(old: OldPackage, version: unknown): OldPackage {
  const [, minor] = /^\s*[~^=v]*4\.(\d+)/.exec(typeof version === 'string' ? version : '') ?? []
  return Number(minor ?? 0) < 13 ? old : { ...old, defaultMethods: [...(old.defaultMethods ?? []), 'QUERY'] }
}

/** The one major version that a range takes; `null` where it takes several, or is not a range of versions. */
function majorIn(range: unknown): number | null {
  if (typeof range !== 'string') return null
  const majors = range
    .replace(/^(?:npm:(?:@?[^@]+)@|workspace:)/, '')
    .split('||')
    .map((part) => /^\s*[~^=v]*(\d+)(?:[.\s]|$)/.exec(part)?.[1])
  return new Set(majors).size === 1 && majors[0] !== undefined ? Number(majors[0]) : null
}

function installedMajor(folder: string, name: string): number | null {
  return majorIn(installedVersion(folder, name))
}

function installedVersion(folder: string, name: string): string | null {
  for (let at = folder; ; at = dirname(at)) {
    const version = readJson(join(at, 'node_modules', name, 'package.json'))['version']
    if (typeof version === 'string') return version
    if (dirname(at) === at) return null
  }
}

/** Files by which a package manager is known, its lock file first. */
const OF_TOOLS = [
  ['pnpm-lock.yaml', 'pnpm'],
  ['yarn.lock', 'yarn'],
  ['bun.lock', 'bun'],
  ['bun.lockb', 'bun'],
  ['package-lock.json', 'npm'],
  ['pnpm-workspace.yaml', 'pnpm'],
  ['.yarnrc.yml', 'yarn'],
  ['bunfig.toml', 'bun'],
] as const

/** The commands of the project's own package manager that install corskit and remove the old packages. */
export function packageCommands(project: ProjectFacts, removed: readonly string[]): string[] {
  const { folder, isOfDeno } = project
  if (isOfDeno) return ['deno add npm:corskit', ...removed.map((name) => `deno remove ${name}`)]
  const root = folder === null ? null : toolFolder(folder)
  const tool = folder === null ? 'npm' : toolOf(root ?? folder)
  const inside =
    folder !== null && root !== null && root !== folder ? relative(root, folder).split(sep).join('/') : null
  const [add, remove] = commandsOf(tool, inside, inside !== null && root !== null && isInWorkspace(root, inside))
  return [`${add} corskit`, ...(removed.length === 0 ? [] : [`${remove} ${removed.join(' ')}`])]
}

function commandsOf(tool: string, inside: string | null, isWorkspace: boolean): [string, string] {
  const [add, remove] = tool === 'npm' ? ['npm install', 'npm uninstall'] : [`${tool} add`, `${tool} remove`]
  if (inside === null) return [add, remove]
  if (isWorkspace && tool === 'npm') return [`${add} -w ${inside}`, `${remove} -w ${inside}`]
  if (isWorkspace && tool === 'pnpm') return [`pnpm --filter ./${inside} add`, `pnpm --filter ./${inside} remove`]
  return [`cd ${inside} && ${add}`, `cd ${inside} && ${remove}`]
}

/** Whether the package.json or pnpm-workspace.yaml above names a folder among its workspaces. */
function isInWorkspace(root: string, inside: string): boolean {
  const { workspaces } = readJson(join(root, 'package.json'))
  const named: unknown = Array.isArray(workspaces)
    ? workspaces
    : (workspaces as { packages?: unknown } | null)?.packages
  const globs = [
    ...(Array.isArray(named) ? named : []),
    ...[...readText(join(root, 'pnpm-workspace.yaml')).matchAll(/^\s*-\s*['"]?([^'"\s#]+)/gm)].map(([, glob]) => glob),
  ].filter((glob) => typeof glob === 'string')
  const covers = (glob: string) => matchesGlob(inside, glob.replace(/^!?(?:\.\/)?|\/$/g, ''))
  return (
    globs.some((glob) => !glob.startsWith('!') && covers(glob)) &&
    !globs.some((glob) => glob.startsWith('!') && covers(glob))
  )
}

/** `packages/*` and `apps/**`. */
function matchesGlob(path: string, glob: string): boolean {
  const pattern = glob
    .split(/(\*+)/)
    .map((part) => (part === '*' ? '[^/]+' : /^\*/.test(part) ? '.+' : part.replace(/[^\w/-]/g, '\\$&')))
    .join('')
  return new RegExp(`^${pattern}$`).test(path)
}

/** The folder of the package manager's files, which may be that of a workspace around the package. */
function toolFolder(folder: string): string | null {
  for (let at = folder; ; at = dirname(at)) {
    if (OF_TOOLS.some(([name]) => existsSync(join(at, name)))) return at
    if (existsSync(join(at, '.git')) || dirname(at) === at) return null
  }
}

function toolOf(folder: string): string {
  const named = readJson(join(folder, 'package.json'))['packageManager']
  const tool = typeof named === 'string' ? named.split('@', 1)[0] : undefined
  if (tool !== undefined && /^(?:npm|pnpm|yarn|bun)$/.test(tool)) return tool
  return OF_TOOLS.find(([name]) => existsSync(join(folder, name)))?.[1] ?? 'npm'
}
