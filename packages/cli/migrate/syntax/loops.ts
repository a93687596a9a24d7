/** Loops: `for`, `while`, and functions that are called for each entry of a list. */
import type { Identifier, Node } from '@babel/types'
import { declarationAt } from './declarations.ts'
import { isInside, methodOf, receiverOf, type SyntaxTree } from './syntax-tree.ts'

/** What a loop walks through, where the name is the loop's: `list` of `for (const name of list)`. */
export function walkedAt(tree: SyntaxTree, name: Identifier): Node | null {
  const loop = loopOf(tree, name)
  if (loop?.type === 'ForOfStatement' || loop?.type === 'ForInStatement') return loop.right
  return loop === null ? null : listOf(tree, loop)
}

/** What takes the list first: `_.forEach(list, (value, key) => …)`, `Array.from(list, …)`. */
const OF_LISTS = /^(?:_|lodash|underscore|R|fp|jQuery|\$|async|Array)$/

/** The list of `list.forEach(…)` and of `_.forEach(list, …)`. */
function listOf(tree: SyntaxTree, call: Node): Node | null {
  const receiver = receiverOf(call)
  if (receiver === null || !OF_LISTS.test(tree.sourceOf(receiver)) || !('arguments' in call)) return receiver
  return (call.arguments as Node[])[0] ?? null
}

/** The loop that gives a name its value. */
export function loopOf(tree: SyntaxTree, name: Identifier): Node | null {
  const by = declarationAt(tree, name.name, name)?.by
  if (by === undefined) return null
  if (/^For/.test(by.type)) return by
  const outer = by.type === 'VariableDeclarator' ? tree.parentOf(tree.parentOf(by) ?? by) : tree.parentOf(by)
  return outer !== null && isLoop(outer) ? outer : null
}

/** The nearest loop around a node. */
export function loopAround(tree: SyntaxTree, node: Node): Node | null {
  for (let outer = tree.parentOf(node); outer !== null; outer = tree.parentOf(outer)) {
    if (isLoop(outer) && !isWalked(tree, outer, node)) return outer
  }
  return null
}

const isLoop = (node: Node) =>
  /^(?:For\w*|While|DoWhile)Statement$/.test(node.type) ||
  /^(?:forEach|map|flatMap|filter|some|every|find|reduce|reduceRight|from|each|forOwn|forIn|forEachRight|forOwnRight|forInRight|eachRight|mapKeys|mapValues)$/.test(
    methodOf(node) ?? '',
  )

/** The list itself stands outside of its loop. */
function isWalked(tree: SyntaxTree, loop: Node, node: Node): boolean {
  const list = loop.type === 'ForOfStatement' || loop.type === 'ForInStatement' ? loop.right : listOf(tree, loop)
  return list !== null && isInside(tree, node, list)
}
