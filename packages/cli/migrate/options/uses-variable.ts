/** Whether a value depends on the environment that the app runs in. */
import type { Node } from '@babel/types'
import { isFromEnvironment } from '../syntax/environment.ts'
import { constantOf } from '../syntax/static-value.ts'
import type { SyntaxTree } from '../syntax/syntax-tree.ts'

/** Whether a variable of the environment is a part of it. */
export function usesVariable(tree: SyntaxTree, expression: Node): boolean {
  const seen = new Set<Node>([expression])
  for (const node of seen) {
    if (isFromEnvironment(tree, node)) return true
    const meant = node.type === 'Identifier' ? constantOf(tree, node) : null
    for (const next of meant === null ? tree.childrenOf(node) : [meant]) seen.add(next)
  }
  return false
}
