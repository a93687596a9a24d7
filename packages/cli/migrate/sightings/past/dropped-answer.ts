/** Answers that the app drops with all their headers, so that the next one begins without them. */
import type { Node } from '@babel/types'
import { declarationAt } from '../../syntax/declarations.ts'
import { withoutTypes } from '../../syntax/static-value.ts'
import { keyOf, type SyntaxTree } from '../../syntax/syntax-tree.ts'

/** `c.res = undefined` of Hono, and `response._headers = {}` of Node. */
export function dropsAnswer(tree: SyntaxTree, node: Node): boolean {
  if (node.type === 'AssignmentExpression') {
    const member = withoutTypes(node.left)
    if (member.type !== 'MemberExpression' || !isOfHandler(tree, member.object)) return false
    const name = nameOf(tree, member.property)
    return name === '_headers' || (name === 'res' && mayBeNothing(tree, node.right))
  }
  if (node.type !== 'CallExpression') return false
  const [target, second, third] = node.arguments
  if (target === undefined || second === undefined || !isOfHandler(tree, target)) return false
  switch (tree.sourceOf(node.callee)) {
    case 'Object.assign':
      return (
        second.type === 'ObjectExpression' &&
        second.properties.some(
          (one) => one.type === 'ObjectProperty' && keyOf(one) === 'res' && mayBeNothing(tree, one.value),
        )
      )
    case 'Reflect.set':
      return nameOf(tree, second) === 'res' && (third === undefined || mayBeNothing(tree, third))
    default:
      return false
  }
}

const nameOf = (tree: SyntaxTree, name: Node) => /^(['"`]?)(\w+)\1$/.exec(tree.sourceOf(name))?.[2]

/** A parameter, or a name for one: what is made elsewhere is the app's own. */
function isOfHandler(tree: SyntaxTree, given: Node): boolean {
  const object = withoutTypes(given)
  if (object.type !== 'Identifier') return false
  const by = declarationAt(tree, object.name, object)?.by
  if (by?.type === 'VariableDeclarator') return by.init?.type === 'Identifier' && by.init !== object
  return by !== undefined && 'params' in by
}

function mayBeNothing(tree: SyntaxTree, given: Node): boolean {
  const value = withoutTypes(given)
  switch (value.type) {
    case 'NullLiteral':
      return true
    case 'UnaryExpression':
      return value.operator === 'void'
    case 'ConditionalExpression':
      return mayBeNothing(tree, value.consequent) || mayBeNothing(tree, value.alternate)
    case 'LogicalExpression':
      return mayBeNothing(tree, value.right)
    case 'AssignmentExpression':
      return mayBeNothing(tree, value.right)
    case 'Identifier': {
      if (value.name === 'undefined') return true
      const by = declarationAt(tree, value.name, value)?.by
      return (
        by?.type === 'VariableDeclarator' && (by.init == null || (by.init !== value && mayBeNothing(tree, by.init)))
      )
    }
    default:
      return false
  }
}
