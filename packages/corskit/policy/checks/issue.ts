/** What is wrong with the options of a policy. */
import { nameOf } from '../kind-of.ts'
import { ownRegExp } from '../origins/own-regexp.ts'

/** One mistake in the options. */
export interface Issue {
  /** Stable, for programs: the table of all codes is in docs/policy-issues.md. */
  readonly code: IssueCode
  /** The path of the mistake within the options: `credentials`, `origin[2]`. */
  readonly path: string
  /** What is wrong and why it matters, for people. */
  readonly message: string
  /** What to paste at `path` instead. */
  readonly fix: string
  /** What stood there. */
  readonly value: unknown
}

/** Every mistake that a policy can have: docs/policy-issues.md has a row for each, with an example and the fix. */
export type IssueCode =
  | 'options-not-an-object'
  | 'option-unknown'
  | 'option-wrong-type'
  | 'origin-missing'
  | 'origin-empty'
  | 'origin-wrong-type'
  | 'origin-reflected'
  | 'origin-callback'
  | 'origin-any-with-credentials'
  | 'origin-any-in-list'
  | 'origin-null'
  | 'origin-several-in-one'
  | 'origin-white-space'
  | 'origin-too-long'
  | 'origin-scheme-missing'
  | 'origin-scheme-refused'
  | 'origin-upper-case'
  | 'origin-trailing-slash'
  | 'origin-path'
  | 'origin-query'
  | 'origin-fragment'
  | 'origin-userinfo'
  | 'origin-default-port'
  | 'origin-port-invalid'
  | 'origin-port-blocked'
  | 'origin-host-missing'
  | 'origin-host-invalid'
  | 'origin-host-unicode'
  | 'origin-ipv4-not-canonical'
  | 'origin-ipv6-not-canonical'
  | 'origin-wildcard-misplaced'
  | 'origin-wildcard-public-suffix'
  | 'origin-insecure-with-credentials'
  | 'origin-duplicate'
  | 'origin-loopback-in-production'
  | 'regexp-flag'
  | 'regexp-not-anchored'
  | 'regexp-unescaped-dot'
  | 'regexp-allows-strangers'
  | 'regexp-matches-nothing'
  | 'regexp-backtracks'
  | 'regexp-too-complex'
  | 'method-malformed'
  | 'method-forbidden'
  | 'method-lower-case'
  | 'method-duplicate'
  | 'header-malformed'
  | 'header-forbidden'
  | 'header-not-a-request-header'
  | 'header-not-a-response-header'
  | 'header-duplicate'
  | 'header-any-with-credentials'
  | 'name-never-sent'
  | 'max-age-not-an-integer'
  | 'max-age-negative'
  | 'max-age-too-large'
  | 'timeout-invalid'
  | 'policy-replaced-by-itself'
  | 'env-not-a-boolean'
  | 'env-not-a-number'
  | 'env-unknown'

/** Thrown by `definePolicy`, with every mistake there is and not just the first. */
export class PolicyError extends Error {
  /** Node prints the class's name beside the error's where they differ, and the class has a shorter one once built. */
  static override readonly name = 'PolicyError'
  readonly issues: readonly Issue[]

  constructor(issues: readonly Issue[]) {
    super(summary(issues))
    this.name = 'PolicyError'
    this.issues = issues
  }
}

/** How many issues the text of the error spells out; `issues` has all of them. */
const SPELLED_OUT = 20

function summary(issues: readonly Issue[]): string {
  const lines = issues.slice(0, SPELLED_OUT).map((issue) => {
    return `  ${escaped(issue.path) || '(options)'}: ${escaped(issue.message)} [${issue.code}]\n    fix: ${escaped(issue.fix)}`
  })
  if (issues.length > SPELLED_OUT) lines.push(`  and ${issues.length - SPELLED_OUT} more`)
  const count = issues.length === 1 ? '1 mistake' : `${issues.length} mistakes`
  return `this CORS policy has ${count}:\n${lines.join('\n')}`
}

/** A text as source code writes it. It is never cut, because people paste it. */
export function literal(text: string): string {
  return `'${escaped(text.replace(/[\\']/g, '\\$&'))}'`
}

/** A value as it would stand in source code, short enough for a message. */
export function quoted(value: unknown): string {
  if (typeof value === 'string') {
    const text = literal(value)
    return text.length > 100 ? `${text.slice(0, 96)}…'` : text
  }
  if (typeof value === 'object' && value !== null && ownRegExp(value) === null) {
    return nameOf(value)
  }
  if (typeof value === 'function') return nameOf(value)
  if (typeof value === 'bigint') return `${value}n`
  return escaped(String(ownRegExp(value) ?? value))
}

/**
 * Controls, formats (bidirectional, zero-width), separators of lines, halves of surrogate pairs, letters without a
 * glyph, and the space that looks like another one: nobody sees them, and a terminal may obey them. Made when it is
 * used: its sets take a quarter of a megabyte.
 */
const unprintable = () => /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u00a0\u115f\u1160\u3164\uffa0]/gu

/** With escapes that strings and RegExps of source code understand. */
export function escaped(text: string): string {
  return text.replace(unprintable(), (character) =>
    Array.from(Array(character.length).keys(), (at) => {
      return `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`
    }).join(''),
  )
}
