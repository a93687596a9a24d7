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

/**
 * The response itself where that is safe, else a copy. The headers of `fetch` and `Response.redirect` cannot be changed; and a response without a
 * body may be a constant that the app gives to every request, several of which may be under way.
 */
export function applyToResponse(response: Response, answer: Answer): Response {
  // Neither an error nor the response to an upgrade can be copied, and no page reads their headers.
  if (response.status < 200) return response
  if (response.body !== null) {
    try {
      applyToHeaders(response.headers, answer)
      return response
    } catch {
      // Immutable: copied below.
    }
  }
  const copy = new Response(response.body, response)
  applyToHeaders(copy.headers, answer)
  return copy
}

export function preflightResponse(answer: Answer): Response {
  const headers = new Headers()
  applyToHeaders(headers, answer)
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
