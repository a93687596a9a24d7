/** Texts with a `*` that stand in the source of an option whose value only the running app knows. */
import type { Node } from '@babel/types'
import { declarationAt, mentionsOfDeclaration } from '../syntax/declarations.ts'
import { keyOf, methodOf, type SyntaxTree } from '../syntax/syntax-tree.ts'

export interface Wildcard {
  readonly node: Node
  /** The part between two commas. */
  readonly text: string
}

/** In the expression, and in the variables and functions of this file that it uses. */
export function wildcardsIn(tree: SyntaxTree, expression: Node): Wildcard[] {
  const seen = new Set<Node>([expression])
  const found: Wildcard[] = []
  for (const node of seen) {
    const text = textOf(node)
    const part = text.split(',').find((entry) => entry.includes('*'))
    if (part !== undefined && !isOnlyCompared(tree, node)) found.push({ node, text: part.trim() })
    for (const next of node.type === 'Identifier' ? declared(tree, node) : partsOf(tree, node)) seen.add(next)
  }
  return found
}

function textOf(node: Node): string {
  if (node.type === 'StringLiteral') return node.value
  return node.type === 'TemplateElement' ? (node.value.cooked ?? '') : ''
}

/** Of `settings.origins`, only that property of an object that stands in the file. */
function partsOf(tree: SyntaxTree, node: Node): readonly Node[] {
  if (node.type !== 'MemberExpression' || node.computed || node.object.type !== 'Identifier')
    return tree.childrenOf(node)
  const [object] = declared(tree, node.object)
  const { property } = node
  if (object?.type !== 'ObjectExpression' || property.type !== 'Identifier') return [node.object]
  const named = object.properties.filter((one) => one.type === 'SpreadElement' || keyOf(one) === property.name)
  return named.length > 0 ? named : [object]
}

/** What a name stands for, and what is added to it or set later. */
export function declared(tree: SyntaxTree, name: Node): Node[] {
  if (name.type !== 'Identifier' || !tree.mentionsOf(name.name).includes(name)) return []
  const declaration = declarationAt(tree, name.name, name)
  if (declaration?.by.type === 'FunctionDeclaration') return [declaration.by]
  if (declaration?.by.type !== 'VariableDeclarator') return []
  const { init } = declaration.by
  const added = mentionsOfDeclaration(tree, declaration).flatMap((mention) => {
    const parent = tree.parentOf(mention)
    if (parent?.type === 'AssignmentExpression' && parent.left === mention) return [parent.right]
    const call = parent?.type === 'MemberExpression' ? tree.parentOf(parent) : null
    return /^(?:push|unshift|splice|fill)$/.test((call && methodOf(call)) ?? '') ? tree.childrenOf(call as Node) : []
  })
  return [...(init == null ? [] : [init]), ...added]
}

const ASKS_OR_CUTS = /^(?:includes|indexOf|lastIndexOf|startsWith|endsWith|split|replace|replaceAll)$/

/** `entry !== '*'`, `entry.includes('*')`, `text.replace('*', name)`. */
function isOnlyCompared(tree: SyntaxTree, node: Node): boolean {
  const parent = tree.parentOf(node)
  if (parent?.type === 'BinaryExpression') return /^[!=]==?$/.test(parent.operator)
  if (parent?.type === 'SwitchCase') return true
  return parent?.type === 'CallExpression' && parent.arguments[0] === node && ASKS_OR_CUTS.test(methodOf(parent) ?? '')
}
