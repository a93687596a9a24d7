/** What is read out of a gap where copying may have changed the signs around it. */
import { describe, expect, test } from 'vitest'
import { brief, expectGolden } from '../../../../testing/golden.ts'
import { product } from '../testing/outcome-table.ts'
import { endOfLetter, type GapName, isFilled, LONGEST_GAP, letterAt, textInGap } from './gap.ts'
import { lettersOf } from './letters.ts'

const AT = 'https://a.example/b'
const QUOTES = [
  ...'\'"`´′″‘’‚‛“”„‟«»‹›「」『』＂＇',
  '&quot;',
  '&#39;',
  '&apos;',
  '&#x27;',
  '&lsquo;',
  '&rsquo;',
  '&#8216;',
]
const MORE_QUOTES = [
  '&#8217;',
  '&#x2018;',
  '&#X2019;',
  '&#34;',
  '&#x22;',
  '&ldquo;',
  '&rdquo;',
  '&#8220;',
  '&#8221;',
  '&#x201C;',
]

/** Around a text, on both sides, on one of them, and where they are not pairs. */
const AROUND: readonly (readonly [before: string, after: string])[] = [
  ...[...QUOTES, ...MORE_QUOTES].flatMap((quote) => [
    [` ${quote}`, `${quote} `] as const,
    [quote, quote] as const,
    [` ${quote}`, ' '] as const,
    [' ', `${quote} `] as const,
  ]),
  ...[
    ' ',
    '\t',
    '\n',
    ':',
    '：',
    '>',
    '|',
    '[',
    '(',
    '（',
    '\\',
    ']',
    '&nbsp;',
    '&#160;',
    '&#xa0;',
    '.',
    ',',
    ';',
    ')',
    '）',
    '-',
    '…',
  ].flatMap((sign) => [
    [sign, ' '] as const,
    [' ', sign] as const,
    [sign + sign, sign + sign] as const,
    [` '${sign}`, `${sign}' `] as const,
    [` ${sign}'`, `'${sign} `] as const,
  ]),
  ...[
    '\\u2018',
    '\\u2019',
    '\\u0027',
    '\\u0022',
    '\\u0026',
    '\\u20g8',
    '\\u201',
    '&#;',
    '&#x;',
    '&#xg;',
    '&amp;',
    '^',
    '{',
    '@',
  ].flatMap((sign) => [[sign, ' '] as const, [` ${sign}`, `${sign} `] as const, [` '${sign}`, `${sign}' `] as const]),
  ...['*', '_', '`', '~', '**', '***', '****', '_*', '*_', '*`', '~~'].flatMap((marks) =>
    [marks, [...marks].reverse().join(''), '*', '_'].flatMap((other) => [
      [` ${marks}`, `${other} `] as const,
      [marks, `${other} `] as const,
      [` '${marks}`, `${other}' `] as const,
      [` ${marks}'`, `'${other} `] as const,
      [` ${marks}`, `${other}. `] as const,
      [` (${marks}`, `${other}) `] as const,
    ]),
  ),
  ...[
    [' <', '> '],
    [' <', `|${AT}> `],
    [' [', `](${AT}) `],
    [' [', ` "title"](${AT}) `],
    [' [', `|${AT}] `],
    [" '<", ">' "],
    [' <a href="x">', '</a> '],
    [' <code>', '</code> '],
    [" ''", "'' "],
    [' ""', '"" '],
    [" '", '" '],
    [' é', 'é '],
    [' 에', '에 있는 '],
    [' é', 'é'],
    [' \u200b', '\u00ad '],
    [' \\', '\\ '],
    [' \\"', '\\" '],
  ].map(([before = '', after = '']) => [before, after] as const),
]

const GAPS: readonly (readonly [gap: GapName, text: string])[] = [
  ['url', AT],
  ['origin', 'https://a.example'],
  ['value', 'a b'],
  ['method', 'PUT'],
  ['initiator', 'Two Words'],
]

/** What is told of each gap, and where it ends; only what differs from the text is written. */
function told(before: string, after: string, behind: string): string {
  const parts = GAPS.map(([gap, text]) => {
    const letters = lettersOf(`at${before}${text}${after}${behind}`)
    const closing = letters.text.length - lettersOf(behind).text.length
    const { value, end } = behind === '' ? textInGap(gap, letters, 2) : textInGap(gap, letters, 2, closing)
    const between = behind === '' ? value : textInGap(gap, letters, 2, closing, true).value
    const left = end === closing ? '' : ` to ${end} of ${closing}`
    return [value, between].map((each) => (each === text ? 'same' : brief(each))).join(' or ') + left
  })
  return [...new Set(parts)].length === 1 ? `${parts[0]}` : parts.join('; ')
}

test('a text in each gap, whatever stands around it', () =>
  expectGolden(
    new URL('around-gaps.golden.txt', import.meta.url),
    AROUND.flatMap(([before, after]) => [
      `${brief(before)} ${brief(after)}: ${told(before, after, 'to')}`,
      `${brief(before)} ${brief(after)} at the end: ${told(before, after, '')}`,
    ]),
  ))

const BREAKS = [
  ...[
    '\n',
    ' \n ',
    '\r\n',
    '\n> ',
    '\n>> ',
    '\n|',
    '\n| ',
    '\n// ',
    '\n//',
    '\n * ',
    '\n*',
    '\n# ',
    '\n#',
    '\n## ',
    '\n## x',
  ],
  ...['\t\n\t', '\n\n', '\n- ', '\r', '\n/ ', '\n+ ', ' |\n| ', ' +\n+ ', ' \\\n', ' |', '|\n', ' +\n', '\n> // x '],
]

test('a text with a line break inside, before or behind it', () =>
  expectGolden(
    new URL('breaks-in-gaps.golden.txt', import.meta.url),
    BREAKS.flatMap((sign) =>
      [
        `${AT}${sign}c`,
        ` ${AT}${sign} `,
        ` ${AT} +c${sign} `,
        `${sign}${AT} `,
        ` "${AT}${sign}c" `,
        ` '${AT}'${sign}`,
      ].map((text) => {
        const letters = lettersOf(`at${text}to`)
        const closing = letters.text.length - 2
        const told = (['url', 'origin', 'value', 'method', 'initiator'] as const).map((gap) =>
          brief(textInGap(gap, letters, 2, closing).value),
        )
        return `${brief(text)}: ${[...new Set(told)].join(' ')}`
      }),
    ),
  ))

test('a text of quotes only, and an address in the marks of a chat, in each gap', () => {
  const texts = [
    ...[
      '',
      "'",
      "''",
      "'''",
      "''''",
      "'''''",
      '"\'"',
      '“”',
      '&#39;',
      '&quot;&quot;',
      "\\'",
      '.',
      '..',
      '...',
      '-',
      ')',
      '*',
      '\\*',
      '\u00a0',
    ],
    ...[
      `<${AT}>`,
      `<${AT}|b>`,
      `[${AT}](${AT})`,
      `[b](${AT})`,
      `x<${AT}>`,
      `x[${AT}](${AT})`,
      '<ftp://a>',
      '<a>',
      `"${AT}|b>`,
    ],
    ...[
      '<http://a>',
      '[http://a|http://b]',
      `'<${AT}>'`,
      `x${AT}|b>`,
      `[${AT}|b]`,
      '(a)',
      'a.',
      'a..',
      'a...',
      'a....',
      'a-',
      'a.-',
      'a...)',
      ...[
        `&lt;${AT}&gt;`,
        `&lt;${AT}|b&gt;`,
        `${AT}?a=b&amp;c=d`,
        `${AT}?a=b\\u0026c`,
        `"[${AT}](${AT})"`,
        'a"b"',
        "a'",
        'a "',
        '\\"a\\"',
        'a (',
        'a ( b (',
      ],
    ],
  ]
  expectGolden(
    new URL('bare-gaps.golden.txt', import.meta.url),
    texts.map((text) => {
      const letters = lettersOf(`at ${text} to`)
      const closing = letters.text.length - 2
      const told = (['url', 'origin', 'value', 'method', 'initiator'] as const).map((gap) =>
        brief(textInGap(gap, letters, 2, closing).value),
      )
      return `${brief(text)}: ${told.join(' ')}`
    }),
  )
})

test('nothing is printed that is longer than this', () => {
  expect(LONGEST_GAP).toBe(8192)
})

test('the last gap ends with its quotes, its word or its line', () =>
  expectGolden(
    new URL('last-gaps.golden.txt', import.meta.url),
    product(
      ['url', 'value', 'status', 'rest'] as const,
      product(
        [
          `${AT} more\nnext`,
          `'${AT}' more`,
          `'${AT} more`,
          `&quot;${AT}&quot; more`,
          `&quot;${AT} more`,
          `&#X27;${AT}&#X27; more`,
          `&QUOT;${AT}&Quot; more`,
          `x&quot;${AT}&quot; more`,
          `&quot; ${AT}&quot; more`,
          '404',
          '4041',
          '40',
          "'4041'",
        ],
        ['', ' ', ': ', '\n'],
      ),
    ).map(([gap, [text, before]]) => {
      const letters = lettersOf(`at${before}${text}`)
      return `${gap} ${brief(before + text)}: ${brief(textInGap(gap, letters, 2))}`
    }),
  ))

test('statuses end with their digits', () => {
  const read = (text: string) => textInGap('status', lettersOf(`code${text}`), 4).value
  expect(
    ['404', ' 404', ': 404.', ' 404x', ' 4041', ' 40', ' 40x', ' x404', ' (null)', ' null', ' (null', ' NULL', ''].map(
      read,
    ),
  ).toEqual([...['404', '404', '404', '404', '404', '', '', '', 'null', 'null', 'null', '', '']])
})

describe('a gap of one word is filled', () => {
  const ONE_WORD: readonly GapName[] = ['addressSpace', 'firstUrl', 'header', 'method', 'origin', 'status', 'url']
  const OTHERS: readonly GapName[] = ['initiator', 'rest', 'value']
  test.each<[text: string, filled: boolean]>([
    ['', true],
    [' ', true],
    [' a ', true],
    [' a b ', false],
    [' a\tb ', false],
    [' a . b ', true],
    [' a. b ', false],
    [' - a - ', true],
    [' a, b ', true],
    [' a ,b ', false],
    [' a\nb ', true],
    [' a \n b ', true],
    [' a\r\n  b ', true],
    [' a\n> b ', true],
    [' a\n| b ', true],
    [' a\n// b ', true],
    [' a\n * b ', true],
    [' a\n# b ', true],
    [' a\n#b ', true],
    [' a\n- b ', false],
    [' a\n\nb ', true],
    [' <b>a</b> ', true],
    [' <b> a </b> ', true],
    [' (\n) a ', true],
    [' (\n) a b ', false],
    [' - a ', true],
    [' a , - b ', true],
    [' a,\nb, c ', true],
    [' é é ', false],
    [' 1 2 ', false],
  ])('%j: %s', (text, filled) => {
    const letters = lettersOf(`at${text}to`)
    const closing = letters.text.length - 2
    for (const gap of ONE_WORD) expect([gap, isFilled(gap, letters, 2, closing)]).toEqual([gap, filled])
    for (const gap of OTHERS) expect(isFilled(gap, letters, 2, closing)).toBe(true)
  })
})

test('the letter at a place, or the next one', () => {
  for (const places of [[], [0], [3], [0, 1, 2], [1, 1, 4], [2, 5, 5, 9]]) {
    for (let place = 0; place < 11; place++) {
      const at = places.findIndex((each) => each >= place)
      expect([places, place, letterAt(places, place)]).toEqual([places, place, at < 0 ? places.length : at])
    }
  }
})

test('a letter ends behind all of its units', () => {
  expect(['a', 'é', '\u{1d400}', '\ud835'].map((letter) => endOfLetter(`x${letter}y`, 1))).toEqual([2, 2, 3, 2])
})
