import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { RUNS } from '../../../../testing/property-runs.ts'
import { A, ODD_HEADS } from '../testing/odd-heads.ts'
import { MAX_RESPONSE_HEAD_BYTES, MAX_RESPONSE_HEADER_LINES, readResponseHead } from './response-head.ts'

const whole = (head: string) => readResponseHead(head, true, false)

describe('an odd head is read', () => {
  test.each(ODD_HEADS)('%j: %s', (text, result) => {
    const head = whole(text)
    if (head === 'more' || 'fault' in head) {
      expect(result).toBe('failed')
      return
    }
    const origin = head.headers.find(([name]) => name === 'access-control-allow-origin')?.[1]
    expect(origin === '*' ? String(head.status) : 'blocked').toBe(result)
  })
})

test.each([
  ['HTTP/1.1 200 OK\r\n\r\n', { status: 200, statusText: 'OK', headers: [], isHttp11: true }],
  ['HTTP/1.1 404   Not  Found \r\n\r\n', { status: 404, statusText: 'Not  Found', isHttp11: true }],
  ['HTTP/1.1 200\r\n\r\n', { status: 200, statusText: '' }],
  ['HTTP/1.1 200\tOK\r\n\r\n', { status: 200, statusText: 'OK' }],
  ['HTTP/1.1 200x\r\n\r\n', { status: 200, statusText: 'x' }],
  ['HTTP/1.1 OK\r\n\r\n', { status: 200, statusText: '' }],
  ['http/1.1 200 OK\r\n\r\n', { isHttp11: true }],
  ['HTTP/1.0 200 OK\r\n\r\n', { isHttp11: false }],
  ['HTTP/2.0 200 OK\r\n\r\n', { isHttp11: false }],
  ['ICY 200 OK\r\nA: b\r\n\r\n', { status: 200, statusText: '', headers: [], isHttp11: false, length: 0 }],
  ['HTTP/1.1 100 X\r\n\r\nicy x', { status: 200, isHttp11: false, length: 18 }],
  ['HTTP/1.1 100 X\r\n\r\nHTTP/1.1 102 Y\n\nHTTP/1.1 200 OK\r\n\r\nbody', { status: 200, length: 54 - 1 }],
  [
    'HTTP/1.1 200 OK\r\nA:  b \t\r\nC:\r\nD : \u00e9\x01\r\nA: c\r\n\r\n',
    {
      headers: [
        ['a', 'b'],
        ['c', ''],
        ['d', '\u00e9\x01'],
        ['a', 'c'],
      ],
    },
  ],
  ['HTTP/1.1 200 OK\r\nA: b\r\n\t c\r\n  d\r\n\r\n', { headers: [['a', 'b c d']] }],
  ['HTTP/1.1 200 OK\r\nno colon\r\n c: d\r\n\r\n', { headers: [] }],
  ['HTTP/1.1 200 OK\r\n:a\r\na:b\r\nx y: c\r\n\r\n', { headers: [['a', 'b']] }],
  [
    'HTTP/1.1 200 OK\r\nA: b\rC: d\r\n\r\n',
    {
      headers: [
        ['a', 'b'],
        ['c', 'd'],
      ],
    },
  ],
] as const)('%j is %j', (text, expected) => {
  const head = whole(text)
  expect(head).toMatchObject(expected)
  const { length } = head as { length: number }
  // Nothing of the body is taken for the head.
  expect(text.slice(length)).toBe(
    text.endsWith('body') ? 'body' : text.startsWith('ICY') ? text : text.includes('icy') ? 'icy x' : '',
  )
})

test.each([
  ['1000', 'status is 1000'],
  [`1${'0'.repeat(40)}`, `status is 1${'0'.repeat(19)}, and a status has at most three digits`],
])('the status %s is not an answer', (status, words) => {
  expect(whole(`HTTP/1.1 ${status} X\r\n\r\n`)).toMatchObject({
    fault: { code: 'INVALID_HTTP_RESPONSE', sentence: expect.stringContaining(words) },
  })
})

test.each([
  ['000', 0],
  ['0', 0],
  ['42', 42],
  ['099', 99],
])('Chromium and Firefox read the status %s', (written, status) => {
  expect(whole(`HTTP/1.1 ${written} X\r\n\r\n`)).toMatchObject({ status, statusText: 'X' })
})

test.each(['100', '199', '102'])('after the status %s the answer is still to come', (status) => {
  expect(readResponseHead(`HTTP/1.1 ${status} X\r\n\r\n`, false, false)).toBe('more')
})

test.each(['200', '999'])('%s is an answer', (status) => {
  expect(whole(`HTTP/1.1 ${status} X\r\n\r\n`)).toMatchObject({ status: Number(status) })
})

const fault = (code: string, sentence: RegExp) => ({ fault: { code, sentence: expect.stringMatching(sentence) } })
const name = 'u'.repeat(50)

test.each([
  ['', false, fault('ECONNRESET', /closed the connection without an answer/)],
  ['x', false, fault('INVALID_HTTP_RESPONSE', /does not begin with HTTP/)],
  ['12345HTTP/1.1 200 OK\r\n\r\n', false, fault('INVALID_HTTP_RESPONSE', /does not begin with HTTP/)],
  ['HTTP/1.1 200 OK\r\na: \0\r\n\r\n', false, fault('INVALID_HTTP_RESPONSE', /a NUL character/)],
  ['HTTP/1.1 200 OK\r\nA: b', true, fault('HEADERS_TRUNCATED', /in the middle of an answer/)],
  ['HTTP/1.1 101 X\r\nUpgrade: h2c\r\n\r\n', false, fault('HTTP_101', /answered 101 and switched to h2c unasked/)],
  [`HTTP/1.1 101 X\r\nUpgrade: ${name}\r\n\r\n`, false, fault('HTTP_101', /switched to u{40} unasked/)],
  ['HTTP/1.1 101 X\r\n\r\n', false, fault('HTTP_101', /switched to another protocol unasked/)],
  [
    'HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n',
    false,
    fault('INVALID_HTTP_RESPONSE', /several Content-Length/),
  ],
  [
    'HTTP/1.1 200 OK\r\nContent-Disposition: a\r\nContent-Disposition: b\r\n\r\n',
    false,
    fault('INVALID_HTTP_RESPONSE', /several Content-Disposition/),
  ],
])('%j is refused: %s', (text, isTls, expected) => {
  expect(readResponseHead(text, true, isTls)).toEqual(expected)
})

test.each([
  'Content-Length: 1\r\nContent-Length: 1',
  'Content-Length: 1, 1\r\nContent-Length: 1',
  'Content-Length: 1\r\nContent-Length: 2\r\nTransfer-Encoding: CHUNKED',
  'Content-Disposition: a\r\nContent-Disposition: a',
  'Location: /a\r\nLocation: /b',
])('%j does not contradict itself', (lines) => {
  expect(whole(`HTTP/1.1 200 OK\r\n${lines}\r\n\r\n`)).toMatchObject({ status: 200 })
})

test('a head of more bytes or lines than the limits is refused, and one at the limits is not', () => {
  const padded = (bytes: number) => `HTTP/1.1 200 OK\r\nA: ${'a'.repeat(bytes - 24)}\r\n\r\n`
  expect([MAX_RESPONSE_HEAD_BYTES, MAX_RESPONSE_HEADER_LINES]).toEqual([262_144, 10_000])
  expect(padded(100)).toHaveLength(100)
  expect(whole(padded(MAX_RESPONSE_HEAD_BYTES))).toMatchObject({ status: 200 })
  expect(whole(padded(MAX_RESPONSE_HEAD_BYTES + 1))).toEqual(fault('HEADERS_TOO_LONG', /256 KiB/))
  expect(readResponseHead(`HTTP/1.1 200 OK\r\nA: ${'a'.repeat(MAX_RESPONSE_HEAD_BYTES)}`, false, false)).toEqual(
    fault('HEADERS_TOO_LONG', /./),
  )
  const lined = (lines: number) => `HTTP/1.1 200 OK\n${'a:\n'.repeat(lines)}\n`
  expect(whole(lined(MAX_RESPONSE_HEADER_LINES))).toMatchObject({ status: 200 })
  expect(whole(lined(MAX_RESPONSE_HEADER_LINES + 1))).toEqual(fault('TOO_MANY_HEADERS', /10000 lines/))
  const hints = 'HTTP/1.1 103 X\r\n\r\n'.repeat(MAX_RESPONSE_HEAD_BYTES / 18 + 1)
  expect(readResponseHead(hints, false, false)).toEqual(fault('HEADERS_TOO_LONG', /./))
})

test.each(['', 'H', 'abcdHTT', 'HTTP/1.1 200 OK\r\nA: b\r\n'])('%j is not complete', (text) => {
  expect(readResponseHead(text, false, false)).toBe('more')
})

test('any bytes, in any pieces, make one answer', () => {
  const piece = fc.oneof(
    fc.constantFrom('HTTP/1.1 ', '200', ' OK', '\r\n', '\n', '\r', A, ': ', ' ', '\t', '\0', 'HTTP', '1', 'x', '100 C'),
    fc.string({ unit: 'binary-ascii', maxLength: 5 }),
  )
  const texts = fc.array(piece, { maxLength: 20 }).map((pieces) => pieces.join(''))
  const property = fc.property(texts, (text) => {
    expect(whole(text)).not.toBe('more')
    for (let i = 0; i < text.length; i++) {
      const early = readResponseHead(text.slice(0, i), false, false)
      if (early === 'more') continue
      if (!('fault' in early)) expect(early).toEqual(readResponseHead(text, false, false))
      break
    }
  })
  fc.assert(property, RUNS)
})
