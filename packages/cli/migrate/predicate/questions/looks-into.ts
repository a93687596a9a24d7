/**
 * Forms in which a predicate looks for the origin in a list, a set or an object. Each gives what is looked into, or
 * `null` where the expression has another form.
 */
import type { Node } from '@babel/types'
import { methodOf, receiverOf } from '../../syntax/syntax-tree.ts'
import type { AskedOrigin } from '../asked-origin.ts'
import { comparesWithEntry, isMetByStrangers } from './entry-tests.ts'

/** `list` of `list.includes(origin)` and `list.some((entry) => entry === origin)`. */
export function listAsked(node: Node, origin: AskedOrigin): Node | null {
  if (node.type !== 'CallExpression' || node.arguments.length !== 1) return null
  const [argument] = node.arguments
  const method = methodOf(node)
  const receiver = receiverOf(node)
  if (argument === undefined || receiver === null) return null
  if (method === 'includes') return origin.is(argument) && !origin.is(receiver) ? receiver : null
  if (/^(?:some|find|findLast)$/.test(method ?? '') && comparesWithEntry(argument, origin)) return receiver
  return null
}

/** `set` of `set.has(origin)`, `Object.hasOwn(set, origin)`, `origin in set` and `set[origin]`. */
export function holderAsked(node: Node, origin: AskedOrigin): Node | null {
  if (node.type === 'BinaryExpression') return node.operator === 'in' && origin.is(node.left) ? node.right : null
  if (/^(?:Optional)?MemberExpression$/.test(node.type) && 'property' in node && 'object' in node)
    return origin.is(node.property as Node) ? (node.object as Node) : null
  const method = methodOf(node) ?? ''
  if (!('arguments' in node) || !/^(?:includes|has|get|hasOwn|hasOwnProperty|propertyIsEnumerable)$/.test(method))
    return null
  const [first, second] = node.arguments as Node[]
  if (method === 'hasOwn') return second !== undefined && origin.is(second) ? (first ?? null) : null
  return first !== undefined && origin.reaches(first) ? receiverOf(node) : null
}

/** `list` of `list.every((entry) => entry !== origin)`. */
export function listAvoided(node: Node, origin: AskedOrigin): Node | null {
  if (node.type !== 'CallExpression' || methodOf(node) !== 'every' || node.arguments.length !== 1) return null
  return comparesWithEntry(node.arguments[0] as Node, origin, /^!==?$/) ? receiverOf(node) : null
}

/** `list` of `list.indexOf(origin)` and `list.findIndex((entry) => entry === origin)`. */
export function listIndexed(node: Node, origin: AskedOrigin): Node | null {
  if (node.type !== 'CallExpression' || node.arguments.length !== 1) return null
  const receiver = receiverOf(node)
  if (/^find(?:Last)?Index$/.test(methodOf(node) ?? ''))
    return comparesWithEntry(node.arguments[0] as Node, origin) ? receiver : null
  if (!/^(?:lastIndexOf|indexOf)$/.test(methodOf(node) ?? '')) return null
  return receiver !== null && origin.is(node.arguments[0] as Node) && !origin.is(receiver) ? receiver : null
}

/** The function of `list.filter(…).length`. */
export function filterCounted(node: Node): Node | null {
  if (node.type !== 'MemberExpression' && node.type !== 'OptionalMemberExpression') return null
  const filtered = node.property.type === 'Identifier' && node.property.name === 'length' ? node.object : null
  if (filtered === null || methodOf(filtered) !== 'filter' || !('arguments' in filtered)) return null
  return (filtered.arguments[0] as Node | undefined) ?? null
}

/** `list.some((entry) => entry !== origin)`, `list.map((entry) => entry === origin).includes(false)`. */
export function isMetByAll(node: Node, origin: AskedOrigin): boolean {
  if (node.type !== 'CallExpression' || node.arguments[0] === undefined) return false
  const method = methodOf(node) ?? ''
  if (/^(?:some|find|findLast)$/.test(method)) return isMetByStrangers(node.arguments[0], origin)
  const receiver = receiverOf(node)
  return method === 'includes' && methodOf(receiver as Node) === 'map' && origin.reaches(receiver as Node)
}

/** A walk over a list whose result depends on the origin: `list.map((entry) => entry !== origin).indexOf(true)`. */
export function isOfWalk(node: Node, origin: AskedOrigin): boolean {
  const list = /^(?:Optional)?MemberExpression$/.test(node.type) && 'object' in node ? (node.object as Node) : node
  const receiver = receiverOf(list)
  return receiver !== null && /Call/.test(receiver.type) && origin.reaches(receiver)
}
