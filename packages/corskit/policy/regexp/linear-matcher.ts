/**
 * Matches by walking the automaton and not by backtracking: one step for each character, whatever the client sent. Even
 * a pattern without loops, like `(?:a|b)?` sixty times in a row, can make the engine's own matcher try 2^60 ways. Sets
 * of states are remembered, so most steps are one look-up.
 */
import type { OriginMatcher } from '../origins/origin-matcher.ts'
import type { Automaton, Moves } from './regexp-automaton.ts'

interface StateSet {
  /** `null` before the first character. */
  readonly states: readonly number[] | null
  readonly accepts: boolean
  /** By the code of the character. */
  readonly next: (StateSet | undefined)[]
}

/** When there are more sets than this, all are forgotten and found again, so clients cannot fill the memory. */
const MAX_REMEMBERED = 1_000

const ASCII = 0x80

export function createMatcher({ states, follow, first, last }: Automaton): OriginMatcher {
  const reads = Array.from(Array(ASCII).keys(), (code) =>
    states.map((set) => set.some(([min, max]) => min <= code && code <= max)),
  )
  let remembered = new Map<string, StateSet>()
  const create = (set: readonly number[] | null): StateSet => ({
    states: set,
    accepts: (set ?? []).some((state) => last.has(state)),
    next: new Array(ASCII),
  })
  let begin = create(null)

  function step(from: StateSet, code: number): StateSet {
    const reached = new Set<number>()
    const isRead = reads[code] as readonly boolean[]
    const after = from.states === null ? [first] : from.states.map((state) => follow[state] as Moves)
    for (const moves of after) for (const next of moves) if (isRead[next]) reached.add(next)
    const sorted = [...reached].sort((a, b) => a - b)
    const key = sorted.join()
    let found = remembered.get(key)
    if (found === undefined) {
      if (remembered.size >= MAX_REMEMBERED) {
        remembered = new Map()
        begin = create(null)
      }
      found = create(sorted)
      remembered.set(key, found)
    }
    from.next[code] = found
    return found
  }

  return {
    test(origin) {
      let at = begin
      for (let i = 0; i < origin.length; i++) {
        const code = origin.charCodeAt(i)
        if (code >= ASCII) return false
        at = at.next[code] ?? step(at, code)
        if (at.states?.length === 0) return false
      }
      return at.accepts
    },
  }
}
