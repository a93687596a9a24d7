/** What every adapter's `guard` does first: find the policy of the request, judge it, tell who listens. */
import { type GuardFacts, type GuardReason, judgeWrite } from '../../guard/judge.ts'
import { checkCallOptions } from '../../policy/checks/check-call-options.ts'
import { type Fault, report, reportOnce } from '../../policy/fault.ts'
import { DEFAULT_TIMEOUT, isPromiseLike, settledWithin, TIMED_OUT } from '../../policy/settled-within.ts'
import { type CallOptions, createPolicyFinder, type FoundPolicy, type PolicySource } from '../../policy/source.ts'
import { publishRefusal } from './decision-channel.ts'
import { ignoreErrors, whileAsked } from './upgraded.ts'

/** The options of `guard` beside its policy. */
export interface GuardOptions<Request> extends CallOptions {
  /**
   * Lets a request through unjudged: webhooks with a signature, APIs whose clients send no cookies. Only a strict
   * `true`, or a promise of it, does; anything else does not, and what is not a boolean, a throw, a rejection and a
   * promise that does not settle are reported to `onFault` as well. Default: none.
   */
  readonly bypass?: (request: Request) => boolean | Promise<boolean>
}

/** `null` lets the request through. Never throws, never rejects. */
export type Judge<Request> = (facts: GuardFacts, request: Request) => GuardReason | null | Promise<GuardReason | null>

/** What a refused client is told. */
export const REFUSAL = 'Cross-site request refused'

/** @throws {PolicyError} when given options with mistakes */
export function createJudge<Request>(
  source: PolicySource<Request>,
  options: GuardOptions<Request>,
  pathOf: (request: Request) => string,
): Judge<Request> {
  const own = checkCallOptions(options, 'bypass')
  const find = createPolicyFinder(source, own)
  const isBypassed = own.bypass === undefined ? null : createBypass(own.bypass, own)

  function publish(reason: GuardReason | null, facts: GuardFacts, request: Request): GuardReason | null {
    if (reason === null) return null
    publishRefusal(reason, facts, request, pathOf)
    ignoreErrors(request)
    return reason
  }

  function judgeBy(policy: FoundPolicy<Request>, facts: GuardFacts, request: Request) {
    const reason = judgeWrite(facts, policy === 'unavailable' ? null : policy, request)
    if (reason instanceof Promise) return reason.then((settled) => publish(settled, facts, request))
    return publish(reason, facts, request)
  }

  function judge(facts: GuardFacts, request: Request) {
    const policy = find(request)
    if (policy instanceof Promise) return policy.then((found) => judgeBy(found, facts, request))
    return judgeBy(policy, facts, request)
  }

  function judgeUnlessBypassed(facts: GuardFacts, request: Request) {
    const bypassed = isBypassed === null ? false : isBypassed(request)
    if (bypassed instanceof Promise) return bypassed.then((settled) => (settled ? null : judge(facts, request)))
    return bypassed ? null : judge(facts, request)
  }

  return (facts, request) => {
    const reason = judgeUnlessBypassed(facts, request)
    return reason instanceof Promise ? whileAsked(request, reason) : reason
  }
}

/** Asks `bypass`, which is other people's code. Never throws and never rejects. */
function createBypass<Request>(
  bypass: (request: Request) => unknown,
  { timeout = DEFAULT_TIMEOUT, onFault = reportOnce() }: CallOptions,
): (request: Request) => boolean | Promise<boolean> {
  const fault = (code: Fault['code'], cause: unknown) => {
    report(onFault, { code, origin: null, cause })
    return false
  }
  const judge = (answer: unknown) => {
    if (typeof answer === 'boolean') return answer
    return answer === TIMED_OUT ? fault('bypass-timed-out', undefined) : fault('bypass-not-boolean', answer)
  }
  const threw = (error: unknown) => fault('bypass-threw', error)
  return (request) => {
    try {
      const answer = bypass(request)
      return isPromiseLike(answer) ? settledWithin(timeout, answer).then(judge, threw) : judge(answer)
    } catch (error) {
      return threw(error)
    }
  }
}
