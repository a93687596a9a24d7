/** A predicate's list as it can stand where the predicate stands. */
import type { Node } from '@babel/types'
import { meansTheSameAt } from '../syntax/declarations.ts'
import { constantOf, withoutTypes } from '../syntax/static-value.ts'
import { isInside, nodesIn, receiverOf, type SyntaxTree } from '../syntax/syntax-tree.ts'

/** A list is named through another one, but never so many times in real code. */
const DEEPEST = 10

/**
 * The name of the list, where it means the same outside of the predicate and is set when the options are read. A list
 * that is declared in the predicate is written out.
 * @returns `null` where only the predicate itself has this list
 */
export function listInPlace(tree: SyntaxTree, list: Node, predicate: Node, depth = 0): string | null {
  if (meansTheSameAt(tree, list, predicate)) return tree.sourceOf(list)
  const node = withoutTypes(list)
  const meant = node.type === 'Identifier' && depth < DEEPEST ? constantOf(tree, node) : null
  if (meant === null || !isInside(tree, meant, predicate)) return null
  return listInPlace(tree, meant, predicate, depth + 1)
}

/** Whether the predicate does more than to ask: it writes lines to a log, counts, calls something of somebody else. */
export function doesMore(tree: SyntaxTree, predicate: Node): boolean {
  return nodesIn(tree, predicate).some(
    (node) => node.type === 'ExpressionStatement' && receiverOf(withoutTypes(node.expression)) !== null,
  )
}
