/** Reads what is common to two RegExps character by character, all spellings at once: schemes, ports. */
import type { CommonNode } from './intersect-automata.ts'

/** By what was read: the nodes that may read its next character. */
export type Beginnings = ReadonlyMap<string, ReadonlySet<CommonNode>>

/** @param goesOn whether what was read may go on behind a character of this node; also told where it ends */
export function withNextCharacter(
  beginnings: Beginnings,
  goesOn: (before: string, character: string, node: CommonNode) => boolean,
): Beginnings {
  const longer = new Map<string, Set<CommonNode>>()
  for (const [before, nodes] of beginnings) {
    for (const node of nodes) {
      for (const [min, max] of node.characters) {
        for (let code = min; code <= max; code++) {
          const character = String.fromCharCode(code)
          if (!goesOn(before, character, node)) continue
          const read = before + character
          longer.set(read, new Set([...(longer.get(read) ?? []), ...node.next]))
        }
      }
    }
  }
  return longer
}
