/**
 * A cache may have a copy that was made for another page, and need not say so. The same request with a query that
 * nobody asked before goes past it, and shows what the server itself answers.
 */
import { type Case, headerOf } from '../case.ts'
import { cacheSigns, isCopy } from '../words/cache-signs.ts'

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

const classOf = (status: number | null) => Math.floor((status ?? 0) / 100)

/** Whether the fresh query is answered with what the page needs, and otherwise like the refused answer. */
export function isFreshAllowed(seen: Case): boolean {
  const answer = seen.answer('fresh-url')
  if (answer === null || classOf(answer.status) !== classOf(seen.status)) return false
  const value = headerOf(answer.headers, ORIGIN)
  if (seen.evidence.request.credentials !== 'include') return value === '*' || value === sentOrigin(seen)
  return value === sentOrigin(seen) && headerOf(answer.headers, CREDENTIALS) === 'true'
}

/** Whether the fresh query is refused for the same value, or for the same lack of one, and the answer is no copy. */
export function isFreshTheSame(seen: Case): boolean {
  const answer = seen.answer('fresh-url')
  if (answer === null || isCopy(answer.headers)) return false
  const is = (name: string) => headerOf(answer.headers, name) === seen.header(name)
  if (seen.check === 'InvalidAllowCredentials' && !is(CREDENTIALS)) return false
  return is(ORIGIN) && (seen.header(ORIGIN) !== null || classOf(answer.status) === classOf(seen.status))
}
