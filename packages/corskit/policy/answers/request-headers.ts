/**
 * `Access-Control-Request-Headers`, read once from left to right, and not further than the policy needs. Browsers send
 * it in lower case, sorted and without repetition. curl and gateways that join lines do not, so other forms are read
 * too.
 * https://fetch.spec.whatwg.org/#http-access-control-request-headers
 */
import { asciiLowerCase } from '../../protocol/header-list.ts'
import { isCorsNonWildcardRequestHeaderName } from '../../protocol/header-name.ts'
import { isToken } from '../../protocol/token.ts'

/**
 * The limits of what a wildcard reads. Browsers stay far below them. With them, a 64 KB header costs no more than a
 * short one.
 */
const WILDCARD_CHARACTERS = 2048
const WILDCARD_NAMES = 128

/** A longer name is refused and not read to its end, unless the policy lists a longer one. */
const NAME_LENGTH = 128

/** Room for white space and empty elements. */
const SLACK = 64

export interface RequestHeaderRule {
  /** The names listed, in lower case, without `*`. */
  readonly names: ReadonlySet<string>
  /** Whether everything but `Authorization` and a header called `*` is allowed beside `names`. */
  readonly any: boolean
  /** How much of the header is read: characters, names, and characters of one name. */
  readonly maxCharacters: number
  readonly maxNames: number
  readonly maxNameLength: number
}

/** The limits follow the length of the policy's list: room for every name twice, and some more. */
export function createRequestHeaderRule(names: ReadonlySet<string>, any: boolean): RequestHeaderRule {
  let characters = 0
  let longest = NAME_LENGTH
  for (const name of names) {
    characters += name.length + ', '.length
    longest = Math.max(longest, name.length)
  }
  return {
    names,
    any,
    maxCharacters: 2 * characters + (any ? WILDCARD_CHARACTERS : SLACK),
    maxNames: 2 * names.size + (any ? WILDCARD_NAMES : 0),
    maxNameLength: longest,
  }
}

export interface HeaderRefusal {
  readonly reason: 'header-not-allowed' | 'header-malformed' | 'headers-too-long'
  /** The refused name, in lower case, when the refusal is about one. */
  readonly parameter: string | null
}

/**
 * The first thing in the header that is refused, or `null` when all is allowed.
 *
 * @param allowed when given, collects the allowed names and passes over the others, for the policies that must name
 *   what was asked for
 */
export function refusedHeader(
  rule: RequestHeaderRule,
  value: string,
  allowed: Set<string> | null,
): HeaderRefusal | null {
  const end = Math.min(value.length, rule.maxCharacters)
  let count = 0
  let i = 0
  while (i < end) {
    if (isDelimiter(value.charCodeAt(i))) {
      i++
      continue
    }
    const start = i
    const longestEnd = Math.min(value.length, start + rule.maxNameLength + 1)
    while (i < longestEnd && !isDelimiter(value.charCodeAt(i))) i++
    if (!isToken(value, start, i)) return MALFORMED
    if (i - start > rule.maxNameLength) return NAME_TOO_LONG
    const name = asciiLowerCase(value.slice(start, i))
    if (isAllowed(rule, name)) {
      if (++count > rule.maxNames) return TOO_LONG
      allowed?.add(name)
    } else if (allowed === null) return { reason: 'header-not-allowed', parameter: name }
    while (i < end && isBlank(value.charCodeAt(i))) i++
    if (i < end && value.charCodeAt(i) !== COMMA) return MALFORMED
  }
  return value.length > rule.maxCharacters ? TOO_LONG : null
}

/** https://fetch.spec.whatwg.org/#cors-non-wildcard-request-header-name */
function isAllowed(rule: RequestHeaderRule, name: string): boolean {
  // A header may be called `*`. If it were repeated, a policy with credentials would send `*`, which it must not.
  return rule.names.has(name) || (rule.any && name !== '*' && !isCorsNonWildcardRequestHeaderName(name))
}

const COMMA = 0x2c
const SPACE = 0x20
const TAB = 0x09

const isBlank = (code: number) => code === SPACE || code === TAB
const isDelimiter = (code: number) => code === COMMA || isBlank(code)

const MALFORMED: HeaderRefusal = Object.freeze({ reason: 'header-malformed', parameter: null })
const TOO_LONG: HeaderRefusal = Object.freeze({ reason: 'headers-too-long', parameter: null })
const NAME_TOO_LONG: HeaderRefusal = Object.freeze({ reason: 'header-not-allowed', parameter: null })
