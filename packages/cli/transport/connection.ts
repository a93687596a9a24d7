/**
 * Opens a connection to where a URL leads, as browsers do: every address of the name is tried, and TLS agrees on HTTP/2
 * or HTTP/1.1.
 */
import { addressesOf, forbidden, isForbidden } from './addresses.ts'
import type { Deadline } from './deadline.ts'
import type { Failure } from './failure.ts'
import { type Connection, leadingTo, openTcp } from './tcp.ts'
import { connectPort, type WireOptions } from './wire.ts'

export async function openConnection(
  url: URL,
  options: WireOptions,
  deadline: Deadline,
): Promise<Connection | { readonly failure: Failure }> {
  if (options.proxy !== undefined) {
    const { openThroughProxy } = await import('./proxy.ts')
    return openThroughProxy(url, options.proxy, options, deadline)
  }
  const addresses = await inTime(addressesOf(url, options.names), deadline)
  if ('failure' in addresses) return addresses
  if (addresses.some(isForbidden)) return { failure: forbidden(url) }
  const to = { port: connectPort(url), ...leadingTo(addresses) }
  if (url.protocol === 'http:') return openTcp(url, to, deadline)
  // Loaded only when it is needed: it costs start-up time, and most servers under development do not use TLS.
  const { openTls } = await import('./tls.ts')
  return openTls(url, to, options, deadline)
}

/** A look-up cannot be cancelled. When the time is over, its result is ignored. */
function inTime<Found>(
  found: Promise<Found | { readonly failure: Failure }>,
  deadline: Deadline,
): Promise<Found | { readonly failure: Failure }> {
  const over = new Promise<{ failure: Failure }>((resolve) => {
    deadline.onOver = (failure) => resolve({ failure })
  })
  return Promise.race([found, over])
}
