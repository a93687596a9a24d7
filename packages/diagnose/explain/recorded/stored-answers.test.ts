/** As Chromium 156, Firefox 153 and WebKitGTK 2.50 were seen to do: each lets a page read what a 304 confirms. */
import { describe, expect, test } from 'vitest'
import { readInput } from '../read-input.ts'

const PAGE = 'https://app.example.com'
const API = 'https://api.example.com/x'
type Headers = Readonly<Record<string, string>>

const list = (headers: Headers) => Object.entries(headers).map(([name, value]) => ({ name, value }))
const entry = (status: number, answered: Headers, asked: Headers = {}, more: object = {}) => ({
  request: { method: 'GET', url: API, headers: list({ origin: PAGE, ...asked }), ...more },
  response: { status, headers: list(answered) },
})
const failing = (one: ReturnType<typeof entry>) => ({
  ...one,
  response: { ...one.response, _error: 'net::ERR_FAILED' },
})

function told(...entries: object[]): (string | null)[] {
  const read = readInput(JSON.stringify({ log: { version: '1.2', entries } }))
  if ('why' in read) throw new Error(read.why)
  return read.failures.map(({ evidence }) => evidence.outcome?.reason?.code ?? null)
}

const ALL = { 'access-control-allow-origin': '*' }
const OTHER = { 'access-control-allow-origin': 'https://other.example.com' }
const SAME = { 'if-none-match': '"1"' }
const DATED = { 'if-modified-since': 'Fri, 27 Nov 2026 10:00:00 GMT' }

describe('the stored answer is known', () => {
  test.each<[string, object[], string[]]>([
    ['it allows the page', [entry(200, ALL), entry(304, {}, SAME), entry(304, {}, SAME)], []],
    ['it has a date', [entry(200, ALL), entry(304, {}, DATED)], []],
    ['it has the same tag', [entry(200, { ...ALL, etag: 'W/"1"' }), entry(304, {}, SAME)], []],
    ['the 304 allows it too', [entry(200, ALL), entry(304, ALL, SAME)], []],
    [
      'the 304 allows another page: that replaces it',
      [entry(200, ALL), entry(304, OTHER, SAME)],
      ['AllowOriginMismatch'],
    ],
    [
      'a 304 has replaced it',
      [entry(200, ALL), entry(304, OTHER, SAME), entry(304, {}, SAME)],
      ['AllowOriginMismatch', 'AllowOriginMismatch'],
    ],
    [
      'it allows another page',
      [entry(200, OTHER), entry(304, {}, SAME)],
      ['AllowOriginMismatch', 'AllowOriginMismatch'],
    ],
    [
      'it has no permission',
      [entry(200, {}), entry(304, {}, SAME)],
      ['MissingAllowOriginHeader', 'MissingAllowOriginHeader'],
    ],
    ['its permission is that of a redirect', [entry(302, { ...ALL, location: '/y' }), entry(304, {}, SAME)], []],
  ])('%s', (_, entries, codes) => expect(told(...entries)).toEqual(codes))
})

describe('the stored answer is not known', () => {
  test.each<[string, object[]]>([
    ['no answer before it', [entry(304, {}, SAME)]],
    ['no condition recorded', [entry(304, {})]],
    ['it has another tag', [entry(200, { ...ALL, etag: '"2"' }), entry(304, {}, SAME)]],
    [
      'it is for another page',
      [entry(200, { ...OTHER, vary: 'Origin' }, { origin: 'https://other.example.com' }), entry(304, {}, SAME)],
    ],
  ])('%s: nothing is concluded', (_, entries) => expect(told(...entries)).toEqual([]))

  test('a failure is one all the same, and has no reason', () => {
    expect(told(failing(entry(304, {}, SAME)))).toEqual([null])
  })

  test('what the 304 itself says counts', () => {
    expect(told(entry(304, OTHER, SAME))).toEqual(['AllowOriginMismatch'])
    expect(told(entry(304, ALL, SAME))).toEqual([])
  })
})

test('script that asks with a condition gets the 304 itself', () => {
  const asked = { 'access-control-request-method': 'GET', 'access-control-request-headers': 'if-none-match' }
  const preflight = entry(204, { ...ALL, 'access-control-allow-headers': 'if-none-match' }, asked, {
    method: 'OPTIONS',
  })
  expect(told(entry(200, ALL), preflight, entry(304, {}, SAME))).toEqual(['MissingAllowOriginHeader'])
})
