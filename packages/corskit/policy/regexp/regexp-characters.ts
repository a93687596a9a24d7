/** Which characters one element of a RegExp reads, as ranges of code units. */
import type { AST } from '@eslint-community/regexpp'

/** Code units, both ends included. */
export type CharacterRange = readonly [min: number, max: number]

export type CharacterSet = readonly CharacterRange[]

/**
 * Thrown for what no automaton can do: references, look-around, word boundaries. It never leaves the check of a RegExp.
 */
export class Unsupported extends Error {}

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

/** The flags that decide what a character class reads. */
export type ClassFlags = '' | 'i' | 'u' | 'iu' | 'v' | 'iv'

/**
 * What one element reads. Under `i` with `u` or `v`, the engine compares case-folded characters, and folds a class of
 * `v` before it complements it: it is asked, so that no more is read here than there. What the engine reads as ASCII
 * because of another character (`\u212a` for `k`) is left out.
 */
export function charactersOf(node: AST.Element, flags: ClassFlags): CharacterSet {
  const set = spelledOut(node, flags)
  return flags === 'iu' || flags === 'iv' ? intersection(set, charactersByTrial(node, flags)) : set
}

function spelledOut(node: AST.Element | AST.CharacterClassElement, flags: ClassFlags): CharacterSet {
  const ignoreCase = flags.startsWith('i')
  switch (node.type) {
    case 'Character':
      return ignoreCase ? bothCases([[node.value, node.value]]) : [[node.value, node.value]]
    case 'CharacterClassRange':
      return ignoreCase ? bothCases([[node.min.value, node.max.value]]) : [[node.min.value, node.max.value]]
    case 'CharacterClass': {
      // A class of `v` folds before it complements: nothing that is not ASCII is read as ASCII.
      if (node.unicodeSets && node.negate) return charactersByTrial(node, flags)
      const union = node.elements.flatMap((inner) => spelledOut(inner as AST.CharacterClassElement, flags))
      return node.negate ? complement(union) : merged(union)
    }
    case 'CharacterSet': {
      if (node.kind === 'any') return ANY
      if (node.kind === 'property') {
        const set = charactersByTrial(node, flags.replace('i', '') as ClassFlags)
        return ignoreCase ? bothCases(set) : set
      }
      const set = node.kind === 'digit' ? DIGIT : node.kind === 'word' ? WORD : SPACE
      return node.negate ? complement(set) : set
    }
    case 'ExpressionCharacterClass':
      return charactersByTrial(node, flags)
    default:
      throw new Unsupported()
  }
}

/** Without ranges that touch one another: a class may name a character a thousand times. */
function merged(set: CharacterSet): CharacterSet {
  const wide: [number, number][] = []
  for (const [min, max] of set.toSorted(([a], [b]) => a - b)) {
    const last = wide.at(-1)
    if (last !== undefined && min <= last[1] + 1) last[1] = Math.max(last[1], max)
    else wide.push([min, max])
  }
  return wide
}

/** What was tried, by the flags: an element may be copied a thousand times. */
const tried = new WeakMap<object, Map<ClassFlags, CharacterSet>>()

/** Properties and sets of the flag `v`: the engine knows them. It is asked about ASCII, because origins are ASCII. */
function charactersByTrial(node: AST.Element | AST.CharacterClassElement, flags: ClassFlags): CharacterSet {
  const known = tried.get(node)?.get(flags)
  if (known !== undefined) return known
  // A class with strings in it can read more than one character.
  if (/\\q\{|\\p\{(?:RGI|Basic_Emoji|Emoji_Keycap)/i.test(node.raw)) throw new Unsupported()
  const one = new RegExp(`^${node.raw}$`, flags)
  const set: [number, number][] = []
  for (let code = 0; code < 0x80; code++) {
    if (!one.test(String.fromCharCode(code))) continue
    const last = set.at(-1)
    if (last?.[1] === code - 1) last[1] = code
    else set.push([code, code])
  }
  tried.set(node, (tried.get(node) ?? new Map()).set(flags, set))
  return set
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

/** What is in both. */
export function intersection(a: CharacterSet, b: CharacterSet): CharacterSet {
  return a.flatMap(([min, max]) =>
    b.flatMap(([low, high]) => (min <= high && low <= max ? [[Math.max(min, low), Math.min(max, high)] as const] : [])),
  )
}
