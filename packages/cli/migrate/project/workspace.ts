/** The folders around a package: a workspace has facts, and names for files, that hold for each of its packages. */
import { existsSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'

/** The nearest folder with a file of this name. */
export function folderWith(from: string, name: string): string | null {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, name))) return folder
    if (dirname(folder) === folder) return null
  }
}

/** The folders from one up to another one that is around it, the inner ones first. */
export function foldersUpTo(top: string, from: string): string[] {
  const found = [from]
  for (let folder = from; folder !== top && dirname(folder) !== folder; ) {
    folder = dirname(folder)
    found.push(folder)
  }
  return found
}

/** Files of tools that know several packages. */
const OF_WORKSPACES = ['pnpm-workspace.yaml', 'nx.json', 'lerna.json', 'turbo.json', 'rush.json', 'tsconfig.base.json']

/** The outermost folder that has one workspace, or one repository, with this folder; else the folder itself. */
export function workspaceOf(folder: string): string {
  let found = folder
  for (let at = folder; at !== homedir(); at = dirname(at)) {
    const isRepository = existsSync(join(at, '.git'))
    if (isRepository || isWorkspace(at)) found = at
    if (isRepository || dirname(at) === at) break
  }
  return found
}

const isWorkspace = (folder: string) =>
  OF_WORKSPACES.some((name) => existsSync(join(folder, name))) ||
  readJson(join(folder, 'package.json'))['workspaces'] !== undefined

/** Empty where there is none. */
export function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

export function readJson(path: string): Record<string, unknown> {
  try {
    const content: unknown = JSON.parse(readFileSync(path, 'utf8').replace(/^\uFEFF/, ''))
    return typeof content === 'object' && content !== null ? (content as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}
