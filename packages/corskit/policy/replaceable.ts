/** A policy that can be replaced while the server runs. */
import { type Issue, PolicyError } from './checks/issue.ts'
import { definePolicy, type Policy } from './define.ts'
import type { PolicyOptions } from './options.ts'
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
  const replaceable: ReplaceablePolicy<Request> = Object.freeze({
    get current() {
      return current
    },
    get options() {
      return current.options
    },
    answer: (...request: Parameters<Policy<Request>['answer']>) => current.answer(...request),
    judgeOrigin: (...request: Parameters<Policy<Request>['judgeOrigin']>) => current.judgeOrigin(...request),
    replace(next: Policy<Request> | PolicyOptions<Request>) {
      const policy = toPolicy(next)
      if (leadsTo(policy, replaceable)) throw new PolicyError([BY_ITSELF])
      current = policy
    },
  })
  return replaceable
}

/** Whether a request that the policy answers would be handed on, by replaceable policies, to `wanted`. */
function leadsTo<Request>(policy: Policy<Request>, wanted: Policy<Request>): boolean {
  let at: Policy<Request> | undefined = policy
  while (at !== undefined && at !== wanted) {
    at = Object.hasOwn(at, 'current') ? (at as Partial<ReplaceablePolicy<Request>>).current : undefined
  }
  return at === wanted
}

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
