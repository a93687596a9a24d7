/** The schemes of the origins that a RegExp admits, and whether all parts of it can match. */
import { type Beginnings, withNextCharacter } from './beginnings.ts'
import { intersectAutomata } from './intersect-automata.ts'
import { originGrammars } from './origin-grammars.ts'
import type { Automaton } from './regexp-automaton.ts'

/** With more schemes than this, such as those of `[a-z]+`, it names none. */
const MAX_SCHEMES = 50

/** @returns the schemes but http and https, the longest first; none when there are too many to be spelled out */
export function spelledOutSchemes(automaton: Automaton): readonly string[] {
  const starts = originGrammars('app').flatMap((app) => intersectAutomata(automaton, app).filter(({ start }) => start))
  const schemes = new Set<string>()
  let beginnings: Beginnings = new Map([['', new Set(starts)]])
  while (beginnings.size > 0) {
    beginnings = withNextCharacter(beginnings, (before, character) => {
      if (character === ':') schemes.add(before)
      return character !== ':'
    })
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
