/**
 * The host of an origin pattern, in the spelling that the URL standard's host serializer gives.
 * https://url.spec.whatwg.org/#host-serializing
 */
import { isIpv4Address, isPublicSuffix } from '../../protocol/site.ts'
import { quoted } from '../checks/issue.ts'
import { MAX_HOST_LENGTH, MAX_LABEL_LENGTH } from '../origins/origin-syntax.ts'
import type { PatternParts } from '../origins/origin-tree.ts'
import { misplacedWildcard, wildcardInPunycode } from './misplaced-wildcard.ts'
import { type PatternIssue, upperCase } from './pattern-issue.ts'

type HostParts = Pick<PatternParts, 'host' | 'subdomains' | 'label'>

/**
 * @param written without port, with its wildcards
 * @returns the canonical spelling, or `null` when there is none
 */
export function checkHost(
  scheme: string,
  written: string,
  port: string | null,
  found: PatternIssue[],
): HostParts | null {
  const failed = (issue: PatternIssue) => {
    found.push(issue)
    return null
  }
  const misplaced = () => failed(misplacedWildcard(scheme, written, port))
  const subdomains = written.startsWith('*.')
  const rest = subdomains ? written.slice(2) : written
  if (!rest.includes('*')) {
    const host = checkName(scheme, rest, subdomains, found)
    if (host === null) return null
    if (subdomains && host.length + 2 > MAX_HOST_LENGTH) return failed(tooLong(written))
    return { host, subdomains, label: null }
  }
  const leftmost = rest.split('.')[0] as string
  if (!subdomains && /[^\0-\x7f]/.test(leftmost) && leftmost.includes('*')) {
    return failed(wildcardInPunycode(scheme, written, port, leftmost))
  }
  const inside = /^([a-z0-9_-]*)\*([a-z0-9_-]*)\.([^*]+)$/i.exec(rest)
  if (subdomains || inside === null) return misplaced()
  const [prefix, suffix, parent] = [inside[1] as string, inside[2] as string, inside[3] as string]
  const label = { prefix: prefix.toLowerCase(), suffix: suffix.toLowerCase() }
  if (label.prefix.startsWith('xn--')) return failed(wildcardInPunycode(scheme, written, port, leftmost))
  // '*example.com' was meant as '*.example.com'; '*-app.vercel.app' was not.
  if (label.prefix === '' && !/^[_-]/.test(label.suffix) && isPublicSuffix(parent.toLowerCase())) return misplaced()
  const host = checkName(scheme, parent, true, found)
  const inLowerCase = prefix + suffix === label.prefix + label.suffix
  if (!inLowerCase && !found.some(({ code }) => code === 'origin-upper-case')) found.push(upperCase())
  if (host === null) return null
  const length = prefix.length + suffix.length + 1
  if (length > MAX_LABEL_LENGTH || length + 1 + host.length > MAX_HOST_LENGTH) return failed(tooLong(written))
  return { host, subdomains: false, label }
}

/** @param wildcard whether something stands before it */
function checkName(scheme: string, host: string, wildcard: boolean, found: PatternIssue[]): string | null {
  const failed = (issue: PatternIssue) => {
    found.push(issue)
    return null
  }
  if (host === '') return failed({ code: 'origin-host-missing', message: 'an origin has a host' })
  const canonical = canonicalHost(scheme, host)
  if (canonical === null || (isWeb(scheme) && !isHost(canonical))) {
    return failed({ code: 'origin-host-invalid', message: `${quoted(host)} is not a host` })
  }
  const isIpv6 = canonical.startsWith('[')
  const isIpv4 = isIpv4Address(canonical) && isWeb(scheme)
  if (wildcard && (isIpv6 || isIpv4)) {
    return failed({
      code: 'origin-wildcard-misplaced',
      message: 'an IP address has no subdomains',
    })
  }
  if (canonical === host) return withinLimits(host) ? host : failed(tooLong(host))
  if (isIpv6) found.push({ code: 'origin-ipv6-not-canonical', message: `browsers write this address as ${canonical}` })
  else if (isIpv4)
    found.push({ code: 'origin-ipv4-not-canonical', message: `browsers write this address as ${canonical}` })
  else if (isWeb(scheme) && /[^\0-\x7f]/.test(host)) {
    found.push({ code: 'origin-host-unicode', message: `browsers write this name in punycode, as ${canonical}` })
  } else if (host.toLowerCase() === canonical) found.push(upperCase())
  else found.push({ code: 'origin-host-invalid', message: `browsers write this host as ${canonical}` })
  return withinLimits(canonical) ? canonical : failed(tooLong(canonical))
}

const isWeb = (scheme: string) => scheme === 'http' || scheme === 'https'

/**
 * The characters of hosts that are in use. The URL parser accepts more, like `foo~bar.com`, which no name server knows.
 */
function isHost(canonical: string): boolean {
  return canonical.startsWith('[') || /^(?:[a-z0-9_-]+\.)*[a-z0-9_-]+\.?$/.test(canonical)
}

/**
 * The host as the URL parser writes it. It knows domains in http(s) URLs only, so hosts of other schemes stay as they
 * are.
 */
function canonicalHost(scheme: string, host: string): string | null {
  const url = `${scheme}://${host}`
  // A colon outside or after an IPv6 address would be read as the beginning of a port.
  if (/[\s%<>^|]|^[^[].*:|\]./.test(host) || !URL.canParse(url)) return null
  const { hostname } = new URL(url)
  return hostname === '' ? null : hostname
}

/** https://www.rfc-editor.org/rfc/rfc1035#section-2.3.4 */
function withinLimits(host: string): boolean {
  return host.length <= MAX_HOST_LENGTH && host.split('.').every((label) => label.length <= MAX_LABEL_LENGTH)
}

function tooLong(host: string): PatternIssue {
  return {
    code: 'origin-too-long',
    message: `a host has up to ${MAX_HOST_LENGTH} characters, a label up to ${MAX_LABEL_LENGTH}: ${quoted(host)}`,
  }
}
