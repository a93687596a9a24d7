/** A list at an option that may change while the app runs: the old packages looked at it for every request. */
import type { Node } from '@babel/types'
import type { Decision } from '../finding.ts'
import { changedLater } from '../syntax/shared-lists.ts'
import type { SyntaxTree } from '../syntax/syntax-tree.ts'

/** @param place where the option stands */
export function listDecisions(tree: SyntaxTree, node: Node, place: Node): Decision[] {
  if (node.type !== 'Identifier') return []
  const changed = changedLater(tree, node, place)
  if (changed === null) return []
  return [
    {
      code: 'list-may-change',
      line: tree.lineOf(place),
      message: `${node.name} may get other entries later (line ${tree.lineOf(changed)} changes it, or hands it to code that can); corskit reads it once, when the app starts`,
      instead: `[...${node.name}] when it is complete here; for origins that change, a function: (origin) => ${node.name}.includes(origin)`,
    },
  ]
}
