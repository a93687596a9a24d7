/**
 * Finds the end of an HTTP/1.1 answer, so that the connection can be used again.
 * https://www.rfc-editor.org/rfc/rfc9112#section-6.3
 */
import type { WireResponse } from '../wire.ts'

/** `unknown`: only the end of the connection says where it ends, or it is not to be used again. */
export type BodyState = 'complete' | 'more' | 'unknown'

/** @param received head and body so far, one character for each byte */
export function bodyState(received: string, method: string, { status, headers }: WireResponse): BodyState {
  const values = (wanted: string) =>
    headers.flatMap(([name, value]) => (name === wanted ? value.split(',') : [])).map((value) => value.trim())
  // After an unusual answer the connection is not used again: one with an early hint, or with a head that only a
  // lenient parser accepts.
  if (!/^HTTP\/1\.1 [2-5]/.test(received) || values('connection').some((each) => /^close$/i.test(each)))
    return 'unknown'
  const end = /\r\n\r\n/.exec(received)
  if (end === null) return 'unknown'
  const body = received.slice(end.index + end[0].length)
  if (method === 'HEAD' || status === 204 || status === 304) return body === '' ? 'complete' : 'unknown'
  const codings = values('transfer-encoding')
  if (codings.length > 0) return codings.join().toLowerCase() === 'chunked' ? chunkedState(body) : 'unknown'
  const [length = '', ...more] = values('content-length')
  if (!/^\d{1,9}$/.test(length) || more.length > 0) return 'unknown'
  if (body.length > Number(length)) return 'unknown'
  return body.length === Number(length) ? 'complete' : 'more'
}

/** https://www.rfc-editor.org/rfc/rfc9112#section-7.1 */
function chunkedState(body: string): BodyState {
  for (let at = 0; ; ) {
    const lineEnd = body.indexOf('\r\n', at)
    if (lineEnd < 0) return body.length - at > 100 ? 'unknown' : 'more'
    const [, digits = ''] = /^([\da-f]{1,8})(?:$|[ \t;])/i.exec(body.slice(at, lineEnd)) ?? []
    if (digits === '') return 'unknown'
    const size = Number.parseInt(digits, 16)
    if (size === 0) {
      // Trailers are not expected.
      const rest = body.slice(lineEnd)
      if (rest === '\r\n\r\n') return 'complete'
      return '\r\n\r\n'.startsWith(rest) ? 'more' : 'unknown'
    }
    at = lineEnd + 2 + size + 2
    if (at > body.length) return 'more'
    if (body.slice(at - 2, at) !== '\r\n') return 'unknown'
  }
}
