/**
 * The pages of docs/api: every name that a package exports, with its declaration and its documentation, read from the
 * declarations that `npm run build` writes. A name without documentation is listed by `undocumented`, which a test
 * keeps empty.
 */
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseSync } from 'oxc-parser'

const root = fileURLToPath(new URL('..', import.meta.url))

/** By page: its subject, and the entries that it lists. */
const PAGES: Readonly<Record<string, { readonly title: string; readonly entries: readonly string[] }>> = {
  policy: { title: 'Policy: `corskit`', entries: ['corskit'] },
  adapters: {
    title: 'Adapters: `corskit/express` and the others',
    entries: 'express node web fastify koa hono h3 elysia nest next sveltekit lambda'
      .split(' ')
      .map((name) => `corskit/${name}`),
  },
  browser: { title: 'The model of the browser: `corskit/browser`', entries: ['corskit/browser'] },
  protocol: { title: 'The words of the standard: `corskit/protocol`', entries: ['corskit/protocol'] },
  fetch: {
    title: 'A fetch that obeys CORS: `@corskit/fetch`',
    entries: ['', '/matchers', '/vitest', '/jest', '/xhr'].map((name) => `@corskit/fetch${name}`),
  },
  diagnose: { title: 'Diagnosis: `@corskit/diagnose`', entries: ['@corskit/diagnose'] },
  targets: { title: 'Other servers: `@corskit/targets`', entries: ['@corskit/targets'] },
}

interface Declaration {
  readonly name: string
  readonly documentation: string
  readonly code: string
}

interface Parsed {
  readonly text: string
  /** By local name. */
  readonly declarations: ReadonlyMap<string, Declaration>
  /**
   * The re-exports and renamed exports of the file: exported name, local name, and file (`null` for this one).
   */
  readonly exports: readonly { readonly name: string; readonly local: string; readonly from: string | null }[]
}

const parsed = new Map<string, Parsed>()

function parse(file: string): Parsed {
  const known = parsed.get(file)
  if (known !== undefined) return known
  const text = readFileSync(file, 'utf8')
  const { program, comments } = parseSync(file, text)
  const declarations = new Map<string, Declaration>()
  const exports: { name: string; local: string; from: string | null }[] = []
  for (const statement of program.body) {
    if (statement.type === 'ExportNamedDeclaration' && statement.declaration === null) {
      const from = statement.source === null ? null : join(dirname(file), statement.source.value)
      for (const { local, exported } of statement.specifiers)
        exports.push({ name: nameOf(exported), local: nameOf(local), from })
      continue
    }
    const isExported = statement.type === 'ExportNamedDeclaration'
    const declared = isExported ? statement.declaration : statement
    if (declared === null || !('type' in declared)) continue
    const comment = comments.findLast(
      ({ end }) => end <= statement.start && text.slice(end, statement.start).trim() === '',
    )
    const documentation = comment === undefined || !comment.value.startsWith('*') ? '' : plainText(comment.value)
    const code = text
      .slice(statement.start, statement.end)
      .replace(/^export /, '')
      .replace(/^declare /, '')
      .replace(/^ {4}/gm, '  ')
      .replace(/^ {6}/gm, '    ')
    for (const name of namesOf(declared)) {
      declarations.set(name, { name, documentation, code })
      if (isExported) exports.push({ name, local: name, from: null })
    }
  }
  const result = { text, declarations, exports }
  parsed.set(file, result)
  return result
}

const nameOf = (node: { readonly type: string; readonly name?: string; readonly value?: unknown }): string =>
  node.name ?? String(node.value)

type Declared = {
  readonly type: string
  readonly id?: unknown
  readonly declarations?: readonly { readonly id: unknown }[]
}

function namesOf(declared: Declared): string[] {
  const ids = declared.declarations?.map(({ id }) => id) ?? [declared.id]
  return ids.flatMap((id) => (id !== null && typeof id === 'object' && 'name' in id ? [String(id.name)] : []))
}

/** A comment without its stars. */
function plainText(comment: string): string {
  return comment
    .split('\n')
    .map((line) => line.replace(/^\s*\*? ?/, '').trimEnd())
    .join('\n')
    .trim()
}

/** The declaration of a name, through any number of re-exports. `null` when another package declares it. */
function find(file: string, name: string): Declaration | null {
  const { declarations, exports } = parse(file)
  const exported = exports.find((entry) => entry.name === name)
  const local = exported?.local ?? name
  if (exported?.from === null || exported === undefined) return declarations.get(local) ?? null
  const path = declarationFile(exported.from)
  return path === null ? null : find(path, local)
}

function declarationFile(path: string): string | null {
  const file = path.replace(/\.(?:ts|js)$/, '.d.ts')
  return existsSync(file) ? file : null
}

function fileOfEntry(entry: string): string {
  const name = entry
    .split('/')
    .slice(0, entry.startsWith('@') ? 2 : 1)
    .join('/')
  const folder = join(root, 'packages', name.replace('@corskit/', ''))
  const { exports } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  return join(folder, exports[`.${entry.slice(name.length)}`].types)
}

/** Exported names of an entry that have no documentation. */
export function undocumented(): string[] {
  return Object.values(PAGES).flatMap(({ entries }) =>
    entries.flatMap((entry) =>
      declarationsOf(entry)
        .filter(({ documentation }) => documentation === '')
        .map(({ name }) => `${entry}: ${name}`),
    ),
  )
}

function declarationsOf(entry: string): Declaration[] {
  const file = fileOfEntry(entry)
  return parse(file)
    .exports.flatMap(({ name }) => {
      const found = find(file, name)
      return found === null ? [] : [{ ...found, name }]
    })
    .sort((a, b) => Number(isType(a)) - Number(isType(b)) || a.name.localeCompare(b.name, 'en'))
}

/** Functions and values come first. */
const isType = ({ code }: Declaration) => /^(?:interface|type)\b/.test(code)

/** The pages, by path from the root. Needs `npm run build`. */
export function apiPages(): ReadonlyMap<string, string> {
  const pages = new Map<string, string>()
  for (const [page, { title, entries }] of Object.entries(PAGES)) {
    /** The place of a declaration on this page, because entries share many. */
    const shown = new Map<string, string>()
    const parts = [`# ${title}`, '', '<!-- Written by `npm run docs`, from the comments in the sources. -->', '']
    for (const entry of entries) {
      if (entries.length > 1) parts.push(`## \`${entry}\``, '')
      for (const { name, documentation, code } of declarationsOf(entry)) {
        const earlier = shown.get(code)
        parts.push(`${entries.length > 1 ? '###' : '##'} ${name}`, '')
        if (earlier !== undefined) {
          parts.push(`As in \`${earlier}\`.`, '')
          continue
        }
        shown.set(code, entry)
        parts.push(...(documentation === '' ? [] : [markdown(documentation), '']), '```ts', code, '```', '')
      }
    }
    pages.set(`docs/api/${page}.md`, `${parts.join('\n').trimEnd()}\n`)
  }
  return pages
}

/** Writes `@param name text` and other tags as a list, `{@link x}` as code. */
function markdown(documentation: string): string {
  return documentation
    .replace(/\{@link ([^}\s]+)\}/g, '`$1`')
    .replace(/^@throws \{(\w+)\} ?/gm, '- throws `$1` ')
    .replace(/^@param (\S+) /gm, '- `$1`: ')
    .replace(/^@returns /gm, '- returns ')
    .replace(/^@see /gm, '- see ')
    .replace(/^@(\w+) ?/gm, '- $1 ')
    .replace(/([^\n])\n(- )/g, (whole, before, dash) => (before === '\n' ? whole : `${before}\n${dash}`))
}
