/** Checks what stands beside a policy where an adapter calls functions of the request. */
import { checkFunction, checkNames } from './check-options.ts'
import { checkTimeout } from './check-timeout.ts'
import { type Issue, PolicyError } from './issue.ts'

/** The options that `cors` and `guard` take beside the policy. */
interface GivenOptions {
  readonly timeout?: unknown
  readonly onFault?: unknown
  readonly bypass?: unknown
}

const NAMES = ['bypass', 'timeout', 'onFault']

/** @throws {PolicyError} with every mistake */
export function checkCallOptions(options: GivenOptions): void {
  const issues: Issue[] = []
  checkNames(options, NAMES, issues)
  checkTimeout(options.timeout, issues)
  checkFunction('onFault', options.onFault, '(fault) => console.error(fault)', issues)
  checkFunction('bypass', options.bypass, "(request) => request.url === '/webhook'", issues)
  if (issues.length > 0) throw new PolicyError(issues)
}
