/** How large a RegExp may be. */
import { RegExpParser } from '@eslint-community/regexpp'
import { expect, test } from 'vitest'
import { buildAutomaton } from './regexp-automaton.ts'

const isBuilt = (source: string, exact: boolean) =>
  buildAutomaton(new RegExpParser().parsePattern(source), '', exact) !== null

/** The largest number for which one is built, of a few. */
const largest = (exact: boolean, numbers: readonly number[], sourceOf: (number: number) => string) =>
  numbers.filter((number) => isBuilt(sourceOf(number), exact)).at(-1)

/** Each letter of a loop can follow each other one. */
const loop = (letters: number) => `(?:${Array(letters).fill('a').join('|')})*`

test('the states, and the moves between them, are four times as many where repetitions are written out', () => {
  expect(largest(false, [299, 300, 301, 302], (number) => 'a'.repeat(number))).toBe(300)
  expect(largest(true, [1199, 1200, 1201, 1202], (number) => 'a'.repeat(number))).toBe(1200)
  expect(largest(false, [140, 141, 142, 143], loop)).toBe(Math.floor(Math.sqrt(20_000)))
  expect(largest(true, [281, 282, 283, 284], loop)).toBe(Math.floor(Math.sqrt(80_000)))
})

test('the moves at the limit are built, and one more is not', () => {
  // 141 letters in a loop, and a letter more for each of the moves that are left.
  const withMoves = (more: number) => `${loop(141)}|${'b'.repeat(more + 1)}`
  expect(largest(false, [118, 119, 120], withMoves)).toBe(20_000 - 141 ** 2)
})
