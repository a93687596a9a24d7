/**
 * Where an adapter gets its policy from: a policy, the options of one, or a function that gives the policy of each
 * request.
 */
import { type Issue, PolicyError } from './checks/issue.ts'
import { definePolicy, type Policy } from './define.ts'
import { type Fault, report, reportOnce } from './fault.ts'
import { safePolicy } from './foreign-policy.ts'
import { neverAnswers } from './never-answers.ts'
import { OPTION_NAMES, type PolicyOptions } from './options.ts'
import { isOurs } from './our-policies.ts'
import { DEFAULT_TIMEOUT, isPromiseLike, settledWithin, TIMED_OUT } from './settled-within.ts'

/** `null`, `undefined` and `false`: this request has no policy, and its response is left alone. */
export type PolicyOfRequest<Request> = Policy<Request> | PolicyOptions<Request> | null | undefined | false

/**
 * What `cors()` and `guard()` take. A function is called once for each request. It should return policies that were
 * defined beforehand; options are checked when they are first seen, and each object is remembered. If it reads request
 * headers, name them in the `vary` of these policies.
 */
export type PolicySource<Request> =
  | Policy<Request>
  | PolicyOptions<Request>
  | ((request: Request) => PolicyOfRequest<Request> | Promise<PolicyOfRequest<Request>>)

/** How functions of the request are called. */
export interface CallOptions {
  /**
   * For how many milliseconds a promise of theirs may stay unsettled before the request is denied: 1 to 600,000.
   * Default: 5,000.
   */
  readonly timeout?: number
  /** Told when one fails; not waited for. Default: the first fault of each kind goes to `console.error`. */
  readonly onFault?: (fault: Fault) => void
}

/** The policy of a request: `null` for none, `'unavailable'` when the function failed. */
export type FoundPolicy<Request> = Policy<Request> | null | 'unavailable'

/**
 * @param calls checked already
 * @throws {PolicyError} when given a policy with mistakes. What it returns never throws: a function that fails denies,
 * and is reported.
 */
export function createPolicyFinder<Request>(
  source: PolicySource<Request>,
  { timeout = DEFAULT_TIMEOUT, onFault = reportOnce() }: CallOptions,
): (request: Request) => FoundPolicy<Request> | Promise<FoundPolicy<Request>> {
  if (typeof source !== 'function') {
    const policy = isPolicy<Request>(source) ? safePolicy(source, onFault, timeout) : definePolicy(source)
    return () => policy
  }
  if (neverAnswers(source)) throw new PolicyError([noFunctionOfRequest(source)])
  const defined = new WeakMap<object, Policy<Request>>()
  const toPolicy = (found: PolicyOfRequest<Request>): FoundPolicy<Request> => {
    if (found === null || found === undefined || found === false) return null
    const known = defined.get(found)
    if (known !== undefined) return known
    try {
      const policy = isPolicy<Request>(found) ? safePolicy(found, onFault, timeout) : definePolicy(found)
      defined.set(found, policy)
      return policy
    } catch (cause) {
      return unavailable(onFault, { code: 'policy-function-gave-no-policy', origin: null, cause })
    }
  }
  const inTime = (settled: unknown) =>
    settled === TIMED_OUT
      ? unavailable(onFault, { code: 'policy-function-timed-out', origin: null, cause: undefined })
      : toPolicy(settled as PolicyOfRequest<Request>)
  const threw = (cause: unknown) => unavailable(onFault, { code: 'policy-function-threw', origin: null, cause })
  return (request) => {
    try {
      const found = source(request)
      return isPromiseLike(found) ? settledWithin(timeout, found).then(inTime, threw) : toPolicy(found)
    } catch (cause) {
      return threw(cause)
    }
  }
}

function noFunctionOfRequest(value: unknown): Issue {
  return {
    code: 'options-not-an-object',
    path: '',
    message:
      'a function of the request returns its policy: a class or a generator never does, and every request would be denied',
    fix: 'write a function that returns the policy, like (request) => policy',
    value,
  }
}

function unavailable(onFault: (fault: Fault) => void, fault: Fault): 'unavailable' {
  report(onFault, fault)
  return 'unavailable'
}

/**
 * By shape and not by class: one process may load two copies of this package.
 *
 * @throws {PolicyError} for what has `answer` and not the rest of a policy, which would fail at the first request, and
 * for `{ ...policy, origin }`: the origin would be ignored
 */
export function isPolicy<Request>(value: Policy<Request> | PolicyOptions<Request>): value is Policy<Request> {
  // JavaScript may call `cors()` without options: that is reported as an issue, not as a TypeError.
  // An own property only: otherwise a polluted `Object.prototype` could make options look like a policy.
  if (typeof value !== 'object' || value === null) return false
  if (isOurs(value)) return true
  let judgeOrigin: unknown
  let options: unknown
  let beside: readonly string[]
  try {
    if (!Object.hasOwn(value, 'answer') || typeof (value as { answer?: unknown }).answer !== 'function') return false
    ;({ judgeOrigin, options } = value as Policy<Request>)
    beside = OPTION_NAMES.filter((name) => Object.hasOwn(value, name))
  } catch {
    // What cannot be read is said by the check of the options.
    return false
  }
  if (typeof judgeOrigin !== 'function' || typeof options !== 'object' || options === null)
    throw new PolicyError([PART_OF_A_POLICY])
  if (beside.length > 0) throw new PolicyError(beside.map(besidePolicy))
  return true
}

const besidePolicy = (name: string): Issue => ({
  code: 'option-unknown',
  path: name,
  message: `a policy is defined already, and ${name} beside it changes nothing`,
  fix: `write options instead, like { ...policy.options, ${name}: … }`,
  value: undefined,
})

const PART_OF_A_POLICY: Issue = {
  code: 'options-not-an-object',
  path: '',
  message: 'a policy has answer, judgeOrigin and options, and this object has answer without both of the others',
  fix: "write the options, like { origin: 'https://app.example.com' }, or { ...policy, answer } around a policy",
  value: undefined,
}
