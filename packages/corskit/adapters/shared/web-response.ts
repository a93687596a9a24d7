/** Puts an answer on a `Response`. */
import type { Answer } from '../../policy/answers/answer.ts'
import { mergeVary } from '../../policy/answers/vary.ts'
import { CORS_RESPONSE_HEADERS, headerValue } from './cors-response-headers.ts'

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

/**
 * Responses that were changed before, and by which answer. Such a response may be on its way to another client. Two
 * nested policies bring the same answer.
 */
const changed = new WeakMap<Response, Answer>()

/**
 * The response itself where that is safe, else a copy. A copy is needed where the headers cannot be changed (those of
 * `fetch` and `Response.redirect`), and where the app may give the same object to several requests, which it can do
 * with a response without a body.
 */
export function applyToResponse(response: Response, answer: Answer): Response {
  // `Response.error()` and the response to an upgrade cannot be copied, and no page reads their headers.
  if (response.status < 200) return response
  if (response.headers.has(ALREADY_SENT)) return alreadySent(response)
  const before = changed.get(response)
  if (before === answer || (before === undefined && !lacksBody(response))) {
    try {
      applyToHeaders(response.headers, answer)
      changed.set(response, answer)
      return response
    } catch {
      // Immutable: copied below.
    }
  }
  const copy = copyOf(response)
  applyToHeaders(copy.headers, answer)
  changed.set(copy, answer)
  return copy
}

/**
 * A body can be sent once. When the app gives the same body again, or has read it itself, that is an error of the app.
 */
function copyOf(response: Response): Response {
  const Copy = isNative(response) ? nativeResponse() : Response
  try {
    const copy = new Copy(response.body, response)
    if (IS_DENO && response.url !== '' && copy.headers.has('content-encoding')) withoutEncoding(copy.headers)
    return copy
  } catch (error) {
    return bare500(error)
  }
}

const IS_DENO = 'Deno' in globalThis

/**
 * Deno decompresses what `fetch` gave, and leaves these headers out when it sends that response. It does not do so for
 * a copy.
 */
function withoutEncoding(headers: Headers): void {
  headers.delete('content-encoding')
  headers.delete('content-length')
}

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
 * The runtime's own class. Servers on Node replace the global `Response` by a faster class of their own, which is
 * slower as soon as it is read.
 */
let native: Response | undefined
// Found out with the first response and not at import, because Node then loads its whole implementation of fetch.
function nativePrototype(): Response {
  native ??= Object.getPrototypeOf(Response.error()) as Response
  return native
}
const nativeResponse = () => nativePrototype().constructor as typeof Response
const isNative = (response: Response) => Object.getPrototypeOf(response) === nativePrototype()

/** Reading `response.body` changes what is sent: Bun then leaves the content type out, and Deno the length. */
const LOOKING_CHANGES_BODIES = 'Bun' in globalThis || IS_DENO

/** Whether the response certainly has no body. `body` is only read where there is no content type. */
function lacksBody(response: Response): boolean {
  const { status } = response
  if (status === 204 || status === 205 || status === 304) return true
  if (LOOKING_CHANGES_BODIES || !isNative(response)) return false
  return response.headers.get('content-type') === null && response.body === null
}

/** Goes by the shape, because another realm, or a library, may have its own class `Response`. */
export function isResponse(value: unknown): value is Response {
  if (value instanceof Response) return true
  if (typeof value !== 'object' || value === null) return false
  const { status, headers } = value as { status?: unknown; headers?: { get?: unknown; set?: unknown } | null }
  return typeof status === 'number' && typeof headers?.get === 'function' && typeof headers.set === 'function'
}

export function preflightResponse(answer: Answer): Response {
  const headers = new Headers()
  putIntoEmpty(headers, answer)
  return new Response(null, { status: 204, headers })
}

/** What the guard refuses. */
export function refusedResponse(text: string): Response {
  return new Response(text, { status: 403, headers: { 'content-type': 'text/plain' } })
}

/** For errors of the app for which nobody else makes a response. */
export function bare500(error: unknown): Response {
  console.error(error)
  return new Response('Internal Server Error', { status: 500 })
}
