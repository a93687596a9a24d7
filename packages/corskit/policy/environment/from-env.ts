/** A policy out of environment variables. */

import { maxAgeMeant } from '../checks/check-max-age.ts'
import { checkOptions, saysTrue } from '../checks/check-options.ts'
import { type Issue, PolicyError, quoted } from '../checks/issue.ts'
import { isClear } from '../checks/names-in-text.ts'
import { unreadable } from '../checks/taken-options.ts'
import { definePolicy, type Policy } from '../define.ts'
import { mayHold } from '../kind-of.ts'
import type { PolicyOptions } from '../options.ts'
import { unquoted } from '../pattern/quotes.ts'
import { issuesInProduction, LOOPBACK_SWITCH } from './env-production.ts'
import { checkUnknown } from './env-unknown.ts'
import { issueOfVariable, VARIABLES, variableOf } from './env-variables.ts'

/** Variables by name, as in `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>

/**
 * Reads `CORS_ORIGIN`, `CORS_METHODS`, `CORS_ALLOWED_HEADERS`, `CORS_EXPOSED_HEADERS`, `CORS_VARY`, `CORS_CREDENTIALS`,
 * `CORS_MAX_AGE`, `CORS_EXPLAIN` and the three `CORS_DANGEROUSLY_ALLOW_…`. When `NODE_ENV` is `production`, loopback
 * origins are refused: they are what a developer's machine leaves behind, and any program on a visitor's machine can
 * serve pages from them. `CORS_DANGEROUSLY_ALLOW_LOOPBACK=true` allows them.
 *
 * @throws {PolicyError} whose issues name the variable in `path`
 */
export function policyFromEnv(env: Environment = process.env): Policy {
  if (typeof env !== 'object' || env === null || !mayHold(env, Object.keys(VARIABLES))) {
    throw new PolicyError([notVariables(env)])
  }
  const issues: Issue[] = []
  const options: Record<string, unknown> = {}
  const own = (variable: string): string | undefined => {
    const text = ownValue(env, variable, issues)
    if (text === undefined || typeof text === 'string') return text
    const message = `${variable} is text, as environment variables are, not ${quoted(text)}`
    issues.push({ code: 'option-wrong-type', path: variable, message, fix: `set ${variable} to text`, value: text })
    return undefined
  }
  for (const [variable, option] of Object.entries(VARIABLES)) {
    const text = own(variable)
    if (text !== undefined && text.trim() !== '') options[option] = read(variable, option, text.trim(), issues)
  }
  const allowLoopback = readBoolean(LOOPBACK_SWITCH, own(LOOPBACK_SWITCH)?.trim() || 'false', issues) === true
  issues.push(...checkUnknown(env, (variable) => ownValue(env, variable, [])))
  const quotedNames = checkQuotes(options)
  issues.push(...quotedNames)
  const said = new Set(quotedNames.map(({ path }) => path))
  for (const issue of checkOptions(options).issues.map(issueOfVariable)) if (!said.has(issue.path)) issues.push(issue)
  const origins = options['origin']
  const isStrict = isProduction(ownValue(env, 'NODE_ENV', issues)) && !allowLoopback && Array.isArray(origins)
  const all = isStrict ? issuesInProduction(origins, issues) : issues
  if (all.length > 0) throw new PolicyError(all)
  return definePolicy(options as unknown as PolicyOptions)
}

/** `undefined` for what is not the object's own, and for what a getter or a proxy refuses to tell. */
function ownValue(env: Environment, variable: string, issues: Issue[]): unknown {
  try {
    return Object.hasOwn(env, variable) ? env[variable] : undefined
  } catch (error) {
    issues.push(unreadable(variable, error, `remove ${variable}`))
    return undefined
  }
}

function notVariables(value: unknown): Issue {
  const message = `policyFromEnv takes an object of variables, like process.env, not ${quoted(value)}`
  return { code: 'options-not-an-object', path: '', message, fix: 'policyFromEnv(process.env)', value }
}

/**
 * `set NODE_ENV=production && node app.js` leaves a space at the end, and files of secrets a line break; some programs
 * write `Production`, and `docker --env-file` keeps quotes.
 */
function isProduction(value: unknown): boolean {
  try {
    const text: unknown = Array.isArray(value) ? value[0] : value
    return typeof text === 'string' && unquoted(text).trim().toLowerCase() === 'production'
  } catch {
    // A list that refuses to be read does not say `production`.
    return false
  }
}

function read(variable: string, option: keyof PolicyOptions, text: string, issues: Issue[]): unknown {
  switch (option) {
    case 'origin':
    case 'methods':
    case 'allowedHeaders':
    case 'exposedHeaders':
    case 'vary':
      return text === '*' ? text : text.split(',').map((entry) => entry.trim())
    case 'maxAge':
      return readNumber(variable, text, issues)
    default:
      return readBoolean(variable, text, issues)
  }
}

function readBoolean(variable: string, text: string, issues: Issue[]): boolean | undefined {
  if (text === 'true' || text === 'false') return text === 'true'
  const bare = unquoted(withoutComment(text))
  const isTrue = saysTrue(bare)
  const isFalse = /^(?:0|n|no|off|f|false|disabled?|none|null|undefined)$/i.test(bare)
  const meant = isTrue || isFalse ? isTrue : undefined
  const fix = meant === undefined ? `set ${variable} to true or to false` : String(meant)
  issues.push({
    code: 'env-not-a-boolean',
    path: variable,
    message: `${variable} is true or false, not ${quoted(text)}`,
    fix,
    value: text,
  })
  return meant
}

function readNumber(variable: string, text: string, issues: Issue[]): number | undefined {
  if (/^-?[0-9]+(\.[0-9]+)?$/.test(text)) return Number(text)
  const message = `${variable} is a number of seconds, not ${quoted(text)}`
  const fix = maxAgeMeant(unquoted(withoutComment(text)))
  issues.push({ code: 'env-not-a-number', path: variable, message, fix, value: text })
  return undefined
}

/** A file of variables may keep what stands behind `#`. */
const withoutComment = (text: string) => (text.split(/\s#/)[0] as string).trimEnd()

const NAMES = ['methods', 'allowedHeaders', 'exposedHeaders', 'vary'] as const

/**
 * Quotes and `|` may stand in the names of methods and headers, so `'PUT` would be accepted. In a variable they are
 * what a shell or a file leaves around a name.
 */
function checkQuotes(options: Readonly<Record<string, unknown>>): readonly Issue[] {
  return NAMES.flatMap((option) => {
    const list = options[option]
    if (!Array.isArray(list)) return []
    return list.flatMap((name: string, index) => {
      const names = name.split('|').map(unquoted)
      if (names.length === 1 && names[0] === name) return []
      const text = names.filter((one) => one !== '').join(',')
      const mistakes = (entries: readonly string[]) =>
        checkOptions({ ...options, [option]: entries }).issues.filter(({ path }) => path.startsWith(option)).length
      const others = mistakes(list.toSpliced(index, 1))
      const isAccepted = (offer: string) => mistakes(list.toSpliced(index, 1, ...offer.split(','))) <= others
      const offers = [text, text.toUpperCase()].filter((offer) => isClear(offer) && isAccepted(offer))
      const fix = offers[0] ?? `write each name without quotes (or remove ${quoted(name)})`
      const path = `${variableOf(option)}[${index}]`
      const message = `${quoted(name)} is not a name: in a variable, names have no quotes, and commas between them`
      return [{ code: option === 'methods' ? 'method-malformed' : 'header-malformed', path, message, fix, value: name }]
    })
  })
}
