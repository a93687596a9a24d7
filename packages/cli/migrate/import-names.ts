/** The own names that a project gives to its files: `imports` of package.json, `paths` of tsconfig.json. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseExpression } from '@babel/parser'
import type { Expression } from '@babel/types'

export interface ImportName {
  /** `#answers`, or `@app/*`. */
  readonly name: string
  /** Where it leads. A `*` there stands for the same as the `*` of the name. */
  readonly places: readonly string[]
}

export function importNames(folder: string): ImportName[] {
  const imports = member(contentOf(folder, 'package.json'), 'imports')
  const named = entriesOf(imports).map(([name, value]) => ({ name, places: textsIn(value) }))
  const options = ['tsconfig.json', 'jsconfig.json'].map((file) => member(contentOf(folder, file), 'compilerOptions'))
  const paths = options.flatMap((option) => {
    const [base = '.'] = textsIn(member(option, 'baseUrl'))
    return entriesOf(member(option, 'paths')).map(([name, value]) => ({
      name,
      places: textsIn(value).map((place) => join(base, place)),
    }))
  })
  return [...named, ...paths]
}

/** The places of a name in an import, relative to the folder. */
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

/** JavaScript's parser reads JSON with comments and with commas at the end. */
function contentOf(folder: string, file: string): Expression | null {
  try {
    return parseExpression(readFileSync(join(folder, file), 'utf8').replace(/^\uFEFF/, ''))
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
