import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { RUNS } from '../../../../testing/property-runs.ts'
import { recogniseMessage } from './recognise-message.ts'
import { recogniseMessages } from './recognise-messages.ts'
import { translatedSentences } from './sentences/firefox.ts'
import { ALL_LINES, NOT_CORS, type PastedLine } from './testing/pasted-lines.ts'

function expectRead(text: string, [line, engine, code, url]: PastedLine): void {
  const read = recogniseMessage(text)
  expect(read, text).toMatchObject({ engine, code, ...(url === undefined ? {} : { url }) })
  if (!line.includes('…') && !line.includes('...')) expect(read?.codes).toContain(code)
}

test.each(ALL_LINES.map((line) => [line[0], line] as const))('%s', (text, line) => {
  expectRead(text, line)
})

test.each(NOT_CORS)('is not about CORS: %s', (line) => {
  expect(recogniseMessages(line)).toEqual([])
})

describe('copying does not change what a line says', () => {
  const before = fc.constantFrom(
    '',
    '> ',
    'app.js:31 ',
    'login:1 ',
    '(index):1 ',
    'main.4f3a.js:2 ',
    '[Error] ',
    'Error: ',
    'Uncaught (in promise) Error: ',
    '[Warning] ',
    '10:31:22.104 ',
    'E/Web Console: ',
    '11-25 10:31:22.104 1234 1234 I chromium: [INFO:CONSOLE(0)] "',
    'console.error\n      ',
    '`',
    '   ',
    '\u001b[31m',
    '- ',
    'Hello, I get this error:\n\n',
  )
  const after = fc.constantFrom(
    '',
    ' (index):1',
    ' app.js:31:7',
    ' [Learn More]',
    ' 2',
    '\n    at fetchUsers (app.js:31)\n    at async main (app.js:3)',
    '", source: https://app.example.com/ (0)',
    '`',
    '\u001b[0m',
    '\n\nWhat can I do?',
    '\nTypeError: Failed to fetch',
    '  ',
  )
  const quotes: fc.Arbitrary<(text: string) => string> = fc.constantFrom(
    (text: string) => text,
    (text: string) => text.replace(/['‘’]/g, '’'),
    (text: string) => text.replace(/['‘’]/g, '"'),
    (text: string) => text.replace(/'/g, '&#39;').replace(/"/g, '&quot;'),
    (text: string) => text.replace(/'/g, '&#x27;').replace(/"/g, '&#x22;'),
    (text: string) => text.replace(/'/g, '\\u0027').replace(/"/g, '\\u0022'),
    (text: string) => text.replace(/'/g, "''"),
    (text: string) => text.replace(/"/g, '\\"'),
    (text: string) => text.replace(/‘/g, "'").replace(/’/g, "'"),
  )
  /** What chats and trackers make of an address. */
  const mark: fc.Arbitrary<(text: string) => string> = fc.constantFrom(
    (text: string) => text,
    (text: string) => text.replace(ADDRESS, '<$&>'),
    (text: string) => text.replace(ADDRESS, '<$&|$&>'),
    (text: string) => text.replace(ADDRESS, '[$&]($&)'),
    (text: string) => text.replace(ADDRESS, '[$&|$&]'),
    (text: string) => text.replace(ADDRESS, '[$&|$&|smart-link]'),
    (text: string) => text.replace(ADDRESS, '<a href="$&" rel="nofollow">$&</a>'),
    (text: string) => text.replace(ADDRESS, '<code>$&</code>'),
    (text: string) => text.replace(ADDRESS, '**$&**'),
    (text: string) => text.replace(ADDRESS, '_$&_'),
    (text: string) => text.replace(ADDRESS, '`$&`'),
    (text: string) => text.replace(ADDRESS, '***$&***'),
    (text: string) => text.replace(QUOTED, '**$&**'),
    (text: string) => text.replace(QUOTED, '_`$&`_'),
  )
  const QUOTED = /['‘"]https:\/\/[^\s'"‘’“”]+['’"]/g
  const ADDRESS = /https:\/\/api\.example\.com\/users(?![^\s'"‘’“”„»,.;)<>])/g

  /** At a space, or in the middle of a word as a narrow terminal does. */
  const wrap = fc.option(
    fc.tuple(fc.integer({ min: 20, max: 120 }), fc.boolean(), fc.constantFrom('\n', '\r\n', '\n> ', '\n    ')),
    {
      freq: 2,
      nil: undefined,
    },
  )

  function wrapped(text: string, [width, atSpaces, end]: readonly [number, boolean, string]): string {
    if (!atSpaces) return text.replace(new RegExp(`(.{${width}})(?=.)`, 'gu'), `$1${end}`)
    return text.replace(new RegExp(`(.{1,${width}}) (?=\\S)`, 'gu'), `$1${end}`)
  }

  /** Lines of everyday words are only read as whole lines, and what was cut off ends where it ends. */
  const isWhole = ([text, engine]: PastedLine) => engine !== 'jsdom' && !/…|\.\.\.|pres$|HTTP$/.test(text)
  const isTranslation = ([text]: PastedLine) => /[^\0-\x7f‘’]/.test(text)

  test('put between other things, wrapped, with other quotes', () => {
    const lines = ALL_LINES.filter(isWhole)
    fc.assert(
      fc.property(
        fc.constantFrom(...lines),
        before,
        after,
        quotes,
        mark,
        wrap,
        (line, start, end, quoted, marked, width) => {
          // Of older translations every letter counts.
          const text = quoted(isTranslation(line) ? line[0] : marked(line[0]))
          // happy-dom is told by its quotes alone, older translations by the whole of their line.
          if (line[1] === 'happy-dom' && text !== line[0]) return
          const isEncoded = /&#|\\u/.test(text)
          const bent =
            // Who makes links of addresses wraps no lines.
            width === undefined ||
            marked(line[0]) !== line[0] ||
            isEncoded ||
            isTranslation(line) ||
            line[1] === 'happy-dom'
              ? text
              : wrapped(text, width)
          const own = line[1] === 'webkit' && line[2] === 'AccessControlChecks' && /TypeError/.test(end)
          expectRead(`${start}${bent}${own ? '' : end}`, line)
        },
      ),
      RUNS,
    )
  })

  test('doubled quotes, wrapped behind each letter', () => {
    const line = ALL_LINES[0] as PastedLine
    const doubled = line[0].replace(/'/g, "''")
    for (let at = 1; at < doubled.length; at++) {
      expectRead(`${doubled.slice(0, at)}\n${doubled.slice(at)}`, line)
      expectRead(`${doubled.slice(0, at)}\n> ${doubled.slice(at)}`, line)
    }
  })

  test.each([
    ['[https://c.example](https://c.example)', 'https://c.example'],
    ['[https://c.example|https://c.example]', 'https://c.example'],
    ['<https://c.example>', 'https://c.example'],
    ['<http://c.example|c.example>', 'http://c.example'],
    // As servers send them.
    ['[https://c.example]', '[https://c.example]'],
    ['["https://c.example"]', '["https://c.example"]'],
    ['[c.example](https://c.example)', '[c.example](https://c.example)'],
    ['<c.example>', '<c.example>'],
    ['^https://c.example', '^https://c.example'],
    ['|https://c.example', '|https://c.example'],
  ])('the value %s is %s', (written, value) => {
    const line = `blocked by CORS policy: The 'Access-Control-Allow-Origin' header has a value '${written}' that is not equal to the supplied origin.`
    expect(recogniseMessage(line)?.value).toBe(value)
    expect(recogniseMessage(line.replace('not equal', 'not\nequal'))?.value).toBe(value)
    expect(recogniseMessage(line.replace(`'${written}'`, `‘${written}’`))?.value).toBe(value)
  })

  test('copied out of an address, where spaces and signs are encoded', () => {
    const encoded = fc.constantFrom<(text: string) => string>(
      (text) => `https://search.example/?q=${encodeURIComponent(text)}&client=x`,
      (text) => encodeURIComponent(text).replaceAll('%20', '+'),
      (text) => `x-message: ${encodeURI(text)}`,
      (text) =>
        encodeURIComponent(text)
          .replace(/%../g, (byte) => byte.toLowerCase())
          .replaceAll("'", '%27'),
    )
    // A plus in the line itself is a plus only where spaces are not written so.
    const lines = ALL_LINES.filter(
      (line) => isWhole(line) && !isTranslation(line) && line[1] !== 'happy-dom' && !line[0].includes('+'),
    )
    fc.assert(
      fc.property(fc.constantFrom(...lines), encoded, (line, encode) => {
        const text = encode(line[0])
        expectRead(
          text.replace(/%[0-9a-f]{2}/gi, (byte) => byte),
          line,
        )
        for (const { start, end } of recogniseMessages(text))
          expect(decodeURIComponent(text.slice(start, end))).not.toBe('')
      }),
      RUNS,
    )
  })

  test('several at once are all found, in their order and at their places', () => {
    const lines = ALL_LINES.filter((line) => isWhole(line) && !isTranslation(line) && line[3] !== undefined)
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(...lines), { minLength: 2, maxLength: 6 }),
        fc.constantFrom(
          '\n',
          '\n\n',
          '\nTypeError: Failed to fetch\n',
          '\napp.js:31 GET https://x.example/ net::ERR_FAILED\n',
        ),
        (pasted, between) => {
          const text = pasted.map(([line]) => line).join(between)
          const found = recogniseMessages(text)
          expect(found.map(({ code }) => code)).toEqual(pasted.map(([, , code]) => code))
          expect(found.map(({ url }) => url)).toEqual(pasted.map(([, , , url]) => url))
          for (const { start, end, url } of found) expect(text.slice(start, end)).toContain(url)
        },
      ),
      RUNS,
    )
  })
})

test.each([
  "https://services.example/V4/Products('a')",
  "https://api.example.com/it's",
  'https://api.example.com/(x)/y',
  'https://api.example.com/a,b;c=d',
  'https://api.example.com/x|y',
  'https://api.example.com/[id]/page',
  'https://api.example.com/from/origin?from=origin&has=been',
  'https://api.example.com/has-been/blocked_by=cors/policy',
  'http://[::1]:8080/x',
  'https://пример.example/x',
  'https://api.example.com/…/me',
  'https://api.example.com/redirected/from/x',
  'https://api.example.com/redirected-from',
  'https://api.example.com/?redirectedFrom=/x',
  'https://api.example.com/a](b)',
  "https://api.example.com/a](b)'",
  "https://api.example.com/it'",
  'web+app://api.example.com/x)',
])('an address is given as it was printed: %s', (url) => {
  const line = `Access to fetch at '${url}' from origin 'https://app.example.com' has been blocked by CORS policy: No 'Access-Control-Allow-Origin' header is present on the requested resource.`
  expect(recogniseMessage(line)).toMatchObject({ url, origin: 'https://app.example.com' })
})

test('what tells a reason is taken before what does not, where both begin at one place', () => {
  const text = `// Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at https://api.example.com/
// users. (Reason: CORS header ‘Access-Control-Allow-Origin’ does not match ‘x’).`
  expect(recogniseMessages(text)).toMatchObject([
    { code: 'AllowOriginMismatch', url: 'https://api.example.com/users', value: 'x' },
  ])
})

test("WebKit's line without its beginning, as Playwright reports it", () => {
  const line = '/127.0.0.1:3000/api/users due to access control checks.'
  for (const text of [line, `Error: ${line}`, `pageerror\n${line}\n    at fetch`])
    expect(recogniseMessages(text)).toMatchObject([{ engine: 'webkit', code: 'AccessControlChecks' }])
  expect(recogniseMessages('it failed /a/b due to access control checks.')).toEqual([])
})

test('WebKit refuses a request in the words of all its checks: the line beside it says which', () => {
  const mixed = `[blocked] The page at https://app.example.com/ was not allowed to display insecure content from http://api.example.com/.
[Error] Not allowed to request resource
[Error] XMLHttpRequest cannot load http://api.example.com/ due to access control checks.`
  expect(recogniseMessages(mixed).map(({ code }) => code)).toEqual(['AccessControlChecks', 'AccessControlChecks'])
  const noCors = 'No-Cors mode requires follow redirect mode\nNot allowed to request resource'
  expect(recogniseMessages(noCors).map(({ code }) => code)).toEqual([
    'NoCorsRedirectModeNotFollow',
    'AccessControlChecks',
  ])
})

test('a line that names no address has none', () => {
  const line =
    '[Error] Failed to load resource: Origin https://app.example.com is not allowed by Access-Control-Allow-Origin. Status code: 403 (users, line 0)'
  expect(recogniseMessage(line)).not.toHaveProperty('url')
})

test('every sentence of Firefox in every language is read', () => {
  const url = 'https://api.example.com/users?a=1'
  const values = { url, status: '404', header: 'x-token', value: 'https://x.example' }
  const unread: string[] = []
  // Some languages have the same words for two reasons.
  const codesOf = new Map<string, string[]>()
  for (const { letters, codes } of translatedSentences()) {
    codesOf.set(letters.join(), [...(codesOf.get(letters.join()) ?? []), ...codes])
  }
  for (const { written, letters } of translatedSentences()) {
    const line = written.replace(/\{(\w+)\}/g, (_, name: keyof typeof values) => values[name])
    const read = recogniseMessage(line)
    const codes = codesOf.get(letters.join())
    if (read?.engine !== 'firefox' || read.url !== url || !codes?.includes(read.code ?? '')) unread.push(line)
  }
  expect(unread).toEqual([])
})

test('a frame whose reason was not copied names what it can, and guesses no reason', () => {
  const text =
    "Access to fetch at 'https://api.example.com/' from origin 'https://app.example.com' has been blocked by CORS policy:"
  expect(recogniseMessage(text)).toEqual({
    engine: 'chromium',
    code: null,
    codes: [],
    initiator: 'fetch',
    url: 'https://api.example.com/',
    origin: 'https://app.example.com',
  })
})

test('of three lines, the one about CORS is found', () => {
  const text = `GET https://api.example.com/ net::ERR_FAILED 200 (OK)
Access to fetch at 'https://api.example.com/' from origin 'https://app.example.com' has been blocked by CORS policy: No 'Access-Control-Allow-Origin' header is present on the requested resource.
Uncaught (in promise) TypeError: Failed to fetch`
  expect(recogniseMessage(text)).toMatchObject({ code: 'MissingAllowOriginHeader', url: 'https://api.example.com/' })
})

test.each([
  'access to ',
  "Access to fetch at '",
  'XMLHttpRequest cannot load ',
  'Cross-Origin Request Blocked ',
  'a',
  '"',
  '\n',
])('a text that is made to be slow is read quickly: %s', (part) => {
  const before = process.cpuUsage()
  recogniseMessages(part.repeat(Math.ceil(200_000 / part.length)))
  expect(process.cpuUsage(before).user / 1e6).toBeLessThan(20)
})

test('whatever is pasted, reading never throws, and places are inside the text', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.constantFrom(...ALL_LINES.map(([line]) => line)),
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 6 }), (pieces) => {
      const text = pieces.join(' ')
      let last = 0
      for (const { start, end } of recogniseMessages(text)) {
        expect(start).toBeGreaterThanOrEqual(last)
        expect(end).toBeGreaterThan(start)
        expect(end).toBeLessThanOrEqual(text.length)
        last = end
      }
    }),
    RUNS,
  )
})

test.each(['\u200b', '\u00ad', '\u2060'])('signs without width are not part of an address (%#)', (sign) => {
  const text =
    "Access to fetch at 'https://api.example/x' from origin 'https://app.example' has been blocked by CORS policy: No 'Access-Control-Allow-Origin' header is present on the requested resource."
  expect(recogniseMessages(text.replaceAll('/', `/${sign}`))).toMatchObject([
    { code: 'MissingAllowOriginHeader', url: 'https://api.example/x', origin: 'https://app.example' },
  ])
})
