/**
 * One string of `origin`: an exact origin or a pattern, written as a browser would write it. All that is wrong with it is said at once, and every
 * message offers the same repaired text.
 */
import { isLoopbackHost, parseSerializedOrigin } from '../../protocol/origin.ts'
import { isPublicSuffix } from '../../protocol/site.ts'
import type { PolicyOptions } from '../options.ts'
import { splitOrigin } from '../origins/origin-syntax.ts'
import type { PatternParts } from '../origins/origin-tree.ts'
import { checkHost } from './check-host.ts'
import { checkPort } from './check-port.ts'
import { type Issue, type IssueCode, quoted } from './issue.ts'

/** What is wrong, before it is known what the repaired text will be. */
export interface Flaw {
  readonly code: IssueCode
  readonly message: string
  /** When the repaired text will not do. */
  readonly fix?: string
}

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
  const { flaws, parts } = takeApart(value)
  if (parts !== null && flaws.length === 0) checkMeaning(parts, options, flaws)
  if (parts !== null && flaws.length === 0) {
    return parts.subdomains || parts.port === '*' ? parts : 'exact'
  }
  const repaired = parts === null ? "'https://app.example.com'" : quoted(written(parts))
  for (const { code, message, fix } of flaws) issues.push({ code, path: path(), message, fix: fix ?? repaired, value })
  return null
}

/** https origins of plain names, which is nearly all of a long list, pass without a URL object. */
function isPlainlyExact(value: string): boolean {
  if (!value.startsWith('https://')) return false
  const split = splitOrigin(value)
  if (split === null || split.host.includes('xn--') || split.host.includes('_')) return false
  return /[.][a-z]+$/.test(split.host) && !/[^.]{64}/.test(split.host)
}

/** Schemes whose pages have an opaque origin, and those that no page is loaded from. */
const REFUSED_SCHEMES = new Set(['file', 'data', 'blob', 'about', 'javascript', 'ws', 'wss', 'ftp', 'filesystem'])

function takeApart(given: string): { flaws: Flaw[]; parts: PatternParts | null } {
  const flaws: Flaw[] = []
  const failed = (code: IssueCode, message: string, fix?: string) => {
    flaws.push(fix === undefined ? { code, message } : { code, message, fix })
    return { flaws, parts: null }
  }
  const value = given.trim()
  if (value === '') return failed('origin-empty', 'an empty string is no origin')
  if (value !== given) flaws.push({ code: 'origin-white-space', message: 'white space around an origin is part of it' })
  if (value === 'null') {
    const message = "any site can make its page's origin null (a sandboxed frame); naming it allows every site"
    return failed('origin-null', message, "remove 'null' (or say dangerouslyAllowNullOrigin: true)")
  }
  if (value.includes(',')) {
    const list = value.split(',').map((entry) => quoted(entry.trim()))
    return failed('origin-several-in-one', 'one string is one origin; several are a list', `[${list.join(', ')}]`)
  }
  const separator = value.indexOf('://')
  const scheme = separator < 0 ? value.slice(0, Math.max(value.indexOf(':'), 0)) : value.slice(0, separator)
  if (REFUSED_SCHEMES.has(scheme.toLowerCase())) {
    return failed(
      'origin-scheme-refused',
      `pages of ${scheme.toLowerCase()}: have no origin of that scheme (files have null)`,
    )
  }
  if (!/^[a-z][a-z0-9+.-]*$/i.test(scheme) || separator < 0) {
    const fix = /^[\w*.-]+(:[\d*]+)?\/?$/.test(value) ? quoted(withScheme(value.replace(/\/$/, ''))) : undefined
    return failed(
      'origin-scheme-missing',
      `an origin begins with a scheme, like https:// (${quoted(given)} does not)`,
      fix,
    )
  }
  const parts = takeAuthorityApart(scheme, value.slice(separator + 3), flaws)
  return { flaws, parts }
}

function withScheme(authority: string): string {
  return `${/^(localhost|127\.)/.test(authority) ? 'http' : 'https'}://${authority}`
}

/** @param rest what follows `://` */
function takeAuthorityApart(scheme: string, rest: string, flaws: Flaw[]): PatternParts | null {
  const end = rest.search(/[/?#\\]/)
  if (end >= 0) flaws.push(afterTheHost(rest.slice(end)))
  let authority = end < 0 ? rest : rest.slice(0, end)
  const at = authority.lastIndexOf('@')
  if (at >= 0) {
    flaws.push({ code: 'origin-userinfo', message: 'an origin has no user name and no password' })
    authority = authority.slice(at + 1)
  }
  if (scheme !== scheme.toLowerCase()) flaws.push(upperCase())
  const { host, port } = checkPort(scheme.toLowerCase(), authority, flaws)
  const subdomains = host.startsWith('*.')
  const checkedHost = checkHost(scheme.toLowerCase(), subdomains ? host.slice(2) : host, subdomains, flaws)
  if (checkedHost === null) return null
  const parts = { scheme: scheme.toLowerCase(), host: checkedHost, port, subdomains }
  // The net under all of the above: what is exact must be what the standard's parser gives back.
  if (
    flaws.length === 0 &&
    parseSerializedOrigin(written({ ...parts, subdomains: false, port: port === '*' ? '' : port })) === null
  ) {
    flaws.push({ code: 'origin-host-invalid', message: `${quoted(host)} is no host` })
    return null
  }
  return parts
}

function afterTheHost(rest: string): Flaw {
  if (rest === '/')
    return { code: 'origin-trailing-slash', message: 'an origin ends with its host or port, without a slash' }
  if (rest.startsWith('?')) return { code: 'origin-query', message: 'an origin has no query' }
  if (rest.startsWith('#')) return { code: 'origin-fragment', message: 'an origin has no fragment' }
  return { code: 'origin-path', message: 'an origin has no path: every page of the host has the same origin' }
}

export function upperCase(): Flaw {
  return {
    code: 'origin-upper-case',
    message: 'browsers write origins in lower case, and they are compared byte for byte',
  }
}

function written({ scheme, host, port, subdomains }: PatternParts): string {
  return `${scheme}://${subdomains ? '*.' : ''}${host}${port === '' ? '' : `:${port}`}`
}

/** Names that no registrar sells, so a wildcard over them is yours. https://www.iana.org/assignments/special-use-domain-names */
const PRIVATE_SUFFIXES = new Set(['localhost', 'test', 'internal'])

/** What is well written and still unsafe. */
function checkMeaning(parts: PatternParts, options: PolicyOptions, flaws: Flaw[]): void {
  const { scheme, host, subdomains } = parts
  if (
    subdomains &&
    !PRIVATE_SUFFIXES.has(host) &&
    isPublicSuffix(host) &&
    options.dangerouslyAllowPublicSuffixes !== true
  ) {
    flaws.push({
      code: 'origin-wildcard-public-suffix',
      message: `anyone can have a name under ${host} (it is on the Public Suffix List, or a whole top-level domain)`,
      fix: quoted(written({ ...parts, host: `example.${host}` })),
    })
  }
  if (
    scheme === 'http' &&
    options.credentials === true &&
    options.dangerouslyAllowInsecureOrigins !== true &&
    !isLoopbackHost(host)
  ) {
    flaws.push({
      code: 'origin-insecure-with-credentials',
      message: 'whoever is on the network path can put script into http: pages, and would act for your users',
      fix: quoted(written({ ...parts, scheme: 'https' })),
    })
  }
}
