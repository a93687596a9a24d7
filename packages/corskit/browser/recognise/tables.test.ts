import { test } from 'vitest'
import { brief, expectGolden } from '../../../../testing/golden.ts'
import type { GapName } from './gap.ts'
import { recogniseMessages } from './recognise-messages.ts'
import * as chromium from './sentences/chromium.ts'
import * as firefox from './sentences/firefox.ts'
import type { KnownSentence } from './sentences/known-sentence.ts'
import * as environments from './sentences/test-environments.ts'
import * as webkit from './sentences/webkit.ts'
import { ALL_LINES, NOT_CORS, PARTS, SAFARI, WHOLE } from './testing/pasted-lines.ts'

const read = (text: string) => `${brief(text)} => ${recogniseMessages(text).map(brief).join(' ') || 'nothing'}`

/** Half a line, a line but for its last word, and but for its last letters: as a terminal or a chat cuts. */
const cuts = (line: string) => [
  line.slice(0, Math.ceil(line.length / 2)),
  line.replace(/\s\S+\s*$/, '…'),
  line.trimEnd().slice(0, -3),
]

test('what is read from lines as people pasted them', () => {
  const lines = [...ALL_LINES.map(([line]) => line), ...NOT_CORS]
  expectGolden(
    new URL('pasted.golden.txt', import.meta.url),
    lines.flatMap((line) => [line, ...cuts(line)].map(read)),
  )
})

const FILLING: Readonly<Record<GapName, string>> = {
  addressSpace: 'local',
  firstUrl: "'https://first.example.com/a'",
  header: 'x-custom',
  initiator: 'XMLHttpRequest',
  method: 'PATCH',
  origin: "'https://app.example.com'",
  rest: 'and more',
  status: '401',
  url: "'https://api.example.com/users'",
  value: "'https://other.example.com'",
}

/** The letters of a sentence are enough for it to be read; quotes and signs are those of the console. */
const filled = ({ letters, gaps }: KnownSentence) =>
  letters.map((part, at) => `${part} ${gaps[at] === undefined ? '' : FILLING[gaps[at]]}`).join(' ')

const known = [chromium, firefox, webkit, environments].flatMap((tables) =>
  Object.values(tables as Record<string, unknown>)
    .flat()
    .filter((entry): entry is KnownSentence => typeof entry === 'object' && entry !== null && 'letters' in entry),
)

test('what is read from every known sentence, filled in, whole and cut', () => {
  const lines = [...new Set(known.map(filled))]
  expectGolden(
    new URL('filled.golden.txt', import.meta.url),
    lines.flatMap((line) => [line, ...cuts(line)].map(read)),
  )
})

/** What may become of the text in a gap on its way through terminals, chats, trackers and HTML. */
const STYLES: readonly [name: string, write: (value: string) => string][] = [
  ['plain', (value) => value],
  ['two words', (value) => `${value} and`],
  ['a space inside', (value) => inHalves(value, ' ')],
  ['broken', (value) => inHalves(value, '\n    ')],
  ['broken and quoted', (value) => inHalves(value, '\r\n > ')],
  ...[
    '\\"',
    "\\'",
    '&quot;',
    '&amp;',
    '&lt;',
    '&gt;',
    '&#39;',
    '&#8217;',
    '\\u0027',
    '\\u0022',
    "'",
    '\u200b',
    '\u00ad',
    '(',
    '|',
  ].map((sign): [string, (value: string) => string] => [`${brief(sign)} inside`, (value) => inHalves(value, sign)]),
  ...['\u001b[1m', '\u001b[38;5;196m', '\u001b[0', '<b>', '</span>'].map(
    (sign): [string, (value: string) => string] => [`${brief(sign)} inside`, (value) => inHalves(value, sign)],
  ),
  ['in color', (value) => `\u001b[31m${value}\u001b[0m`],
  ['a space, a quote and a line break behind', (value) => `${value} '\n    `],
  ['a space and a line break behind', (value) => `${value} \r\n > `],
  ['a space, a bracket and two line breaks behind', (value) => `${value} )\n\n`],
  ['a comma and a space', (value) => `${value}, ${value}`],
  ...['“”', '‘’', '«»', '``', '「」', '„“', '()', '[]', '<>', '""', "''"].map(
    ([open, close]): [string, (value: string) => string] => [
      `in ${open}${close}`,
      (value) => `${open}${value}${close}`,
    ],
  ),
  ...['&quot;', '&#39;', '&#x2019;', '&rsquo;', '\\"', '\\u0027', '\\u2018', "''", '\n'].map(
    (sign): [string, (value: string) => string] => [`in ${brief(sign)}`, (value) => sign + value + sign],
  ),
  ...[
    ...[
      "'",
      '“',
      '(',
      ' : ',
      '：',
      '^',
      '[',
      '（',
      '|',
      '\\',
      '> ',
      '*',
      '-',
      '.',
      '/',
      '1',
      'é',
      '$',
      'ß',
      ': " ',
      '- ',
    ],
    ...[
      '&nbsp;',
      '&#160;',
      '&#;',
      '&#xA0;',
      '&#x;',
      '&ldquo;',
      '&apos;',
      '&lt;',
      '\\u2019',
      '\\u0022',
      '\\u0027',
      '\\u0025',
    ],
  ].map((sign): [string, (value: string) => string] => [`behind ${brief(sign)}`, (value) => sign + value]),
  ...[
    "'",
    '”',
    '.',
    '. ',
    ',',
    ';',
    ')',
    '。',
    '-',
    "'.",
    '&amp;b',
    ' (',
    "'s",
    '^',
    '`',
    '）',
    ']',
    '.)',
    'は',
    '&lt;b',
    '\\',
    '*',
  ].map((sign): [string, (value: string) => string] => [`before ${brief(sign)}`, (value) => value + sign]),
  ['marked', (value) => `<${value}|${value}>`],
  ['linked', (value) => `[${value}](${value})`],
  ['nothing', () => ''],
  ['a quote in quotes', () => `'"'`],
  ['three quotes', () => `"'"`],
  ['null', () => '(null)'],
  ['four digits', () => '4012'],
]

const inHalves = (value: string, between: string) =>
  value.slice(0, Math.ceil(value.length / 2)) + between + value.slice(Math.ceil(value.length / 2))

/** One sentence of each kind: with the same gaps, and the same around them. */
function* oneOfEachKind() {
  const seen = new Set<string>()
  for (const each of known) {
    const kind = [each.engine, ...each.gaps, ...each.betweenWords, each.letters.at(-1) === ''].join()
    if (each.gaps.length === 0 || seen.has(kind)) continue
    seen.add(kind)
    yield each
  }
}

test('a value in a gap is read in every form, or not at all', () => {
  const lines: string[] = []
  for (const { letters, gaps } of oneOfEachKind()) {
    const plain = (gap: GapName) => FILLING[gap].replaceAll("'", '')
    let usual: string | null = null
    for (const [name, write] of STYLES) {
      const text = letters
        .map((part, at) => `${part} ${gaps[at] === undefined ? '' : write(plain(gaps[at]))}`)
        .join(' ')
      const found = recogniseMessages(`${text}\nnext line`)
      const told = found.map(({ start, end, codes, ...rest }) => `${brief(rest)} ${text.length - end}`).join(' ')
      usual ??= told
      // As without a style, but for what stands behind the sentence.
      if (told.replace(/ -?\d+$/, '') === usual.replace(/ -?\d+$/, '') && name !== 'plain') continue
      lines.push(`${name === 'plain' ? letters.join(' … ') : `  ${name}`}: ${told || 'nothing'}`)
    }
  }
  expectGolden(new URL('gaps.golden.txt', import.meta.url), lines)
})

/** Every reason behind the first frame of its engine, and behind each other one the first reasons. */
function* framed(): Generator<string> {
  const ofChromium = [
    ...chromium.CHROMIUM_CHECK_SENTENCES,
    ...chromium.CHROMIUM_OTHER_SENTENCES,
    ...chromium.CHROMIUM_FRAMED_SENTENCES,
  ]
  const ofWebkit = [...webkit.WEBKIT_SENTENCES, ...webkit.WEBKIT_FRAMED_SENTENCES]
  const families: readonly [readonly KnownSentence[], readonly KnownSentence[]][] = [
    [chromium.CHROMIUM_FRAMES, ofChromium],
    [chromium.CHROMIUM_OPEN_FRAMES, [...ofChromium, ...ofWebkit, webkit.ACCESS_CONTROL_CHECKS]],
    [firefox.FIREFOX_FRAMES, firefox.FIREFOX_REASON_SENTENCES],
    [webkit.WEBKIT_FRAMES, ofWebkit],
  ]
  for (const [frames, reasons] of families) {
    for (const [at, frame] of frames.entries()) {
      for (const reason of at === 0 ? reasons : reasons.slice(0, 3)) {
        const [before, behind] = [filled(frame), filled(reason)]
        yield `${before}: ${behind}`
        yield `${before}: ${behind.trimEnd().slice(0, -3)}`
        if (at === 0 && reasons.includes(chromium.CHROMIUM_CHECK_SENTENCES[0] as KnownSentence)) {
          yield `${before}: ${chromium.CHROMIUM_PREFLIGHT_LETTERS}: ${behind}`
          yield `${before}: ${chromium.CHROMIUM_PREFLIGHT_LETTERS}: ${behind.slice(0, behind.length / 2)}`
        }
      }
    }
  }
  for (const sequel of chromium.CHROMIUM_SEQUELS) {
    const line = `${filled(chromium.CHROMIUM_FRAMES[0] as KnownSentence)}: ${filled(ofChromium[0] as KnownSentence)}`
    yield `${line}. ${filled(sequel)}`
    yield `${line}. ${filled(sequel)}. ${filled(sequel)}`
  }
}

/** What stands between a frame that ends with a URL and its reason. */
const BETWEEN = [
  '',
  '.',
  ' resource',
  'https://api.example.com/a',
  'https://api.example.com/a b',
  'https://api.example.com/a\n    b',
  'https://api.example.com/a \n b c',
  'https://api.example.com/a\nb c.',
  'https://api.example.com/a b c.\n',
  'https://api.example.com/a\n\n',
  'https://api.example.com/a.\nhttps://other.example.com/',
  'one two',
  'one two three',
  'x\nhttps://api.example.com/a',
  'x https://api.example.com/a\n',
  'https://api.example.com/a\nx',
]

test('between a frame and its reason is one URL, or the two do not belong together', () => {
  const lines: string[] = []
  const reasons = [chromium.CHROMIUM_CHECK_SENTENCES[0], webkit.ACCESS_CONTROL_CHECKS, webkit.WEBKIT_SENTENCES[0]]
  for (const frame of [...chromium.CHROMIUM_OPEN_FRAMES, ...firefox.FIREFOX_FRAMES]) {
    for (const reason of [...reasons, firefox.FIREFOX_REASON_SENTENCES[0]] as KnownSentence[]) {
      for (const between of BETWEEN) {
        const text = `${frame.letters[0]} ${between} ${filled(reason)}`
        lines.push(
          `${frame.letters[0]?.slice(-20)} ${brief(between)} ${filled(reason).slice(0, 20)}: ${read(text).split(' => ')[1]}`,
        )
      }
    }
  }
  expectGolden(new URL('between.golden.txt', import.meta.url), lines)
})

test("a URL in quotes behind Firefox's frame is happy-dom's", () => {
  const lines = firefox.FIREFOX_FRAMES.flatMap(({ letters: [first = ''] }) =>
    ['', ' ', '  ', '   ', '    ', '\t', '.', ': ', ' .'].flatMap((before) =>
      ['"', "'", '“', '""', ''].map((quote) => {
        const found = recogniseMessages(`${first}${before}${quote}https://api.example.com/a${quote}`)
        return `${first.slice(-10)}${before}${quote}: ${found.map(({ engine, url, end }) => `${engine} ${url} ${end}`)}`
      }),
    ),
  )
  expectGolden(new URL('happy-dom.golden.txt', import.meta.url), lines)
})

/** Chrome 47 to 60 began with what was loaded. */
test('what was loaded, before a line that begins with its origin', () => {
  const line = `from origin 'https://cdn.example.com' has been blocked from loading by Cross-Origin Resource Sharing policy: No 'Access-Control-Allow-Origin' header is present on the requested resource.`
  const initiators = [
    'Font',
    'Fo',
    'F',
    'font',
    'FONT',
    'FOnt',
    'Imported resource',
    'Imported',
    'Two Words',
    'É',
    '1',
    '',
  ]
  const lines = initiators.flatMap((initiator) =>
    ['', 'x', ' ', '\n', '"', "'", '>', 'x ', '(', 'é'].flatMap((before) =>
      ['', ' ', '  ', '\n', '.', '. '].map((behind) =>
        read(`${before}${initiator}${behind}${line}`).replace(line, '…'),
      ),
    ),
  )
  lines.push(
    ...[10, 20, 34, 35, 36, 37, 38, 39, 40, 41].map((length) =>
      read(`${' '.repeat(40)}F${'o'.repeat(length)} ${line}`),
    ),
  )
  expectGolden(
    new URL('initiators.golden.txt', import.meta.url),
    lines.map((each) => each.replace(/ => .*?("initiator".*)?$/, (_, told) => ` => ${told ?? 'no initiator'}`)),
  )
})

/** The same for as many letters as it is the same for. */
function* ranges(told: readonly string[]): Generator<string> {
  for (let from = 0; from < told.length; ) {
    let to = from
    while (told[to + 1] === told[from]) to++
    yield `  ${from} to ${to}: ${told[from] || 'nothing'}`
    from = to + 1
  }
}

test('what is read of a line that begins or ends at each of its letters', () => {
  const lines = [...WHOLE, ...PARTS.slice(0, 5), ...SAFARI].flatMap(([line]) => {
    const told = (text: string) => {
      const ofLetters = text.replace(/[^\p{L}\p{N}]+$/u, '').length
      return recogniseMessages(text)
        .map(
          ({ engine, code, codes, start, end, ...gaps }) =>
            `${engine} ${code} of ${codes.length} ${brief(gaps)} ${end < ofLetters ? '…' : ''}`,
        )
        .join(' | ')
    }
    const places = Array.from({ length: line.length + 1 }, (_, at) => at)
    return [
      brief(line),
      ...ranges(places.map((at) => told(line.slice(0, at)))),
      '  without its first letters:',
      ...ranges(places.map((at) => told(line.slice(at)))),
    ]
  })
  expectGolden(new URL('cuts.golden.txt', import.meta.url), lines)
})

test('what is read of each reason behind a frame, whole and cut', () => {
  const lines = [...framed()].map((text) => {
    const told = recogniseMessages(text).map(
      ({ engine, codes, start, end, ...gaps }) => `${engine} ${codes} ${Object.keys(gaps)} ${text.length - end}`,
    )
    return `${text.slice(-70)} => ${told.join(' | ') || 'nothing'}`
  })
  expectGolden(new URL('framed.golden.txt', import.meta.url), lines)
})
