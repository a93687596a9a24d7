/** The versions that a project names for its packages: in package.json, in catalogs of a workspace, in deno.json. */
import { join } from 'node:path'
import { denoImports } from './import-names.ts'
import { readJson, readText } from './workspace.ts'

/** Names and versions; what the first folder says counts. */
export function namedVersions(folders: readonly string[]): Record<string, unknown> {
  const outermostFirst = [...folders].reverse()
  const named = Object.assign({}, ...outermostFirst.flatMap((folder) => [ofDeno(folder), ...dependenciesIn(folder)]))
  let catalogs: Catalogs | null = null
  return Object.fromEntries(
    Object.entries(named).map(([name, version]) => {
      const catalog = typeof version === 'string' ? /^catalog:(.*)$/.exec(version)?.[1]?.trim() : undefined
      if (catalog === undefined) return [name, version]
      catalogs ??= Object.assign({}, ...outermostFirst.flatMap(catalogsIn)) as Catalogs
      return [name, catalogs[catalog === '' ? 'default' : catalog]?.[name] ?? version]
    }),
  )
}

function dependenciesIn(folder: string): unknown[] {
  const content = readJson(join(folder, 'package.json'))
  return ['peerDependencies', 'devDependencies', 'dependencies'].map((kind) => content[kind])
}

/** `npm:hono@^3.11.0/cors`, `jsr:@hono/hono@^4`, `https://deno.land/x/hono@v3.11.7/mod.ts`. */
const IN_SPECIFIER = /^(?:npm:\/?|jsr:\/?|https?:\/\/.*\/)((?:@[\w.-]+\/)?[\w.-]+)@v?([^/\s]+)/

function ofDeno(folder: string): Record<string, string> {
  return Object.fromEntries(
    denoImports(folder).flatMap((text) => {
      const [, name, version] = IN_SPECIFIER.exec(text) ?? []
      return name === undefined || version === undefined ? [] : [[name, version] as const]
    }),
  )
}

type Catalogs = Record<string, Record<string, unknown>>

/** Those of pnpm and Yarn stand in YAML, those of Bun in package.json. */
function catalogsIn(folder: string): Catalogs[] {
  const { workspaces, ...own } = readJson(join(folder, 'package.json'))
  return [
    ...[own, workspaces].map((content) => ofBun(content as { catalog?: unknown; catalogs?: unknown } | undefined)),
    ...['pnpm-workspace.yaml', '.yarnrc.yml'].map((name) => ofYaml(join(folder, name))),
  ]
}

function ofBun(content: { readonly catalog?: unknown; readonly catalogs?: unknown } | null | undefined): Catalogs {
  const { catalog, catalogs } = content ?? {}
  return {
    ...(typeof catalogs === 'object' ? (catalogs as Catalogs) : {}),
    ...(typeof catalog === 'object' ? { default: catalog as Catalogs[string] } : {}),
  }
}

/** `catalog:` with names, and `catalogs:` with a name above each of them. */
function ofYaml(path: string): Catalogs {
  const found: Catalogs = {}
  let isIn: 'catalog' | 'catalogs' | null = null
  let catalog = 'default'
  for (const line of readText(path).split('\n')) {
    const [, indentation = '', key = '', value = ''] =
      /^(\s*)["']?([^\s"':#][^"':]*)["']?\s*:\s*([^#]*)/.exec(line) ?? []
    if (key === '') continue
    if (indentation === '') {
      isIn = key === 'catalog' || key === 'catalogs' ? key : null
      catalog = 'default'
    } else if (isIn === 'catalogs' && value.trim() === '') catalog = key
    else if (isIn !== null) found[catalog] = { ...found[catalog], [key]: value.trim().replace(/^["']|["']$/g, '') }
  }
  return found
}
