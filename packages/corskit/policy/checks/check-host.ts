/** The host of an origin pattern, in the spelling that the URL standard's host serializer gives. https://url.spec.whatwg.org/#host-serializing */

import { MAX_HOST_LENGTH } from '../origins/origin-syntax.ts'
import { type Flaw, upperCase } from './check-origin-pattern.ts'
import { quoted } from './issue.ts'

/**
 * @param host without port and without a leading `*.`
 * @param subdomains whether there was one
 * @returns the canonical spelling, or `null` when there is none
 */
export function checkHost(scheme: string, host: string, subdomains: boolean, flaws: Flaw[]): string | null {
  const failed = (flaw: Flaw) => {
    flaws.push(flaw)
    return null
  }
  if (host === '') return failed({ code: 'origin-host-missing', message: 'an origin has a host' })
  if (host.includes('*')) return failed(misplacedWildcard(scheme, host))
  const canonical = canonicalHost(scheme, host)
  if (canonical === null) return failed({ code: 'origin-host-invalid', message: `${quoted(host)} is no host` })
  const isIpv6 = canonical.startsWith('[')
  const isIpv4 = isIpv4Address(canonical) && scheme.startsWith('http')
  if (subdomains && (isIpv6 || isIpv4)) {
    return failed({
      code: 'origin-wildcard-misplaced',
      message: 'an IP address has no subdomains',
      fix: quoted(`${scheme}://${canonical}`),
    })
  }
  if (canonical === host) return withinLimits(host) ? host : failed(tooLong(host))
  if (isIpv6) flaws.push({ code: 'origin-ipv6-not-canonical', message: `browsers write this address as ${canonical}` })
  else if (isIpv4)
    flaws.push({ code: 'origin-ipv4-not-canonical', message: `browsers write this address as ${canonical}` })
  else if (/[^\0-\x7f]/.test(host)) {
    flaws.push({ code: 'origin-host-unicode', message: `browsers write this name in punycode, as ${canonical}` })
  } else if (host.toLowerCase() === canonical) flaws.push(upperCase())
  else flaws.push({ code: 'origin-host-invalid', message: `browsers write this host as ${canonical}` })
  return withinLimits(canonical) ? canonical : failed(tooLong(canonical))
}

/** What the URL parser makes of it; only http(s) hosts are domains to it, so the others are taken as they are. */
function canonicalHost(scheme: string, host: string): string | null {
  const url = `${scheme}://${host}`
  if (/[\s%<>^|]/.test(host) || !URL.canParse(url)) return null
  const { hostname } = new URL(url)
  return hostname === '' ? null : hostname
}

function isIpv4Address(host: string): boolean {
  return /^[0-9]+\.[0-9]+\.[0-9]+\.[0-9]+$/.test(host)
}

/** https://www.rfc-editor.org/rfc/rfc1035#section-2.3.4 */
function withinLimits(host: string): boolean {
  return host.length <= MAX_HOST_LENGTH && host.split('.').every((label) => label.length <= 63)
}

function tooLong(host: string): Flaw {
  return {
    code: 'origin-too-long',
    message: `a host has up to ${MAX_HOST_LENGTH} characters, a label up to 63: ${quoted(host)}`,
  }
}

function misplacedWildcard(scheme: string, host: string): Flaw {
  const name = host
    .replaceAll('*', '')
    .replace(/^[.-]+|[.-]+$/g, '')
    .replace(/\.{2,}/g, '.')
  return {
    code: 'origin-wildcard-misplaced',
    message: `'*' stands for whole labels, at the very left, before a dot: *.example.com (not ${quoted(host)})`,
    fix: quoted(`${scheme}://*.${name.includes('.') ? name : `${name === '' ? 'example' : name}.com`}`),
  }
}
