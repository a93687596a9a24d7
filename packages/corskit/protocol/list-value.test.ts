import fc from 'fast-check'
import { expect, test } from 'vitest'
import { RUNS } from '../../../testing/property-runs.ts'
import { extractDeltaSeconds, extractTokenList, isListFailure, parseTokenList } from './list-value.ts'

test.each([
  ['PUT', ['PUT']],
  ['PUT, DELETE', ['PUT', 'DELETE']],
  [',, PUT ,', ['PUT']],
  ['PUT\t,\tDELETE', ['PUT', 'DELETE']],
  ["'x-a'", ["'x-a'"]],
  ['', []],
  ['*', ['*']],
])('%j is a list of %j', (value, tokens) => {
  expect(parseTokenList(value)).toEqual(tokens)
})

test.each(['"x-a"', 'x a', 'x-a, b c', 'x@y', 'a\vb', 'a;b'])('%j is not a list of tokens', (value) => {
  expect(isListFailure(parseTokenList(value))).toBe(true)
})

test('a failure names the element that broke the list', () => {
  expect(parseTokenList('x-a, b c, d')).toEqual({ failure: true, element: 'b c' })
})

test('several lines are one list, and no line is not a list', () => {
  const headers = [
    ['allow', 'PUT'],
    ['allow', 'DELETE'],
    ['other', 'x'],
  ] as const
  expect(extractTokenList(headers, 'allow')).toEqual(['PUT', 'DELETE'])
  expect(extractTokenList(headers, 'none')).toBeNull()
})

test.each([
  ['600', 600],
  ['0', 0],
  ['00600', 600],
  ['-1', 'failure'],
  ['+1', 'failure'],
  ['1.5', 'failure'],
  ['600, 600', 'failure'],
  ['"600"', 'failure'],
  ['', 'failure'],
])('delta-seconds %j is %j', (value, seconds) => {
  expect(extractDeltaSeconds([['max-age', value]], 'max-age')).toBe(seconds)
})

test('parsing ends for every input, and joining the tokens again gives the same list', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', ',', ' ', '\t', '"', '*', '\n', 'é') }), (value) => {
      const list = parseTokenList(value)
      if (!isListFailure(list)) expect(parseTokenList(list.join(', '))).toEqual(list)
    }),
    RUNS,
  )
})
