/**
 * Policies that `definePolicy` has not made, known by their shape: a wrapper, one of another copy of this package, a
 * replaceable one. When they throw, reject, give a malformed answer or none, that is a fault and denies, as with every
 * function of other people.
 */
import { isToken } from '../protocol/token.ts'
import type { Answer, RequestFacts } from './answers/answer.ts'
import type { OriginReason } from './answers/reason.ts'
import { answerWithoutPolicy } from './answers/without-policy.ts'
import type { Policy } from './define.ts'
import { type Fault, report } from './fault.ts'
import { isOurs } from './our-policies.ts'
import { isPromiseLike, settledWithin, TIMED_OUT } from './settled-within.ts'

/** The policy itself if it is ours, else a policy that calls it and survives its faults. */
export function safePolicy<Request>(
  policy: Policy<Request>,
  onFault: (fault: Fault) => void,
  timeout: number,
): Policy<Request> {
  if (isOurs(policy)) return policy
  /** Its predicate may have a longer time limit. */
  const limit = () => {
    const own = Number(policy.options?.timeout)
    return own > timeout ? own : timeout
  }
  const failed = (cause: unknown) => report(onFault, { code: 'policy-threw', origin: null, cause })
  const answerFailed = (facts: RequestFacts, cause: unknown): Answer => {
    failed(cause)
    return answerWithoutPolicy(facts)
  }
  const judgementFailed = (cause: unknown) => {
    failed(cause)
    return 'policy-unavailable' as const
  }
  return {
    get options() {
      return policy.options
    },
    answer(facts, request) {
      try {
        const answer: unknown = policy.answer(facts, request)
        if (!isPromiseLike(answer)) return checkedAnswer(answer)
        const inTime = settledWithin(limit(), answer).then(checkedAnswer)
        return inTime.catch((cause) => answerFailed(facts, cause))
      } catch (cause) {
        return answerFailed(facts, cause)
      }
    },
    judgeOrigin(origin, request) {
      try {
        const reason: unknown = policy.judgeOrigin(origin, request)
        if (!isPromiseLike(reason)) return checkedReason(reason)
        return settledWithin(limit(), reason).then(checkedReason).catch(judgementFailed)
      } catch (cause) {
        return judgementFailed(cause)
      }
    },
  }
}

function checkedAnswer(given: unknown): Answer {
  const { kind, headers, vary } = (given ?? {}) as Partial<Answer>
  const isAnswer =
    (kind === 'actual' || kind === 'preflight') &&
    isSendable(vary) &&
    Array.isArray(headers) &&
    headers.every((pair) => typeof pair?.[0] === 'string' && isToken(pair[0]) && isSendable(pair[1]))
  if (isAnswer) return given as Answer
  throw new TypeError(
    given === TIMED_OUT ? 'the policy gave no answer in time' : 'what the policy gave is not an answer',
  )
}

/** Node throws at every other value, where nobody of the app could catch it. */
const isSendable = (value: unknown) => typeof value === 'string' && /^[\t\x20-\x7e\x80-\xff]*$/.test(value)

function checkedReason(given: unknown): OriginReason | null {
  if (given === null || typeof given === 'string') return given as OriginReason | null
  throw new TypeError(
    given === TIMED_OUT ? 'the policy gave no reason in time' : 'what the policy gave is not a reason',
  )
}
