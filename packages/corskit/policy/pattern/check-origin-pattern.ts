/**
 * One string of `origin`: an exact origin or a pattern, written as a browser would write it. All mistakes are reported
 * at once, and every message offers the same repaired text, if there is one that a policy accepts and that allows
 * nothing new.
 */
import { parseSerializedOrigin } from '../../protocol/origin.ts'
import { escaped, type Issue, type IssueCode, literal, quoted } from '../checks/issue.ts'
import type { PolicyOptions } from '../options.ts'
import { idInWords, isHostOf } from '../origins/extension-ids.ts'
import { hostAsScheme } from '../origins/host-as-scheme.ts'
import { splitOrigin } from '../origins/origin-syntax.ts'
import type { PatternParts } from '../origins/origin-tree.ts'
import { isRefusedScheme, REFUSED_SCHEMES, schemeMeant } from '../origins/refused-schemes.ts'
import { isThisMachine } from '../origins/this-machine.ts'
import { checkRegExp } from '../regexp/check-regexp.ts'
import { offersForHost, schemeAdded } from './added-scheme.ts'
import { checkHost } from './check-host.ts'
import { checkMeaning } from './check-meaning.ts'
import { checkPort } from './check-port.ts'
import { loginIn, NO_USER } from './login.ts'
import { longText, NAME_IT, notOneOrigin } from './not-one-origin.ts'
import { type Offer, type PatternIssue, upperCase } from './pattern-issue.ts'
import { unquoted } from './quotes.ts'
import { severalOrigins } from './several-origins.ts'
import { patternOf } from './written-pattern.ts'

/**
 * @param path made only when there is something to report: a list may hold a million origins
 * @returns `null` when something is wrong with it
 */
export function checkOriginPattern(
  value: string,
  path: () => string,
  options: PolicyOptions,
  issues: Issue[],
): 'exact' | PatternParts | null {
  if (isPlainlyExact(value)) return 'exact'
  if (value === 'null' && options.dangerouslyAllowNullOrigin === true) return 'exact'
  const { found, parts } = takeApart(value)
  if (parts !== null && found.length === 0) checkMeaning(parts, options, found)
  if (parts !== null && found.length === 0) {
    return parts.subdomains || parts.label !== null || parts.port === '*' ? parts : 'exact'
  }
  const repaired = parts === null ? [] : [patternOf(parts)].filter((text) => text !== value)
  const offered = found.flatMap(({ fix, offers }) => offers ?? (fix === undefined ? repaired : []))
  const accepted = offered.find((offer) => isAccepted(offer, options))
  // One value is repaired once, so its mistakes have one fix: the one that says most.
  const said = found.findLast(({ fix }) => fix !== undefined && fix !== NAME_IT)?.fix ?? NAME_IT
  const fix = accepted === undefined ? said : inPlace(accepted, path())
  for (const { code, message } of found) issues.push({ code, path: path(), message, fix, value })
  return null
}

/** Whether a policy with these options takes it. */
function isAccepted(offer: Offer, options: PolicyOptions): boolean {
  if (offer instanceof RegExp) return checkRegExp(offer, '', options).issues.length === 0
  if (typeof offer !== 'string') return offer.every((entry) => isAccepted(entry, options))
  return checkOriginPattern(offer, () => 'origin', options, []) !== null
}

/** As it would be pasted at `path`: in a list, several take the place of one entry. */
function inPlace(offer: Offer, path: string): string {
  if (offer instanceof RegExp) return escaped(String(offer))
  if (typeof offer === 'string') return literal(offer)
  const entries = offer.map(literal).join(', ')
  return path.endsWith(']') ? entries : `[${entries}]`
}

/** https origins of plain names are nearly all of a long list. They pass without a URL object. */
function isPlainlyExact(value: string): boolean {
  if (!value.startsWith('https://')) return false
  const split = splitOrigin(value)
  if (split === null || split.host.includes('xn--') || split.host.includes('_')) return false
  return /[.][a-z]+$/.test(split.host) && !/[^.]{64}/.test(split.host)
}

/** A page from a file: its developer means the origin of a local server. */
const SERVE_IT = "serve the page from a local server, and name that: 'http://localhost:3000'"

function takeApart(given: string): { found: PatternIssue[]; parts: PatternParts | null } {
  const found: PatternIssue[] = []
  const failed = (code: IssueCode, message: string, fix = NAME_IT, offers: readonly Offer[] = []) => {
    found.push({ code, message, fix, offers })
    return { found, parts: null }
  }
  const value = given.trim()
  if (value === '') return failed('origin-empty', 'an empty string is not an origin')
  if (value !== given) found.push({ code: 'origin-white-space', message: 'white space around an origin is part of it' })
  if (value === 'null') {
    const message = "any site can make its page's origin null (a sandboxed frame); naming it allows every site"
    return failed('origin-null', message, "remove 'null' (or say dangerouslyAllowNullOrigin: true)")
  }
  const login = loginIn(value)
  if (login !== null) {
    if (login.isUnclear) return failed('origin-userinfo', NO_USER)
    const without = takeApart(login.without)
    return { found: [...found, { code: 'origin-userinfo', message: NO_USER }, ...without.found], parts: without.parts }
  }
  const long = longText(value)
  if (long !== null) return { found: [long], parts: null }
  let bare = unquoted(value)
  for (let inner = unquoted(bare); inner !== bare; inner = unquoted(bare)) bare = inner
  if (bare !== value) {
    const code = /^https?:/.test(value) ? 'origin-host-invalid' : 'origin-scheme-missing'
    const offers = severalOrigins(bare)?.offers ?? [bare]
    return failed(code, `quotes around an origin are part of it (${quoted(given)})`, NAME_IT, offers)
  }
  const other = notOneOrigin(value)
  if (other !== null) return { found: [other], parts: null }
  const separator = value.indexOf('://')
  const scheme = separator < 0 ? value.slice(0, Math.max(value.indexOf(':'), 0)) : value.slice(0, separator)
  const lower = scheme.toLowerCase()
  const isScheme = separator >= 0 && /^[a-z][a-z0-9+.-]*$/.test(lower)
  const meant = !isScheme ? null : schemeMeant(lower, isThisMachine(`http${value.slice(separator)}`))
  const offers = meant === null ? [] : whenRepaired(`${meant}${value.slice(separator)}`)
  if (isRefusedScheme(lower)) {
    const message = REFUSED_SCHEMES[lower] as string
    return failed('origin-scheme-refused', message, lower === 'file' ? SERVE_IT : NAME_IT, offers)
  }
  if (meant !== null) {
    const message = `no page has the scheme ${quoted(scheme)}; the nearest is ${quoted(meant)}`
    return failed('origin-scheme-refused', message, NAME_IT, offers)
  }
  if (!isScheme) {
    const message = `an origin begins with a scheme, like https:// (${quoted(given)} does not)`
    // A single word is more often `all` or `none` than a host, and `https:80` has a scheme.
    const isHost = /^(?!.*https?:)[\w*.-]+(:[\d*]+)?\/?$/i.test(value) && /[.:]|^localhost\/?$/i.test(value)
    return failed('origin-scheme-missing', message, NAME_IT, isHost ? [schemeAdded(value.replace(/\/$/, ''))] : [])
  }
  const rest = value.slice(separator + 3)
  const host = hostAsScheme(lower)
  if (host !== null) {
    const message = `${quoted(scheme)} stands where the scheme belongs: an origin begins with http:// or https://`
    return failed('origin-scheme-refused', message, NAME_IT, offersForHost(lower, host, rest))
  }
  const parts = takeAuthorityApart(scheme, rest, found)
  return { found, parts }
}

/** The text, when everything else in it is repaired too. */
function whenRepaired(text: string): readonly string[] {
  const { parts } = takeApart(text)
  return parts === null ? [] : [patternOf(parts)]
}

/** @param rest what follows `://` */
function takeAuthorityApart(scheme: string, rest: string, found: PatternIssue[]): PatternParts | null {
  const end = rest.search(/[/?#\\]/)
  const behind = end < 0 ? '' : rest.slice(end)
  let authority = end < 0 ? rest : rest.slice(0, end)
  if (behind !== '') {
    const issue = afterTheHost(behind)
    const isUnclear = isPlaceholder(authority, behind)
    const sign = quoted(behind.charAt(0))
    found.push(isUnclear ? { ...issue, message: `${issue.message}, and ${sign} stands for no other character` } : issue)
    if (isUnclear) return null
  }
  const at = authority.lastIndexOf('@')
  if (at >= 0) {
    found.push({ code: 'origin-userinfo', message: NO_USER })
    authority = authority.slice(at + 1)
  }
  const lower = scheme.toLowerCase()
  if (scheme !== lower) found.push(upperCase())
  const checked = checkPort(lower, authority, found)
  const host = checkHost(lower, checked.host, checked.port, found)
  if (host === null || checked.port === null) return null
  const parts = { scheme: lower, ...host, port: checked.port }
  // Exact origins of apps' own schemes keep their case, as in the URL standard. What a wildcard stands for is in lower
  // case.
  if (patternOf(parts).includes('*') && host.host !== host.host.toLowerCase()) {
    found.push(upperCase())
    return { ...parts, host: host.host.toLowerCase() }
  }
  if (!isHostOf(lower, host.host)) {
    const inLowerCase = { ...parts, host: host.host.toLowerCase() }
    if (isHostOf(lower, inLowerCase.host)) {
      found.push(upperCase())
      return inLowerCase
    }
    const message = `${quoted(host.host)} is not the id of an extension, which is ${idInWords(lower)}`
    found.push({ code: 'origin-host-invalid', message, fix: 'name the id that the browser shows for the extension' })
    return null
  }
  // The last check, in case the ones above missed something: the standard's parser must give the same origin back, and
  // the look-up must find it.
  if (found.length === 0 && !canBeSent(parts)) {
    const message = `no browser sends an origin like ${quoted(patternOf(parts))}`
    found.push({ code: 'origin-host-invalid', message })
    return null
  }
  return parts
}

/** Whether some origin that the pattern allows is one that a browser sends. */
function canBeSent(parts: PatternParts): boolean {
  // Electron's `app://.` has no labels among which a wildcard could be looked up.
  if (parts.host === '.' && parts.port === '*') return false
  const example = patternOf({
    ...parts,
    port: parts.port === '*' ? '' : parts.port,
    host: parts.subdomains ? `a.${parts.host}` : parts.host,
    subdomains: false,
  }).replace('*', 'a')
  return splitOrigin(example) !== null && parseSerializedOrigin(example) !== null
}

/**
 * Whether the `?` or `#` may stand for a character of the host or the port, as in `https://app?.example.com` and
 * `http://localhost:300#`. Then what is before it is not what was meant.
 */
function isPlaceholder(authority: string, rest: string): boolean {
  const [, after] = /^[?#](.*)$/s.exec(rest) ?? []
  if (after === undefined || after.includes('=') || after.startsWith('/')) return false
  const isCut = /[-.:]$|:[\d*]+$/.test(authority) || !/\.|^localhost$|\]$/i.test(authority)
  return after === '' ? isCut : /[.?#*:]/.test(after) || (isCut && /^[?#\d]/.test(after))
}

function afterTheHost(rest: string): PatternIssue {
  if (rest === '/')
    return { code: 'origin-trailing-slash', message: 'an origin ends with its host or port, without a slash' }
  if (rest.startsWith('?')) return { code: 'origin-query', message: 'an origin has no query' }
  if (rest.startsWith('#')) return { code: 'origin-fragment', message: 'an origin has no fragment' }
  return { code: 'origin-path', message: 'an origin has no path: every page of the host has the same origin' }
}
