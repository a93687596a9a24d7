/** Whether other files can use a text of this file by a name. */
import type { Node } from '@babel/types'
import { isExported } from '../syntax/static-value.ts'
import type { SyntaxTree } from '../syntax/syntax-tree.ts'

/** `export const NAME = 'Access-Control-Allow-Origin'`, also in an object, a class or an enum. */
export function isNamedForOthers(tree: SyntaxTree, node: Node): boolean {
  if (node.type !== 'StringLiteral') return false
  const parent = tree.parentOf(node)
  const isConstant =
    parent !== null && /^(?:VariableDeclarator|ObjectProperty|TSEnumMember|ClassProperty)$/.test(parent.type)
  if (!isConstant || ('key' in parent && parent.key === node)) return false
  for (let outer = parent as Node | null; outer !== null; outer = tree.parentOf(outer)) {
    if (/^Export/.test(outer.type)) return true
    if (outer.type === 'AssignmentExpression') return /\bexports\b/.test(tree.sourceOf(outer.left))
    if (outer.type === 'VariableDeclarator' && outer.id.type === 'Identifier' && isGivenAway(tree, outer.id.name))
      return true
    if (/Function|Call|ArrayExpression|ClassMethod|ObjectMethod|JSX/.test(outer.type)) return false
  }
  return false
}

/** `export { NAMES }`, `module.exports = { NAMES }`. */
const isGivenAway = (tree: SyntaxTree, name: string) =>
  isExported(tree, name) ||
  tree.mentionsOf(name).some((mention) => {
    let outer = tree.parentOf(mention)
    while (outer !== null && /^Object(?:Property|Expression)$/.test(outer.type)) outer = tree.parentOf(outer)
    return outer?.type === 'AssignmentExpression' && /\bexports\b/.test(tree.sourceOf(outer.left))
  })
