/** Where the page stands, for Local Network Access: near to the user, or out in the Internet. https://wicg.github.io/local-network-access/ */
import { type AddressSpace, addressSpaceOf } from 'corskit/browser'
import { knownAddresses, nearestSpace } from '../transport/addresses.ts'
import type { NameMap } from '../transport/wire.ts'

/**
 * A page on this machine stands in loopback, and so do, as measured, pages of files, apps and extensions. Whoever names a page by its name means
 * one of the Internet: nobody is asked where the name leads.
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

/** What can be said of a server before anybody has connected to it. */
export function expectedSpace(url: URL, names: NameMap | undefined): AddressSpace | null {
  const known = knownAddresses(url, names)
  return known === null ? null : nearestSpace(known)
}

/** @param address of a connection; `::ffff:127.0.0.1` is an address of IPv4 */
export function connectedSpace(address: string): AddressSpace {
  return addressSpaceOf(address.replace(/%.*$/, '')) ?? 'public'
}
