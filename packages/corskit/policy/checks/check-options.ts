/** Checks all options and collects every mistake. Start-up only. */

import { mayHold } from '../kind-of.ts'
import { neverAnswers } from '../never-answers.ts'
import { OPTION_NAMES, type OriginPredicate, type PolicyOptions } from '../options.ts'
import { checkExposedHeaders, checkRequestHeaders, checkVaryNames } from './check-header-names.ts'
import { checkMaxAge } from './check-max-age.ts'
import { checkMethods } from './check-methods.ts'
import { checkOrigin } from './check-origin.ts'
import { checkTimeout } from './check-timeout.ts'
import type { CheckedNames, CheckedOrigins } from './checked-options.ts'
import { escaped, type Issue, quoted } from './issue.ts'
import { nearestName } from './nearest-name.ts'
import { namesOf, symbolsOf, takeOptions } from './taken-options.ts'

export interface CheckedPolicy<Request> {
  /** A copy, without a prototype. */
  readonly options: PolicyOptions<Request>
  readonly origins: CheckedOrigins
  readonly predicate: OriginPredicate<Request> | null
  readonly methods: CheckedNames
  readonly allowedHeaders: CheckedNames
  readonly exposedHeaders: CheckedNames
  readonly declaredVary: readonly string[]
  readonly credentials: boolean
}

/** What `checkOptions` has found. It throws nothing. */
export interface CheckResult<Request> {
  /** What is wrong: `definePolicy` refuses it. */
  readonly issues: readonly Issue[]
  /** What is odd but works: `corskit lint` reports it, and nothing refuses it. */
  readonly warnings: readonly Issue[]
  /** The checked options, to be used only when there are no issues. `null` when there was nothing to check. */
  readonly checked: CheckedPolicy<Request> | null
}

/** @param options of any type: they may come from JavaScript or from a file */
export function checkOptions<Request = unknown>(options: unknown): CheckResult<Request> {
  if (typeof options !== 'object' || options === null || !mayHold(options, OPTION_NAMES)) {
    return { issues: [notOptions(options)], warnings: [], checked: null }
  }
  const issues: Issue[] = []
  const warnings: Issue[] = []
  const taken = takeOptions(options, OPTION_NAMES, issues)
  const given = taken as unknown as PolicyOptions<Request>
  const isUnread = issues.some(({ path }) => path === 'origin')
  const before = issues.length
  checkNames(options, OPTION_NAMES, issues)
  if (issues.slice(before).some(({ path }) => path === '')) return { issues, warnings, checked: null }
  checkTypes(taken, issues)
  // What is wrong with the others is told as it will be when the fix is pasted.
  const meant = Object.assign(Object.create(null), taken, meantBooleans(taken)) as PolicyOptions
  const credentials = meant.credentials === true
  const checked: CheckedPolicy<Request> = {
    options: given,
    origins: checkOrigin(given.origin, meant, isUnread ? [] : issues, warnings),
    predicate: typeof given.origin === 'function' ? given.origin : null,
    methods: checkMethods(given.methods, issues, warnings),
    allowedHeaders: checkRequestHeaders(given.allowedHeaders, issues, warnings),
    exposedHeaders: checkExposedHeaders(given.exposedHeaders, credentials, issues, warnings),
    declaredVary: checkVaryNames(given.vary, issues, warnings),
    credentials,
  }
  checkMaxAge(given.maxAge, issues)
  checkTimeout(given.timeout, issues)
  return { issues, warnings, checked }
}

function notOptions(value: unknown): Issue {
  const name = quoted(value)
  const withoutOptions = name.startsWith('an instance of') ? ' that has no option as a property of its own' : ''
  return {
    code: 'options-not-an-object',
    path: '',
    message: `the options of a policy are an object, not ${name}${withoutOptions}`,
    fix:
      name === 'a Promise' ? 'wait for it with await' : "write an object, like { origin: 'https://app.example.com' }",
    value,
  }
}

/** @param known the names of all options */
export function checkNames(options: object, known: readonly string[], issues: Issue[]): void {
  const names = namesOf(options, issues).filter((name) => !known.includes(name))
  for (const key of [...names, ...symbolsOf(options)]) {
    issues.push({
      code: 'option-unknown',
      path: escaped(String(key)),
      ...saidOfUnknown(key, known),
      value: unknownValue(options, key),
    })
  }
}

function saidOfUnknown(key: string | symbol, known: readonly string[]): Pick<Issue, 'message' | 'fix'> {
  const message = `there is no option ${quoted(key)}`
  if (typeof key === 'string' && OF_MODULES.test(key))
    return {
      message: `${message}: a whole module, or a file of several parts, was given`,
      fix: "give the part that is meant, like the default export: import options from './cors.policy.js'",
    }
  if (key === 'policy')
    return {
      message: `${message}: an object or a module that holds a policy was given`,
      fix: "give the policy itself: import { policy } from './cors.policy.js'",
    }
  const nearest = nearestName(typeof key === 'string' ? key : (key.description ?? ''), known)
  return nearest === null
    ? { message, fix: `remove ${escaped(String(key))}` }
    : { message: `${message}; the nearest is ${quoted(nearest)}`, fix: nearest }
}

/** What `import * as options` and `require` of an ES module give beside the exports. */
const OF_MODULES = /^(?:default|module\.exports|__esModule)$/

function unknownValue(options: object, key: string | symbol): unknown {
  try {
    return (options as Record<string | symbol, unknown>)[key]
  } catch {
    return undefined
  }
}

const BOOLEANS = OPTION_NAMES.filter(
  (name) =>
    name === 'credentials' ||
    name === 'explain' ||
    name === 'legacyPrivateNetworkAccess' ||
    name.startsWith('dangerously'),
)

/** The options that are true or false, as they would be with their fixes. */
function meantBooleans(options: Readonly<Record<string, unknown>>): Readonly<Record<string, boolean>> {
  const given = BOOLEANS.filter((name) => options[name] !== undefined)
  return Object.fromEntries(given.map((name) => [name, meansTrue(options[name])]))
}

/** `yes` of YAML is a text, and so is `'1'`. */
const meansTrue = (value: unknown) =>
  value === true || value === 1 || (typeof value === 'string' && saysTrue(value.trim()))

/** Whether a text is one of the words for `true`. */
export const saysTrue = (text: string) => /^(?:1|y|yes|on|t|true|enabled?)$/i.test(text)

/** `'false'` is truthy, so nothing but a boolean will do. */
function checkTypes(options: Readonly<Record<string, unknown>>, issues: Issue[]): void {
  const meant = meantBooleans(options)
  for (const [name, value] of Object.entries(meant)) {
    if (options[name] !== value) issues.push(wrongType(name, 'true or false', options[name], String(value)))
  }
  checkFunction('onFault', options['onFault'], '(fault) => console.error(fault)', issues)
}

export function checkFunction(name: string, value: unknown, fix: string, issues: Issue[]): void {
  if (value === undefined || (typeof value === 'function' && !neverAnswers(value))) return
  issues.push(wrongType(name, typeof value === 'function' ? 'a function that can be called' : 'a function', value, fix))
}

function wrongType(path: string, wanted: string, value: unknown, fix: string): Issue {
  return { code: 'option-wrong-type', path, message: `${path} is ${wanted}, not ${quoted(value)}`, fix, value }
}
