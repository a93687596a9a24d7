/**
 * Each says which copy a cache has. When script sets one of them, the browser adds none of its own.
 * https://fetch.spec.whatwg.org/#concept-http-network-or-cache-fetch
 */
export const CONDITIONAL_HEADERS: ReadonlySet<string> = new Set([
  'if-match',
  'if-modified-since',
  'if-none-match',
  'if-range',
  'if-unmodified-since',
])
