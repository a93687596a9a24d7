/** What `register` is given without `policy`, although it names what stands beside one. */
import { checkNames } from '../../policy/checks/check-options.ts'
import { type Issue, PolicyError } from '../../policy/checks/issue.ts'
import { OPTION_NAMES } from '../../policy/options.ts'

/**
 * @param options those of a policy, as far as they are right
 * @throws {PolicyError} for a misspelt `policy`, and for options of `guard` beside those of a policy
 */
export function refuseWithoutPolicy(options: Readonly<Record<string, unknown>>, plugin: 'cors' | 'guard'): void {
  const beside = ['policy', ...(plugin === 'guard' ? ['bypass'] : [])]
  const unknown: Issue[] = []
  checkNames(options, [...OPTION_NAMES, ...beside], unknown)
  const misspelt = unknown.filter(({ fix }) => beside.includes(fix))
  const misplaced = beside
    .filter((name) => Object.hasOwn(options, name))
    .map((name) => ({
      code: 'option-unknown' as const,
      path: name,
      message: `${name} stands beside policy, and not beside the options of one`,
      fix: `put the options of the policy into policy: { policy: { origin: … }, ${name} }`,
      value: options[name],
    }))
  const issues = [...misspelt, ...misplaced]
  if (issues.length > 0) throw new PolicyError(issues)
}
