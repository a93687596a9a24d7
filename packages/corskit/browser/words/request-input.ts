import type { HeadersInput } from '../../protocol/headers-input.ts'
import type { AddressSpace } from './address-space.ts'
import type { Initiator } from './initiator.ts'

/** Which rules apply to another origin. https://fetch.spec.whatwg.org/#concept-request-mode */
export type RequestMode = 'cors' | 'no-cors' | 'same-origin'
/** Whether cookies and other credentials are sent. https://fetch.spec.whatwg.org/#concept-request-credentials-mode */
export type CredentialsMode = 'omit' | 'same-origin' | 'include'
/** What a redirect does. https://fetch.spec.whatwg.org/#concept-request-redirect-mode */
export type RedirectMode = 'follow' | 'error' | 'manual'
/** https://fetch.spec.whatwg.org/#concept-request-cache-mode */
export type CacheMode = 'default' | 'no-store' | 'reload' | 'no-cache' | 'force-cache' | 'only-if-cached'
/** What other origins learn about the page's URL. https://w3c.github.io/webappsec-referrer-policy/#referrer-policies */
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
 * What a page can give `fetch` as a body. Only its kind matters here: it decides `Content-Type`, and whether it can be
 * sent twice.
 */
export type RequestBody = string | URLSearchParams | FormData | Blob | ArrayBuffer | ArrayBufferView | ReadableStream

/** A call of `fetch`, and the page that makes it. Defaults are those of `fetch`, or of the `initiator`. */
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
  /** Default `default`. The model has no HTTP cache, so nothing is ever answered from it. */
  readonly cache?: CacheMode
  /** `''` for none, or a URL of the page's own origin in place of the page's. Default `about:client`: the page. */
  readonly referrer?: string
  /**
   * Which hashes the body must have, as in `sha256-…`. The model has no bodies: it only refuses what has no body that
   * could be right. Default: none.
   */
  readonly integrity?: string
  /**
   * What makes the request. Default `fetch`. An element (`img`, `script`, `font`…) has a mode and credentials of its
   * own: `mode: 'cors'` says that it has the attribute `crossorigin`, and `credentials: 'include'` beside it that the
   * value is `use-credentials`. What an element cannot ask for is refused.
   */
  readonly initiator?: Initiator
  /**
   * Asks for a preflight in any case, as `XMLHttpRequest` does when its upload has listeners.
   * https://fetch.spec.whatwg.org/#use-cors-preflight-flag
   */
  readonly useCorsPreflight?: boolean
  /** https://wicg.github.io/local-network-access/#fetch-api */
  readonly targetAddressSpace?: AddressSpace
  /** The page's own URL, if it is more than the origin and a slash; it is only used for `Referer`. */
  readonly pageUrl?: string
}
