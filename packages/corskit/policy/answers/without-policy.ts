import type { Answer, RequestFacts } from './answer.ts'

/**
 * The answer when the function of the request gives no policy because it failed: the origin is denied, and caches may
 * not share the answer.
 */
export function answerWithoutPolicy(facts: RequestFacts): Answer {
  const hasOrigin = facts.origin !== null && facts.origin !== undefined
  if (!hasOrigin) return UNKNOWN
  const preflight = facts.method === 'OPTIONS' && facts.requestMethod !== null && facts.requestMethod !== undefined
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
