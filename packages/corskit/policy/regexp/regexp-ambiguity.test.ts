import { type AST, RegExpParser } from '@eslint-community/regexpp'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { expectGolden } from '../../../../testing/golden.ts'
import { RUNS } from '../../../../testing/property-runs.ts'
import { backtracksBadly } from './regexp-ambiguity.ts'
import { buildAutomaton } from './regexp-automaton.ts'

const parse = (source: string) => new RegExpParser().parsePattern(source)

/** How many characters a backtracking engine looks at before it knows. It stops counting at `LIMIT`. */
function stepsOf(pattern: AST.Pattern, text: string): number {
  let steps = 0
  type Rest = (index: number) => boolean

  const alternatives = (list: readonly AST.Alternative[], index: number, rest: Rest): boolean =>
    list.some((alternative) => sequence(alternative.elements, 0, index, rest))

  const sequence = (elements: readonly AST.Element[], at: number, index: number, rest: Rest): boolean => {
    const node = elements[at]
    return node === undefined ? rest(index) : element(node, index, (next) => sequence(elements, at + 1, next, rest))
  }

  const element = (node: AST.Element, index: number, rest: Rest): boolean => {
    if (steps > LIMIT) return false
    switch (node.type) {
      case 'CapturingGroup':
      case 'Group':
        return alternatives(node.alternatives, index, rest)
      case 'Quantifier':
        return repeat(node, 0, index, rest)
      case 'Character':
        steps++
        return text.charCodeAt(index) === node.value && rest(index + 1)
      case 'CharacterClass':
        steps++
        return (text[index] === 'a' || text[index] === 'b') && rest(index + 1)
      default:
        throw new Error(`the generator makes no ${node.type}`)
    }
  }

  /** Greedy, and as the language has it: a round beyond the minimum that matches nothing is given up. */
  const repeat = (node: AST.Quantifier, count: number, index: number, rest: Rest): boolean => {
    const again = () =>
      element(node.element, index, (next) =>
        next === index && count >= node.min ? false : repeat(node, count + 1, next, rest),
      )
    if (count < node.max && again()) return true
    return count >= node.min && rest(index)
  }

  alternatives(pattern.alternatives, 0, (index) => index === text.length)
  return steps
}

const LIMIT = 200_000

const { pattern: source } = fc.letrec<{ pattern: string; sequence: string; item: string; atom: string }>((tie) => ({
  pattern: fc.array(tie('sequence'), { minLength: 1, maxLength: 2 }).map((list) => list.join('|')),
  sequence: fc.array(tie('item'), { minLength: 1, maxLength: 3 }).map((list) => list.join('')),
  item: fc
    .tuple(tie('atom'), fc.constantFrom('', '', '', '*', '+', '?', '{2}', '{0,2}'))
    .map((parts) => parts.join('')),
  atom: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom('a', 'b', '[ab]'),
    tie('pattern').map((inner) => `(?:${inner})`),
  ),
}))

test('what passes is read in linear time', () => {
  fc.assert(
    fc.property(source, fc.constantFrom('a', 'b', 'ab', 'ba', 'aab', 'abb'), (pattern, word) => {
      const parsed = parse(pattern)
      const automaton = buildAutomaton(parsed, '')
      if (automaton === null || backtracksBadly(automaton)) return
      const text = (length: number) => `${word.repeat(length)}!`
      // Longer than what a pattern without a loop can match, which takes more steps until its end is reached.
      const short = stepsOf(parsed, text(60))
      // Twice the text takes twice the steps; a quadratic pattern would take four times as many.
      expect(stepsOf(parsed, text(120))).toBeLessThanOrEqual(3 * short + 50)
    }),
    RUNS,
  )
})

test.each(['(a*)*', '(?:a|a)*', '(?:a+)+', '(?:a|ab|b)*', 'a*a*', '(?:a?){9}', '[ab]*a[ab]*'])(
  '%s does not pass',
  (pattern) => {
    const automaton = buildAutomaton(parse(pattern), '')
    expect(automaton && backtracksBadly(automaton)).toBe(true)
  },
)

test.each(['a*b*', '(?:ab)*', '(?:a|b)*', '(?:a+b)*', 'a?a?a', '(?:[ab]b)*', '[ab]{9}'])('%s passes', (pattern) => {
  const automaton = buildAutomaton(parse(pattern), '')
  expect(automaton && backtracksBadly(automaton)).toBe(false)
})

test('a pattern that takes too long to analyse is refused', () => {
  const automaton = buildAutomaton(parse('a*b*c*d*'), '')
  expect(automaton && backtracksBadly(automaton)).toBe(false)
  expect(automaton && backtracksBadly(automaton, 20)).toBe(true)
})

test('which of all that three small parts make passes', () => {
  const parts = [
    'a',
    'b',
    'a*',
    'b*',
    '[ab]*',
    'a+',
    '(?:ab)*',
    '(?:ba)+',
    '(?:a|b)*',
    '(?:ab?)*',
    '(?:a?b)*',
    '(?:aa)*',
    'a?',
  ]
  const verdict = (pattern: string) => {
    const automaton = buildAutomaton(parse(pattern), '')
    return automaton === null ? '?' : backtracksBadly(automaton) ? '-' : '+'
  }
  const lines = parts.flatMap((one) =>
    parts.map((two) => `${one}${two}: ${parts.map((three) => verdict(one + two + three)).join('')}`),
  )
  expectGolden(new URL('ambiguity.golden.txt', import.meta.url), [`behind it ${parts.join(' ')}`, ...lines])
})

/** The steps of the two analyses are counted for each pair of moves, and for each triple. */
test.each([
  ['a', 0],
  ['a*', 2],
  ['(?:ab)*', 10],
  ['a*b*', 24],
  ['x*(?:a|a)bb', 24],
  ['[ab]*c[ab]*', 30],
  ['(?:a|b)*', 72],
  ['(?:a+b)*c*', 102],
  ['a*b*c*', 112],
  ['(?:ab|ac)*', 202],
])('%s passes with %i steps, and with none less', (pattern, steps) => {
  const automaton = buildAutomaton(parse(pattern), '')
  expect(automaton && backtracksBadly(automaton, steps)).toBe(false)
  for (let less = 0; less < steps; less++) expect(automaton && backtracksBadly(automaton, less)).toBe(true)
})
