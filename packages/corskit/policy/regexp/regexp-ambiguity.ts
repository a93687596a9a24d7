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
import { type CharacterSet, intersection, intersects } from './regexp-characters.ts'

/** @param maxSteps how many steps the analysis of one pattern may take; a pattern that needs more is refused */
export function backtracksBadly(automaton: Automaton, maxSteps = MAX_STEPS): boolean {
  if (automaton.emptyLoop) return true
  const loops = loopStates(automaton)
  const budget: Budget = { steps: maxSteps }
  return (
    loops.some((p) => returnsInTwoWays(automaton, p, budget)) ||
    loops.some((p) => loops.some((q) => p !== q && reachesWhileBothLoop(automaton, p, q, budget)))
  )
}

/** The steps that are left for one pattern, over all pairs of its states. */
interface Budget {
  steps: number
}

/** That takes a second or less. */
const MAX_STEPS = 5_000_000

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
function returnsInTwoWays(automaton: Automaton, p: number, budget: Budget): boolean {
  const { states, follow, doubled } = automaton
  const count = states.length
  // The third number says whether the two paths have differed yet.
  const seen = new Set<number>()
  const queue: [number, number, boolean][] = [[p, p, false]]
  for (let entry = queue.pop(); entry !== undefined; entry = queue.pop()) {
    const [a, b, differed] = entry
    for (const x of follow[a] as Moves) {
      for (const y of follow[b] as Moves) {
        const [readByX, readByY] = [states[x] as CharacterSet, states[y] as CharacterSet]
        budget.steps -= costOf(readByX, readByY)
        if (budget.steps < 0) return true
        if (!intersects(readByX, readByY)) continue
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
function reachesWhileBothLoop({ states, follow }: Automaton, p: number, q: number, budget: Budget): boolean {
  const count = states.length
  const seen = new Set<number>()
  const queue: [number, number, number][] = [[p, p, q]]
  for (let entry = queue.pop(); entry !== undefined; entry = queue.pop()) {
    const [a, b, c] = entry
    for (const x of follow[a] as Moves) {
      for (const y of follow[b] as Moves) {
        const cost = costOf(states[x] as CharacterSet, states[y] as CharacterSet)
        budget.steps -= cost
        if (budget.steps < 0) return true
        const both = intersection(states[x] as CharacterSet, states[y] as CharacterSet)
        if (both.length === 0) continue
        for (const z of follow[c] as Moves) {
          budget.steps -= cost * (states[z] as CharacterSet).length
          if (budget.steps < 0) return true
          if (!intersects(both, states[z] as CharacterSet)) continue
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

/** Comparing two sets compares each range of one with each of the other. */
function costOf(a: CharacterSet, b: CharacterSet): number {
  return Math.max(1, a.length * b.length)
}
