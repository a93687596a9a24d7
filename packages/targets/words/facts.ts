/**
 * A policy as generators read it: checked, in the order of the file, with every origin that is not one text as a
 * portable regular expression.
 */
import { checkOptions, type PolicyOptions } from 'corskit'
import { anchored, regexOfPattern } from '../patterns/pattern-regex.ts'
import { portableRegex } from '../patterns/portable-regex.ts'
import { fingerprint } from './fingerprint.ts'
import type { Problem } from './target.ts'

/** A wildcard pattern or a RegExp of `origin`. */
export interface OriginSet {
  readonly kind: 'pattern' | 'regexp'
  /** As the policy has it. */
  readonly text: string
  /** Anchored, in the subset that every flavor reads alike. */
  readonly regex: string
  /** The same without its anchors, to be joined with others. */
  readonly body: string
  /** What a pattern is made of; `null` for a RegExp. */
  readonly parts: PatternParts | null
}

export interface PatternParts {
  readonly scheme: string
  readonly host: string
  /** Digits, the empty string for the default port, or `*`. */
  readonly port: string
  readonly subdomains: boolean
  readonly label: { readonly prefix: string; readonly suffix: string } | null
}

/** A policy as targets read it: what it allows, element by element. */
export interface Facts {
  /** `origin: '*'` */
  readonly any: boolean
  readonly exact: readonly string[]
  readonly sets: readonly OriginSet[]
  /** With GET, HEAD and POST in front, which every page may use anyway. */
  readonly methods: readonly string[]
  readonly anyMethod: boolean
  /** In lower case. */
  readonly allowedHeaders: readonly string[]
  readonly anyHeader: boolean
  readonly exposedHeaders: readonly string[]
  readonly anyExposed: boolean
  readonly credentials: boolean
  readonly maxAge: number | null
  /** Request headers that decide beside `Origin`. */
  readonly vary: readonly string[]
  /** What has no effect on a browser and is not generated. */
  readonly leftOut: readonly string[]
  /** Tells one policy from another. */
  readonly hash: string
}

const SAFELISTED_METHODS = ['GET', 'HEAD', 'POST']

/**
 * @throws {TypeError} when the options are not those of a policy; what no other server can express comes back as
 * problems
 */
export function factsOf(options: PolicyOptions): { readonly facts: Facts; readonly problems: readonly Problem[] } {
  const { issues, checked } = checkOptions(options)
  if (checked === null || issues.length > 0) {
    throw new TypeError(
      `the policy has mistakes: ${issues.map(({ path, message }) => `${path}: ${message}`).join('; ')}`,
    )
  }
  const problems: Problem[] = []
  if (checked.predicate !== null) problems.push(PREDICATE)
  const regExps = list(checked.options.origin).flatMap((entry) => (entry instanceof RegExp ? [entry] : []))
  const sets: OriginSet[] = checked.origins.patterns.map((parts) => ({
    kind: 'pattern',
    text: patternText(parts),
    body: regexOfPattern(parts),
    regex: anchored(regexOfPattern(parts)),
    parts,
  }))
  for (const regExp of regExps) {
    const body = portableRegex(regExp)
    if (body === null) problems.push(notPortable(regExp))
    else sets.push({ kind: 'regexp', text: String(regExp), body, regex: anchored(body), parts: null })
  }
  const leftOut = [
    ...(checked.options.explain === true ? ['explain'] : []),
    ...(checked.options.legacyPrivateNetworkAccess === true ? ['legacyPrivateNetworkAccess'] : []),
  ]
  const facts = {
    any: checked.origins.any,
    exact: [...checked.origins.exact],
    sets,
    methods: [...new Set([...SAFELISTED_METHODS, ...checked.methods.names])],
    anyMethod: checked.methods.any,
    allowedHeaders: checked.allowedHeaders.names,
    anyHeader: checked.allowedHeaders.any,
    exposedHeaders: checked.exposedHeaders.names,
    anyExposed: checked.exposedHeaders.any,
    credentials: checked.credentials,
    maxAge: checked.options.maxAge ?? null,
    vary: checked.declaredVary,
    leftOut,
  }
  return { facts: { ...facts, hash: fingerprint(JSON.stringify(facts)) }, problems }
}

function list(origin: PolicyOptions['origin']): readonly unknown[] {
  return Array.isArray(origin) ? origin : [origin]
}

function patternText({ scheme, host, port, subdomains, label }: PatternParts): string {
  const left = label === null ? (subdomains ? '*.' : '') : `${label.prefix}*${label.suffix}.`
  return `${scheme}://${left}${host}${port === '' ? '' : `:${port}`}`
}

const PREDICATE: Problem = {
  element: 'origin',
  message: 'a predicate is code, and only corskit itself can run it',
  instead: 'list the origins and patterns that it allows, or use corskit in the app',
}

function notPortable(regExp: RegExp): Problem {
  return {
    element: 'origin',
    message: `${regExp} uses what not every flavor of regular expressions reads alike`,
    instead:
      'write it with letters, [a-z0-9-], groups, | and the quantifiers ?, *, + and {n,m}; or as a pattern like https://*.example.com',
  }
}
