/**
 * How much work an automaton can give a backtracking engine. The number of ways to read one word grows without bound
 * only when the automaton has one of two shapes (Weber and Seidl, "On the degree of ambiguity of finite automata",
 * 1991):
 *
 * - exponentially (EDA): from some state, one word leads back to it on two different paths;
 * - as a power of the length (IDA): one word leads from p to p, from p to q and from q to q.
 *
 * Words run through several states at once, so both are searched in products of the automaton with itself.
 */
import type { Automaton, Moves } from './regexp-automaton.ts'
import { type CharacterSet, intersection } from './regexp-characters.ts'

/** @param maxSteps how many steps the analysis of one pattern may take; a pattern that needs more is refused */
export function backtracksBadly(automaton: Automaton, maxSteps = MAX_STEPS): boolean {
  if (automaton.emptyLoop) return true
  const loops = loopStates(automaton)
  const budget: Budget = { steps: maxSteps }
  const read = new ReadByStates(automaton)
  return (
    loops.some((p) => returnsInTwoWays(automaton, read, p, budget)) ||
    loops.some((p) => loops.some((q) => p !== q && reachesWhileBothLoop(automaton, read, p, q, budget)))
  )
}

/** The steps that are left for one pattern, over all pairs of its states. */
interface Budget {
  steps: number
}

/** That takes a tenth of a second or less. */
const MAX_STEPS = 1_000_000

/** The states on some loop. */
function loopStates({ states, follow }: Automaton): number[] {
  const reachable = states.map((_, start) => {
    const seen = new Set<number>()
    const queue = [start]
    for (let state = queue.pop(); state !== undefined; state = queue.pop()) {
      for (const next of follow[state] as Moves) {
        if (seen.has(next)) continue
        seen.add(next)
        queue.push(next)
      }
    }
    return seen
  })
  return reachable.flatMap((seen, state) => (seen.has(state) ? [state] : []))
}

/**
 * EDA at `p`: in the square of the automaton, a walk from (p, p) leaves the diagonal, or takes a move that is there
 * twice, and comes back.
 */
function returnsInTwoWays(automaton: Automaton, read: ReadByStates, p: number, budget: Budget): boolean {
  const { states, follow, doubled } = automaton
  const count = states.length
  // The third number says whether the two paths have differed yet.
  const seen = new Set<number>()
  const queue: [number, number, boolean][] = [[p, p, false]]
  for (let entry = queue.pop(); entry !== undefined; entry = queue.pop()) {
    const [a, b, differed] = entry
    for (const x of follow[a] as Moves) {
      for (const y of follow[b] as Moves) {
        if (--budget.steps < 0) return true
        if (read.byBoth(x, y) === NOTHING) continue
        const nowDiffered = differed || x !== y || (a === b && doubled.has(a * count + x))
        if (x === p && y === p && nowDiffered) return true
        const key = (x * count + y) * 2 + (nowDiffered ? 1 : 0)
        if (seen.has(key)) continue
        seen.add(key)
        queue.push([x, y, nowDiffered])
      }
    }
  }
  return false
}

/** IDA for p and q: in the cube of the automaton, a walk from (p, p, q) reaches (p, q, q). */
function reachesWhileBothLoop(
  { states, follow }: Automaton,
  read: ReadByStates,
  p: number,
  q: number,
  budget: Budget,
): boolean {
  const count = states.length
  const seen = new Set<number>()
  const queue: [number, number, number][] = [[p, p, q]]
  for (let entry = queue.pop(); entry !== undefined; entry = queue.pop()) {
    const [a, b, c] = entry
    for (const x of follow[a] as Moves) {
      for (const y of follow[b] as Moves) {
        if (--budget.steps < 0) return true
        const both = read.byBoth(x, y)
        if (both === NOTHING) continue
        for (const z of follow[c] as Moves) {
          if (--budget.steps < 0) return true
          if (read.byAlso(both, z) === NOTHING) continue
          if (x === p && y === q && z === q) return true
          const key = (x * count + y) * count + z
          if (seen.has(key)) continue
          seen.add(key)
          queue.push([x, y, z])
        }
      }
    }
  }
  return false
}

/** The number of the empty set. */
const NOTHING = 0

/** What states read, and what several of them read together: each set has a number, and is made once. */
class ReadByStates {
  readonly #sets: CharacterSet[] = [[]]
  readonly #numbers = new Map<string, number>([['', NOTHING]])
  readonly #ofStates: readonly number[]
  /** By the numbers of two sets, that of what is in both. */
  readonly #common = new Map<number, number>()

  constructor({ states }: Automaton) {
    this.#ofStates = states.map((set) => this.#numberOf(set))
  }

  /** @returns the number of the set */
  byBoth(x: number, y: number): number {
    return this.byAlso(this.#ofStates[x] as number, y)
  }

  byAlso(set: number, state: number): number {
    const own = this.#ofStates[state] as number
    const pair = set * MOST_SETS + own
    let both = this.#common.get(pair)
    if (both === undefined) {
      both = this.#numberOf(intersection(this.#sets[set] as CharacterSet, this.#sets[own] as CharacterSet))
      this.#common.set(pair, both)
    }
    return both
  }

  #numberOf(set: CharacterSet): number {
    const written = set.join(' ')
    const known = this.#numbers.get(written)
    if (known !== undefined) return known
    this.#numbers.set(written, this.#sets.length)
    return this.#sets.push(set) - 1
  }
}

/** More than there can be: an automaton has fewer moves. */
const MOST_SETS = 2 ** 24
