/** Why a policy denies a request. */

/** Denials that are about the origin: such an answer carries no `Access-Control-*` header at all. */
export type OriginReason =
  | 'origin-not-allowed'
  | 'origin-null'
  | 'origin-malformed'
  | 'origin-too-long'
  | 'predicate-threw'
  | 'predicate-not-boolean'
  | 'predicate-timed-out'
  | 'policy-unavailable'

/** `null` allows. A promise only when a predicate gave one. */
export type OriginJudgement = OriginReason | null | Promise<OriginReason | null>

/**
 * Denials of a method or a header that a preflight asks for: such an answer carries the policy's lists, so the browser
 * can say what is missing.
 */
export type PreflightReason =
  | 'method-not-allowed'
  | 'method-malformed'
  | 'header-not-allowed'
  | 'header-malformed'
  | 'headers-too-long'

/**
 * Why a request is denied: because of its origin, or because of what a preflight asks for. `explain` has a sentence for
 * each.
 */
export type Reason = OriginReason | PreflightReason

const EXPLANATIONS: Readonly<Record<Reason, string>> = {
  'origin-not-allowed': 'this origin is not in the policy',
  'origin-null': 'the origin null is refused unless dangerouslyAllowNullOrigin is set',
  'origin-malformed': 'the Origin header is not one serialized origin, or no name server knows its host',
  'origin-too-long': 'the Origin header is longer than any origin can be',
  'predicate-threw': 'the origin predicate threw',
  'predicate-not-boolean': 'the origin predicate gave no boolean',
  'predicate-timed-out': 'the promise of the origin predicate did not settle in time',
  'policy-unavailable': 'the function that gives the policy of a request failed',
  'method-not-allowed': 'add it to methods',
  'method-malformed': 'Access-Control-Request-Method is not a method',
  'header-not-allowed': 'add it to allowedHeaders',
  'header-malformed': 'Access-Control-Request-Headers is not a list of header names',
  'headers-too-long': 'Access-Control-Request-Headers is longer than this policy reads',
}

/** Such a name is not read to its end, so it is not known. */
const NAME_TOO_LONG =
  'a header name is longer than this policy reads (128 characters, or the longest name in allowedHeaders)'

/**
 * The reason as a sentence. `parameter` is a method or a header name that has been checked to be a token, so it is safe
 * in a header value.
 */
export function explain(reason: Reason, parameter: string | null): string {
  if (reason === 'header-not-allowed' && parameter === null) return `${reason}: ${NAME_TOO_LONG}`
  return parameter === null ? `${reason}: ${EXPLANATIONS[reason]}` : `${reason}: ${parameter}: ${EXPLANATIONS[reason]}`
}
