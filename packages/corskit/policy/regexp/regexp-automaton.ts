/**
 * A RegExp as an automaton without empty moves (Glushkov's construction): one state for each character that stands in the pattern. The paths of
 * a word through it are the ways in which a backtracking engine can match that word, which is what the check of backtracking counts.
 */
import type { AST } from '@eslint-community/regexpp'

/** Ranges of code units, both ends included. */
export type CharacterSet = readonly (readonly [min: number, max: number])[]

export interface Automaton {
  /** What each state reads. */
  readonly states: readonly CharacterSet[]
  /** The states that may read next, after each state. */
  readonly follow: readonly ReadonlySet<number>[]
  readonly first: ReadonlySet<number>
  /** Moves that the pattern makes in two ways, as `from * states.length + to`. */
  readonly doubled: ReadonlySet<number>
  /** Whether a loop has a body that can match nothing. */
  readonly emptyLoop: boolean
}

/** More states than this are no list of origins any more. */
const MAX_STATES = 300

/** Thrown while building; never leaves `buildAutomaton`. */
class Unsupported extends Error {}

interface Piece {
  readonly nullable: boolean
  readonly first: readonly number[]
  readonly last: readonly number[]
}

const EMPTY: Piece = { nullable: true, first: [], last: [] }

/** `null` when the pattern uses what an automaton cannot do (references, look-around) or is too large. */
export function buildAutomaton(pattern: AST.Pattern, ignoreCase: boolean): Automaton | null {
  const states: CharacterSet[] = []
  const moves: [from: number, to: number][] = []
  let emptyLoop = false

  function alternatives(list: readonly AST.Alternative[]): Piece {
    const pieces = list.map((alternative) => sequence(alternative.elements.map((node) => () => element(node))))
    return {
      nullable: pieces.some((piece) => piece.nullable),
      first: pieces.flatMap((piece) => piece.first),
      last: pieces.flatMap((piece) => piece.last),
    }
  }

  function sequence(parts: readonly (() => Piece)[]): Piece {
    let whole = EMPTY
    for (const part of parts) {
      const piece = part()
      connect(whole.last, piece.first)
      whole = {
        nullable: whole.nullable && piece.nullable,
        first: whole.nullable ? [...whole.first, ...piece.first] : whole.first,
        last: piece.nullable ? [...whole.last, ...piece.last] : piece.last,
      }
    }
    return whole
  }

  function connect(from: readonly number[], to: readonly number[]): void {
    for (const a of from) for (const b of to) moves.push([a, b])
  }

  function element(node: AST.Element): Piece {
    switch (node.type) {
      case 'Group':
      case 'CapturingGroup':
        return alternatives(node.alternatives)
      case 'Quantifier':
        return repeated(node)
      case 'Assertion':
        // Whether the ends are where they belong is another check; here they read nothing.
        if (node.kind === 'start' || node.kind === 'end') return EMPTY
        throw new Unsupported()
      case 'Character':
      case 'CharacterClass':
      case 'CharacterSet':
        return state(charactersOf(node, ignoreCase))
      default:
        throw new Unsupported()
    }
  }

  function state(set: CharacterSet): Piece {
    if (states.length >= MAX_STATES) throw new Unsupported()
    const index = states.push(set) - 1
    return { nullable: false, first: [index], last: [index] }
  }

  /** `{n}` is written out; every other repetition beyond one is taken as a loop, which allows more and so errs on the safe side. */
  function repeated(node: AST.Quantifier): Piece {
    if (node.max === 0) return EMPTY
    if (node.min === node.max) {
      const copies = Array.from({ length: node.max }, () => () => element(node.element))
      const whole = sequence(copies)
      if (node.max > 1 && whole.nullable) emptyLoop = true
      return whole
    }
    const body = element(node.element)
    if (node.max > 1) {
      if (body.nullable) emptyLoop = true
      connect(body.last, body.first)
    }
    return node.min === 0 ? { ...body, nullable: true } : body
  }

  try {
    const whole = alternatives(pattern.alternatives)
    const follow = states.map(() => new Set<number>())
    const doubled = new Set<number>()
    for (const [from, to] of moves) {
      const next = follow[from]
      if (next?.has(to)) doubled.add(from * states.length + to)
      next?.add(to)
    }
    return { states, follow, first: new Set(whole.first), doubled, emptyLoop }
  } catch (error) {
    if (error instanceof Unsupported) return null
    throw error
  }
}

const ANY: CharacterSet = [[0, 0xffff]]
const WORD: CharacterSet = [
  [0x30, 0x39],
  [0x41, 0x5a],
  [0x5f, 0x5f],
  [0x61, 0x7a],
]
const DIGIT: CharacterSet = [[0x30, 0x39]]
const SPACE: CharacterSet = [
  [0x09, 0x0d],
  [0x20, 0x20],
  [0xa0, 0xa0],
  [0x1680, 0x1680],
  [0x2000, 0x200a],
  [0x2028, 0x2029],
  [0x202f, 0x202f],
  [0x205f, 0x205f],
  [0x3000, 0x3000],
  [0xfeff, 0xfeff],
]

function charactersOf(node: AST.Element | AST.CharacterClassElement, ignoreCase: boolean): CharacterSet {
  switch (node.type) {
    case 'Character':
      return ignoreCase ? bothCases([[node.value, node.value]]) : [[node.value, node.value]]
    case 'CharacterClassRange':
      return ignoreCase ? bothCases([[node.min.value, node.max.value]]) : [[node.min.value, node.max.value]]
    case 'CharacterClass': {
      const union = node.elements.flatMap((inner) => charactersOf(inner as AST.CharacterClassElement, ignoreCase))
      return node.negate ? complement(union) : union
    }
    case 'CharacterSet': {
      if (node.kind === 'any') return ANY
      if (node.kind === 'property') throw new Unsupported()
      const set = node.kind === 'digit' ? DIGIT : node.kind === 'word' ? WORD : SPACE
      return node.negate ? complement(set) : set
    }
    default:
      throw new Unsupported()
  }
}

/** ASCII is enough: origins are ASCII. */
function bothCases(set: CharacterSet): CharacterSet {
  const more: [number, number][] = []
  for (const [min, max] of set) {
    for (const [from, shift] of [
      [0x41, 32],
      [0x61, -32],
    ] as const) {
      const low = Math.max(min, from)
      const high = Math.min(max, from + 25)
      if (low <= high) more.push([low + shift, high + shift])
    }
  }
  return [...set, ...more]
}

function complement(set: CharacterSet): CharacterSet {
  const gaps: [number, number][] = []
  let next = 0
  for (const [min, max] of [...set].sort((a, b) => a[0] - b[0])) {
    if (min > next) gaps.push([next, min - 1])
    next = Math.max(next, max + 1)
  }
  if (next <= 0xffff) gaps.push([next, 0xffff])
  return gaps
}

/** Whether some character is in both. */
export function intersects(a: CharacterSet, b: CharacterSet): boolean {
  return a.some(([min, max]) => b.some(([low, high]) => min <= high && low <= max))
}
