/**
 * Variables that set nothing and plainly mean an option. Otherwise the policy would not be what was meant. Other
 * software has variables that begin with `CORS_` too, and these are ignored.
 */
import type { Issue } from '../checks/issue.ts'
import { editDistance, nearestName, refuses, synonymOf } from '../checks/nearest-name.ts'
import { namesOf } from '../checks/taken-options.ts'
import { OPTION_NAMES } from '../options.ts'
import { LOOPBACK_SWITCH } from './env-production.ts'
import { VARIABLES, variableOf } from './env-variables.ts'

const PREFIX = 'CORS_'
const KNOWN: ReadonlySet<string> = new Set([...Object.keys(VARIABLES), LOOPBACK_SWITCH])
/** The variable's name in the form of an option's name. */
const LOOPBACK_OPTION = 'dangerouslyAllowLoopback'
const WITH_VARIABLE: readonly string[] = Object.values(VARIABLES)
const WITHOUT_VARIABLE = OPTION_NAMES.filter((option) => !WITH_VARIABLE.includes(option))

export function checkUnknown(env: object, read: (variable: string) => unknown): readonly Issue[] {
  const issues: Issue[] = []
  for (const variable of namesOf(env, issues)) {
    if (!variable.startsWith(PREFIX) || KNOWN.has(variable)) continue
    const name = variable.slice(PREFIX.length)
    const said = refuses(name)
      ? refusing(variable, name)
      : (meantVariable(variable, name) ?? meantOption(variable, name))
    if (said !== null) issues.push({ code: 'env-unknown', path: variable, ...said, value: read(variable) })
  }
  return issues
}

/** It is told where its other words are those of a variable; the one that allows it is no fix. */
function refusing(variable: string, name: string): Said | null {
  if (!/ORIGIN|DOMAIN|HOST|URL|SITE|METHOD|HEADER|CREDENTIAL|COOKIE|LOOPBACK|LOCALHOST|NULL/.test(name)) return null
  return {
    message: `${variable} sets nothing: what is not named in another variable is refused`,
    fix: `remove ${variable}`,
  }
}

type Said = Pick<Issue, 'message' | 'fix'>

function meantVariable(variable: string, name: string): Said | null {
  const nearest = nearestName(name, [...WITH_VARIABLE, LOOPBACK_OPTION])
  // `CORS_ORIGIN_PROD`
  const longer = [...KNOWN].find((known) => variable.startsWith(`${known}_`))
  const meant = nearest === null ? longer : nearest === LOOPBACK_OPTION ? LOOPBACK_SWITCH : variableOf(nearest)
  if (meant === undefined) return null
  return { message: `${variable} sets nothing; the nearest variable is ${meant}`, fix: meant }
}

/** `CORS_DEFAULT` is two edits away from `onFault` and means something else, so short names may have one. */
function meantOption(variable: string, name: string): Said | null {
  const wanted = name.toLowerCase().replaceAll('_', '')
  const isNear = (option: string) => editDistance(wanted, option.toLowerCase()) <= option.length / 7
  const option = WITHOUT_VARIABLE.find((one) => isNear(one) || synonymOf(name) === one)
  if (option === undefined) return null
  return {
    message: `${variable} sets nothing: the option ${option} has no variable`,
    fix: `remove ${variable}, and set ${option} in code: definePolicy({ ...policyFromEnv().options, ${option}: … })`,
  }
}
