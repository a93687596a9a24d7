/**
 * Whether an expression at an option can turn out to be undefined: the old packages and corskit do not take that for
 * the same everywhere.
 */
import type { Node } from '@babel/types'
import { isVariable } from '../syntax/environment.ts'
import { meaningOf } from '../syntax/meaning.ts'
import { constantOf, staticValue, withoutTypes } from '../syntax/static-value.ts'
import { methodOf, receiverOf, type SyntaxTree } from '../syntax/syntax-tree.ts'

/** A constant may be defined by another constant, but never so many times in real code. */
const MAX_DEPTH = 50

/**
 * What another file exports is taken to be there, and so is a member that its object certainly has. Other members,
 * variables of the environment and parameters are not.
 */
export function mayBeUnset(tree: SyntaxTree, given: Node, depth = 0): boolean {
  const node = withoutTypes(given)
  if (depth > MAX_DEPTH) return true
  const inner = (part: Node) => mayBeUnset(tree, part, depth + 1)
  const known = staticValue(tree, node)
  if (known !== null) return !known.value
  if (isVariable(tree, node)) return true
  switch (node.type) {
    case 'ConditionalExpression':
      return inner(node.consequent) || inner(node.alternate)
    case 'LogicalExpression':
      return node.operator === '&&' || inner(node.right)
    case 'AwaitExpression':
      return inner(node.argument)
    case 'OptionalCallExpression':
      return true
    case 'MemberExpression':
    case 'OptionalMemberExpression': {
      const meant = meaningOf(tree, node)
      return meant === null || meant.node === node || mayBeUnset(meant.tree, meant.node, depth + 1)
    }
    case 'CallExpression':
      return isLookup(tree, node)
    case 'Identifier': {
      const meant = constantOf(tree, node)
      return meant === null ? isParameter(tree, node.name) : inner(meant)
    }
    default:
      return false
  }
}

/** `config.get('CORS_HEADERS')`, `Deno.env.get(…)`, `lists.find(…)`. */
function isLookup(tree: SyntaxTree, node: Node): boolean {
  const receiver = receiverOf(node)
  if (receiver === null) return /^(?:get)?env(?:\.\w+)?\(/i.test(tree.sourceOf(node))
  return /^(?:get|find|at|pop|shift)$/.test(methodOf(node) ?? '')
}

/** A parameter of a function, or a part of one; one with a default is there. */
function isParameter(tree: SyntaxTree, name: string): boolean {
  return tree.mentionsOf(name).some((mention) => {
    let inner: Node = mention
    let outer = tree.parentOf(inner)
    while (outer !== null && /^(?:ObjectProperty|ObjectPattern|ArrayPattern|RestElement)$/.test(outer.type)) {
      inner = outer
      outer = tree.parentOf(outer)
    }
    if (outer === null || !('params' in outer) || !Array.isArray(outer.params)) return false
    return outer.params.some((parameter) => parameter === inner)
  })
}
