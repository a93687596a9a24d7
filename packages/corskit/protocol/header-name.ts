/**
 * The sets of header names to which the standard gives a meaning. Every function takes a name in lower case.
 */
import { decodeAndSplit } from './header-list.ts'
import { isForbiddenMethod } from './method.ts'
import { isToken } from './token.ts'

/** A header name is a token. https://fetch.spec.whatwg.org/#header-name */
export function isHeaderName(name: string): boolean {
  return isToken(name)
}

/**
 * No NUL, line feed or carriage return, and no white space at either end. https://fetch.spec.whatwg.org/#header-value
 */
export function isHeaderValue(value: string): boolean {
  return !/[\0\n\r]|^[\t ]|[\t ]$/.test(value)
}

/**
 * Whether every character stands for one byte, as a `ByteString` must. https://webidl.spec.whatwg.org/#idl-ByteString
 */
export function isByteString(value: string): boolean {
  for (let i = 0; i < value.length; i++) if (value.charCodeAt(i) > 0xff) return false
  return true
}

const FORBIDDEN_REQUEST_HEADERS: ReadonlySet<string> = new Set([
  'accept-charset',
  'accept-encoding',
  'access-control-request-headers',
  'access-control-request-method',
  'connection',
  'content-length',
  'cookie',
  'cookie2',
  'date',
  'dnt',
  'expect',
  'host',
  'keep-alive',
  'origin',
  'referer',
  'set-cookie',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'via',
])

/**
 * What script may not set. Browsers drop it without an error. https://fetch.spec.whatwg.org/#forbidden-request-header
 */
export function isForbiddenRequestHeader(name: string, value: string): boolean {
  if (FORBIDDEN_REQUEST_HEADERS.has(name) || name.startsWith('proxy-') || name.startsWith('sec-')) return true
  if (name === 'x-http-method' || name === 'x-http-method-override' || name === 'x-method-override') {
    return decodeAndSplit(value).some(isForbiddenMethod)
  }
  return false
}

/** What script never sees. https://fetch.spec.whatwg.org/#forbidden-response-header-name */
export function isForbiddenResponseHeaderName(name: string): boolean {
  return name === 'set-cookie' || name === 'set-cookie2'
}

const CORS_SAFELISTED_RESPONSE_HEADERS: ReadonlySet<string> = new Set([
  'cache-control',
  'content-language',
  'content-length',
  'content-type',
  'expires',
  'last-modified',
  'pragma',
])

/**
 * Readable without `Access-Control-Expose-Headers`. https://fetch.spec.whatwg.org/#cors-safelisted-response-header-name
 */
export function isCorsSafelistedResponseHeaderName(name: string): boolean {
  return CORS_SAFELISTED_RESPONSE_HEADERS.has(name)
}

/**
 * What `*` in `Access-Control-Allow-Headers` does not cover.
 * https://fetch.spec.whatwg.org/#cors-non-wildcard-request-header-name
 */
export function isCorsNonWildcardRequestHeaderName(name: string): boolean {
  return name === 'authorization'
}

/** What a no-cors request may carry. https://fetch.spec.whatwg.org/#no-cors-safelisted-request-header-name */
export function isNoCorsSafelistedRequestHeaderName(name: string): boolean {
  return name === 'accept' || name === 'accept-language' || name === 'content-language' || name === 'content-type'
}

/**
 * Removed as soon as script touches a no-cors request.
 * https://fetch.spec.whatwg.org/#privileged-no-cors-request-header-name
 */
export function isPrivilegedNoCorsRequestHeaderName(name: string): boolean {
  return name === 'range'
}

/**
 * Headers that describe a body. They are removed when a redirect drops the body.
 * https://fetch.spec.whatwg.org/#request-body-header-name
 */
export function isRequestBodyHeaderName(name: string): boolean {
  return (
    name === 'content-encoding' || name === 'content-language' || name === 'content-location' || name === 'content-type'
  )
}

/**
 * *Conditional headers*: each says which copy a cache has. When script sets one of them, the browser adds none of its
 * own.
 * https://fetch.spec.whatwg.org/#concept-http-network-or-cache-fetch
 */
export const CONDITIONAL_HEADERS: ReadonlySet<string> = new Set([
  'if-match',
  'if-modified-since',
  'if-none-match',
  'if-range',
  'if-unmodified-since',
])
