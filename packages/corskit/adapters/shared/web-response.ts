/** Puts an answer on a `Response`. */
import { isWebSocket } from '../../guard/judge.ts'
import type { Answer } from '../../policy/answers/answer.ts'
import { mergeVary } from '../../policy/answers/vary.ts'
import { CORS_RESPONSE_HEADERS, headerValue } from './cors-response-headers.ts'
import { copyOf, IS_BUN, isNative, nativeResponse, ownResponse } from './own-response.ts'
import { refusedByHooks, type WebUpgrade } from './upgraded.ts'

/** What of a `Headers` is used. */
export interface WebHeaders {
  get(name: string): string | null
  set(name: string, value: string): void
  delete(name: string): void
}

/** Replaces the CORS headers that the app set, and adds to its `Vary`. */
export function applyToHeaders(headers: WebHeaders, answer: Answer): void {
  for (const name of CORS_RESPONSE_HEADERS) {
    const wanted = headerValue(answer.headers, name)
    if (wanted !== undefined) headers.set(name, wanted)
    else if (headers.get(name) !== null) headers.delete(name)
  }
  for (const [name, value] of answer.headers) if (!name.startsWith('access-control-')) headers.set(name, value)
  if (answer.vary !== '') headers.set('vary', mergeVary(headers.get('vary'), answer.vary))
}

/** The same for headers that were made just now: nothing has to be looked at. */
export function putIntoEmpty(headers: WebHeaders, { headers: own, vary }: Answer): void {
  for (const [name, value] of own) headers.set(name, value)
  if (vary !== '') headers.set('vary', vary)
}

/** The response itself where that is safe, else a copy. */
export function applyToResponse(given: Response, answer: Answer): Response {
  // `Response.error()` and the response to an upgrade cannot be copied, and no page reads their headers.
  if (given.status < 200) return given
  try {
    const response = ownResponse(given)
    if (response.headers.has(ALREADY_SENT)) return alreadySent(given)
    if (response !== given) return applied(response, answer)
    if (isNative(given) && given.bodyUsed) return applied(bare500(new TypeError(BODY_USED)), answer)
    return appliedInPlace(given, answer) ?? applied(copyOf(given), answer)
  } catch (error) {
    return applied(bare500(error), answer)
  }
}

function applied(response: Response, answer: Answer): Response {
  applyToHeaders(response.headers, answer)
  return response
}

/** `null` where the headers cannot be changed, as those of what `fetch` and `Response.redirect` give. */
function appliedInPlace(response: Response, answer: Answer): Response | null {
  try {
    applied(response, answer)
  } catch {
    return null
  }
  if (!IS_BUN) return response
  if (changed.has(response) && !isOn(response, answer)) return null
  changed.add(response)
  return response
}

/** In Bun: what was changed before. */
const changed = new WeakSet<Response>()

/**
 * Bun takes the headers away from a response that it has sent: what is put on them then is not sent when the app gives
 * the response again.
 */
function isOn(response: Response, { headers, vary }: Answer): boolean {
  const sent = new Response(null, response).headers
  return headers.every(([name]) => sent.has(name)) && (vary === '' || sent.has('vary'))
}

/** A body can be sent once. When the app gives it again, or has read it itself, that is an error of the app. */
const BODY_USED = 'The body of this Response was read or sent before: make a new Response for each request'

/** The marker of @hono/node-server: the app has written to Node's own response. */
const ALREADY_SENT = 'x-hono-already-sent'

/**
 * Version 2 recognises the marker only on the runtime's own `Response`. Any other response would be written after what
 * was sent.
 */
function alreadySent(response: Response): Response {
  return isNative(response) ? response : new (nativeResponse())(null, { headers: { [ALREADY_SENT]: 'true' } })
}

/**
 * Another realm, or a library, may have its own class `Response`. An error is never one: the errors of many API clients
 * have a `status` and the `headers` of the answer that they are about. What cannot be read is not one either.
 */
export function isResponse(value: unknown): value is Response {
  try {
    if (value instanceof Response) return typeof value.status === 'number'
    if (typeof value !== 'object' || value === null || value instanceof Error) return false
    const { status, headers, arrayBuffer, clone } = value as Partial<Response>
    const hasMethods = typeof arrayBuffer === 'function' && typeof clone === 'function'
    if (!hasMethods && Reflect.get(value, Symbol.toStringTag) !== 'Response') return false
    return typeof status === 'number' && typeof headers?.get === 'function' && typeof headers.set === 'function'
  } catch {
    return false
  }
}

export function preflightResponse(answer: Answer): Response {
  const headers = new Headers()
  putIntoEmpty(headers, answer)
  return new Response(null, { status: 204, headers })
}

/** What the guard refuses. */
export function refusedResponse(text: string, request: WebUpgrade): Response {
  const refused = () => new Response(text, { status: 403, headers: { 'content-type': 'text/plain' } })
  const response = refused()
  return isWebSocket(request.headers.get('upgrade')) ? refusedByHooks(request, response, refused) : response
}

/** For errors of the app for which nobody else makes a response. */
export function bare500(error: unknown): Response {
  try {
    console.error(error)
  } catch {
    console.error('An error that cannot be shown: reading it throws')
  }
  return new Response('Internal Server Error', { status: 500 })
}
