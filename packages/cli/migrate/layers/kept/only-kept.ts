/** Middlewares that a file keeps under a name: for other files, or for code of its own. */
import type { Node } from '@babel/types'
import { isInside, methodOf, type SyntaxTree } from '../../syntax/syntax-tree.ts'
import { isExport } from '../factories.ts'

/**
 * Whether the file only keeps a middleware, for the files that import it. Where its own code uses the name that holds
 * it, it may hand the middleware to any app.
 *
 * @param use as `usesOf` has it: a variable has its uses beside it
 */
export function isOnlyKept(tree: SyntaxTree, use: Node): boolean {
  if (use.type === 'VariableDeclarator' && use.id.type === 'Identifier') return true
  if (use.type === 'ObjectProperty' && membersOf(tree, use) !== null) return true
  for (let outer: Node | null = use; outer !== null; outer = tree.parentOf(outer)) {
    if (outer.type === 'ExportDefaultDeclaration') return true
    if (outer.type === 'VariableDeclarator') return namesIn(tree, outer.id).every((name) => isOnlyExported(tree, name))
    if (outer.type === 'AssignmentExpression') return isExportsAlone(tree, outer.left)
    // `new Map([['open', cors()]])`: by which name others get it is not known.
    if (/^(?:Call|New|OptionalCall)Expression$|Statement$|Function|Method|Class/.test(outer.type)) return false
  }
  return false
}

/**
 * The places of a file that use one member of its object: of `const layers = { open: cors() }` all `layers.open`.
 * `null` where it also uses the object in another way, which may reach each member.
 */
export function membersOf(tree: SyntaxTree, property: Node): readonly Node[] | null {
  if (property.type !== 'ObjectProperty' || property.computed) return null
  const object = tree.parentOf(property)
  const around = object === null ? null : tree.parentOf(object)
  const isFrozen = around?.type === 'CallExpression' && methodOf(around) === 'freeze'
  const holder = isFrozen ? tree.parentOf(around) : around
  if (holder?.type !== 'VariableDeclarator' || holder.id.type !== 'Identifier') return null
  const { id } = holder
  const key = tree.sourceOf(property.key)
  const found: Node[] = []
  for (const mention of tree.mentionsOf(id.name)) {
    if (mention === id || isExport(tree, mention)) continue
    const member = tree.parentOf(mention)
    if (member?.type !== 'MemberExpression' || member.object !== mention || member.computed) return null
    if (tree.sourceOf(member.property) === key) found.push(member)
  }
  return found
}

/** Whether a file names a variable only to set it and to export it. */
const isOnlyExported = (tree: SyntaxTree, name: string) =>
  tree.mentionsOf(name).every((mention) => {
    const declarator = tree.parentOf(mention)
    return isExport(tree, mention) || (declarator !== null && isSetAt(tree, declarator, mention))
  })

function isSetAt(tree: SyntaxTree, parent: Node, mention: Node): boolean {
  for (let outer: Node | null = parent; outer !== null; outer = tree.parentOf(outer)) {
    if (outer.type === 'VariableDeclarator') return isInside(tree, mention, outer.id)
    if (!/Pattern$|ObjectProperty/.test(outer.type)) return false
  }
  return false
}

/** `exports.open`, where the file does not use it again; and what is written into an object is known to nobody. */
function isExportsAlone(tree: SyntaxTree, left: Node): boolean {
  const text = tree.sourceOf(left)
  if (!/^(?:module\.)?exports\b/.test(text)) return false
  return !tree.nodes.some(
    (node) => node !== left && node.type === left.type && tree.sourceOf(node) === text && !isSetInside(tree, node),
  )
}

/** `module.exports` of `module.exports.open = cors()`. */
function isSetInside(tree: SyntaxTree, object: Node): boolean {
  const member = tree.parentOf(object)
  const around = member === null ? null : tree.parentOf(member)
  return around?.type === 'AssignmentExpression' && around.left === member
}

function namesIn(tree: SyntaxTree, pattern: Node): string[] {
  if (pattern.type === 'Identifier') return [pattern.name]
  return tree.childrenOf(pattern).flatMap((inner) => namesIn(tree, inner))
}
