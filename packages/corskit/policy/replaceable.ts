/** A policy that can be replaced while the server runs. */
import { answerWithoutPolicy } from './answers/without-policy.ts'
import { type Issue, PolicyError } from './checks/issue.ts'
import { definePolicy, type Policy } from './define.ts'
import type { PolicyOptions } from './options.ts'
import { isPromiseLike } from './settled-within.ts'
import { isPolicy } from './source.ts'

/** A policy that can be exchanged while the server runs. */
export interface ReplaceablePolicy<Request = unknown> extends Policy<Request> {
  /** The policy that requests are answered by now. */
  readonly current: Policy<Request>
  /**
   * Answers requests by another policy from now on. A request sees the old policy or the new one, never a mixture: each policy is immutable, and
   * which one answers is read once a request.
   *
   * @throws {PolicyError} when the options have mistakes; then the old policy stays.
   */
  replace(next: Policy<Request> | PolicyOptions<Request>): void
}

/** @throws {PolicyError} when given options with mistakes */
export function replaceablePolicy<Request = unknown>(
  first: Policy<Request> | PolicyOptions<Request>,
): ReplaceablePolicy<Request> {
  let current = toPolicy(first)
  /** Set while a new policy is tried: whether it handed the request back to this one. */
  let isTrying = false
  let cameBack = false
  const replaceable: ReplaceablePolicy<Request> = Object.freeze({
    get current() {
      return current
    },
    get options() {
      return current.options
    },
    answer(...request: Parameters<Policy<Request>['answer']>) {
      if (isTrying) cameBack = true
      return isTrying ? NO_ANSWER : current.answer(...request)
    },
    judgeOrigin: (...request: Parameters<Policy<Request>['judgeOrigin']>) => current.judgeOrigin(...request),
    replace(next: Policy<Request> | PolicyOptions<Request>) {
      const policy = toPolicy(next)
      if (handsBack(policy)) throw new PolicyError([BY_ITSELF])
      current = policy
    },
  })

  /** Asked with a request that is not for CORS, for which no predicate is called: a copy or a wrapper of this policy shows itself as well. */
  function handsBack(policy: Policy<Request>): boolean {
    isTrying = true
    cameBack = false
    try {
      const tried = policy.answer(NOT_CORS)
      if (isPromiseLike(tried)) tried.then(undefined, () => {})
    } catch {
      // What it does with a request is for it to say when there is one.
    } finally {
      isTrying = false
    }
    return cameBack
  }

  return replaceable
}

const NOT_CORS = { method: 'GET', origin: null }
const NO_ANSWER = answerWithoutPolicy(NOT_CORS)

const BY_ITSELF: Issue = {
  code: 'policy-replaced-by-itself',
  path: '',
  message:
    'a policy cannot be replaced by itself, or by one that hands requests on to it: no request would get an answer',
  fix: 'replace it by the options of the new policy',
  value: undefined,
}

function toPolicy<Request>(given: Policy<Request> | PolicyOptions<Request>): Policy<Request> {
  return isPolicy<Request>(given) ? given : definePolicy(given)
}
