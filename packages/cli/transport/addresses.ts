/** Finds the addresses of a URL's host, and says to which of them nothing is ever sent. */
import { lookup } from 'node:dns/promises'
import { BlockList, isIP } from 'node:net'
import { type AddressSpace, addressSpaceOf } from 'corskit/browser'
import { type Failure, failureOf } from './failure.ts'
import { connectPort, type NameMap } from './wire.ts'

/**
 * Browsers send every `*.localhost` to loopback without asking DNS, and try both families.
 * https://www.rfc-editor.org/rfc/rfc6761#section-6.3
 */
const LOOPBACK = ['::1', '127.0.0.1']

export async function addressesOf(
  url: URL,
  names: NameMap | undefined,
): Promise<readonly string[] | { readonly failure: Failure }> {
  const known = knownAddresses(url, names)
  if (known !== null) return known
  try {
    return (await lookup(url.hostname, { all: true })).map(({ address }) => address)
  } catch (error) {
    return { failure: failureOf(error, url) }
  }
}

/** The addresses that are known without asking DNS. */
export function knownAddresses(url: URL, names: NameMap | undefined): readonly string[] | null {
  const mapped = names?.get(`${url.hostname}:${connectPort(url)}`) ?? names?.get(`${url.hostname}:*`)
  if (mapped !== undefined) return mapped
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (isIP(host) !== 0) return [host]
  return /(^|\.)localhost\.?$/.test(host) ? LOOPBACK : null
}

/**
 * Addresses at which clouds give keys to their own machines: the link-local blocks, and similar ones. No page should
 * reach them, and a server that redirects there is attacking.
 */
const FORBIDDEN = new BlockList()
FORBIDDEN.addSubnet('fe80::', 10, 'ipv6')
FORBIDDEN.addAddress('fd00:ec2::254', 'ipv6')
const FORBIDDEN_IPV4 = [
  ['169.254.0.0', 16],
  ['100.100.100.200', 32],
  ['168.63.129.16', 32],
  ['192.0.0.192', 32],
] as const

/** IPv6 addresses with an IPv4 address in them, behind so many bits: compatible ones, NAT64, 6to4. */
const CARRIERS = [
  { bits: 96, around: (groups: string) => `::${groups}` },
  { bits: 96, around: (groups: string) => `64:ff9b::${groups}` },
  { bits: 16, around: (groups: string) => `2002:${groups}::` },
]

for (const [address, prefix] of FORBIDDEN_IPV4) {
  FORBIDDEN.addSubnet(address, prefix)
  const bytes = address.split('.').map((byte) => Number(byte).toString(16).padStart(2, '0'))
  const groups = `${bytes[0]}${bytes[1]}:${bytes[2]}${bytes[3]}`
  for (const { bits, around } of CARRIERS) FORBIDDEN.addSubnet(around(groups), bits + prefix, 'ipv6')
}

export function isForbidden(address: string): boolean {
  const plain = address.replace(/%.*$/, '')
  return isIP(plain) !== 0 && FORBIDDEN.check(plain, isIP(plain) === 6 ? 'ipv6' : 'ipv4')
}

/** The names that clouds give to these addresses. A proxy looks a name up by itself: its address is not known here. */
const FORBIDDEN_NAMES: ReadonlySet<string> = new Set([
  'metadata',
  'metadata.goog',
  'metadata.google.internal',
  'metadata.azure.internal',
  'metadata.platformequinix.com',
  'metadata.tencentyun.com',
  'instance-data',
  'instance-data.ec2.internal',
])

export const isForbiddenName = ({ hostname }: URL) => FORBIDDEN_NAMES.has(hostname.replace(/\.$/, ''))

export function forbidden(url: URL): Failure {
  const sentence = `${url.hostname} leads to a link-local address, or to one at which clouds keep the keys of their machines; nothing is sent there.`
  return { kind: 'network', code: 'FORBIDDEN_ADDRESS', sentence }
}

const SPACES = ['loopback', 'local', 'public'] as const

/** The address space nearest to this machine: a name may lead to several. */
export function nearestSpace(addresses: readonly string[]): AddressSpace {
  const spaces = addresses.map((address) => addressSpaceOf(address))
  return SPACES.find((space) => spaces.includes(space)) ?? 'public'
}
