/** Checks the second argument of `cors` and `guard`. */
import { checkFunction, checkNames } from './check-options.ts'
import { checkTimeout } from './check-timeout.ts'
import { type Issue, PolicyError } from './issue.ts'
import { refuseOtherThanObject, takeOptions } from './taken-options.ts'

/** The options that `cors` and `guard` take beside the policy. */
interface GivenOptions {
  readonly timeout?: unknown
  readonly onFault?: unknown
  readonly bypass?: unknown
}

const NAMES = ['bypass', 'timeout', 'onFault']

/**
 * @returns a copy of what the object itself has: a polluted `Object.prototype` bypasses nothing
 * @throws {PolicyError} with every mistake
 */
export function checkCallOptions<Options extends GivenOptions>(options: Options): Options {
  refuseOtherThanObject(options)
  const issues: Issue[] = []
  checkNames(options, NAMES, issues)
  const { timeout, onFault, bypass } = takeOptions(options, NAMES, issues)
  checkTimeout(timeout, issues)
  checkFunction('onFault', onFault, '(fault) => console.error(fault)', issues)
  checkFunction('bypass', bypass, "(request) => request.url === '/webhook'", issues)
  if (issues.length > 0) throw new PolicyError(issues)
  return Object.assign(Object.create(null), { timeout, onFault, bypass })
}
