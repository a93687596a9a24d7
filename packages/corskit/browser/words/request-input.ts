import type { HeadersInput } from '../../protocol/headers-input.ts'
import type { AddressSpace } from './address-space.ts'

/** Which rules hold for another origin. https://fetch.spec.whatwg.org/#concept-request-mode */
export type RequestMode = 'cors' | 'no-cors' | 'same-origin'
/** Whether cookies and similar ones are sent. https://fetch.spec.whatwg.org/#concept-request-credentials-mode */
export type CredentialsMode = 'omit' | 'same-origin' | 'include'
/** What a redirect does. https://fetch.spec.whatwg.org/#concept-request-redirect-mode */
export type RedirectMode = 'follow' | 'error' | 'manual'
/** https://fetch.spec.whatwg.org/#concept-request-cache-mode */
export type CacheMode = 'default' | 'no-store' | 'reload' | 'no-cache' | 'force-cache' | 'only-if-cached'
/** What fetches; it shows in the words of the console. */
export type Initiator = 'fetch' | 'xmlhttprequest'
/** What other origins are told of the page. https://w3c.github.io/webappsec-referrer-policy/#referrer-policies */
export type ReferrerPolicy =
  | ''
  | 'no-referrer'
  | 'no-referrer-when-downgrade'
  | 'same-origin'
  | 'origin'
  | 'strict-origin'
  | 'origin-when-cross-origin'
  | 'strict-origin-when-cross-origin'
  | 'unsafe-url'

/**
 * What a page can hand to `fetch` as a body. Only its kind matters here: it decides `Content-Type`, and whether it can
 * be sent twice.
 */
export type RequestBody = string | URLSearchParams | FormData | Blob | ArrayBuffer | ArrayBufferView | ReadableStream

/** A call of `fetch`, and the page that makes it. Defaults are those of `fetch`. */
export interface RequestInput {
  /**
   * The page's origin, serialized: `https://app.example.com`; `null` stands for an opaque origin (sandboxed frame,
   * `data:`, local file).
   */
  readonly origin: string
  /** Absolute, or relative to the page's origin. */
  readonly url: string
  readonly method?: string
  readonly headers?: HeadersInput
  /** Default `same-origin`. */
  readonly credentials?: CredentialsMode
  /** Default `cors`. */
  readonly mode?: RequestMode
  /** Default `follow`. */
  readonly redirect?: RedirectMode
  /** Default: the browser's, `strict-origin-when-cross-origin`. */
  readonly referrerPolicy?: ReferrerPolicy
  readonly body?: RequestBody | null
  /** Default `default`. The HTTP cache is not in the model: what it holds is never an answer here. */
  readonly cache?: CacheMode
  /** `''` for none, or a URL of the page's own origin in place of the page's. Default `about:client`: the page. */
  readonly referrer?: string
  /** Default `fetch`. */
  readonly initiator?: Initiator
  /**
   * Asks for a preflight whatever the rest says, as `XMLHttpRequest` does for listeners on its upload.
   * https://fetch.spec.whatwg.org/#use-cors-preflight-flag
   */
  readonly useCorsPreflight?: boolean
  /** https://wicg.github.io/local-network-access/#fetch-api */
  readonly targetAddressSpace?: AddressSpace
  /** The page's own URL, where it is more than the origin and a slash; it only shows in `Referer`. */
  readonly pageUrl?: string
}
