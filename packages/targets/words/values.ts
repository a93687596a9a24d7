/** The values of the headers, as every target that writes headers itself needs them. */
import type { Facts } from './facts.ts'

export const methodsValue = ({ methods, anyMethod }: Facts) => (anyMethod ? ['*', ...methods] : methods).join(', ')
export const headersValue = ({ allowedHeaders, anyHeader }: Facts) =>
  (anyHeader ? ['*', ...allowedHeaders] : allowedHeaders).join(', ')
export const exposedValue = ({ exposedHeaders, anyExposed }: Facts) =>
  (anyExposed ? ['*', ...exposedHeaders] : exposedHeaders).join(', ')

/** What an answer depends on: `*` is the same for everybody. */
export const varyNames = ({ any, vary }: Facts) => [...(any ? [] : ['Origin']), ...vary]

/**
 * Browsers remember a preflight for so many seconds when its answer does not say.
 * https://fetch.spec.whatwg.org/#http-access-control-max-age
 */
export const DEFAULT_MAX_AGE = 5

/** Every CORS header of an answer. A gateway removes those of the app behind it: two lines of a header do not work. */
export const CORS_HEADERS = [
  'Access-Control-Allow-Origin',
  'Access-Control-Allow-Credentials',
  'Access-Control-Allow-Methods',
  'Access-Control-Allow-Headers',
  'Access-Control-Expose-Headers',
  'Access-Control-Max-Age',
  'Access-Control-Allow-Private-Network',
]

/** Tells the names of two policies in one configuration apart. */
export const shortHash = ({ hash }: Facts) => hash.slice(0, 6)

/** In groups, because the length of a line is limited. */
export function inGroups<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, at) => items.slice(at * size, (at + 1) * size))
}

export const methodNames = ({ methods, anyMethod }: Facts) => (anyMethod ? ['*', ...methods] : methods)
export const headerNames = ({ allowedHeaders, anyHeader }: Facts) =>
  anyHeader ? ['*', ...allowedHeaders] : allowedHeaders
export const exposedNames = ({ exposedHeaders, anyExposed }: Facts) =>
  anyExposed ? ['*', ...exposedHeaders] : exposedHeaders

/**
 * For a server that takes an empty list for "whatever is asked for": no page can set this header, so nothing is
 * allowed.
 * https://fetch.spec.whatwg.org/#forbidden-request-header
 */
export const NO_HEADER = 'origin'

/** The same for the headers that script may read. https://fetch.spec.whatwg.org/#forbidden-response-header-name */
export const NO_READABLE_HEADER = 'set-cookie'
