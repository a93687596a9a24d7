/**
 * Puts an answer on a response of Node's: at once, so that the app sees it, and again when the head is written. So it
 * is sent whatever the app does in between: it may set its own `Vary` and CORS headers, and an error handler may remove
 * all headers.
 */
import type { Answer } from '../../policy/answers/answer.ts'
import { mergeVary } from '../../policy/answers/vary.ts'
import { asBare, isBare } from './bare-head.ts'
import { CORS_RESPONSE_HEADERS, headerValue, isCorsResponseHeader } from './cors-response-headers.ts'
import { ruledHead } from './ruled-head.ts'
import { closeUpgraded } from './upgraded.ts'

/** The parts of a response that are used: of Node's own over HTTP/1 and HTTP/2, and of all that imitate them. */
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

/**
 * Keeps the answer between the two times. The symbol is registered, so that two copies of this package find each
 * other's answer.
 */
const ANSWER = Symbol.for('corskit.answer')
/** What stood in the place of `writeHead`: Node's own, or another middleware's. */
const WRITE_HEAD = Symbol('corskit.writeHead')
/**
 * Marks responses of a framework that gives its own headers to `writeHead`, beside those that are set on the response.
 */
const ADDS_TO_VARY = Symbol.for('corskit.addsToVary')
/** Marks responses on which no header was set before ours, see `bare-head.ts`. */
const IS_BARE = Symbol('corskit.isBare')

interface AnsweredResponse extends NodeResponse {
  [ANSWER]?: Answer
  [ADDS_TO_VARY]?: boolean
  [IS_BARE]?: boolean
  [WRITE_HEAD]?: NodeResponse['writeHead']
}

export function applyAnswer(given: NodeResponse, answer: Answer): void {
  const response = given as AnsweredResponse
  const earlier = response[ANSWER]
  repeatInHead(response, answer)
  if (earlier !== undefined) for (const [name] of earlier.headers) response.removeHeader(name)
  setHeaders(response, answer)
}

/**
 * For adapters that do not see Node's response, such as Hono's. If an outer app has put an answer on Node's response,
 * the answer of the inner app replaces it.
 *
 * @param behind Node's response, if the server gave it
 */
export function applyAnswerBehind(behind: unknown, answer: Answer): void {
  const earlier = (behind as AnsweredResponse | null | undefined)?.[ANSWER]
  if (earlier === undefined || earlier.headers === answer.headers) return
  const response = behind as AnsweredResponse
  if (!response.headersSent) applyAnswer(response, answer)
}

function setHeaders(response: NodeResponse, { headers, vary }: Answer): void {
  for (const header of headers) response.setHeader(header[0], header[1])
  if (vary !== '') response.setHeader('vary', mergeVary(response.getHeader('vary'), vary))
}

/**
 * Answers a preflight. The response has ended then, so no app can change it. A 204 has no body and no Content-Length:
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
  closeUpgraded(response)
  response.end()
}

/**
 * Answers a request that the guard refuses. If the head was sent already, it does nothing: whoever sent it ends the
 * response.
 */
export function endRefused(response: NodeResponse, text: string): void {
  if (response.headersSent || response.writableEnded) return
  response.statusCode = 403
  response.setHeader('content-type', 'text/plain')
  closeUpgraded(response)
  response.write(text)
  response.end()
}

/** Every way to send the head, over HTTP/1 and HTTP/2, goes through `writeHead`. */
export function repeatInHead(given: NodeResponse, answer: Answer, { addsToVary = false } = {}): void {
  const response = given as AnsweredResponse
  // For upgrades, Engine.IO gives middleware an object with fewer methods. No page reads the headers of an upgrade.
  if (typeof response.getHeaderNames !== 'function') return
  if (addsToVary) response[ADDS_TO_VARY] = true
  const earlier = response[ANSWER]
  if (earlier !== undefined) {
    // One request has two policies, for example of the app and of a router in it: the inner one rules, and `Vary` has
    // the headers of both. `writeHead` is ours already.
    response[ANSWER] = { ...answer, vary: mergeVary(earlier.vary, answer.vary) }
    return
  }
  response[ANSWER] = answer
  response[IS_BARE] = isBare(response)
  response[WRITE_HEAD] = response.writeHead
  response.writeHead = writeAnsweredHead
}

/**
 * One function for all responses, not a closure for each. Called as `(status)`, `(status, headers)` or
 * `(status, message, headers)`.
 */
function writeAnsweredHead(this: AnsweredResponse, status: number, second?: unknown, third?: unknown): unknown {
  const answer = this[ANSWER] as Answer
  const writeHead = this[WRITE_HEAD] as NodeResponse['writeHead']
  const isThird = typeof third === 'object' && third !== null
  const given = isThird ? third : second
  if (typeof given !== 'object' || given === null) {
    if (!isUntouched(this, answer)) enforce(this, answer)
    return second === undefined ? writeHead.call(this, status) : writeHead.call(this, status, second)
  }
  const write = (head: object) =>
    isThird ? writeHead.call(this, status, second, head) : writeHead.call(this, status, head)
  if (isComplete(this, answer, given)) return write(given)
  if (this[IS_BARE] === true && hasOnlyOurs(this, answer)) {
    return asBare(this, () => write(ruledHead(given, answer)))
  }
  const beside = this[ADDS_TO_VARY] === true ? this.getHeader('vary') : undefined
  const head = ruledHead(given, { headers: null, vary: answer.vary, beside })
  enforce(this, answer)
  return write(head)
}

/** The common case, found out with few calls: our headers are unchanged, and there are no other CORS headers. */
function isUntouched(response: NodeResponse, answer: Answer): boolean {
  if (!hasOurs(response, answer)) return false
  let ours = 0
  for (const name of response.getHeaderNames()) if (name.startsWith('access-control-')) ours++
  return ours === answer.headers.length
}

function hasOurs(response: NodeResponse, { headers, vary }: Answer): boolean {
  if (vary !== '' && response.getHeader('vary') !== vary) return false
  for (const header of headers) if (response.getHeader(header[0]) !== header[1]) return false
  return true
}

/** Whether every header that is set on the response is ours. */
function hasOnlyOurs(response: NodeResponse, answer: Answer): boolean {
  const { length } = response.getHeaderNames()
  if (length === 0) return true
  return length === answer.headers.length + (answer.vary === '' ? 0 : 1) && hasOurs(response, answer)
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

/** Sets the headers on the response. What is given to `writeHead` replaces what is set there. */
function enforce(response: NodeResponse, answer: Answer): void {
  for (const name of CORS_RESPONSE_HEADERS) {
    const wanted = headerValue(answer.headers, name)
    const present = response.getHeader(name)
    if (wanted === present) continue
    if (wanted === undefined) response.removeHeader(name)
    else response.setHeader(name, wanted)
  }
  const present = response.getHeader('vary')
  const merged = mergeVary(present, answer.vary)
  if (merged !== '' && merged !== present) response.setHeader('vary', merged)
}
