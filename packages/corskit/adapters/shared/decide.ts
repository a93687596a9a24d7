/** What every adapter does first: find the policy of the request, ask it, publish the decision. */
import type { Answer, RequestFacts } from '../../policy/answers/answer.ts'
import { answerWithoutPolicy } from '../../policy/answers/without-policy.ts'
import { checkCallOptions } from '../../policy/checks/check-call-options.ts'
import { type CallOptions, createPolicyFinder, type FoundPolicy, type PolicySource } from '../../policy/source.ts'
import { publishDecision } from './decision-channel.ts'
import { ignoreErrors, whileAsked } from './upgraded.ts'

/**
 * `null`: this request has no policy. A promise only when a predicate or the function that gives policies made one.
 * Never throws, never rejects.
 */
export type Decide<Request> = (facts: RequestFacts, request: Request) => Answer | null | Promise<Answer | null>

/**
 * @param pathOf path and query of a request, asked for only when somebody listens
 * @throws {PolicyError} when given options with mistakes
 */
export function createDecide<Request>(
  source: PolicySource<Request>,
  pathOf: (request: Request) => string,
  options: CallOptions = {},
): Decide<Request> {
  const find = createPolicyFinder(source, checkCallOptions(options))

  function publish(answer: Answer, facts: RequestFacts, request: Request): Answer {
    publishDecision(answer, facts, request, pathOf)
    if (answer.kind === 'preflight') ignoreErrors(request)
    return answer
  }

  function decideBy(policy: FoundPolicy<Request>, facts: RequestFacts, request: Request) {
    if (policy === null) return null
    const answer = policy === 'unavailable' ? answerWithoutPolicy(facts) : policy.answer(facts, request)
    if (answer instanceof Promise) return answer.then((settled) => publish(settled, facts, request))
    return publish(answer, facts, request)
  }

  return (facts, request) => {
    const policy = find(request)
    const answer =
      policy instanceof Promise
        ? policy.then((found) => decideBy(found, facts, request))
        : decideBy(policy, facts, request)
    return answer instanceof Promise ? whileAsked(request, answer) : answer
  }
}
