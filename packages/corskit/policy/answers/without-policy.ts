import type { Answer, RequestFacts } from './answer.ts'
import { methodOf, originOf, requestMethodOf } from './header-fact.ts'

/**
 * The answer when the function of the request gives no policy because it failed: the origin is denied, and caches may
 * not share the answer.
 */
export function answerWithoutPolicy(facts: RequestFacts): Answer {
  if ((originOf(facts) ?? null) === null) return UNKNOWN
  const preflight = methodOf(facts) === 'OPTIONS' && (requestMethodOf(facts) ?? null) !== null
  return preflight ? DENIED_PREFLIGHT : DENIED
}

const DENIED: Answer = Object.freeze({
  kind: 'actual',
  verdict: 'denied',
  reason: 'policy-unavailable',
  parameter: null,
  status: null,
  headers: Object.freeze([]),
  vary: '*',
})
const DENIED_PREFLIGHT: Answer = Object.freeze({ ...DENIED, kind: 'preflight', status: 204 })
const UNKNOWN: Answer = Object.freeze({ ...DENIED, verdict: 'not-cors', reason: null })
