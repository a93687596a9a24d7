import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { WireResponse } from '../wire.ts'
import { bodyState } from './body-state.ts'

const answer = (headers: string, body: string) => `HTTP/1.1 200 OK\r\n${headers}\r\n\r\n${body}`

/** As `readHead` gives it. */
function headOf(text: string): WireResponse {
  const [statusLine = '', ...lines] = (text.split('\r\n\r\n')[0] ?? '').split('\r\n')
  const headers = lines.map((line) => line.split(/: */) as [string, string])
  return {
    status: Number(statusLine.split(' ')[1]),
    headers: headers.map(([name, value]) => [name.toLowerCase(), value]),
  }
}

const bytes = fc.string({ unit: fc.integer({ min: 0, max: 255 }).map((code) => String.fromCharCode(code)) })
const chunked = fc.array(bytes.filter((chunk) => chunk !== '')).map((chunks) => {
  const parts = chunks.map((chunk) => `${chunk.length.toString(16)};x=y\r\n${chunk}\r\n`)
  return answer('Transfer-Encoding: chunked', `${parts.join('')}0\r\n\r\n`)
})
const counted = bytes.map((body) => answer(`Content-Length: ${body.length}`, body))

test('an answer is complete with its last byte and not before; after one more byte the connection is not used again', () => {
  fc.assert(
    fc.property(fc.oneof(chunked, counted), (text) => {
      const head = headOf(text)
      const start = text.indexOf('\r\n\r\n') + 4
      for (let end = start; end < text.length; end++) expect(bodyState(text.slice(0, end), 'GET', head)).toBe('more')
      expect(bodyState(text, 'GET', head)).toBe('complete')
      expect(bodyState(`${text}x`, 'GET', head)).toBe('unknown')
    }),
    { numRuns: 300 },
  )
})

test.each<[string, string, string]>([
  ['HEAD', answer('Content-Length: 9', ''), 'complete'],
  ['GET', 'HTTP/1.1 204 No Content\r\nX: y\r\n\r\n', 'complete'],
  ['GET', 'HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n', 'complete'],
  ['GET', answer('Content-Length: 0\r\nConnection: close', ''), 'unknown'],
  ['GET', answer('Content-Type: text/event-stream', 'data'), 'unknown'],
  ['GET', answer('Content-Length: 1, 1', 'x'), 'unknown'],
  ['GET', answer('Content-Length: -1', ''), 'unknown'],
  ['GET', answer('Transfer-Encoding: gzip, chunked', '0\r\n\r\n'), 'unknown'],
  ['GET', answer('Transfer-Encoding: chunked', 'g\r\n'), 'unknown'],
  ['GET', answer('Transfer-Encoding: chunked', '1\r\nabc\r\n'), 'unknown'],
  ['GET', answer('Transfer-Encoding: chunked', '0\r\nTrailer: x\r\n\r\n'), 'unknown'],
  ['GET', 'HTTP/1.0 200 OK\r\nContent-Length: 0\r\n\r\n', 'unknown'],
  ['GET', `HTTP/1.1 103 Early\r\n\r\n${answer('Content-Length: 0', '')}`, 'unknown'],
])('after %s, %j is %s', (method, text, state) => {
  expect(bodyState(text, method, headOf(text))).toBe(state)
})
