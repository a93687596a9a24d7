/** Whether the visitor's own machine serves an origin, in every spelling of its address. */
import { ipv6Groups } from '../../protocol/ipv6.ts'
import { isIpv4Address } from '../../protocol/site.ts'
import { withoutFinalDot } from '../../protocol/suffix/final-dot.ts'

/**
 * Names that resolvers and hosts files give to loopback: RHEL's and Fedora's have `localhost4.localdomain4`, Debian's
 * `ip6-localhost`, openSUSE's `ipv6-localhost`, AIX's `loopback`.
 * https://www.rfc-editor.org/rfc/rfc6761#section-6.3
 */
const LOOPBACK_NAMES = [
  ...['localhost', 'localhost4', 'localhost6'].flatMap((name) =>
    ['', '.localdomain', '.localdomain4', '.localdomain6'].map((domain) => name + domain),
  ),
  ...['ip6-localhost', 'ip6-loopback', 'ipv6-localhost', 'ipv6-loopback', 'loopback'],
]

/**
 * Names that virtual machines and containers give to the machine that they run on: Docker Desktop, Podman, Lima and
 * Colima, minikube, k3d and OrbStack. Docker Desktop writes its names into the hosts file of that machine too.
 */
const NAMES_IN_CONTAINERS = [
  ...['host.docker', 'gateway.docker', 'kubernetes.docker', 'docker.for.mac.host', 'docker.for.win.host'],
  ...['host.containers', 'host.lima', 'host.minikube', 'host.k3d', 'host.orb'],
].map((name) => `${name}.internal`)

/** Every name but those that end with `.localhost`. */
export const NAMES_OF_THIS_MACHINE: ReadonlySet<string> = new Set([...LOOPBACK_NAMES, ...NAMES_IN_CONTAINERS])

/**
 * Pages of installed apps: `capacitor://localhost`, Tauri's on Windows and Android, which its option `useHttpsScheme`
 * makes `https:`, and those of Wails on Windows. These are not addresses of a developer's server.
 */
const APP_PAGES = /^(?!https?:)[a-z][a-z0-9+.-]*:\/\/|^https?:\/\/(?:tauri|wails)\.localhost$/i

/** @param origin an origin or pattern, perhaps with mistakes in it */
export function isThisMachine(origin: string): boolean {
  const host = hostOf(origin)
  if (host === null) return false
  const url = `http://${host.replace(/^\*\./, '').replaceAll('*', 'a')}`
  if (!URL.canParse(url)) return false
  const { hostname } = new URL(url)
  if (hostname.startsWith('[')) return isThisIpv6(hostname.slice(1, -1))
  // 0.0.0.0/8 is "this host on this network". https://www.rfc-editor.org/rfc/rfc1122#section-3.2.1.3
  if (isIpv4Address(hostname)) return /^(?:127|0)\./.test(hostname)
  const name = withoutFinalDot(hostname)
  return NAMES_OF_THIS_MACHINE.has(name) || name.endsWith('.localhost')
}

/**
 * Whether it is an origin of this machine, or a pattern that admits one beside others: `http://*.localdomain` admits
 * `http://localhost.localdomain`.
 */
export function admitsThisMachine(origin: string): boolean {
  if (isThisMachine(origin)) return true
  const host = withoutFinalDot(hostOf(origin)?.toLowerCase() ?? '')
  const [before = '', after, ...others] = host.split('*')
  if (after === undefined || others.length > 0) return false
  const isWholeLabels = before === '' && after.startsWith('.')
  return [...NAMES_OF_THIS_MACHINE].some((name) => {
    if (name.length <= before.length + after.length || !name.startsWith(before) || !name.endsWith(after)) return false
    return isWholeLabels || !name.slice(before.length, name.length - after.length).includes('.')
  })
}

/** The host as it is written. `null` for pages of apps, which have no host. */
function hostOf(origin: string): string | null {
  if (APP_PAGES.test(origin.trim())) return null
  // `app.example.com:8080` has no scheme, and `http:localhost` has one.
  const authority = /^(?:https?:\/*|[a-z][a-z0-9+.-]*:\/\/+)([^/?#\\]*)/i.exec(origin.trim())?.[1]
  const written = authority ?? origin.trim().replace(/[/?#\\].*$/s, '')
  return written.slice(written.lastIndexOf('@') + 1).replace(/:[^\]:]*$/, '')
}

/** `::`, `::1`, and the same IPv4 addresses in an IPv6 spelling. @param address as the URL standard writes it */
function isThisIpv6(address: string): boolean {
  if (address === '::' || address === '::1') return true
  const groups = ipv6Groups(address)
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
