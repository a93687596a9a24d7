/** `hostname.endsWith('.' + domain)`: with the dot, only names below the domain have that end. */
import type { Node } from '@babel/types'
import { declarationAt } from '../syntax/declarations.ts'
import { staticValue } from '../syntax/static-value.ts'
import { methodOf, receiverOf, type SyntaxTree } from '../syntax/syntax-tree.ts'

export interface OpenEnd {
  /** The text behind the last part that is not known. */
  readonly tail: string
  /** The ends that it may be: `.` and each entry of a list; `null` where they are not known. */
  readonly ends: readonly string[] | null
}

/** Of a text that begins with a dot, or that ends with a known text; `null` for other expressions. */
export function openEnd(tree: SyntaxTree, part: Node): OpenEnd | null {
  const pieces = piecesOf(part)
  if (pieces === null) return null
  const { head, inner, tail } = pieces
  if (!head.startsWith('.')) return tail.startsWith('.') ? { tail, ends: null } : null
  const values = inner === null ? null : valuesOf(tree, inner)
  return { tail, ends: values?.map((value) => head + value + tail) ?? null }
}

interface Pieces {
  readonly head: string
  /** What stands between the known texts; `null` where those are several parts. */
  readonly inner: Node | null
  readonly tail: string
}

function piecesOf(part: Node): Pieces | null {
  if (part.type === 'TemplateLiteral') {
    const [first, ...others] = part.quasis.map(({ value }) => value.cooked ?? '')
    const [inner = null, second] = part.expressions
    return { head: first ?? '', inner: second === undefined ? inner : null, tail: others.at(-1) ?? '' }
  }
  if (part.type !== 'BinaryExpression' || part.operator !== '+') return null
  const { left, right } = part
  if (right.type === 'StringLiteral') {
    const before = piecesOf(left)
    return { head: before?.head ?? '', inner: before?.tail === '' ? before.inner : left, tail: right.value }
  }
  return left.type === 'StringLiteral' ? { head: left.value, inner: right, tail: '' } : null
}

/** The entries of the list whose entry a name is. */
function valuesOf(tree: SyntaxTree, name: Node): readonly string[] | null {
  const list = name.type === 'Identifier' ? listOfEntry(tree, name, name.name) : null
  const values = list === null ? null : staticValue(tree, list)?.value
  return Array.isArray(values) && values.every((value) => typeof value === 'string') ? values : null
}

/** `list` of `list.some((entry) => …)` and of `for (const entry of list)`. */
function listOfEntry(tree: SyntaxTree, node: Node, name: string): Node | null {
  const declaration = declarationAt(tree, name, node)
  if (declaration === null) return null
  const { by } = declaration
  if (by.type === 'VariableDeclarator') {
    const loop = tree.parentOf(tree.parentOf(by) ?? by)
    return loop?.type === 'ForOfStatement' && by.id === declaration.name ? loop.right : null
  }
  const call = tree.parentOf(by)
  const isFirst = 'params' in by && Array.isArray(by.params) && by.params[0] === declaration.name
  if (!isFirst || call?.type !== 'CallExpression' || call.arguments[0] !== by) return null
  return /^(?:some|every|find|findIndex|findLast|filter|forEach|map|flatMap)$/.test(methodOf(call) ?? '')
    ? receiverOf(call)
    : null
}
