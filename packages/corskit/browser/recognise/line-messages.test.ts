import { describe, expect, test } from 'vitest'
import { brief, expectGolden } from '../../../../testing/golden.ts'
import { product } from '../testing/outcome-table.ts'
import { lettersOf } from './letters.ts'
import { lineMessages, otherLines } from './line-messages.ts'
import type { PlacedMessage } from './recognised-message.ts'

const message = (start: number, end: number): PlacedMessage => ({ engine: 'webkit', code: null, codes: [], start, end })

const linesWithout = (text: string, ...known: readonly PlacedMessage[]) =>
  [...otherLines(text, known)].map(({ start, end }) => text.slice(start, end))

describe('the lines without a message', () => {
  test.each([
    ['', []],
    ['\n', []],
    ['a', ['a']],
    ['a\n', ['a']],
    ['\na', ['a']],
    ['a\n\nb', ['a', 'b']],
    ['a\r\nb', ['a\r', 'b']],
    [' \nb', [' ', 'b']],
  ])('of %j', (text, lines) => {
    expect(linesWithout(text)).toEqual(lines)
  })

  /** The lines of `ab\ncd\nef` begin at 0, 3 and 6. */
  test.each<[known: readonly (readonly [number, number])[], lines: readonly string[]]>([
    [[[0, 2]], ['cd', 'ef']],
    [[[1, 2]], ['cd', 'ef']],
    [[[0, 1]], ['cd', 'ef']],
    [[[2, 3]], ['ab', 'cd', 'ef']],
    [[[1, 3]], ['cd', 'ef']],
    [[[1, 4]], ['ef']],
    [[[3, 5]], ['ab', 'ef']],
    [[[4, 6]], ['ab', 'ef']],
    [[[4, 7]], ['ab']],
    [[[5, 6]], ['ab', 'cd', 'ef']],
    [[[0, 8]], []],
    [[[7, 8]], ['ab', 'cd']],
    [
      [
        [0, 1],
        [6, 8],
      ],
      ['cd'],
    ],
    [
      [
        [6, 8],
        [0, 1],
      ],
      ['cd'],
    ],
    [
      [
        [0, 1],
        [1, 2],
        [3, 5],
      ],
      ['ef'],
    ],
  ])('of three lines with messages at %j', (known, lines) => {
    expect(linesWithout('ab\ncd\nef', ...known.map(([start, end]) => message(start, end)))).toEqual(lines)
  })
})

const AT = 'https://a.example/b'
const LINES = [
  `Fetch API cannot load ${AT}.`,
  `Fetch API cannot load ${AT}`,
  `Fetch API cannot load '${AT}'.`,
  `Fetch API cannot load '${AT}.'`,
  `Fetch API cannot load ${AT}."`,
  `Fetch API cannot load ${AT}.)]`,
  `XMLHttpRequest cannot load ${AT}.`,
  'Cross origin https://app.example.com forbidden',
  'Cross origin null forbidden',
  'Headers x-token forbidden',
  'Credentials forbidden',
  '/a.example/b due to access control checks.',
  '/a.example due to access control checks',
  'Preflight response is not successful',
  'Not allowed to request resource',
  'Not allowed to load local resource: file:///x',
  'Header x-token forbidden',
  'Response for preflight has invalid HTTP status code 404',
  'Userinfo forbidden in cors redirect',
  'Cannot redirect to non-HTTP(S) URL',
  '/a.example/ due to access control checks.',
]
const BEFORE = ['', ' ', '[Error] ', '[error]', 'error:', 'x ', 'TypeError: ', 'TypeError:', '> ']
const BEHIND = ['', '…', ' …', '..', '...', ' ..', '.', ' (x.js:1)', ' x', '\nx', '\n due to access control checks.']

test('what is read of a line in everyday words, and what stands before and behind it', () => {
  const lines = product(LINES, BEFORE).flatMap(([line, before]) => {
    const told = BEHIND.map((behind) => {
      const text = `${before}${line}${behind}`
      return lineMessages(lettersOf(text), [])
        .map(({ engine, codes, start, end, ...gaps }) =>
          [engine, codes.join(), start - before.length, end - before.length - line.length, brief(gaps)].join(' '),
        )
        .join(' | ')
    })
    return [...new Set(told)].map((each) => {
      const ends = BEHIND.filter((_, at) => told[at] === each)
      return `${brief(before + line)} and ${ends.map(brief).join(' ')}: ${each || 'nothing'}`
    })
  })
  expectGolden(new URL('everyday-lines.golden.txt', import.meta.url), lines)
})
