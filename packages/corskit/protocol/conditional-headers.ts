/**
 * Their value says which copy a cache has; a request that has one does without the browser's own.
 * https://fetch.spec.whatwg.org/#concept-http-network-or-cache-fetch
 */
export const CONDITIONAL_HEADERS: ReadonlySet<string> = new Set([
  'if-match',
  'if-modified-since',
  'if-none-match',
  'if-range',
  'if-unmodified-since',
])
