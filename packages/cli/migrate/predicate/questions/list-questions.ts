/** What a question to a list gives, for an origin that is in it and for one that is not. */
import type { Node } from '@babel/types'
import { declarationAt } from '../../syntax/declarations.ts'
import { isInside, methodOf, receiverOf, type SyntaxTree } from '../../syntax/syntax-tree.ts'
import type { AskedOrigin } from '../asked-origin.ts'
import { comparesWithEntry } from './entry-tests.ts'

/** An entry of a list: a text that is not empty. */
const ENTRY = 'https://app.example.com'

interface Question {
  readonly list: Node
  /** The values for an origin in the list; `null` where they are not known. */
  readonly member: readonly unknown[] | null
  readonly stranger: unknown
}

/** @returns `null` where the expression is not such a question, or where its values are not known */
export function valuesGiven(
  tree: SyntaxTree,
  node: Node,
  origin: AskedOrigin,
  isMember: boolean,
): readonly unknown[] | null {
  const question = questionIn(node, origin) ?? keyAsked(tree, node, origin)
  if (question === null) return null
  return isMember ? question.member : [question.stranger]
}

/** The list of a question that only asks whether the origin is in it. */
export const askedList = (node: Node, origin: AskedOrigin): Node | null => questionIn(node, origin)?.list ?? null

function questionIn(node: Node, origin: AskedOrigin): Question | null {
  const filtered = isLength(node) ? (node as { object: Node }).object : null
  const call = filtered ?? node
  const list = receiverOf(call)
  const method = methodOf(call) ?? ''
  if (list === null || !('arguments' in call) || call.arguments.length !== 1 || origin.is(list)) return null
  const asked = call.arguments[0] as Node
  if (filtered !== null) {
    const counts = method === 'filter' && comparesWithEntry(asked, origin)
    return counts ? { list, member: [1], stranger: 0 } : null
  }
  if (method === 'includes') return origin.is(asked) ? { list, member: [true], stranger: false } : null
  if (/^(?:lastI|i)ndexOf$/.test(method)) return origin.is(asked) ? { list, member: [0, 1, 2], stranger: -1 } : null
  if (method === 'every' && comparesWithEntry(asked, origin, /^!==?$/)) return { list, member: [false], stranger: true }
  if (!comparesWithEntry(asked, origin)) return null
  if (method === 'some') return { list, member: [true], stranger: false }
  if (/^find(?:Last)?$/.test(method)) return { list, member: [ENTRY], stranger: undefined }
  return /^find(?:Last)?Index$/.test(method) ? { list, member: [0, 1, 2], stranger: -1 } : null
}

const isLength = (node: Node) =>
  /^(?:Optional)?MemberExpression$/.test(node.type) &&
  'property' in node &&
  (node.property as Node).type === 'Identifier' &&
  (node.property as { name: string }).name === 'length'

/** `map[origin]`, `map.get(origin)` and `set.has(origin)` of a map or set that the file makes. */
function keyAsked(tree: SyntaxTree, node: Node, origin: AskedOrigin): Question | null {
  const isMember = /^(?:Optional)?MemberExpression$/.test(node.type) && 'property' in node && 'object' in node
  const list = isMember ? (node.object as Node) : receiverOf(node)
  const method = methodOf(node) ?? ''
  const key = isMember ? (node.property as Node) : 'arguments' in node ? (node.arguments[0] as Node | undefined) : null
  if (list === null || key == null || !origin.is(key) || (!isMember && !/^(?:get|has)$/.test(method))) return null
  const made = madeAs(tree, list)
  const kind = made.type === 'NewExpression' ? tree.sourceOf(made.callee) : made.type
  if (isMember ? kind !== 'ObjectExpression' : !/^(?:Map|Set)$/.test(kind)) return null
  return method === 'has' ? { list, member: [true], stranger: false } : { list, member: null, stranger: undefined }
}

/** What a `const` was set to, also where other entries come later. */
function madeAs(tree: SyntaxTree, list: Node): Node {
  const by = list.type === 'Identifier' ? declarationAt(tree, list.name, list)?.by : null
  const outer = by == null ? null : tree.parentOf(by)
  const isConstant =
    by?.type === 'VariableDeclarator' && outer?.type === 'VariableDeclaration' && outer.kind === 'const'
  return (isConstant && by.id.type === 'Identifier' ? by.init : null) ?? list
}

const GIVES_LIST = /^(?:filter|map|flatMap|split|matchAll|entries|keys|values)$/
const GIVES_PROMISE = /^(?:then|catch|finally)$/

/** Whether the value is truthy for every origin: `list.filter(…)`. */
export function isAlwaysThere(node: Node, isAwaited: boolean): boolean {
  switch (node.type) {
    case 'ArrayExpression':
    case 'ObjectExpression':
    case 'NewExpression':
    case 'ClassExpression':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      return true
    case 'UnaryExpression':
      return node.operator === 'typeof'
    case 'TemplateLiteral':
      return node.quasis.some(({ value }) => value.raw !== '')
    case 'CallExpression': {
      const method = methodOf(node) ?? ''
      if (GIVES_LIST.test(method)) return true
      const receiver = receiverOf(node)
      const isOfPromise = receiver?.type === 'Identifier' && receiver.name === 'Promise'
      return !isAwaited && (isOfPromise || GIVES_PROMISE.test(method))
    }
    default:
      return false
  }
}

/** Whether a walk over a list looks at the origin: `list.some((entry) => entry)` does not. */
export function looksAtOrigin(tree: SyntaxTree, node: Node, origin: AskedOrigin): boolean {
  const [test] = 'arguments' in node ? (node.arguments as Node[]) : []
  const list = receiverOf(node)
  if (test === undefined || list === null || !/^(?:some|every|find\w*)$/.test(methodOf(node) ?? '')) return true
  if (!('params' in test) || origin.reaches(list)) return true
  const own = new Set((test.params as Node[]).map((one) => (one.type === 'Identifier' ? one.name : null)))
  return tree.nodes.some(
    (inner) =>
      inner.type === 'Identifier' && !own.has(inner.name) && isInside(tree, inner, test) && origin.reaches(inner),
  )
}
