/** The ports that a RegExp names, by what it admits. */
import { type Beginnings, withNextCharacter } from './beginnings.ts'
import { intersectAutomata } from './intersect-automata.ts'
import { hostZone, originGrammars } from './origin-grammars.ts'
import type { Automaton } from './regexp-automaton.ts'

/** With more ports than this, such as those of `\d+`, a RegExp means any port and names none. */
const MAX_PORTS = 10

/** @returns the ports of the web origins that it admits; none when there are too many to be spelled out */
export function spelledOutPorts(automaton: Automaton): readonly string[] {
  const colons = originGrammars('web').flatMap((web) => {
    const { end } = hostZone(web)
    return intersectAutomata(automaton, web).filter(({ right }) => right === end)
  })
  const ports = new Set<string>()
  let beginnings: Beginnings = new Map([['', new Set(colons.flatMap(({ next }) => next))]])
  while (beginnings.size > 0) {
    beginnings = withNextCharacter(beginnings, (before, digit, { end, next }) => {
      if (end) ports.add(before + digit)
      return next.length > 0
    })
    // Each beginning is that of another port.
    if (beginnings.size > MAX_PORTS || ports.size > MAX_PORTS) return []
  }
  return [...ports]
}
