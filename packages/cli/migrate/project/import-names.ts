/** The own names that a project gives to its files: in package.json, in tsconfig.json, in deno.json. */
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, extname, join, resolve } from 'node:path'
import { parseExpression } from '@babel/parser'
import type { Expression } from '@babel/types'
import { MAX_BYTES } from '../source-files.ts'

export interface ImportName {
  /** `#answers`, or `@app/*`. */
  readonly name: string
  /** Where it leads. A `*` there stands for the same as the `*` of the name. */
  readonly places: readonly string[]
}

export const DENO = ['deno.json', 'deno.jsonc']

/** The names that the files of one folder give. */
export function importNames(folder: string): ImportName[] {
  const configs = namesIn(folder)
    .filter((name) => /^[jt]sconfig(?:\.[\w-]+)*\.json$/.test(name))
    // The one without another word in its name is that of the app.
    .sort((one, other) => one.length - other.length)
  return [
    ...inFolder(folder, entriesOf(member(contentOf(join(folder, 'package.json')), 'imports'))),
    ...DENO.flatMap((name) => ofDeno(folder, join(folder, name))),
    ...ofModuleAlias(folder),
    ...configs.flatMap((name) => ofTypeScript(join(folder, name))),
  ]
}

const inFolder = (folder: string, entries: readonly [string, Expression][]): ImportName[] =>
  entries.map(([name, value]) => ({ name, places: textsIn(value).map((place) => resolve(folder, place)) }))

/** A name that ends with a slash is that of a folder. */
function ofDeno(folder: string, file: string): ImportName[] {
  return inFolder(folder, entriesOf(member(contentOf(file), 'imports'))).map(({ name, places }) =>
    name.endsWith('/') ? { name: `${name}*`, places: places.map((place) => join(place, '*')) } : { name, places },
  )
}

/** What the names of deno.json stand for, as it is written there. */
export const denoImports = (folder: string): string[] =>
  DENO.flatMap((name) => textsIn(member(contentOf(join(folder, name)), 'imports')))

/** The package module-alias takes a name for a file and for a folder. */
function ofModuleAlias(folder: string): ImportName[] {
  const named = inFolder(folder, entriesOf(member(contentOf(join(folder, 'package.json')), '_moduleAliases')))
  return [
    ...named,
    ...named.map(({ name, places }) => ({ name: `${name}/*`, places: places.map((place) => join(place, '*')) })),
  ]
}

/** Files that extend others, which are not in packages; real ones never do so more often. */
const MOST_EXTENDED = 20

function ofTypeScript(file: string): ImportName[] {
  const files = new Set([file])
  const found: ImportName[] = []
  for (const one of files) {
    if (files.size > MOST_EXTENDED) break
    const content = contentOf(one)
    const folder = dirname(one)
    const options = member(content, 'compilerOptions')
    const [base] = textsIn(member(options, 'baseUrl'))
    const places = resolve(folder, base ?? '.')
    found.push(...inFolder(places, entriesOf(member(options, 'paths'))))
    if (base !== undefined) found.push({ name: '*', places: [join(places, '*')] })
    for (const extended of textsIn(member(content, 'extends')))
      if (/^\.{0,2}\//.test(extended))
        files.add(resolve(folder, extname(extended) === '.json' ? extended : `${extended}.json`))
  }
  return found
}

/** The places of a name in an import. */
export function placesOfName(names: readonly ImportName[], specifier: string): string[] {
  return names.flatMap(({ name, places }) => {
    const [start = '', end] = name.split('*')
    if (end === undefined) return name === specifier ? places : []
    const fits = specifier.length >= start.length + end.length && specifier.startsWith(start) && specifier.endsWith(end)
    if (!fits) return []
    const part = specifier.slice(start.length, specifier.length - end.length)
    return places.map((place) => place.replace('*', () => part))
  })
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch {
    return []
  }
}

/** JavaScript's parser reads JSON with comments and with commas at the end. */
function contentOf(path: string): Expression | null {
  try {
    const found = statSync(path, { throwIfNoEntry: false })
    if (found === undefined || !found.isFile() || found.size > MAX_BYTES) return null
    return parseExpression(readFileSync(path, 'utf8').replace(/^\uFEFF/, ''))
  } catch {
    return null
  }
}

function entriesOf(value: Expression | null): [string, Expression][] {
  if (value?.type !== 'ObjectExpression') return []
  return value.properties.flatMap((one): [string, Expression][] =>
    one.type === 'ObjectProperty' && one.key.type === 'StringLiteral' ? [[one.key.value, one.value as Expression]] : [],
  )
}

const member = (value: Expression | null, name: string) => entriesOf(value).find(([key]) => key === name)?.[1] ?? null

/** A text, those of a list, and those of all conditions. */
function textsIn(value: Expression | null): string[] {
  if (value?.type === 'StringLiteral') return [value.value]
  if (value?.type === 'ArrayExpression') return value.elements.flatMap((one) => textsIn(one as Expression | null))
  return entriesOf(value).flatMap(([, one]) => textsIn(one))
}
