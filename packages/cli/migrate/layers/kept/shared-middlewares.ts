/**
 * Middlewares that one file exports. If another file puts two of them before one route, corskit decides differently
 * which of them wins.
 */
import type { CallExpression, Node } from '@babel/types'
import type { SyntaxTree } from '../../syntax/syntax-tree.ts'
import { optionsText } from '../options-text.ts'

export interface SharedMiddleware extends KeptPlace {
  readonly line: number
  /** The options as text: equal options do not contradict each other. */
  readonly options: string
}

interface KeptPlace {
  /** The name under which others import it, or its key; `null` for an entry of a list. */
  readonly name: string | null
  /** The list or the object that has it, by the name under which others import that. */
  readonly holder: string | null
}

export function sharedMiddlewares(tree: SyntaxTree, calls: readonly CallExpression[]): SharedMiddleware[] {
  return calls.flatMap((call) => {
    const [line, options] = [tree.lineOf(call), optionsText(tree, call).text]
    return keptPlaces(tree, call).map((place) => ({ ...place, line, options }))
  })
}

/** One thing is kept in another, but never so deep in real code. */
const DEEPEST = 10

function keptPlaces(tree: SyntaxTree, node: Node, depth = 0): KeptPlace[] {
  const parent = tree.parentOf(node)
  if (parent === null || depth > DEEPEST) return []
  if (parent.type === 'ArrayExpression' || parent.type === 'ObjectProperty') {
    const name = parent.type === 'ObjectProperty' ? sharedName(parent) : null
    const object = parent.type === 'ObjectProperty' ? tree.parentOf(parent) : parent
    const holders = object === null ? [] : keptPlaces(tree, object, depth + 1).map((one) => one.holder ?? one.name)
    return holders.length === 0 ? [{ name, holder: null }] : holders.map((holder) => ({ name, holder }))
  }
  const name = sharedName(parent)
  if (parent.type !== 'VariableDeclarator' || name === null) return name === null ? [] : [{ name, holder: null }]
  const mentions = tree.mentionsOf(name).filter((mention) => mention !== parent.id)
  return [{ name, holder: null }, ...mentions.flatMap((mention) => keptPlaces(tree, mention, depth + 1))]
}

/** `const own = cors()`, `exports.own = cors()`, `{ own: cors() }` */
export function sharedName(parent: Node | null): string | null {
  if (parent?.type === 'VariableDeclarator') return parent.id.type === 'Identifier' ? parent.id.name : null
  if (parent?.type === 'ObjectProperty') return parent.key.type === 'Identifier' ? parent.key.name : null
  if (parent?.type === 'ExportDefaultDeclaration') return 'default'
  const left = parent?.type === 'AssignmentExpression' ? parent.left : null
  if (left?.type !== 'MemberExpression' || left.property.type !== 'Identifier') return null
  // `module.exports = cors()`
  return left.property.name === 'exports' ? 'default' : left.property.name
}

/**
 * Whether a source puts both before one route, or one of them before all routes. It looks only at the text, because the
 * names are those of other files.
 */
export function areStacked(source: string, one: string, other: string): boolean {
  // Under another name it is not found again.
  if (isRenamed(source, one) || isRenamed(source, other)) return true
  const text = source.replace(/\b(?:import|export)\s+(?:type\s+)?\{[^}]*\}/g, '')
  const isHanded = (name: string) => new RegExp(`[(,[]\\s*${named(name)}\\s*[,)\\]]`).test(text)
  if (!isHanded(one) || !isHanded(other)) return false
  const inOneCall = (first: string, second: string) =>
    new RegExp(`[(,[]\\s*${named(first)}\\s*,(?:(?:[^;{}()]|\\([^()]*\\))*,)?\\s*${named(second)}\\s*[,)\\]]`).test(
      text,
    )
  const isForAll = (name: string) => new RegExp(`\\.use\\(\\s*${named(name)}\\s*[,)]`).test(text)
  return inOneCall(one, other) || inOneCall(other, one) || isForAll(one) || isForAll(other)
}

const named = (name: string) => `(?:[\\w$]+\\.)?${escaped(name)}`

/** `{ open as layer }`, `{ open: layer }`, `const layer = layers.open` */
const isRenamed = (source: string, name: string) =>
  new RegExp(
    `[{,]\\s*${escaped(name)}(?:\\s+as\\b|\\s*:\\s*[A-Za-z_$][^}]*}\\s*=)|=\\s*[\\w$.]+\\.${escaped(name)}\\b`,
  ).test(source)

const escaped = (name: string) => name.replaceAll('$', '\\$')

/**
 * Whether a source uses a list or an object of another file otherwise than by the names of its members: `layers[name]`,
 * `Object.values(layers)`, `for (const layer of layers)`.
 *
 * @param isFile whether a name in an import of the source may be the other file
 */
export function isUsedAsWhole(source: string, holder: string, isFile: (specifier: string) => boolean): boolean {
  const names = holder === 'default' ? namesOfWhole(source, isFile) : isTaken(source, holder) ? [holder] : []
  const text = source.replace(LOADS, '')
  return names.some((name) => new RegExp(`(?<![\\w$])${escaped(name)}(?![\\w$])(?!\\s*\\??\\.\\s*[\\w$])`).test(text))
}

const LOADS =
  /\b(?:import|export)\s[^'"();]*\bfrom\s*['"][^'"]*['"]|\b(?:const|let|var)\s+[\w$]+\s*=\s*(?:await\s+import|require)\s*\([^)]*\)/g

/** What a source calls that which the other file exports as a whole. */
const namesOfWhole = (source: string, isFile: (specifier: string) => boolean) =>
  [
    ...source.matchAll(/\bimport\s+(?:\*\s*as\s+)?([\w$]+)[^'";]*\bfrom\s*['"]([^'"]+)['"]/g),
    ...source.matchAll(/\b([\w$]+)\s*=\s*(?:await\s+import|require)\s*\(\s*['"]([^'"]+)['"]/g),
  ].flatMap(([, name = '', specifier = '']) => (isFile(specifier) ? [name] : []))

/** `import { layers }`, `const { layers } =`, `all.layers`. */
const isTaken = (source: string, name: string) =>
  new RegExp(
    `\\bimport\\s[^'"();]*(?<![\\w$])${escaped(name)}(?![\\w$])|\\{[^}]*(?<![\\w$])${escaped(name)}(?![\\w$])[^}]*\\}\\s*=|\\.${escaped(name)}(?![\\w$])`,
  ).test(source)
