/** What stands at the edges: before and behind a line, at the end of what was cut, at the limits of what is read. */
import { expect, test } from 'vitest'
import { brief, expectGolden } from '../../../../testing/golden.ts'
import { LONGEST_TEXT, recogniseMessages } from './recognise-messages.ts'

const LINE = 'Cross origin https://app.example.com forbidden'
const HEADLESS = '/api.example.com:3000/users due to access control checks.'
const TODAY =
  "Access to fetch at 'https://api.example.com/a' from origin 'https://app.example.com' has been blocked by CORS policy: No 'Access-Control-Allow-Origin' header is present on the requested resource."

const told = (text: string) =>
  recogniseMessages(text)
    .map(
      ({ code, start, end, url, origin }) =>
        `${code} ${start}-${end}${url === undefined ? '' : ` at ${url}`}${origin === undefined ? '' : ` from ${origin}`}`,
    )
    .join(' | ') || 'nothing'

const LABELS = [
  ...['>', '|', '*', '•', '✕', '×', '-', '> > ', '- [', '#', '1', 'x', '—', ' \t ', '.', '→'],
  ...[
    '[error] ',
    '[Error]',
    '[error ',
    'error] ',
    'error: ',
    'error',
    'ERROR:  ',
    '[error]: ',
    '[warning] ',
    'Warning: ',
  ],
  ...['uncaught ', '[uncaught]', 'Uncaught: ', '(error) ', 'errors: ', '[[error]] ', 'info: ', '[error]:[warning]: '],
  ...['TypeError: ', 'TypeError:', 'TypeError ', 'TypeError : ', 'Type Error: ', 'NetworkError: ', 'NetworkError  '],
  ...[
    'DOMException: ',
    'Error: ',
    'Error: Error: ',
    'Error ',
    'uncaught TypeError: ',
    '- Error: [warning] ',
    'RangeError: ',
  ],
]

const SOURCES = [
  ...['.', ')', "'", '"', ']', '.)', ". ')", ',', ';', '!', ' x', ' .', ':', '`', '…'],
  ...[
    ' app.js:1',
    ' (app.js:1:2)',
    ' app.js:1:2:3',
    ' :1',
    ' app.js:',
    ' app.js:x',
    ' a b.js:1',
    ' (app.js:1',
    ' app.js:1)',
  ],
  ...[
    ' @a/b-c_d.js:31',
    ' webpack://a/b.js:1',
    ' a?b.js:1',
    ' (a(b)c)',
    ' (users, line 0)',
    ' ()',
    ' (a\tb)',
    ' ((a))',
  ],
  ...[
    ' [Learn More]',
    ' []',
    ' [a[b]]',
    ' [a]b',
    ' [a] [b]',
    ' 1',
    ' 1234',
    ' 12345',
    ' 1 2',
    '1',
    ' 1x',
    ' 12.',
    ' \t',
  ],
]

test('what may come before and after a line in everyday words', () => {
  expectGolden(new URL('edges.golden.txt', import.meta.url), [
    ...LABELS.map((label) => `${brief(label)} before: ${told(label + LINE)}; ${told(label + HEADLESS)}`),
    ...SOURCES.map((source) => `${brief(source)} behind: ${told(LINE + source)}; ${told(HEADLESS + source)}`),
    ...['\n', '\r\n', '\n\n', ' ', '\t', '\nerror\n', '\n1\n'].map(
      (between) => `${brief(between)} between: ${told([LINE, LINE, HEADLESS].join(between))}`,
    ),
    ...['/a/ due', '/a due', '/ due', '//a due', 'a/b due', '/a b due', '/a/b c due', '/a//b due', '/é due'].map(
      (start) => `${start}: ${told(`${start} to access control checks`)}`,
    ),
  ])
})

const SIGNS = [...'\'"`’”»)].。;,:!?…-_/#&%=+~@(「’x1é ', '\n', '\t', '...', ').', "').", '<b>', '&quot;', '\\"']

test('where a sentence ends, and where its letters may begin', () => {
  const parts = (at: string, by: string) => TODAY.replace(at, by)
  expectGolden(new URL('signs.golden.txt', import.meta.url), [
    ...SIGNS.map((sign) => `${brief(sign)} behind: ${told(TODAY.slice(0, -1) + sign)}`),
    ...SIGNS.map((sign) => `${brief(sign)} behind, and more: ${told(`${TODAY.slice(0, -1)}${sign}x`)}`),
    ...SIGNS.map((sign) => `${brief(sign)} before: ${told(sign + TODAY)}`),
    // Words of the sentence inside of an address are not the words of the sentence.
    ...SIGNS.map((sign) => `${brief(sign)} in the address: ${told(parts('/a', `/a${sign}from origin${sign}b`))}`),
    ...SIGNS.map(
      (sign) =>
        `${brief(sign)} in the origin: ${told(parts('app.', `app${sign}has been blocked by CORS policy${sign}.`))}`,
    ),
    ...SIGNS.map((sign) => `cut at ${brief(sign)}: ${told(`${TODAY.slice(0, 150)}${sign}and more`)}`),
    ...SIGNS.map((sign) => `cut early at ${brief(sign)}: ${told(`${TODAY.slice(0, 60)}${sign} and more`)}`),
  ])
})

const ITALIAN =
  'Richiesta multiorigine (cross-origin) bloccata: il criterio di corrispondenza dell’origine non consente la lettura della risorsa remota da {url} Motivo: header CORS “Access-Control-Allow-Origin” mancante.'
const inItalian = (url: string) => ITALIAN.replace('{url}', url)

test('a line of another language is one of an older translation if it names an address and CORS, and is not English', () => {
  // A space changes none of the letters that are compared.
  const without = (text: string) => text.replaceAll(/C(?=ORS|ross-?Origin)|Access(?=-Control)/gi, '$& ')
  const urls = [
    ...[
      'https://a.example/b.',
      'http://a.example/b,',
      'HTTPS://A.example/;',
      'ftp://a.example/',
      'https:/a.example/',
      'a.example/b',
    ],
    ...[
      'https://[::1]:8080/x',
      'https://[::g]/',
      'https://[/',
      'https://',
      'https://a',
      'https://a.',
      'https://a..',
      'https://a:',
    ],
    ...[...'\'"“”‘’„»«）)<>|]'].map((sign) => `https://a.example/b${sign}c`),
    'https://a.example/the/reason/is/this',
    'https://a.example/ https://a.example/ https://b.example/',
  ]
  const english = [
    'the',
    'has',
    'been',
    'is',
    'was',
    'this',
    'because',
    'resource',
    'blocked by',
    'reason',
    'blocked',
    'The',
    'thex',
    'xis',
  ]
  const about = [
    'CORS',
    'cors',
    'Access-Control-Allow',
    'access-control-allow-x',
    'Cross-Origin',
    'CrossOrigin',
    'cross origin',
    'Access-Control',
    'xCORSx',
  ]
  expectGolden(new URL('italian.golden.txt', import.meta.url), [
    ...urls.map((url) => `${url}: ${told(inItalian(url))}`),
    ...english.map((word) => `${word}: ${told(`${inItalian('https://a.example/b.')} ${word}`)}`),
    ...about.map((word) => `${word}: ${told(`${without(inItalian('https://a.example/b.'))} ${word}`)}`),
    ...[1500, 1740, 1760, 1790, 1800, 1810, 1820, 1830].map((length) => {
      const line = inItalian('https://a.example/b.').padEnd(length, '.')
      return `${line.length} characters: ${told(line)}`
    }),
    ...[1_999, 2_000, 2_001].map((length) => `${length}: ${told(inItalian('https://a.example/b.').padEnd(length))}`),
    `known: ${told(`${inItalian('https://a.example/b.')} ${TODAY}`)}`,
    ...[39, 40, 41].map((before) => {
      const lines = [
        ...Array.from({ length: before }, (_, at) => `CORS https://x.example/${at}`),
        inItalian('https://a.example/b.'),
      ]
      return `behind ${before} other lines: ${told(lines.join('\n'))}`
    }),
    `behind 41 equal lines: ${told([...Array(41).fill('CORS https://x.example/'), inItalian('https://a.example/b.')].join('\n'))}`,
  ])
})

test('an address is read up to 8,192 letters, and a text up to 2 MiB', () => {
  expect(LONGEST_TEXT).toBe(2_097_152)
  const read = (length: number) =>
    told(TODAY.replace('/a', `/${'a'.repeat(length)}`)).replace(/a{9,}/, (all) => `${all.length} a`)
  const free = 8192 - 'httpsapiexamplecom'.length
  expect([read(free - 1), read(free), read(free + 1), read(free + 2)].map((text) => / at /.test(text))).toEqual([
    true,
    true,
    false,
    false,
  ])
  for (const [before, found] of [
    [LONGEST_TEXT - TODAY.length, true],
    [LONGEST_TEXT - 10, false],
  ] as const) {
    expect(recogniseMessages('\n'.repeat(before) + TODAY).length > 0).toBe(found)
  }
})
