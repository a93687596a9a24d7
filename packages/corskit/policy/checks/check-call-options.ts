/** Checks the second argument of `cors` and `guard`. */
import { checkFunction, checkNames } from './check-options.ts'
import { checkTimeout } from './check-timeout.ts'
import { type Issue, PolicyError } from './issue.ts'
import { refuseOtherThanObject, takeOptions } from './taken-options.ts'

/** What to write where one of these options is not a function. */
const FUNCTIONS = {
  onFault: '(fault) => console.error(fault)',
  bypass: 'write a function of what the adapter hands over, which gives true where the request may pass',
  onError: 'write a function of the error that gives the response',
}

/**
 * @param also the options that this `cors` or `guard` has beside `timeout` and `onFault`. An option of another one
 * would be ignored, so it is refused.
 * @returns a copy of what the object itself has: a polluted `Object.prototype` bypasses nothing
 * @throws {PolicyError} with every mistake
 */
export function checkCallOptions<Options extends object>(options: Options, also?: 'bypass' | 'onError'): Options {
  refuseOtherThanObject(options)
  const issues: Issue[] = []
  const functions = also === undefined ? (['onFault'] as const) : (['onFault', also] as const)
  const names = ['timeout', ...functions]
  checkNames(options, names, issues)
  const taken = takeOptions(options, names, issues)
  checkTimeout(taken['timeout'], issues)
  for (const name of functions) checkFunction(name, taken[name], FUNCTIONS[name], issues)
  if (issues.length > 0) throw new PolicyError(issues)
  return taken as Options
}
