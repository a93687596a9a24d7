/** Whether a value depends on the environment that the app runs in. */
import type { Node } from '@babel/types'
import { constantOf } from '../syntax/static-value.ts'
import type { SyntaxTree } from '../syntax/syntax-tree.ts'
import { isVariable } from './origin-leaves.ts'

/** Whether a variable of the environment is a part of it. */
export function usesVariable(tree: SyntaxTree, expression: Node): boolean {
  const seen = new Set<Node>([expression])
  for (const node of seen) {
    if (isVariable(tree, node) || isFromEnvironment(tree, node)) return true
    const meant = node.type === 'Identifier' ? constantOf(tree, node) : null
    for (const next of meant === null ? tree.childrenOf(node) : [meant]) seen.add(next)
  }
  return false
}

/** `const { ORIGIN } = process.env`, and `Deno.env.get('ORIGIN')`. */
function isFromEnvironment(tree: SyntaxTree, node: Node): boolean {
  if (node.type === 'CallExpression') return /^(?:Deno\.env|env)\.get\(/.test(tree.sourceOf(node))
  if (node.type !== 'Identifier') return false
  return tree.mentionsOf(node.name).some((mention) => {
    const pattern = tree.parentOf(tree.parentOf(mention) ?? mention)
    const declarator = pattern?.type === 'ObjectPattern' ? tree.parentOf(pattern) : null
    return (
      declarator?.type === 'VariableDeclarator' &&
      declarator.init != null &&
      /^(?:process|import\.meta|Bun)\.env$/.test(tree.sourceOf(declarator.init))
    )
  })
}
