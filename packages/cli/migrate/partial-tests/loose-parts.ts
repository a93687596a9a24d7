/**
 * Parts of an origin that other people's origins have too, and texts that other origins become: `origin.split(':')[0]`
 * is a scheme, and `origin.replace('x.', '')` is the same for many hosts.
 */
import type { Node } from '@babel/types'
import type { AskedOrigin } from '../predicate/asked-origin.ts'
import { isPartOf } from '../predicate/origin-part.ts'
import { staticValue } from '../syntax/static-value.ts'
import { methodOf, receiverOf, type SyntaxTree } from '../syntax/syntax-tree.ts'

/** @returns what looks at such a part, as a word for a message; `null` for other expressions */
export function loosePart(tree: SyntaxTree, node: Node, origin: AskedOrigin): string | null {
  if (isLooseReplacement(tree, node, origin)) return methodOf(node)
  const split = splitOf(node)
  if (split === null) return null
  const [separator] = 'arguments' in split.call ? (split.call.arguments as Node[]) : []
  const receiver = receiverOf(split.call)
  if (separator === undefined || receiver === null || !isPartOf(tree, receiver, origin)) return null
  // `(origin || '').split(…)`
  const whole = receiver.type === 'LogicalExpression' ? receiver.left : receiver
  return isLoose(staticValue(tree, separator)?.value, split.place, origin.is(whole)) ? 'split' : null
}

/** A part of `text.split(…)`, and which one: `null` where it is not known. */
export function splitOf(node: Node): { readonly call: Node; readonly place: number | null } | null {
  if (node.type === 'VariableDeclarator') {
    const { id, init } = node
    if (id.type !== 'ArrayPattern' || init == null || methodOf(init) !== 'split') return null
    return { call: init, place: id.elements.findIndex((element) => element !== null) }
  }
  if (node.type === 'MemberExpression' && node.computed && node.property.type === 'NumericLiteral')
    return methodOf(node.object) === 'split' ? { call: node.object, place: node.property.value } : null
  const method = methodOf(node) ?? ''
  const receiver = receiverOf(node)
  if (!/^(?:at|pop|shift)$/.test(method) || receiver === null || methodOf(receiver) !== 'split') return null
  return { call: receiver, place: method === 'shift' ? 0 : null }
}

/** @param isWhole whether the origin itself is split, and not a part of it */
function isLoose(separator: unknown, place: number | null, isWhole: boolean): boolean {
  // A letter, and a label.
  if (separator === '' || separator === '.') return true
  // `host.split(':')[0]` is the host without its port.
  if (separator === ':') return isWhole && place !== 1
  return (separator === '://' || separator === '//') && isWhole && place === 0
}

/** A scheme is only at the beginning, and a slash only behind it. */
const HARMLESS = /^(?:https?:\/\/|\/+|)$/
const HARMLESS_SOURCE = /^(?:\^|https\?:)|\$$/

/** Whether it takes something out of the middle, or puts something else there. */
function isLooseReplacement(tree: SyntaxTree, node: Node, origin: AskedOrigin): boolean {
  const receiver = receiverOf(node)
  if (!/^replace(?:All)?$/.test(methodOf(node) ?? '') || receiver === null || !('arguments' in node)) return false
  const [replaced] = node.arguments as Node[]
  if (replaced === undefined || !isPartOf(tree, receiver, origin)) return false
  const value: unknown = staticValue(tree, replaced)?.value
  if (value instanceof RegExp) return !HARMLESS_SOURCE.test(value.source)
  return typeof value !== 'string' || !HARMLESS.test(value)
}
