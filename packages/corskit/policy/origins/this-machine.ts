/** Whether the visitor's own machine serves an origin, in every spelling of its address. */
import { isIpv4Address } from '../../protocol/site.ts'
import { withoutFinalDot } from '../../protocol/suffix/final-dot.ts'

/**
 * Names that resolvers and hosts files give to loopback: RHEL's and Fedora's have `localhost4.localdomain4`, Debian's
 * `ip6-localhost`, openSUSE's `ipv6-localhost`, AIX's `loopback`.
 * https://www.rfc-editor.org/rfc/rfc6761#section-6.3
 */
const NAMES = /^(?:localhost[46]?(?:\.localdomain[46]?)?|ipv?6-(?:localhost|loopback)|loopback)$/

/**
 * Pages of installed apps: `capacitor://localhost`, and Tauri's on Windows and Android, which its option
 * `useHttpsScheme` makes `https:`. These are not addresses of a developer's server.
 */
const APP_PAGES = /^(?!https?:)[a-z][a-z0-9+.-]*:\/\/|^https?:\/\/tauri\.localhost$/i

/** @param origin an origin or pattern, perhaps with mistakes in it */
export function isThisMachine(origin: string): boolean {
  if (APP_PAGES.test(origin.trim())) return false
  const authority = /^[a-z][a-z0-9+.-]*:\/*([^/?#\\]*)/i.exec(origin.trim())?.[1] ?? origin.trim()
  const host = authority
    .slice(authority.lastIndexOf('@') + 1)
    .replace(/:[^\]:]*$/, '')
    .replace(/^\*\./, '')
    .replaceAll('*', 'a')
  const url = `http://${host}`
  if (!URL.canParse(url)) return false
  const { hostname } = new URL(url)
  if (hostname.startsWith('[')) return isThisIpv6(hostname.slice(1, -1))
  // 0.0.0.0/8 is "this host on this network". https://www.rfc-editor.org/rfc/rfc1122#section-3.2.1.3
  if (isIpv4Address(hostname)) return /^(?:127|0)\./.test(hostname)
  const name = withoutFinalDot(hostname)
  return NAMES.test(name) || name.endsWith('.localhost')
}

/** `::`, `::1`, and the same IPv4 addresses in an IPv6 spelling. @param address as the URL standard writes it */
function isThisIpv6(address: string): boolean {
  if (address === '::' || address === '::1') return true
  const groups = groupsOf(address)
  const first = Number.parseInt(groups[6] as string, 16) >> 8
  // `::2` and the like are addresses of IPv6.
  return (
    IPV4_SPELLINGS.has(groups.slice(0, 6).join(':')) && (first === 0x7f || (first === 0 && !/^::\w+$/.test(address)))
  )
}

/** What stands before an IPv4 address: nothing, `::ffff:`, `::ffff:0:` and `64:ff9b::`. */
const IPV4_SPELLINGS: ReadonlySet<string> = new Set([
  '0:0:0:0:0:0',
  '0:0:0:0:0:ffff',
  '0:0:0:0:ffff:0',
  '64:ff9b:0:0:0:0',
])

/** All eight. */
function groupsOf(address: string): string[] {
  const [head = [], tail = []] = address.split('::').map((part) => part.split(':').filter((group) => group !== ''))
  const zeros = Array<string>(8 - head.length - tail.length).fill('0')
  return [...head, ...zeros, ...tail]
}
