/** Policies that can be replaced while the server runs. */
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
   * From now on, another policy answers requests. A middleware answers a request by the old policy or by the new one,
   * never by a mixture: policies are immutable, and it reads once for each request which one answers. `cors` and
   * `guard` each read it when the request reaches them, so one that is under way then may meet both policies.
   *
   * A policy that `definePolicy` has not made (a wrapper) and that answers with promises is asked at most 10,000 times
   * at once with the same object as `facts` or as request, and denies then: it could be one that asks itself again.
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
      if (isOurs(current)) return current.answer(...request)
      const [facts, of] = request
      return mayHandOn([facts, of], () => current.answer(...request)) ?? answerWithoutPolicy(facts)
    },
    judgeOrigin(...asked: Parameters<Policy<Request>['judgeOrigin']>) {
      if (isOurs(current)) return current.judgeOrigin(...asked)
      const [, of] = asked
      const judgement = mayHandOn([null, of], () => current.judgeOrigin(...asked))
      return judgement === undefined ? ('policy-unavailable' as const) : judgement
    },
    replace(next: Policy<Request> | PolicyOptions<Request>) {
      const policy = toPolicy(next)
      if (handsBack(policy)) throw new PolicyError([BY_ITSELF])
      current = policy
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

/**
 * A wrapper may ask this policy again later, or for some requests only. Such a request would never be answered, so
 * there is a limit to how often one is handed on.
 *
 * @returns a function that gives `undefined` where the limit is reached
 */
function limitOfHandingOn() {
  /** How many calls are inside one another. */
  let depth = 0
  /** How many promises of this minute have not settled: one that never settles counts no longer. */
  let pending = { minute: 0, count: 0 }
  /** The same for the facts and for each request, at any time: a wrapper may hand on a copy of one of them. */
  const pendingOf = new WeakMap<object, number>()
  const timesOf = (one: unknown) => (isObject(one) ? (pendingOf.get(one) ?? 0) : 0)
  return <Given>([facts, request]: readonly [object | null, unknown], ask: () => Given): Given | undefined => {
    const minute = Math.floor(Date.now() / 60_000)
    if (pending.minute !== minute) pending = { minute, count: 0 }
    const isRound = depth > DEEPEST || [facts, request].some((one) => timesOf(one) > MOST_OF_ONE_OBJECT)
    if (isRound || pending.count > MOST_IN_A_MINUTE) return undefined
    const ofThisMinute = pending
    const count = (by: 1 | -1) => {
      ofThisMinute.count += by
      for (const one of [facts, request]) if (isObject(one)) pendingOf.set(one, timesOf(one) + by)
    }
    depth++
    try {
      const given = ask()
      if (isPromiseLike(given)) {
        count(1)
        const done = () => count(-1)
        given.then(done, done)
      }
      return given
    } finally {
      depth--
    }
  }
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null

/** No policy asks itself so many times for one answer. */
const DEEPEST = 1000
/** An app may give the same object with all its requests, and wait for many of them. */
const MOST_OF_ONE_OBJECT = 10_000
/**
 * No server waits for the answers to so many requests that came within one minute. A loop of promises alone, in which
 * no timer runs, has as many within seconds.
 */
const MOST_IN_A_MINUTE = 100_000

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
