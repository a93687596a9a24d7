/**
 * A cache may have a copy that was made for another page, and need not say so. The same request with a query that
 * nobody asked before goes past it, and shows what the server itself answers.
 */
import { type Case, headerOf } from '../case.ts'
import { cacheSigns, isCopy } from '../words/cache-signs.ts'
import { listItems } from '../words/list-items.ts'

/** What to ask where the fresh query was not asked, or shows nothing. */
export const ASK_FRESH = 'Ask with a query that nobody has used before: a cache may have given a copy.'

/** The checks that blame a value of the answer. */
const OF_A_VALUE: ReadonlySet<string> = new Set([
  'AllowOriginMismatch',
  'InvalidAllowOriginValue',
  'MultipleAllowOriginValues',
  'WildcardOriginNotAllowed',
  'InvalidAllowCredentials',
])

export const isOfAValue = (seen: Case) => OF_A_VALUE.has(seen.check)

/** The checks of a preflight that blame a header of its answer, or the lack of one. */
const OF_A_PREFLIGHT: ReadonlySet<string> = new Set([
  ...OF_A_VALUE,
  'MissingAllowOriginHeader',
  'MethodDisallowedByPreflightResponse',
  'HeaderDisallowedByPreflightResponse',
  'InvalidAllowMethodsPreflightResponse',
  'InvalidAllowHeadersPreflightResponse',
])

/**
 * Whether a cache stands where the preflight was answered, so that its headers may be those of another preflight. Of
 * its status, this is only believed where the cache says that it gave a copy.
 */
export const isPreflightOfCache = (seen: Case): boolean =>
  seen.isPreflight &&
  (OF_A_PREFLIGHT.has(seen.check)
    ? cacheSigns(seen.refused?.response?.headers).length > 0
    : isCopy(seen.refused?.response?.headers))

/** Whether the failed request can be sent again without changing anything. */
export const isSafe = ({ evidence }: Case) => ['GET', 'HEAD'].includes(evidence.request.method.toUpperCase())

/** The `Origin` of the refused request: `null` behind a redirect to a third origin. */
export const sentOrigin = (seen: Case): string | null =>
  headerOf(seen.refused?.request.headers, 'origin') ?? seen.origin

/**
 * Whether the refused answer may be a copy. Answers to GET and HEAD always may; those to a preflight only where a cache
 * is told to store them, which then shows itself; those to a write never, unless a cache says so.
 * https://www.rfc-editor.org/rfc/rfc9111#section-4-8
 */
export function mayBeACopy(seen: Case): boolean {
  const headers = seen.refused?.response?.headers
  if (seen.isPreflight) return cacheSigns(headers).length > 0
  return isSafe(seen) || isCopy(headers)
}

/** Whether the fresh query can be asked: as it is, or as its preflight. */
export const canAskFresh = (seen: Case) =>
  mayBeACopy(seen) && (seen.isPreflight || isSafe(seen)) && sentOrigin(seen) !== null

const ORIGIN = 'access-control-allow-origin'
const CREDENTIALS = 'access-control-allow-credentials'
const LISTS = ['access-control-allow-methods', 'access-control-allow-headers'] as const

const classOf = (status: number | null) => Math.floor((status ?? 0) / 100)

/** Whether the fresh query is answered with what the page needs, and otherwise like the refused answer. */
export function isFreshAllowed(seen: Case): boolean {
  const answer = seen.answer('fresh-url')
  if (answer === null || classOf(answer.status) !== classOf(seen.status)) return false
  const value = headerOf(answer.headers, ORIGIN)
  if (seen.evidence.request.credentials !== 'include') return value === '*' || value === sentOrigin(seen)
  return value === sentOrigin(seen) && headerOf(answer.headers, CREDENTIALS) === 'true'
}

/** Whether the fresh preflight lists what was refused, and the refused answer does not. */
export function isFreshListed(seen: Case): boolean {
  const answer = seen.answer('fresh-url')
  const list = LIST_OF[seen.check]
  if (answer === null || list === undefined || !isFreshAllowed(seen)) return false
  const names = listItems(headerOf(answer.headers, list))
  const isWildcard = seen.evidence.request.credentials !== 'include' && names.includes('*')
  const isHeader = list === 'access-control-allow-headers'
  const wanted = isHeader ? seen.parameter.toLowerCase() : seen.parameter
  return isWildcard || names.some((name) => (isHeader ? name.toLowerCase() : name) === wanted)
}

const LIST_OF: Readonly<Record<string, (typeof LISTS)[number]>> = {
  MethodDisallowedByPreflightResponse: 'access-control-allow-methods',
  HeaderDisallowedByPreflightResponse: 'access-control-allow-headers',
}

/** Whether the fresh query is refused for the same value, or for the same lack of one, and the answer is no copy. */
export function isFreshTheSame(seen: Case): boolean {
  const answer = seen.answer('fresh-url')
  if (answer === null || isCopy(answer.headers)) return false
  const is = (name: string) => headerOf(answer.headers, name) === seen.header(name)
  if (seen.check === 'InvalidAllowCredentials' && !is(CREDENTIALS)) return false
  if (/Disallowed|^InvalidAllow(?:Methods|Headers)/.test(seen.check)) return LISTS.every(is)
  return is(ORIGIN) && (seen.header(ORIGIN) !== null || classOf(answer.status) === classOf(seen.status))
}
