import { describe, expect, test } from 'vitest'
import { recogniseMessages } from '../recognise-messages.ts'
import { unescaped } from './unescaped.ts'

const URL = 'https://api.example.com/v1/my_users'
const FROM = "from origin 'https://app.example.com' has been blocked by CORS policy:"
const LINES = [
  `Access to fetch at '${URL}' ${FROM} No 'Access-Control-Allow-Origin' header is present on the requested resource.`,
  `Access to fetch at '${URL}' ${FROM} Request header field x_request-id is not allowed by Access-Control-Allow-Headers in preflight response.`,
  `Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at ${URL}. (Reason: CORS header ‘Access-Control-Allow-Origin’ missing). Status code: 200.`,
  'Origin https://app.example.com is not allowed by Access-Control-Allow-Origin. Status code: 403',
  `Fetch API cannot load ${URL} due to access control checks.`,
  `Blocage d’une requête multiorigine (Cross-Origin Request) : la politique « Same Origin » ne permet pas de consulter la ressource distante située sur ${URL}. Raison : l’en-tête CORS « Access-Control-Allow-Origin » est manquant. Code d’état : 200.`,
]

const bytes = (text: string, prefix: string) =>
  [...new TextEncoder().encode(text)].map((byte) => prefix + byte.toString(16)).join('')
const hex = (sign: string) => sign.charCodeAt(0).toString(16).padStart(4, '0')
const NOT_ASCII = /[^\0-\x7f]+/g

/** What other formats make of a line. */
const FORMATS: Readonly<Record<string, (line: string) => string>> = {
  'JSON of PHP': (line) => JSON.stringify({ message: line }).replaceAll('/', '\\/'),
  'JSON in ASCII, and a slash': (line) => line.replace(/[^\0-\x7f]|[/']/g, (sign) => `\\u${hex(sign)}`),
  'the same with capital letters': (line) =>
    line.replace(/[^\0-\x7f]|[/']/g, (sign) => `\\u${hex(sign).toUpperCase()}`),
  'JSON in JSON in JSON': (line) => JSON.stringify(JSON.stringify(JSON.stringify(line.replaceAll('/', '\\/')))),
  'a text of JavaScript': (line) => line.replaceAll("'", '\\x27'),
  'an octal escape': (line) => line.replaceAll("'", '\\047'),
  'a text of Rust': (line) =>
    line.replace(/[^\0-\x7f]/g, (sign) => `\\u{${sign.charCodeAt(0).toString(16)}}`).replaceAll("'", "\\'"),
  'bytes of Python': (line) => `b"${line.replace(NOT_ASCII, (text) => bytes(text, '\\x'))}"`,
  'a log of nginx': (line) => line.replace(NOT_ASCII, (text) => bytes(text, '\\x').toUpperCase().replaceAll('X', 'x')),
  Markdown: (line) => line.replace(/[_*()[\].#-]/g, '\\$&'),
  'HTML twice': (line) =>
    line.replaceAll("'", '&amp;#39;').replaceAll('’', '&amp;rsquo;').replaceAll('‘', '&amp;lsquo;'),
  mail: (line) => line.replace(NOT_ASCII, (text) => bytes(text, '=').toUpperCase()),
  'mail in lines': (line) =>
    line.replace(/.{70}/g, '$&=\r\n').replace(NOT_ASCII, (text) => bytes(text, '=').toUpperCase()),
  'UTF-8 read as Windows-1252': (line) =>
    line.replace(NOT_ASCII, (text) => new TextDecoder('windows-1252').decode(new TextEncoder().encode(text))),
  'UTF-8 read as Latin-1': (line) =>
    line.replace(NOT_ASCII, (text) => String.fromCharCode(...new TextEncoder().encode(text))),
}

describe.each(Object.entries(FORMATS))('a line in %s says the same', (_, write) => {
  test.each(LINES)('%s', (line) => {
    const [plain] = recogniseMessages(line)
    expect(plain?.code).toBeTypeOf('string')
    const text = `before\n${write(line)}\nafter`
    const [{ start, end, ...read } = { start: 0, end: 0 }, ...more] = recogniseMessages(text)
    const { start: _start, end: _end, ...wanted } = plain as NonNullable<typeof plain>
    expect(read).toEqual(wanted)
    expect(more).toEqual([])
    expect(start).toBeGreaterThanOrEqual('before\n'.length)
    expect(end).toBeLessThanOrEqual(text.length - '\nafter'.length)
  })
})

test.each([
  ['C:\\new\\x', 'C:\\new\\x'],
  ['\\x1b[31m', '\u001b[31m'],
  ['\\u000a\\x0a', '\\u000a\\x0a'],
  ['\\ud83d', '\\ud83d'],
  ['\\u{110000}', '\\u{110000}'],
  ['\\xff', '\\xff'],
  ['café à Â ã', 'café à Â ã'],
  ['â€˜xâ€™', '‘x’'],
  ['â\u0080\u0098xâ\u0080\u0099', '‘x’'],
  ['Ã©Ã¤', 'éä'],
  ['â€', 'â€'],
  ['=E2=80=98x=E2=80', '‘x=E2=80'],
  ['a=\r\nb=\nc', 'abc'],
  ['\\047\\042\\041', '\'"\\041'],
  ['a=b&amp;c', 'a=b&amp;c'],
  ['?a=1&b=E2', '?a=1&b=E2'],
  ['\\n\\t', '\\n\\t'],
  ['\\', '\\'],
  ['', ''],
])('%j is read as %j', (pasted, text) => {
  expect(unescaped(pasted).text).toBe(text)
})

test('long runs of escapes come to an end', () => {
  const million = 2 ** 20
  for (const piece of ['\\', '\\x', '\\\\q', '=E2', '&amp;', 'Â', '\\u00'])
    expect(unescaped(piece.repeat(million / piece.length)).text).toBe(piece.repeat(million / piece.length))
})

test.each([
  ['\\u{fffff}', '\u{fffff}'],
  ['\\u{10ffff}', '\\u{10ffff}'],
  ['\\u{d7ff}', '\ud7ff'],
  ['\\u{d800}', '\\u{d800}'],
  ['\\u{dfff}', '\\u{dfff}'],
  ['\\u{e000}', '\ue000'],
  ['\\u{1a}', '\\u{1a}'],
  ['\\u{1b}', '\x1b'],
])('%s is the sign %j', (written, sign) => {
  expect(unescaped(`a${written}b`).text).toBe(`a${sign}b`)
})
