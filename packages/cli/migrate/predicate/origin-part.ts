/** Texts that are made of the origin that a predicate is asked about. */
import type { Node, VariableDeclarator } from '@babel/types'
import { receiverOf, type SyntaxTree } from '../syntax/syntax-tree.ts'
import type { AskedOrigin } from './asked-origin.ts'

/** A text that is made of the origin: `new URL(origin).hostname`, or a variable that was set to it. */
export function isPartOf(tree: SyntaxTree, node: Node, origin: AskedOrigin, depth = 0): boolean {
  if (depth > DEEPEST) return false
  if (origin.is(node)) return true
  if (node.type !== 'Identifier') return madeOf(node).some((part) => isPartOf(tree, part, origin, depth + 1))
  const declarations = tree.mentionsOf(node.name).flatMap((mention) => declaratorOf(tree, mention))
  const [only] = declarations
  return declarations.length === 1 && only?.init != null && isPartOf(tree, only.init, origin, depth + 1)
}

const DEEPEST = 10

/** The parts of which a text is made. The argument of a list's method is not one of them. */
function madeOf(node: Node): Node[] {
  switch (node.type) {
    case 'MemberExpression':
    case 'OptionalMemberExpression':
      return [node.object]
    case 'NewExpression':
      return [...node.arguments]
    case 'CallExpression':
    case 'OptionalCallExpression': {
      const receiver = receiverOf(node)
      // `parse(origin)` and `origin.toLowerCase()`.
      return receiver === null || /^url$/i.test(receiver.type === 'Identifier' ? receiver.name : '')
        ? [...node.arguments]
        : [receiver]
    }
    case 'LogicalExpression':
      return [node.left, node.right]
    default:
      return []
  }
}

/** The declaration of a variable, on its own or in `const { hostname } = …`. */
function declaratorOf(tree: SyntaxTree, mention: Node): VariableDeclarator[] {
  let outer = tree.parentOf(mention)
  while (outer !== null && /^(?:ObjectProperty|ObjectPattern|AssignmentPattern)$/.test(outer.type))
    outer = tree.parentOf(outer)
  return outer?.type === 'VariableDeclarator' && outer.init !== mention ? [outer] : []
}
