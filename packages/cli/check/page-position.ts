/**
 * In which network the page is, for Local Network Access: near the user, or in the Internet.
 * https://wicg.github.io/local-network-access/
 */
import { type AddressSpace, addressSpaceOf } from 'corskit/browser'
import { knownAddresses, nearestSpace } from '../transport/addresses.ts'
import type { NameMap } from '../transport/wire.ts'

/**
 * A page on this machine is in loopback. So are pages of files, apps and extensions, as measured. Any other name is
 * taken for a page in the Internet, without looking it up.
 *
 * @returns `null` where the page has the server's own name: then it stands where the server stands
 */
export function pageSpaceOf(origin: string, target: URL, names: NameMap | undefined): AddressSpace | null {
  if (!/^https?:\/\//.test(origin)) return 'loopback'
  const url = new URL(origin)
  const known = knownAddresses(url, names)
  if (known !== null) return nearestSpace(known)
  if (url.hostname === target.hostname) return null
  return /\.local\.?$/.test(url.hostname) ? 'local' : 'public'
}

/** What is known of a server before there is a connection to it. */
export function expectedSpace(url: URL, names: NameMap | undefined): AddressSpace | null {
  const known = knownAddresses(url, names)
  return known === null ? null : nearestSpace(known)
}

/** @param address of a connection; `::ffff:127.0.0.1` is an address of IPv4 */
export function connectedSpace(address: string): AddressSpace {
  return addressSpaceOf(address.replace(/%.*$/, '')) ?? 'public'
}
