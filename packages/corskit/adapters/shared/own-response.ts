/**
 * The app may give one `Response` to many requests, with a policy and without: it can do so where the response has no
 * body, because a body is sent once. Nothing is put on such a response, but on a copy of it.
 */

/** The runtime's own class. Servers on Node replace the global `Response` by a faster class of their own. */
let native: Response | undefined
// Found out with the first response and not at import, because Node then loads its whole implementation of fetch.
function nativePrototype(): Response {
  native ??= Object.getPrototypeOf(Response.error()) as Response
  return native
}
export const nativeResponse = () => nativePrototype().constructor as typeof Response
export const isNative = (response: Response) => Object.getPrototypeOf(response) === nativePrototype()

const IS_DENO = 'Deno' in globalThis
export const IS_BUN = 'Bun' in globalThis

/** A copy where the app may give the same object again; else the response itself. */
export function ownResponse(response: Response): Response {
  return lightCopy(response) ?? ownOfSrvx(response) ?? (lacksBody(response) ? copyOf(response) : response)
}

/** @throws {TypeError} when the body was read or sent before */
export function copyOf(response: Response): Response {
  const Copy = isNative(response) ? nativeResponse() : Response
  const copy = new Copy(response.body, response)
  if (IS_DENO && response.url !== '' && isDecodedByDeno(response)) withoutEncoding(copy.headers)
  return withProperties(copy, response)
}

/** What others have put on the response: crossws finds the hooks of a web socket there. */
function withProperties(copy: Response, response: Response): Response {
  for (const key of Object.keys(response)) if (!(key in copy)) Reflect.set(copy, key, Reflect.get(response, key))
  return copy
}

/**
 * Deno decompresses what `fetch` gave, some encodings only, and leaves these headers out when it sends that response.
 * It does not do so for a copy.
 */
function withoutEncoding(headers: Headers): void {
  headers.delete('content-encoding')
  headers.delete('content-length')
}

/** Whether the response certainly has no body. */
function lacksBody(response: Response): boolean {
  const { status } = response
  if (status === 204 || status === 205 || status === 304) return true
  // Reading `body` changes what is sent: Bun then leaves the content type out, and Deno the length.
  // The class of srvx does too, and keeps nothing when it was sent.
  if (IS_BUN || '_toNodeResponse' in response) return false
  return IS_DENO ? lacksBodyInDeno(response) : response.body === null
}

/** Deno keeps the parts of a response under these symbols. Where there are others, the body is not known. */
const PARTS = ['response', 'lazy static body', 'serve fast body'] as const
let symbols: readonly (symbol | undefined)[] | undefined

function partsOf(response: Response): unknown[] {
  symbols ??= PARTS.map((name) =>
    Object.getOwnPropertySymbols(response).find(({ description }) => description === name),
  )
  return symbols.map((symbol) => symbol && (Reflect.get(response, symbol) as unknown))
}

function isDecodedByDeno(response: Response): boolean {
  const [inner] = partsOf(response)
  if (typeof inner === 'object' && inner !== null && 'bodyDecoded' in inner) return inner.bodyDecoded === true
  // Another version: it decodes these two.
  return /^(?:gzip|br)$/i.test(response.headers.get('content-encoding') ?? '')
}

function lacksBodyInDeno(response: Response): boolean {
  const [inner, ...bodies] = partsOf(response)
  if (typeof inner !== 'object' || inner === null || !('body' in inner) || inner.body !== null) return false
  return bodies.every((body) => body === null || body === undefined)
}

/** Status, body and headers of the class of @hono/node-server, until somebody reads more of it. */
type Kept = [status: number, body: BodyInit | null, headers: HeadersInit | undefined]
let kept: symbol | undefined
let searched: object | null = null

/**
 * The `Response` of @hono/node-server can be sent many times, also with a body, and its headers may be an object of
 * the app. A copy of it costs little.
 */
function lightCopy(response: Response): Response | null {
  if (IS_DENO || IS_BUN || isNative(response)) return null
  const parts = keptOf(response)
  if (parts === null) return null
  const [status, body, given] = parts
  let { headers } = response
  // Reading the headers has made them, or they are those that the app gave.
  if (headers === given) headers = new Headers(given)
  else parts[2] = given
  return withProperties(new (response.constructor as typeof Response)(body, { status, headers }), response)
}

function keptOf(response: Response): Kept | null {
  const prototype: object | null = Object.getPrototypeOf(response)
  if (prototype !== searched) {
    searched = prototype
    kept = Object.getOwnPropertySymbols(response).find(({ description }) => description === 'cache')
  }
  const parts: unknown = kept === undefined ? undefined : Reflect.get(response, kept)
  return Array.isArray(parts) && parts.length === 3 ? (parts as Kept) : null
}

/** The `Response` of srvx before 0.9, which Nitro 3.0.0 has. */
interface Srvx08Response extends Response {
  /** Hands over the parts, and leaves the response empty. */
  nodeResponse(): SentParts
}

interface SentParts {
  readonly status: number
  readonly statusText: string
  readonly headers: [name: string, value: string][]
  readonly body: BodyInit | null | undefined
}

/**
 * Its headers may be one object of h3 for all responses. To read its body, or to copy it in the usual way, would take
 * the length from what is sent. It can be sent once only, so nobody misses what is taken out of it.
 */
function ownOfSrvx(response: Response): Response | null {
  if (!('nodeResponse' in response)) return null
  const { status, statusText, headers, body } = (response as Srvx08Response).nodeResponse()
  const Own = response.constructor as typeof Response
  return withProperties(new Own(body, { status, statusText, headers: new Headers(headers) }), response)
}
