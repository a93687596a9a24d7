/** Policies that can be replaced while the server runs. */
import type { Answer } from './answers/answer.ts'
import { answerWithoutPolicy } from './answers/without-policy.ts'
import { type Issue, PolicyError } from './checks/issue.ts'
import { definePolicy, type Policy } from './define.ts'
import type { PolicyOptions } from './options.ts'
import { isOurs } from './our-policies.ts'
import { isPromiseLike } from './settled-within.ts'
import { isPolicy } from './source.ts'

/** A policy that can be exchanged while the server runs. */
export interface ReplaceablePolicy<Request = unknown> extends Policy<Request> {
  /** The policy that requests are answered by now. */
  readonly current: Policy<Request>
  /**
   * From now on, another policy answers requests. A request sees the old policy or the new one, never a mixture:
   * policies are immutable, and each request reads once which one answers it.
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
  /** Set while a new policy is tried: whether that one asked this one. */
  let isTrying = false
  let cameBack = false
  /** How many calls of `judgeOrigin` are inside one another. */
  let depth = 0
  /** For each request that is being answered, how many times this policy was asked. */
  const handed = new WeakMap<object, number>()
  const replaceable: ReplaceablePolicy<Request> = Object.freeze({
    get current() {
      return current
    },
    get options() {
      return current.options
    },
    answer(...request: Parameters<Policy<Request>['answer']>) {
      if (isTrying) cameBack = true
      if (isTrying) return NO_ANSWER
      return isOurs(current) ? current.answer(...request) : answerByOther(request)
    },
    judgeOrigin(...asked: Parameters<Policy<Request>['judgeOrigin']>) {
      if (isOurs(current)) return current.judgeOrigin(...asked)
      if (depth > MOST_TIMES) return 'policy-unavailable' as const
      depth++
      try {
        return current.judgeOrigin(...asked)
      } finally {
        depth--
      }
    },
    replace(next: Policy<Request> | PolicyOptions<Request>) {
      const policy = toPolicy(next)
      if (handsBack(policy)) throw new PolicyError([BY_ITSELF])
      current = policy
    },
  })

  /**
   * Tries the policy with a request that is not for CORS, for which no predicate is called. So copies and wrappers of
   * this policy are found too.
   */
  function handsBack(policy: Policy<Request>): boolean {
    const before = current
    current = policy
    isTrying = true
    cameBack = false
    try {
      const tried = policy.answer(NOT_CORS)
      if (isPromiseLike(tried)) tried.then(undefined, () => {})
    } catch (error) {
      // When it asks `current`, it asks itself. Other errors do not count: it may not throw for real requests.
      if (error instanceof RangeError) cameBack = true
    } finally {
      current = before
      isTrying = false
    }
    return cameBack
  }

  /** A wrapper may ask this policy again later, or for some requests only. Such a request would never be answered. */
  function answerByOther(request: Parameters<Policy<Request>['answer']>): Answer | Promise<Answer> {
    const [facts] = request
    const times = (handed.get(facts) ?? 0) + 1
    if (times > MOST_TIMES) return answerWithoutPolicy(facts)
    handed.set(facts, times)
    const done = () => {
      handed.set(facts, (handed.get(facts) ?? 1) - 1)
    }
    try {
      const answer = current.answer(...request)
      if (isPromiseLike(answer)) answer.then(done, done)
      else done()
      return answer
    } catch (error) {
      done()
      throw error
    }
  }

  return replaceable
}

/** No app answers one request so many times at once. */
const MOST_TIMES = 1000

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
