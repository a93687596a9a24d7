/** Which of the origins that browsers send a RegExp admits. The answers decide whether it is safe. */
import { parseSerializedOrigin } from '../../protocol/origin.ts'
import { isPublicSuffix } from '../../protocol/site.ts'
import { everyLabelIsSuffix, suffixesBelow } from '../../protocol/suffix/public-suffix.ts'
import type { OriginMatcher } from '../origins/origin-matcher.ts'
import { splitOrigin } from '../origins/origin-syntax.ts'
import { isPrivateSuffix } from '../origins/private-suffix.ts'
import { isRefusedScheme } from '../origins/refused-schemes.ts'
import { type CommonNode, intersectAutomata, shortestWay, TooManyNodes } from './intersect-automata.ts'
import { hostZone, type OriginGrammar, originGrammars } from './origin-grammars.ts'
import type { Automaton } from './regexp-automaton.ts'
import type { CharacterRange, CharacterSet } from './regexp-characters.ts'

/** An origin that shows that the answer is yes. `null` when the answer is yes but no example was found. */
export interface Witness {
  readonly origin: string | null
}

/** Thrown when a RegExp is too large to be judged. */
export { TooManyNodes }

/** How many spellings a registrable domain may have: `[ab]` names two; `[a-z]` names none. */
const MAX_SPELLINGS = 4

/** How many steps one RegExp may take before it is called too large. */
const MAX_STEPS = 50_000

/** How many nodes may be looked at in search of an example. */
const MAX_LOOKED_AT = 500_000

/** Whether a browser sends it and the RegExp matches it. */
function isAdmitted(matcher: OriginMatcher, origin: string): boolean {
  const longLabel = /[^.:/]{64}/.test(origin)
  if (longLabel || !matcher.test(origin) || isRefusedScheme(origin.slice(0, origin.indexOf(':')))) return false
  return splitOrigin(origin) !== null && parseSerializedOrigin(origin) !== null
}

/** Valid punycode labels: random letters hardly ever make one. */
const PUNYCODE = ['xn--bcher-kva', 'xn--p1ai', 'xn--fsq', 'xn--80ak6aa92e', 'xn--4gbrim']

/** The origin, or the same with valid punycode in it, if it is admitted. */
function admittedLike(matcher: OriginMatcher, origin: string): string | undefined {
  if (isAdmitted(matcher, origin)) return origin
  if (!origin.includes('xn--')) return undefined
  const candidates = PUNYCODE.map((label) => origin.replace(/xn--[a-z0-9-]*/g, label))
  return candidates.find((candidate) => isAdmitted(matcher, candidate))
}

/** An origin that the RegExp admits, or `null` when it matches nothing that a browser sends. */
export function findAdmitted(matcher: OriginMatcher, automaton: Automaton): Witness | null {
  return findIn(matcher, automaton, 'any')
}

/** An `http:` origin that is not the visitor's own machine. */
export function findInsecure(matcher: OriginMatcher, automaton: Automaton): Witness | null {
  return findIn(matcher, automaton, 'insecure')
}

/** Whether it may admit an origin of the web; `false` is certain. */
export function mayAdmitWeb(automaton: Automaton): boolean {
  return originGrammars('web').some((right) => intersectAutomata(automaton, right).length > 0)
}

function findIn(matcher: OriginMatcher, automaton: Automaton, grammar: OriginGrammar): Witness | null {
  const nodes = originGrammars(grammar).flatMap((right) => intersectAutomata(automaton, right))
  if (nodes.length === 0) return null
  const shortest = admittedLike(matcher, shortestWord(nodes))
  if (shortest !== undefined) return { origin: shortest }
  const rounds = Math.min(300, Math.ceil(MAX_LOOKED_AT / nodes.length))
  for (let round = 0; round < rounds; round++) {
    const last = round < nodes.length ? nodes[nodes.length - 1 - round] : undefined
    const origin = wordThrough(last ?? (nodes[(round * 7919) % nodes.length] as CommonNode), round)
    const admitted = admittedLike(matcher, origin)
    if (admitted !== undefined) return { origin: admitted }
  }
  return { origin: null }
}

function shortestWord(nodes: readonly CommonNode[]): string {
  const words = nodes.filter(({ start }) => start).map((node) => [node, ...shortestWay(node, 'next')])
  const shortest = words.reduce((one, other) => (other.length < one.length ? other : one))
  return shortest.map((node) => pick(node)).join('')
}

/** A word through the node. Each round takes other ones of the possible characters. */
function wordThrough(node: CommonNode, round: number): string {
  // Punycode of one letter or two is seldom valid.
  const times = node.next.includes(node) ? 1 + (round % 5) : 1
  const way = [...shortestWay(node, 'previous'), ...Array(times).fill(node), ...shortestWay(node, 'next')]
  return way.map((one, at) => pick(one, round === 0 ? 0 : round + at)).join('')
}

/** Letters first, which is what people read most easily. */
function pick({ characters }: CommonNode, round = 0): string {
  // No origin has the character before a, or one above z.
  const [min, max] = characters.find(([low]) => low >= 0x61) ?? (characters.at(-1) as CharacterRange)
  return String.fromCharCode(min + (round % (max - min + 1)))
}

/**
 * An admitted origin of the web whose registrable domain (or whose address, unless it is private) is not spelled out in
 * the RegExp, so that it may be anybody's. `null` when there is none.
 *
 * @param length of the RegExp: when it admits more domains than it has characters, it does not spell them out
 */
export function findStranger(matcher: OriginMatcher, automaton: Automaton, length: number): Witness | null {
  for (const grammar of ['name', 'address'] as const) {
    for (const right of originGrammars(grammar)) {
      const stranger = strangerIn(grammar, right, matcher, automaton, length)
      if (stranger !== null) return stranger
    }
  }
  return null
}

function strangerIn(
  grammar: 'name' | 'address',
  right: Automaton,
  matcher: OriginMatcher,
  automaton: Automaton,
  length: number,
): Witness | null {
  const zone = hostZone(right)
  const owned = new Set<string>()
  let steps = 0
  let found: Witness | null = null

  function count(suffix: string, place: Place, last: Place): void {
    owned.add(suffix)
    if (owned.size > length) found = witnessOf(matcher, place, suffix, last)
  }

  function refuse(place: Place, suffix: string, last: Place): void {
    const witness = witnessOf(matcher, place, suffix, last)
    if (found === null || witness.origin !== null) found = witness
  }

  /**
   * Reads the host from its right end to the left, as long as every character is known.
   *
   * @param suffix the part of the host that was read
   * @param rest the nodes on the way: a node that comes again is a loop
   * @param last the right end of the host
   */
  function walk(place: Place, suffix: string, spellings: number, rest: readonly CommonNode[], last: Place): void {
    if (++steps > MAX_STEPS) throw new TooManyNodes()
    if (place.some((node) => node.right === zone.start)) {
      count(suffix, place, last)
      return
    }
    if (grammar === 'name' && place.every(isDot) && belongsToOne(suffix)) {
      count(suffix, place, last)
      // The names of the list have no final dot; where the host has one, so have those below it.
      const end = suffix.endsWith('.') ? '.' : ''
      for (const below of suffixesBelow(suffix)) walkBelow(place, below + end, suffix, last)
      return
    }
    const state = place[0]?.left ?? 0
    const choices = spellings * (place.every(isDot) ? 1 : spellingsOf(automaton.states[state]))
    if (choices > MAX_SPELLINGS || place.some((node) => rest.includes(node))) {
      refuse(place, suffix, last)
      return
    }
    const way = [...place, ...rest]
    for (const character of charactersAt(place)) {
      for (const before of placesBefore(place.filter((node) => takes(node, character)))) {
        // What a repetition puts together stands nowhere in the RegExp.
        const isLoop = before.some(({ left }) => automaton.loops.has(left * automaton.states.length + state))
        if (isLoop) refuse(before, character + suffix, last)
        else walk(before, character + suffix, choices, way, last)
        if (found?.origin) return
      }
    }
  }

  /**
   * Whether names are admitted that the owner of `suffix` may have given to anybody, such as those under
   * `s3.amazonaws.com`, or that one itself.
   */
  function walkBelow(dot: Place, below: string, suffix: string, last: Place): void {
    let reached: ReadonlyMap<CommonNode, number> = new Map(dot.map((node) => [node, 1]))
    for (const character of `.${below.slice(0, -suffix.length - 1)}.`.split('').reverse().slice(0, -1)) {
      reached = stepBack(reached, character)
    }
    for (const [node, spellings] of reached) {
      // The whole host is a public suffix, such as `s3-us-west-1.amazonaws.com`: what it serves may be anybody's.
      if (node.right === zone.start && spellings > MAX_SPELLINGS) {
        const witness = witnessOf(matcher, [node], below, last)
        if (witness.origin !== null) found = witness
      }
      if (found?.origin) return
      if (!takes(node, '.')) continue
      for (const before of placesBefore([node])) {
        if (spellings > MAX_SPELLINGS) found = witnessOf(matcher, before, `.${below}`, last)
        else walk(before, `.${below}`, spellings, [], last)
        if (found?.origin) return
      }
    }
  }

  // Nothing before the host can be followed by what ends it.
  const ends = intersectAutomata(automaton, right).filter(
    (node) => node.right < zone.end && (node.end || node.next.some((after) => after.right >= zone.end)),
  )
  for (const end of placesOf(ends)) {
    walk(end, '', 1, [], end)
    if ((found as Witness | null)?.origin) break
  }
  return found
}

/**
 * Nodes of one state of the RegExp, either dots or other characters. The grammar takes a class apart: in an address,
 * what may follow a `2` is not what may follow a `1`, and still `[12]` is one class with two spellings.
 */
type Place = readonly CommonNode[]

function placesOf(nodes: Iterable<CommonNode>): Place[] {
  const places = new Map<string, CommonNode[]>()
  for (const node of nodes) {
    const key = `${node.left} ${isDot(node)}`
    places.set(key, [...(places.get(key) ?? []), node])
  }
  return [...places.values()]
}

const placesBefore = (place: Place) => placesOf(new Set(place.flatMap(({ previous }) => previous)))

const charactersAt = (place: Place) => [...new Set(place.flatMap(charactersOf))]

/**
 * How many of the characters of a host a class has, also those that are not possible in this place: `.` in front of
 * `10.20.30.40` can only be a 1 or a 2, and still it spells nothing out.
 */
const spellingsOf = (set: CharacterSet = []) =>
  Array.from(HOST_CHARACTERS).filter((one) =>
    set.some(([min, max]) => min <= one.charCodeAt(0) && one.charCodeAt(0) <= max),
  ).length

const HOST_CHARACTERS = '0123456789abcdefghijklmnopqrstuvwxyz-_:[]'

const isDot = ({ characters }: CommonNode) => characters.every(([min, max]) => min === 0x2e && max === 0x2e)

/** Whether all names under this one have one owner. The name may end with the root's dot. */
function belongsToOne(suffix: string): boolean {
  return isPrivateSuffix(suffix) || !(isPublicSuffix(suffix) || everyLabelIsSuffix(suffix))
}

const sizeOf = (node: CommonNode) => charactersOf(node).length

function charactersOf({ characters }: CommonNode): readonly string[] {
  const codes = characters.flatMap(([min, max]) => Array.from(Array(max - min + 1).keys(), (at) => min + at))
  return [...new Set(codes)].map((code) => String.fromCharCode(code))
}

/** @param reached for each node, the number of spellings of what follows it */
function stepBack(reached: ReadonlyMap<CommonNode, number>, character: string): ReadonlyMap<CommonNode, number> {
  const before = new Map<CommonNode, number>()
  for (const [node, spellings] of reached) {
    if (!takes(node, character)) continue
    const choices = isInLoop(node) ? Infinity : spellings * sizeOf(node)
    for (const previous of node.previous) before.set(previous, Math.max(choices, before.get(previous) ?? 0))
  }
  return before
}

/** Whether the node can follow itself at once, or one character later. */
const isInLoop = (node: CommonNode) => node.next.some((next) => next === node || next.next.includes(node))

const takes = ({ characters }: CommonNode, character: string) =>
  characters.some(([min, max]) => min <= character.charCodeAt(0) && character.charCodeAt(0) <= max)

/**
 * @param place where the host is not spelled out
 * @param suffix what follows it in the host, whose right end is `last`
 */
function witnessOf(matcher: OriginMatcher, place: Place, suffix: string, [last]: Place): Witness {
  const after = shortestWay(last as CommonNode, 'next')
    .map((one) => pick(one))
    .join('')
  const end = suffix + after
  for (const node of place) {
    const start = shortestWay(node, 'previous')
      .map((one) => pick(one))
      .join('')
    // A name that explains itself, if the RegExp allows one.
    if (isAdmitted(matcher, `${start}evil${end}`)) return { origin: `${start}evil${end}` }
    for (let round = 0; round < 40; round++) {
      const origin = start + pick(node, round) + end
      const admitted = admittedLike(matcher, origin)
      if (admitted !== undefined) return { origin: admitted }
    }
  }
  return { origin: null }
}
