/** Where a function at `origin` ends the request by an error. */
import type { Function as FunctionNode, Node } from '@babel/types'
import { methodOf, ownerOf, receiverOf, type SyntaxTree } from '../syntax/syntax-tree.ts'

/** `ctx.throw(403)`, and `ctx.assert(test, 403)` of Koa with its test. `null` for others. */
export function refusalOf(expression: Node): { readonly test: Node | null } | null {
  const receiver = receiverOf(expression)
  if (expression.type !== 'CallExpression' || receiver?.type !== 'Identifier') return null
  if (!/^(?:c|\w*ctx|\w*context)$/i.test(receiver.name)) return null
  const method = methodOf(expression)
  if (method === 'throw') return { test: null }
  return method === 'assert' ? { test: expression.arguments[0] ?? null } : null
}

/** Whether it throws by itself, in its own lines. */
export const mayThrow = (tree: SyntaxTree, predicate: FunctionNode): boolean =>
  tree.nodes.some(
    (node) => (node.type === 'ThrowStatement' || refusalOf(node) !== null) && ownerOf(tree, node) === predicate,
  )
