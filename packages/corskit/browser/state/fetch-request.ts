/** The request of the standard, while it is being fetched. https://fetch.spec.whatwg.org/#concept-request */
import type { Header } from '../../protocol/header-list.ts'
import { isSameOrigin, type Origin, originOfUrl } from '../../protocol/origin.ts'
import type { AddressSpace } from '../words/address-space.ts'
import type { Initiator } from '../words/initiator.ts'
import type {
  CacheMode,
  CredentialsMode,
  RedirectMode,
  ReferrerPolicy,
  RequestBody,
  RequestMode,
} from '../words/request-input.ts'
import type { EngineMemory } from './engine-memory.ts'

export interface FetchRequest {
  readonly initiator: Initiator
  method: string
  /** https://fetch.spec.whatwg.org/#concept-request-url-list */
  readonly urlList: URL[]
  /** The last of the URL list. https://fetch.spec.whatwg.org/#concept-request-current-url */
  currentUrl: URL
  /** The origin of `currentUrl`. */
  currentOrigin: Origin
  headers: readonly Header[]
  readonly origin: Origin
  readonly mode: RequestMode
  readonly credentials: CredentialsMode
  readonly redirect: RedirectMode
  /** https://fetch.spec.whatwg.org/#concept-request-cache-mode */
  readonly cacheMode: CacheMode
  redirectCount: number
  referrerPolicy: ReferrerPolicy
  /** The source of `Referer`, `null` for none; each hop may only shorten it. */
  referrer: URL | null
  /** The current value of `Referer`. */
  sentReferrer: string | null
  /** The page's own URL, `null` when it is not known. */
  readonly pageUrl: URL | null
  body: RequestBody | null
  /**
   * A stream can be read once, so a step that needs it twice fails.
   * https://fetch.spec.whatwg.org/#concept-body-source
   */
  readonly bodyIsStream: boolean
  readonly useCorsPreflight: boolean
  /** https://fetch.spec.whatwg.org/#concept-request-integrity-metadata */
  readonly integrity: string
  /** https://fetch.spec.whatwg.org/#concept-request-response-tainting */
  tainting: 'basic' | 'cors' | 'opaque'
  /** https://fetch.spec.whatwg.org/#timing-allow-failed */
  timingAllowFailed: boolean
  readonly targetAddressSpace: AddressSpace | null
  readonly memory: EngineMemory
}

/** Whether credentials mode is `include`. The CORS check and all rules about wildcards depend on it. */
export function isCredentialed(request: FetchRequest): boolean {
  return request.credentials === 'include'
}

/**
 * *includeCredentials* of HTTP-network-or-cache fetch: whether cookies and other credentials are sent with the request
 * and kept from the response.
 * https://fetch.spec.whatwg.org/#http-network-or-cache-fetch
 */
export function includesCredentials(request: FetchRequest): boolean {
  return request.credentials === 'include' || (request.credentials === 'same-origin' && request.tainting === 'basic')
}

/**
 * *Serializing a request origin*: `null` once redirects have led from a foreign origin to another, whatever the page's
 * origin.
 * https://fetch.spec.whatwg.org/#serializing-a-request-origin
 */
export function serializeRequestOrigin(request: FetchRequest): string {
  return isRedirectTainted(request) ? 'null' : request.origin.serialized
}

/**
 * Whether the *redirect-taint* is other than `same-origin`. Which other one it is (`same-site`, `cross-site`) only
 * matters to cookies.
 * https://fetch.spec.whatwg.org/#concept-request-tainted-origin
 */
export function isRedirectTainted({
  urlList,
  origin,
}: {
  readonly urlList: readonly URL[]
  readonly origin: Origin
}): boolean {
  for (let i = 1; i < urlList.length; i++) {
    const last = originOfUrl(urlList[i - 1] as URL)
    if (!isSameOrigin(originOfUrl(urlList[i] as URL), last) && !isSameOrigin(origin, last)) return true
  }
  return false
}

/** A URL without its fragment, as messages and `Response.url` show it. */
export function withoutFragment(url: URL): string {
  const href = url.href
  const hash = href.indexOf('#')
  return hash < 0 ? href : href.slice(0, hash)
}
