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

/** What was changed already, and so is perhaps on its way to another client. Of two policies that met, both come with the same answer. */
const changed = new WeakMap<Response, Answer>()

/**
 * The response itself where that is safe, else a copy. A copy is needed where the headers cannot be changed (those of `fetch` and
 * `Response.redirect`), and where the app may give the same object to several requests, which it can do with a response without a body.
 */
export function applyToResponse(response: Response, answer: Answer): Response {
  // Neither an error nor the response to an upgrade can be copied, and no page reads their headers.
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

/** A body can be sent once: what an app gives a second time, or has read itself, is an error of the app. */
function copyOf(response: Response): Response {
  const Copy = isNative(response) ? nativeResponse() : Response
  try {
    return new Copy(response.body, response)
  } catch (error) {
    return bare500(error)
  }
}

/** The marker of @hono/node-server: the app has written to Node's own response. */
const ALREADY_SENT = 'x-hono-already-sent'

/** Version 2 sees the marker on the runtime's own `Response` only, and writes its own one after what was sent. */
function alreadySent(response: Response): Response {
  return isNative(response) ? response : new (nativeResponse())(null, { headers: { [ALREADY_SENT]: 'true' } })
}

/** The runtime's own class: servers on Node put one of theirs in the place of the global, to send what nobody looks at in a faster way. */
let native: Response | undefined
// Found out with the first response: Node loads all of its fetch for it, which an import must not cost.
function nativePrototype(): Response {
  native ??= Object.getPrototypeOf(Response.error()) as Response
  return native
}
const nativeResponse = () => nativePrototype().constructor as typeof Response
const isNative = (response: Response) => Object.getPrototypeOf(response) === nativePrototype()

/** A body that was looked at goes out in another way: from Bun without its content type, from Deno without its length. */
const LOOKING_CHANGES_BODIES = 'Bun' in globalThis || 'Deno' in globalThis

/** Whether the response certainly has no body. Most bodies come with a content type, and are not looked at. */
function lacksBody(response: Response): boolean {
  const { status } = response
  if (status === 204 || status === 205 || status === 304) return true
  if (LOOKING_CHANGES_BODIES || !isNative(response)) return false
  return response.headers.get('content-type') === null && response.body === null
}

/** By its shape: a `Response` of another realm, or of a library of its own, is one too. */
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

/** For errors of the app that nobody else makes a response of. */
export function bare500(error: unknown): Response {
  console.error(error)
  return new Response('Internal Server Error', { status: 500 })
}
