/** What `register` is given without `policy`, although it names what stands beside one. */
import { escaped, type Issue, PolicyError, quoted } from '../../policy/checks/issue.ts'
import { nearestName } from '../../policy/checks/nearest-name.ts'
import { OPTION_NAMES } from '../../policy/options.ts'

/**
 * @param options those of a policy, as far as they are right
 * @throws {PolicyError} for a misspelt `policy`, and for options of `guard` beside those of a policy
 */
export function refuseWithoutPolicy(options: Readonly<Record<string, unknown>>, plugin: 'cors' | 'guard'): void {
  const known = ['policy', ...(plugin === 'guard' ? ['bypass'] : [])]
  const issues = Object.keys(options).flatMap((name): Issue[] => {
    if (OPTION_NAMES.some((option) => option === name)) return []
    const nearest = nearestName(name, [...OPTION_NAMES, ...known])
    if (nearest === null || !known.includes(nearest)) return []
    const isNamed = name === nearest
    const message = isNamed
      ? `${name} stands beside policy, and not beside the options of one`
      : `there is no option ${quoted(name)}; the nearest is ${quoted(nearest)}`
    const fix = isNamed ? `put the options of the policy into policy: { policy: { origin: … }, ${name} }` : nearest
    return [{ code: 'option-unknown', path: escaped(name), message, fix, value: options[name] }]
  })
  if (issues.length > 0) throw new PolicyError(issues)
}
