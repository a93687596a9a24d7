/**
 * A RegExp as an automaton without empty moves (Glushkov's construction): one state for each character that stands in
 * the pattern. The paths of a word through it are the ways in which a backtracking engine can match that word, which is
 * what the check of backtracking counts.
 */
import type { AST } from '@eslint-community/regexpp'
import { MAX_ORIGIN_LENGTH } from '../origins/origin-syntax.ts'
import { type CharacterSet, type ClassFlags, charactersOf, Unsupported } from './regexp-characters.ts'

/** The states that may read next. */
export type Moves = ReadonlySet<number>

export interface Automaton {
  /** What each state reads. */
  readonly states: readonly CharacterSet[]
  /** After each state. */
  readonly follow: readonly Moves[]
  readonly first: Moves
  readonly last: ReadonlySet<number>
  /** Moves that the pattern makes in two ways, as `from * states.length + to`. */
  readonly doubled: ReadonlySet<number>
  /** Moves that only a repetition makes which may also not take place: in `a+`, and in `a{1,2}`. In the same form. */
  readonly loops: ReadonlySet<number>
  /** Whether a loop has a body that can match nothing. */
  readonly emptyLoop: boolean
}

/** A RegExp with more states than this is no longer a list of origins. */
const MAX_STATES = 300

/** The work of the checks grows with the moves between states. */
const MAX_MOVES = 20_000

/** How many elements may be visited, copies included: `(?:(?:){9}){9}` has no states, and is visited 81 times. */
const MAX_WORK = 100_000

interface Piece {
  readonly nullable: boolean
  readonly first: readonly number[]
  readonly last: readonly number[]
}

const EMPTY: Piece = { nullable: true, first: [], last: [] }

/**
 * `null` when the pattern uses what an automaton cannot do (references, look-around) or is too large.
 *
 * @param exact writes `{0,3}` out too: needed for what is matched, but not for how often it is tried
 */
export function buildAutomaton(pattern: AST.Pattern, flags: ClassFlags, exact = false): Automaton | null {
  const maxStates = exact ? 4 * MAX_STATES : MAX_STATES
  const maxMoves = exact ? 4 * MAX_MOVES : MAX_MOVES
  const states: CharacterSet[] = []
  const moves: [from: number, to: number, isLoop: boolean][] = []
  let emptyLoop = false
  let work = 0

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

  function connect(from: readonly number[], to: readonly number[], isLoop = false): void {
    if (moves.length + from.length * to.length > maxMoves) throw new Unsupported()
    for (const a of from) for (const b of to) moves.push([a, b, isLoop])
  }

  function element(node: AST.Element): Piece {
    if (++work > MAX_WORK) throw new Unsupported()
    switch (node.type) {
      case 'Group':
        // `(?i:…)` reads other characters than the RegExp's own flags say.
        if (node.modifiers) throw new Unsupported()
        return alternatives(node.alternatives)
      case 'CapturingGroup':
        return alternatives(node.alternatives)
      case 'Quantifier':
        return repeated(node)
      case 'Assertion':
        // `^` and `$` read nothing here. Another check looks at their places.
        if (node.kind === 'start' || node.kind === 'end') return EMPTY
        throw new Unsupported()
      case 'Character':
      case 'CharacterClass':
      case 'ExpressionCharacterClass':
      case 'CharacterSet':
        return state(charactersOf(node, flags))
      default:
        throw new Unsupported()
    }
  }

  function state(set: CharacterSet): Piece {
    if (states.length >= maxStates) throw new Unsupported()
    const index = states.push(set) - 1
    return { nullable: false, first: [index], last: [index] }
  }

  /** `{2,4}` as `aa(?:a(?:a)?)?`: each optional copy is followed by the next one only. */
  function writtenOut(node: AST.Quantifier, copy: number): Piece {
    const one = element(node.element)
    if (copy + 1 === node.max) return copy < node.min ? one : { ...one, nullable: true }
    const rest = writtenOut(node, copy + 1)
    connect(one.last, rest.first, copy + 1 >= node.min)
    return {
      nullable: copy >= node.min || (one.nullable && rest.nullable),
      first: one.nullable ? [...one.first, ...rest.first] : one.first,
      last: rest.nullable ? [...one.last, ...rest.last] : rest.last,
    }
  }

  /** `{3,}` as `aaa+` */
  function atLeast(node: AST.Quantifier): Piece {
    const once = { ...node, min: 1 }
    return sequence(
      Array.from(
        { length: Math.min(node.min, maxStates) },
        (_, at) => () => (at + 1 < node.min ? element(node.element) : repeated(once as AST.Quantifier)),
      ),
    )
  }

  /**
   * `{n}` is written out. Every other repetition beyond one becomes a loop, which allows more, so a mistake is on the
   * safe side.
   */
  function repeated(node: AST.Quantifier): Piece {
    if (node.max === 0) return EMPTY
    // No origin is longer.
    const isBounded = node.max <= MAX_ORIGIN_LENGTH
    if (exact && isBounded) return writtenOut(node, 0)
    if (exact && node.min > 1) return atLeast(node)
    if (node.min === node.max) {
      if (node.max > MAX_WORK) throw new Unsupported()
      const copies = Array.from(Array(node.max).keys(), () => () => element(node.element))
      const whole = sequence(copies)
      if (node.max > 1 && whole.nullable) emptyLoop = true
      return whole
    }
    const body = element(node.element)
    if (node.max > 1) {
      if (body.nullable) emptyLoop = true
      connect(body.last, body.first, true)
    }
    return node.min === 0 ? { ...body, nullable: true } : body
  }

  try {
    const whole = alternatives(pattern.alternatives)
    const follow = states.map(() => new Set<number>())
    const doubled = new Set<number>()
    const loops = new Set<number>()
    for (const [from, to, isLoop] of moves) {
      const next = follow[from] as Set<number>
      const move = from * states.length + to
      if (!isLoop) loops.delete(move)
      else if (!next.has(to)) loops.add(move)
      if (next.has(to)) doubled.add(move)
      next.add(to)
    }
    return { states, follow, first: new Set(whole.first), last: new Set(whole.last), doubled, loops, emptyLoop }
  } catch (error) {
    if (error instanceof Unsupported) return null
    throw error
  }
}
