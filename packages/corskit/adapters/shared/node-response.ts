/**
 * Puts an answer on a response of Node's: at once, so that the app sees it, and again when the head is written, so that nothing the app did in
 * between (its own `Vary`, its own CORS headers, an error handler that clears them all) is sent in its place.
 */
import type { OutgoingHttpHeader, OutgoingHttpHeaders } from 'node:http'
import type { Answer } from '../../policy/answers/answer.ts'
import { mergeVary } from '../../policy/answers/vary.ts'
import { CORS_RESPONSE_HEADERS, headerValue, isCorsResponseHeader } from './cors-response-headers.ts'

/** What of a response is used: Node's own over HTTP/1 and HTTP/2, and everything made in their image. */
export interface NodeResponse {
  statusCode: number
  readonly headersSent: boolean
  readonly writableEnded?: boolean
  getHeader(name: string): unknown
  getHeaderNames(): string[]
  setHeader(name: string, value: string): unknown
  removeHeader(name: string): void
  // biome-ignore lint/suspicious/noExplicitAny: writeHead has overloads that differ between HTTP/1 and HTTP/2
  writeHead(status: number, ...rest: any[]): unknown
  write(text: string): unknown
  end(): unknown
}

/** Where the answer is kept between the two times. */
const ANSWER = Symbol('corskit.answer')
/** What stood in the place of `writeHead`: Node's own, or another middleware's. */
const WRITE_HEAD = Symbol('corskit.writeHead')

/** On responses whose framework sends what it was told itself by `writeHead`, beside what was set on the response. */
const ADDS_TO_VARY = Symbol('corskit.addsToVary')

interface AnsweredResponse extends NodeResponse {
  [ANSWER]?: Answer
  [ADDS_TO_VARY]?: boolean
  [WRITE_HEAD]?: NodeResponse['writeHead']
}

export function applyAnswer(given: NodeResponse, answer: Answer): void {
  const response = given as AnsweredResponse
  const earlier = response[ANSWER]
  if (earlier === undefined) {
    repeatInHead(response, answer)
  } else {
    // Two policies met, as with one for the app and one for a router in it: the inner one rules, and what was chosen by either varies.
    response[ANSWER] = { ...answer, vary: mergeVary(earlier.vary, answer.vary) }
    for (const [name] of earlier.headers) response.removeHeader(name)
  }
  setHeaders(response, answer)
}

function setHeaders(response: NodeResponse, { headers, vary }: Answer): void {
  for (const header of headers) response.setHeader(header[0], header[1])
  if (vary !== '') response.setHeader('vary', mergeVary(response.getHeader('vary'), vary))
}

/**
 * Answers a preflight, after which no app can put anything in the answer's place. A 204 has no body and no Content-Length:
 * https://www.rfc-editor.org/rfc/rfc9110#section-8.6
 */
export function endPreflight(given: NodeResponse, answer: Answer): void {
  const response = given as AnsweredResponse
  if (response[ANSWER] !== undefined) applyAnswer(response, answer)
  else {
    for (const name of response.getHeaderNames()) if (isCorsResponseHeader(name)) response.removeHeader(name)
    setHeaders(response, answer)
  }
  response.statusCode = 204
  response.end()
}

/** Ends what the guard refuses. Where the head is sent, nothing more is written: whoever sent it ends it. */
export function endRefused(response: NodeResponse, text: string): void {
  if (response.headersSent || response.writableEnded) return
  response.statusCode = 403
  response.setHeader('content-type', 'text/plain')
  response.write(text)
  response.end()
}

/** Every way to send the head, over HTTP/1 and HTTP/2, goes through `writeHead`. */
export function repeatInHead(given: NodeResponse, answer: Answer, { addsToVary = false } = {}): void {
  const response = given as AnsweredResponse
  // Engine.IO hands middleware a response for upgrades that is less than one. No page reads the headers of those.
  if (typeof response.getHeaderNames !== 'function') return
  response[ANSWER] = answer
  if (addsToVary) response[ADDS_TO_VARY] = true
  response[WRITE_HEAD] = response.writeHead
  response.writeHead = writeAnsweredHead
}

/** One function for all responses, not a closure for each. Called as `(status)`, `(status, headers)` or `(status, message, headers)`. */
function writeAnsweredHead(this: AnsweredResponse, status: number, second?: unknown, third?: unknown): unknown {
  const answer = this[ANSWER]
  const writeHead = this[WRITE_HEAD] as NodeResponse['writeHead']
  if (answer === undefined) return writeHead.call(this, status, second, third)
  if (typeof third === 'object' && third !== null)
    return writeHead.call(this, status, second, enforce(this, answer, third))
  if (typeof second === 'object' && second !== null) {
    return writeHead.call(this, status, isComplete(this, answer, second) ? second : enforce(this, answer, second))
  }
  if (!isUntouched(this, answer)) enforce(this, answer, null)
  return second === undefined ? writeHead.call(this, status) : writeHead.call(this, status, second)
}

/** The common case, in as few looks as can tell: nothing of ours has changed, and nothing was put beside it. */
function isUntouched(response: NodeResponse, { headers, vary }: Answer): boolean {
  if (vary !== '' && response.getHeader('vary') !== vary) return false
  for (const header of headers) if (response.getHeader(header[0]) !== header[1]) return false
  let ours = 0
  for (const name of response.getHeaderNames()) if (name.startsWith('access-control-')) ours++
  return ours === headers.length
}

/** The same for headers that are all given to `writeHead`, as Fastify does. */
function isComplete(response: NodeResponse, { headers, vary }: Answer, given: object): boolean {
  if (Array.isArray(given) || response.getHeaderNames().length > 0) return false
  const record = given as Readonly<Record<string, unknown>>
  if (vary !== '' && record['vary'] !== vary) return false
  for (const header of headers) if (record[header[0]] !== header[1]) return false
  let ours = 0
  for (const name in record) {
    const first = name.charCodeAt(0) | 0x20
    if (first !== 0x61 && first !== 0x76) continue // neither `a…` nor `v…`
    const lower = name.toLowerCase()
    if (lower.startsWith('access-control-')) ours++
    else if (lower === 'vary' && name !== lower) return false
  }
  return ours === headers.length
}

/** @returns what is left of the headers given to `writeHead` */
function enforce(response: NodeResponse, answer: Answer, given: object | null): OutgoingHttpHeaders | null {
  const parts = given === null ? NOTHING : withoutOurs(given)
  // Node throws, and the app sees its mistake.
  if (parts === null) return given as OutgoingHttpHeaders
  const { others, varyLines } = parts
  for (const name of CORS_RESPONSE_HEADERS) {
    const wanted = headerValue(answer.headers, name)
    const present = response.getHeader(name)
    if (wanted === present) continue
    if (wanted === undefined) response.removeHeader(name)
    else response.setHeader(name, wanted)
  }
  const present = response.getHeader('vary')
  // In `writeHead`, a header takes the place of one that was set before.
  const said = varyLines.length === 0 ? present : varyLines
  const all = (response as AnsweredResponse)[ADDS_TO_VARY] === true ? mergeVary(present, mergeVary(said, '')) : said
  const merged = mergeVary(all, answer.vary)
  if (merged !== '' && merged !== present) response.setHeader('vary', merged)
  return others
}

const NOTHING = { others: null, varyLines: [] }

/**
 * The headers given to `writeHead`, without those that the answer rules. A copy: the app may use its object again. `null` where Node refuses what was
 * given.
 */
function withoutOurs(given: object): { others: OutgoingHttpHeaders; varyLines: string[] } | null {
  const varyLines: string[] = []
  const isOurs = (name: string, value: unknown) => {
    const lower = name.toLowerCase()
    if (lower === 'vary') varyLines.push(...(Array.isArray(value) ? value.map(String) : [String(value)]))
    return lower === 'vary' || isCorsResponseHeader(lower)
  }
  if (!Array.isArray(given)) {
    const others: OutgoingHttpHeaders = {}
    for (const [name, value] of Object.entries(given)) {
      if (value === undefined) return null
      if (!isOurs(name, value)) others[name] = value
    }
    return { others, varyLines }
  }
  // Pairs, or one flat list of names and values. As a record: of a list, Node would keep the last line of each name beside headers that are set.
  const flat: unknown[] = Array.isArray(given[0]) ? given.flatMap((pair) => [pair?.[0], pair?.[1]]) : given
  if (flat.length % 2 !== 0) return null
  const lines = new Map<string, { readonly name: string; readonly values: unknown[] }>()
  for (let i = 0; i < flat.length; i += 2) {
    const name = flat[i]
    if (typeof name !== 'string' || flat[i + 1] === undefined) return null
    if (isOurs(name, flat[i + 1])) continue
    const values = [flat[i + 1]].flat()
    const known = lines.get(name.toLowerCase())
    if (known === undefined) lines.set(name.toLowerCase(), { name, values })
    else known.values.push(...values)
  }
  const others: OutgoingHttpHeaders = {}
  for (const { name, values } of lines.values())
    others[name] = (values.length === 1 ? values[0] : values) as OutgoingHttpHeader
  return { others, varyLines }
}
