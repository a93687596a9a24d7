/**
 * Sites: an origin without its port, and of its host only the registrable domain.
 * https://html.spec.whatwg.org/multipage/browsers.html#sites
 */

import { isSameOrigin, type Origin, type TupleOrigin } from './origin.ts'
import { withoutFinalDot } from './suffix/final-dot.ts'
import { publicSuffix } from './suffix/public-suffix.ts'

/**
 * The registrable domain, or `null` for an IP address or a public suffix itself.
 * https://url.spec.whatwg.org/#host-registrable-domain
 */
export function registrableDomain(host: string): string | null {
  // An IPv6 address has no dot, so it is its own suffix.
  if (isIpv4Address(host)) return null
  // The standard keeps a final dot: example.com. and example.com are not the same site.
  const name = withoutFinalDot(host)
  const suffix = publicSuffix(name)
  if (suffix === name) return null
  const start = name.lastIndexOf('.', name.length - suffix.length - 2) + 1
  return host.slice(start)
}

/** @param host as the URL standard writes it */
export const isIpv4Address = (host: string): boolean => /^\d+\.\d+\.\d+\.\d+$/.test(host)

/** Whether names under this host belong to different owners, as under `com` or `github.io`. https://publicsuffix.org */
export function isPublicSuffix(host: string): boolean {
  const name = withoutFinalDot(host)
  return publicSuffix(name) === name
}

/**
 * *Schemelessly same site*: equal host, or equal registrable domain.
 * https://html.spec.whatwg.org/multipage/browsers.html#schemelessly-same-site
 */
export function isSchemelesslySameSite(a: Origin, b: Origin): boolean {
  if (a.opaque || b.opaque) return a === b
  if (a.host === b.host) return true
  const domain = registrableDomain(a.host)
  return domain !== null && domain === registrableDomain(b.host)
}

/**
 * *Same site*: schemelessly same site, and equal schemes.
 * https://html.spec.whatwg.org/multipage/browsers.html#same-site
 */
export function isSameSite(a: Origin, b: Origin): boolean {
  if (a.opaque || b.opaque) return a === b
  return a.scheme === b.scheme && isSchemelesslySameSite(a, b)
}

/**
 * How far apart two origins are, in the words of `Sec-Fetch-Site`.
 * https://w3c.github.io/webappsec-fetch-metadata/#sec-fetch-site-header
 */
export function siteRelation(a: Origin, b: TupleOrigin): 'same-origin' | 'same-site' | 'cross-site' {
  if (isSameOrigin(a, b)) return 'same-origin'
  return isSameSite(a, b) ? 'same-site' : 'cross-site'
}
