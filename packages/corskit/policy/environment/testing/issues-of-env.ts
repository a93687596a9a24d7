import { type Issue, PolicyError } from '../../checks/issue.ts'
import { type Environment, policyFromEnv } from '../from-env.ts'

/** None where the policy is accepted. */
export function issuesOfEnv(env: Environment): readonly Issue[] {
  try {
    policyFromEnv(env)
    return []
  } catch (error) {
    if (error instanceof PolicyError) return error.issues
    throw error
  }
}
