import type { Node } from '@babel/types'
import type { SyntaxTree } from '../syntax/syntax-tree.ts'

/** The `import` or the call of `require` that loads what a text names. */
export function loaderOf(tree: SyntaxTree, name: Node): Node | null {
  const parent = tree.parentOf(name)
  const isLoader =
    parent?.type === 'ImportDeclaration' ||
    (parent?.type === 'CallExpression' && /^(?:require|import)$/.test(tree.sourceOf(parent.callee)))
  return isLoader ? parent : null
}
