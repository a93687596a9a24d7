/** What every adapter's `guard` does first: find the policy of the request, judge it, tell who listens. */
import { type GuardFacts, type GuardReason, judgeWrite } from '../../guard/judge.ts'
import { createPolicyFinder, type FoundPolicy, type PolicySource } from '../../policy/source.ts'
import { publishRefusal } from './decision-channel.ts'

export interface GuardOptions<Request> {
  /**
   * Lets a request through unjudged: webhooks with a signature, APIs whose clients send no cookies. Only a strict `true` does; a throw does not.
   * Default: none.
   */
  readonly bypass?: (request: Request) => boolean
}

/** `null` lets the request through. Never throws, never rejects. */
export type Judge<Request> = (facts: GuardFacts, request: Request) => GuardReason | null | Promise<GuardReason | null>

/** What a refused client is told. */
export const REFUSAL = 'Cross-site request refused'

/** @throws {PolicyError} when given options with mistakes */
export function createJudge<Request>(
  source: PolicySource<Request>,
  { bypass }: GuardOptions<Request>,
  pathOf: (request: Request) => string,
): Judge<Request> {
  const find = createPolicyFinder(source)

  function publish(reason: GuardReason | null, facts: GuardFacts, request: Request): GuardReason | null {
    if (reason !== null) publishRefusal(reason, facts, request, pathOf)
    return reason
  }

  function judgeBy(policy: FoundPolicy<Request>, facts: GuardFacts, request: Request) {
    const reason = judgeWrite(facts, policy === 'unavailable' ? null : policy, request)
    if (reason instanceof Promise) return reason.then((settled) => publish(settled, facts, request))
    return publish(reason, facts, request)
  }

  return (facts, request) => {
    if (bypass !== undefined && isBypassed(bypass, request)) return null
    const policy = find(request)
    if (policy instanceof Promise) return policy.then((found) => judgeBy(found, facts, request))
    return judgeBy(policy, facts, request)
  }
}

function isBypassed<Request>(bypass: (request: Request) => unknown, request: Request): boolean {
  try {
    return bypass(request) === true
  } catch {
    return false
  }
}
