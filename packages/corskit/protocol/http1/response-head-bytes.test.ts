/** Every byte at every place of a head where bytes are told apart. */
import { expect, test } from 'vitest'
import { type HeadSoFar, readResponseHead } from './response-head.ts'

const BYTES = Array.from({ length: 256 }, (_, code) => String.fromCharCode(code))
const read = (text: string): HeadSoFar => readResponseHead(text, true, false)
const invalid = (why: string) => `What the server sent is not valid HTTP: ${why}.`
const headersOf = (lines: string) => {
  const head = read(`HTTP/1.1 200 OK\r\n${lines}\r\n\r\n`)
  return head === 'more' || 'fault' in head ? null : head.headers
}

/** https://www.rfc-editor.org/rfc/rfc9110#name-tokens */
const TOKEN = "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
const ENDS_LINE = '\r\n'

test.each([
  ['first', (byte: string) => `${byte}b`],
  ['in the middle', (byte: string) => `a${byte}b`],
  ['last', (byte: string) => `a${byte}`],
])('a name has only token characters, also %s', (_, nameWith) => {
  for (const byte of BYTES) {
    const name = nameWith(byte)
    const isEdge = (byte === ' ' || byte === '\t') && name.endsWith(byte)
    const headers = headersOf(`first: 1\r\n${name}: 2`)
    if (byte === '\0') expect(headers).toBeNull()
    else if (TOKEN.includes(byte))
      expect(headers).toEqual([
        ['first', '1'],
        [name.toLowerCase(), '2'],
      ])
    else if (isEdge)
      expect(headers).toEqual([
        ['first', '1'],
        ['a', '2'],
      ])
    else if (byte === ':') expect(headers?.length).toBe(name.startsWith(':') ? 1 : 2)
    else if (ENDS_LINE.includes(byte))
      expect(headers).toEqual(
        // A line feed behind the end of a line ends the head.
        name.endsWith(byte) || name.startsWith('\n')
          ? [['first', '1']]
          : [
              ['first', '1'],
              ['b', '2'],
            ],
      )
    else if ((byte === ' ' || byte === '\t') && name.startsWith(byte)) expect(headers).toEqual([['first', '1 b: 2']])
    else expect([name, headers]).toEqual([name, [['first', '1']]])
  }
})

test('a value keeps every byte but those that end its line, and loses blanks and tabs at its edges', () => {
  for (const byte of BYTES) {
    const isBlank = byte === ' ' || byte === '\t'
    const [inside, before, after] = [headersOf(`a: x${byte}y`), headersOf(`a: ${byte}x`), headersOf(`a: x${byte}`)]
    if (byte === '\0') expect([inside, before, after]).toEqual([null, null, null])
    else if (ENDS_LINE.includes(byte)) {
      expect([inside, before, after]).toEqual([[['a', 'x']], [['a', '']], [['a', 'x']]])
    } else {
      expect(inside).toEqual([['a', `x${byte}y`]])
      expect(before).toEqual([['a', isBlank ? 'x' : `${byte}x`]])
      expect(after).toEqual([['a', isBlank ? 'x' : `x${byte}`]])
    }
  }
})

test('a header is continued by a line that begins with a blank or a tab, and by no other', () => {
  for (const byte of BYTES.slice(1)) {
    const isBlank = byte === ' ' || byte === '\t'
    const headers = headersOf(`a: x\r\n${byte}${byte}y`)
    expect([byte, headers]).toEqual([byte, [['a', isBlank ? 'x y' : 'x']]])
  }
})

test.each([
  ['the status line', 'HTTP/1.1 200 OK\r\n b: 1\r\n\r\n'],
  ['a line without a colon', 'HTTP/1.1 200 OK\r\na\r\n b: 1\r\n\r\n'],
  ['a line that begins with a colon', 'HTTP/1.1 200 OK\r\n:a\r\n b: 1\r\n\r\n'],
  ['what continues nothing', 'HTTP/1.1 200 OK\r\n a: 1\r\n b: 1\r\n\r\n'],
  ['a status line with a colon', 'HTTP/1.1: 200 OK\r\n b: 1\r\n\r\n'],
])('%s is not continued', (_, text) => expect(read(text)).toMatchObject({ status: 200, headers: [] }))

test.each([':', ': 1', ' : 1', '\t: 1', ' \t :', '(: 1', 'a b: 1', 'a', ''])('%j is not a header', (line) => {
  expect(headersOf(line)).toEqual([])
  expect(headersOf(`${line}\r\nb: 2`)).toEqual(line === '' ? [] : [['b', '2']])
})

test('a header that is continued is continued again', () => {
  expect(headersOf('a: 1\r\n 2\r\n\t 3\r\nb:\r\n\t\r\n 4')).toEqual([
    ['a', '1 2 3'],
    ['b', '4'],
  ])
})

test('the status is read behind blanks and up to the first byte that is not a digit', () => {
  for (const byte of BYTES.slice(1)) {
    const isDigit = byte >= '0' && byte <= '9'
    const endsLine = ENDS_LINE.includes(byte)
    const after = read(`HTTP/1.1 404${byte}X\r\n\r\n`)
    if (isDigit) expect(after).toMatchObject({ fault: { sentence: expect.stringContaining(`404${byte},`) } })
    else {
      const isBlank = byte === ' ' || byte === '\t'
      expect(after).toMatchObject({ status: 404, statusText: endsLine ? '' : isBlank ? 'X' : `${byte}X` })
    }
    const before = read(`HTTP/1.1${byte}404 X\r\n\r\n`)
    expect([byte, before]).toMatchObject([byte, { status: byte === ' ' ? 404 : 200 }])
  }
})

test.each([
  ['HTTP/1.1 200 OK', true],
  ['hTtP/1.1 200 OK', true],
  ['HTTP/1.1  200 OK', true],
  ['HTTP/1.1\t200 OK', false],
  ['HTTP/1.1', false],
  ['HTTP/1.10 200 OK', false],
  ['HTTP/1.0 200 OK', false],
  ['HTTP/1x1 200 OK', false],
  ['HTTP/11 200 HTTP/1.1 ', false],
  ['abcdHTTP/1.1 200 OK', true],
])('%j is HTTP/1.1: %j', (line, isHttp11) => expect(read(`${line}\r\n\r\n`)).toMatchObject({ status: 200, isHttp11 }))

test.each([
  ['HTTP/1.1 OK 404 X', 200, ''],
  ['HTTP/1.1 OK  404', 200, ''],
  ['HTTP/1.1  404', 404, ''],
  ['HTTP 404 405 X', 404, '405 X'],
  ['HTTP404 405 X', 405, 'X'],
  ['HTTP/1.1x 404 X', 404, 'X'],
  ['abcdHTTP 404 X', 404, 'X'],
])('only what stands behind the first blanks is the status: %j', (line, status, statusText) => {
  expect(read(`${line}\r\n\r\n`)).toMatchObject({ status, statusText })
})

test.each([0, 1, 2, 3, 4, 5, 6, 7, 8])('behind %i other bytes, a status line is found up to four', (count) => {
  const head = read(`${'x'.repeat(count)}HTTP/1.1 404 X\r\n\r\n`)
  if (count <= 4) expect(head).toMatchObject({ status: 404, isHttp11: true, length: 18 + count })
  else expect(head).toMatchObject({ fault: { code: 'INVALID_HTTP_RESPONSE' } })
})

test.each(['icy ', 'ICY ', 'IcY 200', 'icy x\r\n\r\n'])('%j is an answer without a head', (text) => {
  expect(read(text)).toEqual({ status: 200, statusText: '', headers: [], isHttp11: false, length: 0 })
  expect(readResponseHead(text.padEnd(8, 'x'), false, false)).toMatchObject({ status: 200 })
})

test.each(['icy', 'icyx', ' icy ', 'xicy ', 'icy\t200', '\nicy '])('%j is not an answer', (text) => {
  expect(read(text)).toEqual({
    fault: {
      code: 'INVALID_HTTP_RESPONSE',
      sentence: 'What the server sent is not valid HTTP: it does not begin with HTTP.',
    },
  })
})

test('eight bytes without HTTP are enough to know, and seven are not', () => {
  expect(readResponseHead('1234567', false, false)).toBe('more')
  expect(readResponseHead('12345678', false, false)).toMatchObject({ fault: { code: 'INVALID_HTTP_RESPONSE' } })
  expect(readResponseHead('1234HTTP', false, false)).toBe('more')
  const hint = 'HTTP/1.1 103 X\r\n\r\n'
  expect(readResponseHead(`${hint}1234567`, false, false)).toBe('more')
  expect(readResponseHead(`${hint}12345678`, false, false)).toMatchObject({ fault: { code: 'INVALID_HTTP_RESPONSE' } })
  expect(read(hint)).toMatchObject({ fault: { code: 'ECONNRESET' } })
})

test.each(['\n\n', '\r\n\r\n', '\n\r\n', '\r\n\n'])('a head ends with %j', (end) => {
  expect(read(`HTTP/1.1 200 OK\r\na: b${end}c: d`)).toMatchObject({ headers: [['a', 'b']], length: 21 + end.length })
})

test.each(['\r\r', '\n\r\r\n', '\r\n\r', '\n \n', '\n\r'])('a head does not end with %j', (end) => {
  expect(readResponseHead(`HTTP/1.1 200 OK\r\na: b${end}`, false, false)).toBe('more')
  expect(readResponseHead(`HTTP/1.1 200 OK\r\na: b${end}`, true, true)).toMatchObject({
    fault: { code: 'HEADERS_TRUNCATED' },
  })
  expect(read(`HTTP/1.1 200 OK\r\na: b${end}`)).toMatchObject({ headers: [['a', 'b']] })
})

test.each([
  ['content-length: 1\r\nCONTENT-LENGTH: 2', 'it has several Content-Length headers that differ'],
  ['content-length: 1\r\ncontent-length: 1\r\ncontent-length: 01', 'it has several Content-Length headers that differ'],
  [
    'content-length: 1\r\ncontent-length: 2\r\ntransfer-encoding: gzip',
    'it has several Content-Length headers that differ',
  ],
  ['content-length: 1, 2', 'it has several Content-Length headers that differ'],
  ['content-length: 1 ,1\r\ncontent-length: 1, 1,2', 'it has several Content-Length headers that differ'],
  ['content-length: 1\r\ncontent-length: 2\r\nx: chunked', 'it has several Content-Length headers that differ'],
  ['content-disposition: a\r\nContent-Disposition: A', 'it has several Content-Disposition headers that differ'],
  [
    'content-disposition: a\r\nContent-Disposition: b\r\ntransfer-encoding: chunked',
    'it has several Content-Disposition headers that differ',
  ],
  ['content-length: 1\r\ncontent-length: 1', null],
  ['content-length: 1\r\ncontent-length: 2\r\ntransfer-encoding: x\r\ntransfer-encoding: gzip, Chunked', null],
  ['content-length: 1', null],
  ['content-disposition: a', null],
  ['x: 1\r\nx: 2', null],
])('%j contradicts itself: %j', (lines, why) => {
  const head = read(`HTTP/1.1 200 OK\r\n${lines}\r\n\r\n`)
  if (why === null) expect(head).toMatchObject({ status: 200 })
  else
    expect(head).toEqual({
      fault: { code: 'INVALID_HTTP_RESPONSE', sentence: `What the server sent is not valid HTTP: ${why}.` },
    })
})

test.each<[head: string, isTls: boolean, sentence: string]>([
  ['', false, 'The server closed the connection without an answer.'],
  ['HTTP/1.1 200 OK\r\na: b', true, 'The server closed the connection in the middle of an answer.'],
  ['HTTP/1.1 200 OK\r\na: \0\r\n\r\n', false, invalid('it has a NUL character in its head')],
  ['HTTP/1.1 1000 OK\r\n\r\n', false, invalid('its status is 1000, and a status has at most three digits')],
  ['x', false, invalid('it does not begin with HTTP')],
  [
    `HTTP/1.1 200 OK\r\na: ${'b'.repeat(262_144)}`,
    false,
    'The header of the answer is longer than 256 KiB, where Chromium gives up too.',
  ],
  [`HTTP/1.1 200 OK\n${'a:\n'.repeat(10_001)}\n`, false, 'The header of the answer has more than 10000 lines.'],
  ['HTTP/1.1 101 X\r\nUpgrade: h2c\r\n\r\n', false, 'The server answered 101 and switched to h2c unasked.'],
  ['HTTP/1.1 101 X\r\n\r\n', false, 'The server answered 101 and switched to another protocol unasked.'],
])('the sentence for %.40j, over TLS: %j', (text, isTls, sentence) => {
  expect(readResponseHead(text, true, isTls)).toMatchObject({ fault: { sentence } })
})
