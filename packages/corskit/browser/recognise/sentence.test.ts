import { describe, expect, test } from 'vitest'
import { brief, expectGolden } from '../../../../testing/golden.ts'
import { product } from '../testing/outcome-table.ts'
import { LONGEST_GAP } from './gap.ts'
import { lettersOf } from './letters.ts'
import { beginsWord, placeOf, placeOfBeginning, readCutSentence, readSentence, sentence } from './sentence.ts'

describe('a sentence is its letters, its gaps and the signs around them', () => {
  test.each([
    ['One two.', { letters: ['onetwo'], gaps: [], betweenWords: [], signs: [] }],
    [
      "Method {method} is not '{value}'.",
      {
        letters: ['method', 'isnot', ''],
        gaps: ['method', 'value'],
        betweenWords: [true, false],
        signs: [
          { before: ' ', after: ' ' },
          { before: " '", after: "'." },
        ],
      },
    ],
    [
      'At {url}: end',
      { letters: ['at', 'end'], gaps: ['url'], betweenWords: [false], signs: [{ before: ' ', after: ': ' }] },
    ],
    [
      'At: {url} end',
      { letters: ['at', 'end'], gaps: ['url'], betweenWords: [false], signs: [{ before: ': ', after: ' ' }] },
    ],
    [
      'One two: {url} end',
      { letters: ['onetwo', 'end'], gaps: ['url'], betweenWords: [false], signs: [{ before: ': ', after: ' ' }] },
    ],
    [
      'At {url}: the end',
      { letters: ['at', 'theend'], gaps: ['url'], betweenWords: [false], signs: [{ before: ' ', after: ': ' }] },
    ],
    [
      'At{url}end',
      { letters: ['at', 'end'], gaps: ['url'], betweenWords: [false], signs: [{ before: '', after: '' }] },
    ],
    [
      'At{url} end',
      { letters: ['at', 'end'], gaps: ['url'], betweenWords: [false], signs: [{ before: '', after: ' ' }] },
    ],
    [
      'At {url}end',
      { letters: ['at', 'end'], gaps: ['url'], betweenWords: [false], signs: [{ before: ' ', after: '' }] },
    ],
    [
      'น้ำ\u0301 {url} ที่',
      { letters: ['นา', 'ท'], gaps: ['url'], betweenWords: [true], signs: [{ before: '\u0301 ', after: ' ' }] },
    ],
    ['{url} end', { letters: ['', 'end'], gaps: ['url'], betweenWords: [false], signs: [{ before: '', after: ' ' }] }],
    ['At {url}', { letters: ['at', ''], gaps: ['url'], betweenWords: [false], signs: [{ before: ' ', after: '' }] }],
    [
      '\u{1d400} {url} \u{1d401}',
      { letters: ['a', 'b'], gaps: ['url'], betweenWords: [true], signs: [{ before: ' ', after: ' ' }] },
    ],
  ])('%s', (written, expected) => {
    expect(sentence(written)).toEqual(expected)
  })
})

const METHOD = sentence('Method {method} is not in {value}')
const ADDRESS = sentence("Access at '{url}' from origin '{origin}' is blocked")

const VALUE = sentence('Value is not ‘{value}’).')

const TEXTS = [
  ...['Value is not ‘a)’).', 'Value is not ‘a’b’).', 'Value is not ‘a', 'Value is not "a)").', 'Value is not ‘a’ ).'],
  ...[
    'Method PUT is not in GET, POST',
    'method put is not in x',
    'Method is not in',
    'Method PUT is not',
    'Method PUT is not in',
  ],
  ...[
    'The method PUT is not in x',
    'Methods PUT is not in x',
    'Method P U T is not in x',
    'Method PUT  is  not  in  "x" y',
  ],
  ...['Method is is not in x', 'Method ISNOTIN is not in x', 'Method PUTis not in x', 'Method /isnotin/ is not in x'],
  ...[
    'Method\nPUT\nis not in\nx\ny',
    'Method "PUT" is not in "a b" c',
    'Method PUT is not in \n x',
    'Method PUT is not in x\r\ny',
  ],
  ...[
    "Access at 'https://a.example/' from origin 'https://b.example' is blocked",
    'Access at https://a.example/ from origin null is blocked',
  ],
  ...["Access at 'https://a.example/from/origin/is/blocked' from origin 'https://b.example' is blocked"],
  ...["Access at 'https://a.example/?from=origin' from origin 'https://b.example/isblocked' is blocked"],
  ...[
    "Access at 'https://a.example/' from origin https://b.example/isblocked",
    'Access at  from origin  is blocked',
    "Access at 'https://a.example/a](b)' from origin 'https://b.example' is blocked",
    'Access at https://a.example/a](b) from origin https://b.example is blocked',
  ],
  ...[
    'Access at a b from origin c is blocked',
    'Access at a from origin b c is blocked',
    'Access at a from origin b',
    '',
  ],
]

test('what is read of a sentence from its beginning', () =>
  expectGolden(
    new URL('read-sentences.golden.txt', import.meta.url),
    product(TEXTS, ['', 'x']).flatMap(([text, before]) => {
      const letters = lettersOf(before + text)
      return [METHOD, ADDRESS, VALUE].flatMap((known) => {
        const read = readSentence(known, letters, before.length)
        return read === null
          ? []
          : [`${brief(before + text)}: ${brief(read.gaps)} to ${read.end} of ${letters.text.length}`]
      })
    }),
  ))

/** The same wherever the text breaks off. */
test('what is read of a sentence that breaks off, at each of its letters', () => {
  const lines = TEXTS.flatMap((text) => {
    const letters = lettersOf(`x${text}`)
    return [METHOD, ADDRESS, VALUE].flatMap((known) => {
      const told = Array.from({ length: letters.text.length }, (_, at) => {
        return brief(readCutSentence(known, letters, 1, at + 1))
      })
      const changes = told.flatMap((each, at) => (each === told[at - 1] ? [] : [`${at} ${each}`]))
      return changes.length < 2 ? [] : [`${brief(text)}: ${changes.join(' ')}`]
    })
  })
  expectGolden(new URL('cut-sentences.golden.txt', import.meta.url), lines)
})

describe('the place of letters', () => {
  test.each([
    ['a x b', 'x', 0, 1],
    ['x a', 'x', 0, 0],
    ['xax', 'x', 0, 0],
    ['xa x', 'x', 0, 2],
    ['a x b', 'x', 1, 1],
    ['a x b x', 'x', 2, 3],
    ['a b', 'x', 0, -1],
    ['ax x', 'x', 0, 2],
    ['ax', 'x', 0, 1],
    ['ax bx', 'x', 0, 1],
    ...[...'/?&=%_+~-'].map((sign): [string, string, number, number] => [`a${sign}x x`, 'x', 0, 2]),
    ...[...'\'"(.,;:!#>|@*$[{ \n'].map((sign): [string, string, number, number] => [`a${sign}x x`, 'x', 0, 1]),
    ['a1x x', 'x', 0, 3],
    ['aéx x', 'x', 0, 3],
    ['a xx', 'xx', 0, 1],
    ['a x', 'xx', 0, -1],
  ])('in %j of %s from %i is %i', (text, letters, from, place) => {
    expect(placeOf(letters, lettersOf(text), from)).toBe(place)
  })

  test('is looked for in the longest gap, and within the text', () => {
    const text = (length: number) => lettersOf(`${'a'.repeat(length)} xy`)
    const read = [LONGEST_GAP - 1, LONGEST_GAP, LONGEST_GAP + 1].map((length) => placeOf('xy', text(length), 0))
    expect(read).toEqual([LONGEST_GAP - 1, LONGEST_GAP, -1])
    const whole = lettersOf('a xy')
    for (const [length, place] of [
      [1, -1],
      [2, -1],
      [3, 1],
    ])
      expect(placeOf('xy', { ...whole, text: whole.text.slice(0, length) }, 0)).toBe(place)
  })

  test('begins a word or does not', () => {
    expect(['a', 'é', '1', '/', '-', ' ', '"', '.'].map((sign) => beginsWord(`${sign}x`, 1))).toEqual([
      ...[false, false, false, false, false, true, true, true],
    ])
  })
})

describe('where a text breaks off in letters', () => {
  test.each([
    ['a from', 'fromorigin', 0, 1],
    ['a f', 'fromorigin', 0, 1],
    ['a fromorigi', 'fromorigin', 0, 1],
    ['a fromorigin', 'fromorigin', 0, 11],
    ['afrom', 'fromorigin', 0, 5],
    ['a.from', 'fromorigin', 0, 5],
    ['a\nfrom', 'fromorigin', 0, 1],
    ['a from x', 'fromorigin', 0, 6],
    ['from from', 'fromorigin', 1, 4],
    ['a from', 'fromorigin', 2, 5],
    ['a fromfrom', 'fromfromx', 0, 1],
    ['a ab ab', 'ababx', 0, 1],
    ['a', 'fromorigin', 0, 1],
    ['', 'fromorigin', 0, 0],
  ])('%j, %s from %i: %i', (text, letters, from, place) => {
    expect(placeOfBeginning(letters, lettersOf(text), from)).toBe(place)
  })
})
