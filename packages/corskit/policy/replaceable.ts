/** Policies that can be replaced while the server runs. */
import { answerWithoutPolicy } from './answers/without-policy.ts'
import { type Issue, PolicyError } from './checks/issue.ts'
import { definePolicy, type Policy } from './define.ts'
import { limitOfHandingOn } from './handing-on.ts'
import type { PolicyOptions } from './options.ts'
import { isOurs } from './our-policies.ts'
import { isPromiseLike } from './settled-within.ts'
import { isPolicy } from './source.ts'

/** A policy that can be exchanged while the server runs. */
export interface ReplaceablePolicy<Request = unknown> extends Policy<Request> {
  /** The policy that requests are answered by now. */
  readonly current: Policy<Request>
  /**
   * From now on, another policy answers requests. A middleware answers a request by the old policy or by the new one,
   * never by a mixture: policies are immutable, and it reads once for each request which one answers. `cors` and
   * `guard` each read it when the request reaches them, so one that is under way then may meet both policies.
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
  let asksNobody = isClosed(current)
  /** Set while a new policy is tried: whether that one asked this one. */
  let isTrying = false
  let cameBack = false
  let mayHandOn = limitOfHandingOn()
  const replaceable: ReplaceablePolicy<Request> = Object.freeze({
    get current() {
      return isTrying ? (tried as Policy<Request>) : current
    },
    get options() {
      return current.options
    },
    answer(...request: Parameters<Policy<Request>['answer']>) {
      if (isTrying) return tried.answer()
      if (asksNobody) return current.answer(...request)
      const [facts, of] = request
      return mayHandOn([facts, of], () => current.answer(...request)) ?? answerWithoutPolicy(facts)
    },
    judgeOrigin(...asked: Parameters<Policy<Request>['judgeOrigin']>) {
      if (asksNobody) return current.judgeOrigin(...asked)
      const [, of] = asked
      const judgement = mayHandOn([null, of], () => current.judgeOrigin(...asked))
      return judgement === undefined ? ('policy-unavailable' as const) : judgement
    },
    replace(next: Policy<Request> | PolicyOptions<Request>) {
      const policy = toPolicy(next)
      if (handsBack(policy)) throw new PolicyError([BY_ITSELF])
      current = policy
      asksNobody = isClosed(policy)
      mayHandOn = limitOfHandingOn()
    },
  })

  /** Stands in the place of this policy while another one is tried. */
  const tried = {
    options: { origin: '*' },
    answer() {
      cameBack = true
      return NO_ANSWER
    },
    judgeOrigin() {
      cameBack = true
      return 'policy-unavailable' as const
    },
  } satisfies Policy

  /**
   * Tries the policy with a request that is not for CORS, for which no predicate is called. So copies and wrappers of
   * this policy are found too.
   */
  function handsBack(policy: Policy<Request>): boolean {
    isTrying = true
    cameBack = false
    try {
      // An object of its own: whoever hands it on later is counted.
      const answer = policy.answer(NOT_CORS, {} as Request)
      if (isPromiseLike(answer)) answer.then(undefined, () => {})
    } catch {
      // It may not throw for real requests.
    } finally {
      isTrying = false
    }
    return policy === replaceable || cameBack
  }

  return replaceable
}

/** Whether no function of the app is asked, which could ask the policy again. */
const isClosed = (policy: Policy<never>) =>
  isOurs(policy) && ![policy.options.origin].flat().some((one) => typeof one === 'function')

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
