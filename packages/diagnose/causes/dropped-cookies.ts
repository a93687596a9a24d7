/**
 * Cookies that browsers do not keep, whoever asked for them.
 * https://httpwg.org/http-extensions/draft-ietf-httpbis-rfc6265bis.html#name-storage-model
 */
import { isLoopbackHost } from 'corskit/protocol'

/** Name and value, with the sign between them. */
const LONGEST = 4097

/** Why this cookie of an answer from `url` is dropped, behind its name; `null` where it is kept. */
export function whyDropped(cookie: string, url: string): string | null {
  const { hostname, protocol } = new URL(url)
  const name = nameOf(cookie)
  const domain = attribute(cookie, 'domain')?.replace(/^\./, '').toLowerCase() ?? ''
  const isSecure = hasFlag(cookie, 'secure')
  if (isForOtherSites(cookie) && !isSecure) return 'is SameSite=None without Secure, so browsers drop it'
  if (hasFlag(cookie, 'partitioned') && !isSecure) return 'is Partitioned without Secure, so browsers drop it'
  if (lengthOf(cookie.split(';', 1)[0] ?? '') > LONGEST) return 'is longer than 4096 bytes, so browsers drop it'
  if (domain !== '' && domain !== hostname && !domain.includes('.'))
    return 'has a Domain under which anybody can register names, so browsers drop it'
  if (domain !== '' && domain !== hostname && !hostname.endsWith(`.${domain}`))
    return `has a Domain that is not ${hostname} and no name above it, so browsers drop it`
  if (isSecure && protocol === 'http:' && !isLoopbackHost(hostname))
    return 'is Secure and came over http, so browsers drop it'
  if (/^__(?:secure|host)-/i.test(name) && !isSecure) return 'has a name that needs Secure, so browsers drop it'
  if (/^__host-/i.test(name) && (domain !== '' || attribute(cookie, 'path') !== '/'))
    return 'has a name that needs Path=/ and no Domain, so browsers drop it'
  return null
}

const lengthOf = (text: string) => new TextEncoder().encode(text).length

export const nameOf = (cookie: string) => cookie.split('=')[0]?.trim() ?? ''

export const isForOtherSites = (cookie: string) => attribute(cookie, 'samesite')?.toLowerCase() === 'none'

export const hasFlag = (cookie: string, flag: string) => attribute(cookie, flag) !== null

/** The value of the last attribute of that name, `''` for one without a value. */
function attribute(cookie: string, name: string): string | null {
  const found = cookie
    .split(';')
    .slice(1)
    .findLast((part) => part.split('=', 1)[0]?.trim().toLowerCase() === name)
  return found === undefined ? null : found.replace(/^[^=]*=?/, '').trim()
}
