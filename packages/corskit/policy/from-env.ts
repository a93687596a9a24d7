/** A policy out of environment variables. */

import { nearestInteger } from './checks/check-max-age.ts'
import { checkOptions } from './checks/check-options.ts'
import { type Issue, PolicyError, quoted } from './checks/issue.ts'
import { nearestName } from './checks/nearest-name.ts'
import { definePolicy, type Policy } from './define.ts'
import type { PolicyOptions } from './options.ts'
import { isThisMachine } from './origins/this-machine.ts'
import { unquoted } from './pattern/quotes.ts'

/** Variables by name, as in `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>

/** Which option each variable sets. Lists are separated by commas. */
const VARIABLES = {
  CORS_ORIGIN: 'origin',
  CORS_METHODS: 'methods',
  CORS_ALLOWED_HEADERS: 'allowedHeaders',
  CORS_EXPOSED_HEADERS: 'exposedHeaders',
  CORS_VARY: 'vary',
  CORS_CREDENTIALS: 'credentials',
  CORS_MAX_AGE: 'maxAge',
  CORS_EXPLAIN: 'explain',
  CORS_DANGEROUSLY_ALLOW_NULL_ORIGIN: 'dangerouslyAllowNullOrigin',
  CORS_DANGEROUSLY_ALLOW_INSECURE_ORIGINS: 'dangerouslyAllowInsecureOrigins',
  CORS_DANGEROUSLY_ALLOW_PUBLIC_SUFFIXES: 'dangerouslyAllowPublicSuffixes',
} as const satisfies Record<string, keyof PolicyOptions>

const LOOPBACK_SWITCH = 'CORS_DANGEROUSLY_ALLOW_LOOPBACK'
/** The variable's name in the form of an option's name. */
const LOOPBACK_OPTION = 'dangerouslyAllowLoopback'

/**
 * Other programs often have variables of these names. They are ignored unless they are nearly one of ours.
 */
const PREFIX = 'CORS_'

/**
 * Reads `CORS_ORIGIN`, `CORS_METHODS`, `CORS_ALLOWED_HEADERS`, `CORS_EXPOSED_HEADERS`, `CORS_VARY`, `CORS_CREDENTIALS`,
 * `CORS_MAX_AGE`, `CORS_EXPLAIN` and the three `CORS_DANGEROUSLY_ALLOW_…`. When `NODE_ENV` is `production`, loopback
 * origins are refused: they are what a developer's machine leaves behind, and any program on a visitor's machine can
 * serve pages from them. `CORS_DANGEROUSLY_ALLOW_LOOPBACK=true` allows them.
 *
 * @throws {PolicyError} whose issues name the variable in `path`
 */
export function policyFromEnv(env: Environment = process.env): Policy {
  if (typeof env !== 'object' || env === null) throw new PolicyError([notVariables(env)])
  const issues: Issue[] = []
  const options: Record<string, unknown> = {}
  const own = (variable: string): string | undefined => {
    const text: unknown = Object.hasOwn(env, variable) ? env[variable] : undefined
    if (text === undefined || typeof text === 'string') return text
    const message = `${variable} is text, as environment variables are, not ${quoted(text)}`
    issues.push({ code: 'option-wrong-type', path: variable, message, fix: quoted(String(text)), value: text })
    return undefined
  }
  for (const [variable, option] of Object.entries(VARIABLES)) {
    const text = own(variable)
    if (text !== undefined && text.trim() !== '') options[option] = read(variable, option, text.trim(), issues)
  }
  const allowLoopback = readBoolean(LOOPBACK_SWITCH, own(LOOPBACK_SWITCH)?.trim() || 'false', issues) === true
  checkUnknown(env, issues)
  const quotedNames = checkQuotes(options)
  issues.push(...quotedNames)
  const said = new Set(quotedNames.map(({ path }) => path))
  for (const issue of checkOptions(options).issues.map(issueOfVariable)) if (!said.has(issue.path)) issues.push(issue)
  if (isProduction(env) && !allowLoopback) refuseLoopback(options['origin'], issues)
  if (issues.length > 0) throw new PolicyError(issues)
  return definePolicy(options as unknown as PolicyOptions)
}

function notVariables(value: unknown): Issue {
  const message = `policyFromEnv takes an object of variables, like process.env, not ${quoted(value)}`
  return { code: 'options-not-an-object', path: '', message, fix: 'policyFromEnv(process.env)', value }
}

/**
 * `set NODE_ENV=production && node app.js` leaves a space at the end, and files of secrets a line break; some programs
 * write `Production`, and `docker --env-file` keeps quotes.
 */
function isProduction(env: Environment): boolean {
  const given = String(env['NODE_ENV']).replace(/^[\s"']+|[\s"']+$/g, '')
  return given.toLowerCase() === 'production'
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
  const fix = /^(1|y|yes|on|t|true|enabled?)$/i.test(unquoted(text)) ? 'true' : 'false'
  issues.push({
    code: 'env-not-a-boolean',
    path: variable,
    message: `${variable} is true or false, not ${quoted(text)}`,
    fix,
    value: text,
  })
  return undefined
}

function readNumber(variable: string, text: string, issues: Issue[]): number | undefined {
  if (/^-?[0-9]+(\.[0-9]+)?$/.test(text)) return Number(text)
  const message = `${variable} is a number of seconds, not ${quoted(text)}`
  const fix = nearestInteger(unquoted(text).replace(/s$/i, ''))
  issues.push({ code: 'env-not-a-number', path: variable, message, fix, value: text })
  return undefined
}

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
      const isAccepted = (offer: string) => checkOptions({ origin: '*', [option]: offer }).issues.length === 0
      const offers = [text, text.toUpperCase()].filter((offer) => offer !== '' && isAccepted(offer))
      const fix = offers[0] ?? `write each name without quotes (or remove ${quoted(name)})`
      const path = `${variableOf(option)}[${index}]`
      const message = `${quoted(name)} is not a name: in a variable, names have no quotes, and commas between them`
      return [{ code: option === 'methods' ? 'method-malformed' : 'header-malformed', path, message, fix, value: name }]
    })
  })
}

/** Otherwise a misspelt variable would be ignored, and the policy would not be what was meant. */
function checkUnknown(env: Environment, issues: Issue[]): void {
  const known = [...Object.keys(VARIABLES), LOOPBACK_SWITCH]
  for (const variable of Object.keys(env)) {
    if (!variable.startsWith(PREFIX) || known.includes(variable)) continue
    const nearest = nearestName(variable.slice(PREFIX.length), [...Object.values(VARIABLES), LOOPBACK_OPTION])
    if (nearest === null) continue
    const meant = nearest === LOOPBACK_OPTION ? LOOPBACK_SWITCH : variableOf(nearest)
    const message = `${variable} sets nothing; the nearest variable is ${meant}`
    issues.push({ code: 'env-unknown', path: variable, message, fix: meant, value: env[variable] })
  }
}

/** `origin[2]` → `CORS_ORIGIN[2]` */
function variableOf(path: string): string {
  for (const [variable, option] of Object.entries(VARIABLES)) {
    if (path === option || path.startsWith(`${option}[`)) return variable + path.slice(option.length)
  }
  return path
}

/**
 * Rewrites an issue for variables, which have no quotes, no lists, no RegExps and no options.
 */
function issueOfVariable({ fix, message, path, ...issue }: Issue): Issue {
  return { ...issue, path: variableOf(path), message: inVariables(message), fix: inVariables(fixOfVariable(fix)) }
}

function fixOfVariable(fix: string): string {
  if (fix === "origin: '*'") return 'set CORS_ORIGIN=*'
  if (/^\/\^.*\$\/[a-z]*$/.test(fix))
    return "name the origins that you mean, or use a pattern like 'https://*.example.com'"
  // Code in a fix is one text in quotes, or several. No text that is offered contains a quote.
  return fix.replace(/\[?('[^']*'(?:, '[^']*')*)\]?/g, (all, texts: string) =>
    all.startsWith('[') || all === fix ? texts.slice(1, -1).replaceAll("', '", ',') : all,
  )
}

function inVariables(text: string): string {
  let said = text
  for (const [variable, option] of Object.entries(VARIABLES)) {
    said = said.replaceAll(`at ${option}[`, `at ${variable}[`)
    if (!option.startsWith('dangerously')) continue
    said = said.replaceAll(`say ${option}: true`, `set ${variable}=true`).replaceAll(option, variable)
  }
  return said
}

function refuseLoopback(origins: unknown, issues: Issue[]): void {
  if (!Array.isArray(origins)) return
  for (const [index, origin] of origins.entries()) {
    if (!isThisMachine(String(origin))) continue
    issues.push({
      code: 'origin-loopback-in-production',
      path: `CORS_ORIGIN[${index}]`,
      message: `${quoted(origin)} is a developer's machine, and NODE_ENV is production`,
      fix: `remove ${quoted(origin)} (or set ${LOOPBACK_SWITCH}=true)`,
      value: origin,
    })
  }
}
