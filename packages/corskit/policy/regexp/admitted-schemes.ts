/** The schemes of the origins that a RegExp admits, and whether all parts of it can match. */
import { type CommonNode, intersectAutomata } from './intersect-automata.ts'
import { originGrammars } from './origin-grammars.ts'
import type { Automaton } from './regexp-automaton.ts'

/** With more schemes than this, such as those of `[a-z]+`, it names none. */
const MAX_SCHEMES = 50

/** By what was read of a scheme: the nodes that may read its next character. */
type Beginnings = ReadonlyMap<string, ReadonlySet<CommonNode>>

/** @returns the schemes but http and https, the longest first; none when there are too many to be spelled out */
export function spelledOutSchemes(automaton: Automaton): readonly string[] {
  const starts = originGrammars('app').flatMap((app) => intersectAutomata(automaton, app).filter(({ start }) => start))
  const schemes = new Set<string>()
  let beginnings: Beginnings = new Map([['', new Set(starts)]])
  while (beginnings.size > 0) {
    const longer = new Map<string, Set<CommonNode>>()
    for (const [before, nodes] of beginnings) {
      for (const { characters, next } of nodes) {
        for (const [min, max] of characters) {
          for (let code = min; code <= max; code++) {
            const character = String.fromCharCode(code)
            if (character === ':') schemes.add(before)
            else longer.set(before + character, new Set([...(longer.get(before + character) ?? []), ...next]))
          }
        }
      }
    }
    beginnings = longer
    if (beginnings.size > MAX_SCHEMES || schemes.size > MAX_SCHEMES) return []
  }
  return [...schemes].sort((one, other) => other.length - one.length)
}

/** Whether each character that it reads is one of an origin that a browser sends: no branch is dead. */
export function isAliveThroughout(automaton: Automaton): boolean {
  const alive = new Set(
    originGrammars('any').flatMap((any) => intersectAutomata(automaton, any).map(({ left }) => left)),
  )
  return alive.size === automaton.states.length
}
