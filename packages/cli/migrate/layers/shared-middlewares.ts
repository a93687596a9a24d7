/**
 * Middlewares that one file exports. If another file puts two of them before one route, corskit decides differently
 * which of them wins.
 */
import type { CallExpression, Node } from '@babel/types'
import type { SyntaxTree } from '../syntax/syntax-tree.ts'
import { optionsText } from './options-text.ts'

export interface SharedMiddleware {
  /** The name under which others import it. */
  readonly name: string
  readonly line: number
  /** The options as text: equal options do not contradict each other. */
  readonly options: string
}

export function sharedMiddlewares(tree: SyntaxTree, calls: readonly CallExpression[]): SharedMiddleware[] {
  return calls.flatMap((call) => {
    const name = sharedName(tree.parentOf(call))
    return name === null ? [] : [{ name, line: tree.lineOf(call), options: optionsText(tree, call).text }]
  })
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
