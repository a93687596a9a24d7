/** The ports that a RegExp names, by what it admits. */
import { type CommonNode, intersectAutomata } from './intersect-automata.ts'
import { hostZone, originGrammars } from './origin-grammars.ts'
import type { Automaton } from './regexp-automaton.ts'

/** With more ports than this, such as those of `\d+`, a RegExp means any port and names none. */
const MAX_PORTS = 10

/** By what was read of a port: the nodes that may read its next digit. */
type Beginnings = ReadonlyMap<string, ReadonlySet<CommonNode>>

/** @returns the ports of the web origins that it admits; none when there are too many to be spelled out */
export function spelledOutPorts(automaton: Automaton): readonly string[] {
  const colons = originGrammars('web').flatMap((web) => {
    const { end } = hostZone(web)
    return intersectAutomata(automaton, web).filter(({ right }) => right === end)
  })
  const ports = new Set<string>()
  let beginnings: Beginnings = new Map([['', new Set(colons.flatMap(({ next }) => next))]])
  while (beginnings.size > 0) {
    beginnings = withNextDigit(beginnings, ports)
    // Each beginning is that of another port.
    if (beginnings.size > MAX_PORTS || ports.size > MAX_PORTS) return []
  }
  return [...ports]
}

/** Adds the ports that end with this digit to `ports`. */
function withNextDigit(beginnings: Beginnings, ports: Set<string>): Beginnings {
  const longer = new Map<string, Set<CommonNode>>()
  for (const [before, nodes] of beginnings) {
    for (const { characters, end, next } of nodes) {
      for (const [min, max] of characters) {
        for (let code = min; code <= max; code++) {
          const port = before + String.fromCharCode(code)
          if (end) ports.add(port)
          if (next.length > 0) longer.set(port, new Set([...(longer.get(port) ?? []), ...next]))
        }
      }
    }
  }
  return longer
}
