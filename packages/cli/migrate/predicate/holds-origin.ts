/** Whether a list, an object or a text has the origin itself in it: then the origin is always found there. */
import type { Function as FunctionNode, Node } from '@babel/types'
import { constantOf, withoutTypes } from '../syntax/static-value.ts'
import { methodOf, ownerOf, receiverOf, type SyntaxTree } from '../syntax/syntax-tree.ts'
import type { AskedOrigin } from './asked-origin.ts'
import { helperAt } from './helpers.ts'

export type Held = true | false | 'unknown'

const DEEPEST = 20

/** Methods that give entries of their list, or a part of their text. */
const OF_RECEIVER =
  /^(?:slice|flat|sort|toSorted|reverse|toReversed|values|keys|entries|at|pop|shift|split|trim|toLowerCase|toUpperCase|toString|valueOf|replace\w*)$/
/** Methods that give only some of their entries. */
const PICKS = /^(?:filter|find|findLast)$/
/** Methods whose result has their arguments in it. */
const ADDS = /^(?:concat|with|fill|toSpliced|of|from|assign|fromEntries|join)$/
const HOLDERS = /^(?:Array|Object|String|JSON|Reflect)$/

export function holdsOrigin(tree: SyntaxTree, given: Node | null | undefined, origin: AskedOrigin, depth = 0): Held {
  if (given == null || depth > DEEPEST) return false
  const node = withoutTypes(given)
  if (origin.is(node)) return true
  const inner = (part: Node | null | undefined) => holdsOrigin(tree, part, origin, depth + 1)
  switch (node.type) {
    case 'Identifier':
      return inner(constantOf(tree, node))
    case 'SpreadElement':
    case 'AwaitExpression':
      return inner(node.argument)
    case 'ArrayExpression':
      return any(node.elements.map(inner))
    case 'ObjectExpression':
      return any(
        node.properties.flatMap((one) =>
          one.type === 'ObjectProperty' ? [one.computed ? inner(one.key) : false, inner(one.value)] : [inner(one)],
        ),
      )
    case 'ConditionalExpression':
      return either(inner(node.consequent), inner(node.alternate))
    case 'LogicalExpression':
      return node.operator === '&&' ? perhaps(inner(node.right)) : either(inner(node.left), inner(node.right))
    case 'TemplateLiteral':
      return any(node.expressions.map(inner))
    case 'BinaryExpression':
      return node.operator === '+' ? any([inner(node.left), inner(node.right)]) : false
    case 'SequenceExpression':
      return inner(node.expressions.at(-1))
    case 'AssignmentExpression':
      return inner(node.right)
    case 'MemberExpression':
    case 'OptionalMemberExpression':
      return perhaps(inner(node.object))
    case 'NewExpression':
      return any(node.arguments.map(inner))
    case 'CallExpression':
    case 'OptionalCallExpression':
      return heldByCall(tree, node, origin, depth)
    default:
      return false
  }
}

function heldByCall(tree: SyntaxTree, node: Node, origin: AskedOrigin, depth: number): Held {
  const inner = (part: Node | null | undefined) => holdsOrigin(tree, part, origin, depth + 1)
  const given = 'arguments' in node ? (node.arguments as Node[]) : []
  const method = methodOf(node)
  const receiver = receiverOf(node)
  if (method !== null && receiver !== null) {
    const isStatic = receiver.type === 'Identifier' && HOLDERS.test(receiver.name)
    const held = inner(receiver)
    if (ADDS.test(method) || isStatic) return any([held, ...given.map(inner)])
    if (OF_RECEIVER.test(method)) return held
    if (PICKS.test(method)) return perhaps(held)
    if (/^(?:map|flatMap)$/.test(method)) {
      const [mapped] = given
      const result = mapped?.type === 'ArrowFunctionExpression' ? inner(mapped.body) : false
      return result === false ? perhaps(held) : perhaps(result)
    }
  }
  const helper = helperAt(tree, node, origin)
  return helper === null
    ? false
    : any(
        resultsOf(helper.tree, helper.called).map((one) =>
          perhaps(holdsOrigin(helper.tree, one, helper.origin, depth + 1)),
        ),
      )
}

function resultsOf(tree: SyntaxTree, called: FunctionNode): (Node | null | undefined)[] {
  if (called.body.type !== 'BlockStatement') return [called.body]
  return tree.nodes.flatMap((node) =>
    node.type === 'ReturnStatement' && ownerOf(tree, node) === called ? [node.argument] : [],
  )
}

const any = (all: readonly Held[]): Held => (all.includes(true) ? true : all.includes('unknown') ? 'unknown' : false)
const either = (one: Held, other: Held): Held => (one === other ? one : 'unknown')
const perhaps = (held: Held): Held => (held === false ? false : 'unknown')
