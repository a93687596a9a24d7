/**
 * `Request` as a page sees it: guarded headers, URLs relative to the page, no referrer but its own.
 * https://fetch.spec.whatwg.org/#request-class
 */

import { PageHeaders, pairsOf } from './guarded-headers.ts'
import { NodeRequest } from './node-classes.ts'
import { typedBody } from './typed-body.ts'

/** `duplex` is missing in TypeScript's types; streams cannot be sent without it. */
export interface PageRequestInit extends RequestInit {
  readonly duplex?: 'half'
}

/** What the first argument of `fetch` may be. */
export type PageRequestInput = string | URL | Request

/**
 * `Request` as a page has it: headers that script may not set are left out, a URL is relative to the page.
 * https://fetch.spec.whatwg.org/#request-class
 */
export class PageRequest extends NodeRequest {
  readonly #pageUrl: string
  readonly #headers: PageHeaders
  readonly #referrer: string
  #source: BodyInit | null

  constructor(input: PageRequestInput, given?: PageRequestInit | null, pageUrl = 'about:blank') {
    const init = optionsGiven(given)
    super(input instanceof NodeRequest ? input : absoluteUrl(input, pageUrl), forNode(init))
    this.#pageUrl = pageUrl
    this.#referrer = referrerOf(input, init, pageUrl)
    this.#source = init.body ?? (input instanceof PageRequest ? input.#source : null)
    const guard = this.mode === 'no-cors' ? 'request-no-cors' : 'request'
    const headers = init.headers ?? (input instanceof NodeRequest ? input.headers : undefined)
    this.#headers = PageHeaders.guarded(guard, pairsOf(headers))
    const type = super.headers.get('content-type')
    const isNewBody = init.body !== undefined && init.body !== null
    if (isNewBody && type !== null && !this.#headers.has('content-type')) this.#headers.append('Content-Type', type)
  }

  override get headers(): PageHeaders {
    return this.#headers
  }

  override get referrer(): string {
    return this.#referrer
  }

  /**
   * Of the type that the headers say now, which script may have changed.
   * https://fetch.spec.whatwg.org/#concept-body-mime-type
   */
  override async blob(): Promise<Blob> {
    return typedBody(await this.arrayBuffer(), this.headers).blob()
  }

  override async formData(): Promise<FormData> {
    return typedBody(await this.arrayBuffer(), this.headers).formData()
  }

  override clone(): PageRequest {
    const copy = new PageRequest(super.clone(), { headers: this.#headers, referrer: this.#referrer }, this.#pageUrl)
    copy.#source = this.#source
    return copy
  }

  /**
   * What the body was made of, which can be sent twice; `null` for a stream.
   * https://fetch.spec.whatwg.org/#concept-body-source
   */
  static sourceOf(request: PageRequest): BodyInit | null {
    return request.#source instanceof ReadableStream ? null : request.#source
  }
}

/**
 * `undefined` and `null` stand for an empty object. https://webidl.spec.whatwg.org/#js-to-dictionary
 * @throws {TypeError}
 */
export function optionsGiven(init: PageRequestInit | null | undefined): PageRequestInit {
  if (init === null || init === undefined) return {}
  if (typeof init === 'object' || typeof init === 'function') return init
  throw new TypeError(`the options of a request must be an object, not ${String(init)}`)
}

/** What Node's own `Request` need not know: it has no guard on headers, and its idea of the page is another. */
function forNode(init: PageRequestInit): RequestInit {
  const { headers: _headers, referrer: _referrer, ...rest } = init instanceof NodeRequest ? ownMembers(init) : init
  return rest
}

/** `new Request(url, request)`: a request can be its own options, but has them from its class. */
function ownMembers(request: Request): PageRequestInit {
  const members: Record<string, unknown> = {}
  for (const name in request) {
    const value = request[name as keyof Request]
    if (typeof value !== 'function' && value !== null) members[name] = value
  }
  return members as PageRequestInit
}

/** @throws {TypeError} */
export function absoluteUrl(url: string | URL, pageUrl: string): string {
  try {
    return new URL(url, pageUrl).href
  } catch (cause) {
    throw new TypeError(`Failed to parse URL from ${url}`, { cause })
  }
}

/**
 * Only a URL of the page's own origin can stand in for the page's. https://fetch.spec.whatwg.org/#dom-request,
 * "referrer"
 */
export function referrerOf(input: PageRequestInput, init: PageRequestInit, pageUrl: string): string {
  const asked = init.referrer ?? (input instanceof NodeRequest ? input.referrer : undefined)
  if (asked === undefined) return 'about:client'
  if (asked === '') return ''
  const url = new URL(absoluteUrl(asked, pageUrl))
  return url.protocol !== 'about:' && url.origin === new URL(pageUrl).origin ? url.href : 'about:client'
}
