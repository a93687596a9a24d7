/** What stands between the signs that an engine prints is given as it is, unless copying may have changed it. */
import { expect, test } from 'vitest'
import { brief, expectGolden } from '../../../../testing/golden.ts'
import { product } from '../testing/outcome-table.ts'
import { type GapName, LONGEST_GAP } from './gap.ts'
import { lettersOf } from './letters.ts'
import { lastBetweenSigns, type Signs, textBetweenSigns } from './signs.ts'

const GAPS: readonly GapName[] = ['url', 'firstUrl', 'origin', 'value', 'header', 'method', 'status', 'initiator']

const PAIRS: readonly Signs[] = [
  { before: " '", after: "' " },
  { before: ' ', after: ' ' },
  { before: ': “', after: '”).' },
]

const TEXTS = [
  ...[
    '',
    ' ',
    'a',
    'é',
    'PUT',
    'x-a',
    '404',
    "!#$%&'*+-.^_`|~",
    'a b',
    'a,b',
    'a/b',
    'a:b',
    'a|b',
    "a'b",
    ' a',
    'a ',
    '\ta',
  ],
  ...[
    'https://a.example/x',
    'HTTPS://a',
    'a:',
    'a+b:x',
    'a.b:x',
    'a-b:x',
    'a1:x',
    'a*b:x',
    'a_b:x',
    '1a:x',
    '+a:x',
    ':x',
    'é:x',
  ],
  ...[
    'https://a/~',
    'https://a/\x7f',
    'https://a/é',
    'https://a/b c',
    'https://a/"',
    "https://a/'",
    'https://a/`',
    'https://a/”',
  ],
  ...['https://a/)', 'https://a/](b)', "'https://a/'", "'a", '"a', '`a', '“a', "a'", 'a"', 'a”'],
  ...[
    'a&b',
    'a&b;',
    'a&amp;b',
    'a&AMP;b',
    'a<BR>b',
    'a&#39;b',
    'a&#x27;b',
    'a&#;',
    'a&;b',
    'a&é;',
    'a\\b',
    'a\nb',
    'a\rb',
    'a<b>b',
    'a<br>b',
    'a</i>b',
  ],
  ...['a<x>b', 'a\u200bb', 'a\u00adb', 'a\ufeffb', 'a\u00a0b', "'a\u00a0b"],
]

test('a text between signs', () =>
  expectGolden(
    new URL('between-signs.golden.txt', import.meta.url),
    product(PAIRS, TEXTS).map(([signs, text]) => {
      const letters = lettersOf(`x${signs.before}${text}${signs.after}y`)
      const told = GAPS.map((gap) => textBetweenSigns(gap, letters, 1, letters.text.length - 1, signs))
      const given = GAPS.filter((_, at) => told[at] !== null)
      for (const each of told) expect([null, text]).toContain(each)
      return `${brief(signs.before + signs.after)} ${brief(text)}: ${given.join(' ') || 'nothing'}`
    }),
  ))

test.each([
  ["at 'a' to", 'a', 'a'],
  ["at  'a' to", null, null],
  ["at 'a'  to", null, null],
  ["at 'a'. to", null, null],
  ["at 'a to", null, null],
  ["at a' to", null, null],
  ["at abc' to", null, null],
  ["at 'abc to", null, null],
  ["at ' to", null, null],
  ["at '' to", null, ''],
  ["at ''' to", null, "'"],
  ["at '' ' to", null, null],
  ['at "a" to', null, null],
])('%s, with quotes and spaces on both sides, has %j as a method and %j as a value', (written, method, value) => {
  const letters = lettersOf(written)
  const closing = letters.text.length - 2
  const read = (gap: GapName) => textBetweenSigns(gap, letters, 2, closing, { before: " '", after: "' " })
  expect([read('method'), read('value')]).toEqual([method, value])
})

const ENDS = [')', ']', '"', "'", '’', '”', '»', '」', '』', '）', '.', '', ').', '. ', '>', '(']

test('a text before the signs at the end of a sentence', () =>
  expectGolden(
    new URL('last-between-signs.golden.txt', import.meta.url),
    product(ENDS, ['a', 'a b', '', 'https://a/b', 'aé']).flatMap(([after, text]) =>
      ['', ' next', '\nnext', `${after} next`, `\n${after}`].map((behind) => {
        const letters = lettersOf(`x ‘${text}${after}${behind}`)
        const told = (['method', 'value', 'url'] as const).map((gap) =>
          brief(lastBetweenSigns(gap, letters, 1, { before: ' ‘', after })),
        )
        return `${brief(text + after + behind)}: ${told.join(' ')}`
      }),
    ),
  ))

test('the end is looked for in the longest gap, and not beyond', () => {
  const signs = { before: " '", after: "'" }
  const read = (length: number) => lastBetweenSigns('method', lettersOf(`x '${'a'.repeat(length)}'`), 1, signs)?.end
  expect([LONGEST_GAP - 2, LONGEST_GAP - 1, LONGEST_GAP, LONGEST_GAP + 1].map(read)).toEqual([
    LONGEST_GAP - 1,
    LONGEST_GAP,
    undefined,
    undefined,
  ])
})

test('signs that are not those before the gap are not its signs', () => {
  const after = "'"
  for (const before of [' ', "'", '  ', " ''", '"'])
    expect(lastBetweenSigns('method', lettersOf("x 'a'"), 1, { before, after })?.value ?? null).toBe(null)
})
