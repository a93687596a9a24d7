/**
 * Policies by shape that `definePolicy` has not made: a wrapper of somebody's, a copy of this package, a replaceable one. What they throw or reject is a
 * fault that denies, as with every function of other people.
 */
import type { Answer, RequestFacts } from './answers/answer.ts'
import { answerWithoutPolicy } from './answers/without-policy.ts'
import type { Policy } from './define.ts'
import { type Fault, report } from './fault.ts'
import { isOurs } from './our-policies.ts'

/** The policy itself, or one that asks it and survives what it does. */
export function safePolicy<Request>(policy: Policy<Request>, onFault: (fault: Fault) => void): Policy<Request> {
  if (isOurs(policy)) return policy
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
        const answer = policy.answer(facts, request)
        return answer instanceof Promise ? answer.catch((cause) => answerFailed(facts, cause)) : answer
      } catch (cause) {
        return answerFailed(facts, cause)
      }
    },
    judgeOrigin(origin, request) {
      try {
        const reason = policy.judgeOrigin(origin, request)
        return reason instanceof Promise ? reason.catch(judgementFailed) : reason
      } catch (cause) {
        return judgementFailed(cause)
      }
    },
  }
}
