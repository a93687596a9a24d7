/**
 * Reads the head of an HTTP/1 response as Chromium does, which is more lenient than Node's parser. Chromium was given
 * each answer of the command's response-head.test.ts, too.
 * https://source.chromium.org/chromium/chromium/src/+/main:net/http/http_response_headers.cc
 */
import type { Header } from '../header-list.ts'

/** A head that is complete. */
export interface ResponseHead {
  readonly status: number
  readonly statusText: string
  /** Names in lower case, one entry a header line, values as bytes (one character each). */
  readonly headers: readonly Header[]
  /** Other versions close the connection after the answer. */
  readonly isHttp11: boolean
  /** How many characters it took, those of informational answers before it included. */
  readonly length: number
}

/** Why there is no head. */
export interface HeadFault {
  readonly code:
    | 'ECONNRESET'
    | 'HEADERS_TRUNCATED'
    | 'INVALID_HTTP_RESPONSE'
    | 'HEADERS_TOO_LONG'
    | 'TOO_MANY_HEADERS'
    | 'HTTP_101'
  readonly sentence: string
}

/** `more`: the head is not complete. */
export type HeadSoFar = ResponseHead | { readonly fault: HeadFault } | 'more'

/** The longest response head that is read: Chromium's own limit (measured: 250,000 bytes pass, 270,000 do not). */
export const MAX_RESPONSE_HEAD_BYTES = 256 * 1024

/** No server needs more lines. Chromium only limits the bytes. */
export const MAX_RESPONSE_HEADER_LINES = 10_000

/** @param received every byte so far, one character each  @param ended whether the server has closed the connection */
export function readResponseHead(received: string, ended: boolean, isTls: boolean): HeadSoFar {
  let before = 0
  for (;;) {
    const rest = received.slice(before)
    const start = startOfStatusLine(rest)
    if (start === null) {
      if (!ended && rest.length < 8) return 'more'
      // An answer without a head, as old radio stations send it.
      if (/^icy /i.test(rest)) return { status: 200, statusText: '', headers: [], isHttp11: false, length: before }
      return { fault: rest === '' ? EMPTY : invalid('it does not begin with HTTP') }
    }
    const end = /\n\r?\n/.exec(rest.slice(start))
    const length = end === null ? rest.length : start + end.index + end[0].length
    if (before + length > MAX_RESPONSE_HEAD_BYTES) return { fault: TOO_LONG }
    if (end === null && !ended) return 'more'
    // An attacker who cuts an encrypted connection must not be able to shorten a head.
    if (end === null && isTls) return { fault: CUT_SHORT }
    const head = parseHead(rest.slice(start, length), before + length)
    if ('fault' in head || head.status < 100 || head.status >= 200) return head
    if (head.status === 101) return { fault: switchedProtocols(head.headers) }
    // Early hints and similar ones: the answer comes after them.
    before += length
  }
}

/** Up to four other bytes may come first. */
function startOfStatusLine(text: string): number | null {
  const at = text.slice(0, 8).toLowerCase().indexOf('http')
  return at < 0 ? null : at
}

function parseHead(text: string, length: number): ResponseHead | { readonly fault: HeadFault } {
  if (text.includes('\0')) return { fault: invalid('it has a NUL character in its head') }
  const [statusLine = '', ...lines] = unfolded(text)
  if (lines.length > MAX_RESPONSE_HEADER_LINES) return { fault: TOO_MANY_LINES }
  const status = statusOf(statusLine)
  if (status > 999)
    return { fault: invalid(`its status is ${digitsOf(statusLine)}, and a status has at most three digits`) }
  const headers = lines.flatMap((line) => headerOf(line) ?? [])
  const contradiction = contradictionIn(headers)
  if (contradiction !== null) return { fault: invalid(contradiction) }
  return { status, statusText: reasonPhraseOf(statusLine), headers, isHttp11: /^HTTP\/1\.1 /i.test(statusLine), length }
}

/** A line that begins with white space continues the line before it, if that is a header. */
function unfolded(text: string): string[] {
  const lines: string[] = []
  let isContinuable = false
  for (const line of text.split(/[\r\n]+/)) {
    if (line === '') continue
    if (isContinuable && /^[ \t]/.test(line)) lines.push(`${lines.pop()} ${line.replace(/^[ \t]+/, '')}`)
    else {
      isContinuable = lines.length > 0 && /^[^ \t:][^:]*:/.test(line)
      lines.push(line)
    }
  }
  return lines
}

const digitsOf = (line: string) => /^[^ ]* +(\d+)/.exec(line)?.[1]?.slice(0, 20)

/** The status is 200 when there is none. */
function statusOf(line: string): number {
  return Number(digitsOf(line) ?? 200)
}

/** What stands behind the status. */
function reasonPhraseOf(line: string): string {
  return (/^[^ ]* +\d+(.*)/.exec(line)?.[1] ?? '').replace(/^[ \t]+|[ \t]+$/g, '')
}

/** A line without a colon, or with a malformed name, is ignored. White space between name and colon is allowed. */
function headerOf(line: string): [Header] | null {
  const colon = line.indexOf(':')
  if (colon < 1) return null
  const name = line.slice(0, colon).replace(/[ \t]+$/, '')
  if (!/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(name)) return null
  return [[name.toLowerCase(), line.slice(colon + 1).replace(/^[ \t]+|[ \t]+$/g, '')]]
}

/** Lines that contradict each other can be used to smuggle an answer. Those of `Location` are judged by the model. */
function contradictionIn(headers: readonly Header[]): string | null {
  const values = (wanted: string) => new Set(headers.filter(([name]) => name === wanted).map(([, value]) => value))
  const isChunked = [...values('transfer-encoding')].some((value) => /chunked/i.test(value))
  const lengths = new Set([...values('content-length')].flatMap((line) => line.split(/[ \t]*,[ \t]*/)))
  if (!isChunked && lengths.size > 1) return 'it has several Content-Length headers that differ'
  if (values('content-disposition').size > 1) return 'it has several Content-Disposition headers that differ'
  return null
}

function invalid(why: string): HeadFault {
  return { code: 'INVALID_HTTP_RESPONSE', sentence: `What the server sent is not valid HTTP: ${why}.` }
}

const EMPTY: HeadFault = {
  code: 'ECONNRESET',
  sentence: 'The server closed the connection without an answer.',
}

const CUT_SHORT: HeadFault = {
  code: 'HEADERS_TRUNCATED',
  sentence: 'The server closed the connection in the middle of an answer.',
}

const TOO_LONG: HeadFault = {
  code: 'HEADERS_TOO_LONG',
  sentence: 'The header of the answer is longer than 256 KiB, where Chromium gives up too.',
}

const TOO_MANY_LINES: HeadFault = {
  code: 'TOO_MANY_HEADERS',
  sentence: `The header of the answer has more than ${MAX_RESPONSE_HEADER_LINES} lines.`,
}

/** https://fetch.spec.whatwg.org/#concept-http-network-fetch: only a WebSocket may be answered with 101. */
function switchedProtocols(headers: readonly Header[]): HeadFault {
  const protocol = (headers.find(([name]) => name === 'upgrade')?.[1] ?? 'another protocol').slice(0, 40)
  return { code: 'HTTP_101', sentence: `The server answered 101 and switched to ${protocol} unasked.` }
}
