/**
 * The words that two RegExps both match, as a graph: each node reads one character, and every path from a start to an
 * end is such a word.
 */
import type { Automaton, Moves } from './regexp-automaton.ts'
import { type CharacterSet, intersection } from './regexp-characters.ts'

export interface CommonNode {
  readonly characters: CharacterSet
  /** The state of the first automaton. */
  readonly left: number
  /** The state of the second automaton. */
  readonly right: number
  readonly start: boolean
  readonly end: boolean
  readonly next: CommonNode[]
  readonly previous: CommonNode[]
}

/** Thrown when two automata are too large to be multiplied. */
export class TooManyNodes extends Error {}

/** How many moves may be looked at. A RegExp is intersected up to ten times, which takes a tenth of a second. */
const MAX_MOVES = 60_000

/** How many moves are left for all intersections of one RegExp, its repairs included. */
let left = Number.POSITIVE_INFINITY

/** What is within another one shares its moves. */
export function withinMoves<Given>(most: number, work: () => Given): Given {
  if (left !== Number.POSITIVE_INFINITY) return work()
  left = most
  try {
    return work()
  } finally {
    left = Number.POSITIVE_INFINITY
  }
}

/** Only nodes that are on some path from a start to an end. */
export function intersectAutomata(one: Automaton, right: Automaton): readonly CommonNode[] {
  const nodes = new Map<number, CommonNode | null>()
  const queue: [a: number, node: CommonNode][] = []
  let moves = 0
  const nodeOf = (a: number, b: number): CommonNode | null => {
    if (++moves > MAX_MOVES || --left < 0) throw new TooManyNodes()
    const key = a * right.states.length + b
    const known = nodes.get(key)
    if (known !== undefined) return known
    const characters = intersection(one.states[a] as CharacterSet, right.states[b] as CharacterSet)
    const size = (one.states[a] as CharacterSet).length
    moves += size
    left -= size
    if (characters.length === 0) {
      nodes.set(key, null)
      return null
    }
    const node: CommonNode = {
      characters,
      left: a,
      right: b,
      start: one.first.has(a) && right.first.has(b),
      end: one.last.has(a) && right.last.has(b),
      next: [],
      previous: [],
    }
    nodes.set(key, node)
    queue.push([a, node])
    return node
  }
  for (const a of one.first) for (const b of right.first) nodeOf(a, b)
  for (let entry = queue.pop(); entry !== undefined; entry = queue.pop()) {
    const [a, node] = entry
    for (const x of one.follow[a] as Moves) {
      for (const y of right.follow[node.right] as Moves) {
        const after = nodeOf(x, y)
        if (after === null) continue
        node.next.push(after)
        after.previous.push(node)
      }
    }
  }
  return trimmed([...nodes.values()].filter((node) => node !== null))
}

function trimmed(nodes: readonly CommonNode[]): readonly CommonNode[] {
  const useful = new Set(nodes.filter((node) => node.end))
  for (const node of useful) for (const before of node.previous) useful.add(before)
  return nodes
    .filter((node) => useful.has(node))
    .map((node) => {
      // Whatever comes before a useful node is useful.
      node.next.splice(0, Infinity, ...node.next.filter((after) => useful.has(after)))
      return node
    })
}

/** The shortest way from a node to a start (or an end), without the node itself, in the order of the word. */
export function shortestWay(from: CommonNode, direction: 'previous' | 'next'): readonly CommonNode[] {
  const edge = direction === 'previous' ? 'start' : 'end'
  const cameFrom = new Map<CommonNode, CommonNode | null>([[from, null]])
  for (const node of cameFrom.keys()) {
    if (!node[edge]) {
      for (const other of node[direction]) if (!cameFrom.has(other)) cameFrom.set(other, node)
      continue
    }
    const way: CommonNode[] = []
    for (let at: CommonNode | null = node; at !== null && at !== from; at = cameFrom.get(at) ?? null) way.push(at)
    return direction === 'previous' ? way : way.reverse()
  }
  return []
}
