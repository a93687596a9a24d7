/** Opens a connection to where a URL leads, as browsers do: every address of the name is tried, and TLS agrees on HTTP/2 or HTTP/1.1. */
import { connect, type Socket, type TcpNetConnectOpts } from 'node:net'
import { addressesOf, forbidden, isForbidden } from './addresses.ts'
import type { Deadline } from './deadline.ts'
import { type Failure, failureOf } from './failure.ts'
import { connectPort, SEVERAL_ADDRESSES, type WireOptions } from './wire.ts'

export interface Connection {
  readonly socket: Socket
  /** The address that was really connected to. */
  readonly address: string
  readonly isHttp2: boolean
}

export async function openConnection(
  url: URL,
  options: WireOptions,
  deadline: Deadline,
): Promise<Connection | { readonly failure: Failure }> {
  const addresses = await inTime(addressesOf(url, options.names), deadline)
  if ('failure' in addresses) return addresses
  if (addresses.some(isForbidden)) return { failure: forbidden(url) }
  const to = { port: connectPort(url), ...leadingTo(addresses) }
  if (url.protocol === 'http:') return openPlain(url, to, deadline)
  // TLS costs start-up time, and most servers under development do without.
  const { openTls } = await import('./tls.ts')
  return openTls(url, to, options, deadline)
}

/** A look-up cannot be called back; nobody waits for it any longer when the time is over. */
function inTime<Found>(
  found: Promise<Found | { readonly failure: Failure }>,
  deadline: Deadline,
): Promise<Found | { readonly failure: Failure }> {
  const over = new Promise<{ failure: Failure }>((resolve) => {
    deadline.onOver = (failure) => resolve({ failure })
  })
  return Promise.race([found, over])
}

/** How Node is told of several addresses: as the answer to a look-up. */
function leadingTo(addresses: readonly string[]): Pick<TcpNetConnectOpts, 'host' | 'lookup'> {
  const [first = ''] = addresses
  if (addresses.length === 1) return { host: first }
  const found = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
  return {
    host: 'several.invalid',
    lookup: (_host, { all }, done) => (all ? done(null, found) : done(null, first, found[0]?.family)),
    ...SEVERAL_ADDRESSES,
    autoSelectFamily: true,
  } as Pick<TcpNetConnectOpts, 'host' | 'lookup'>
}

function openPlain(
  url: URL,
  to: TcpNetConnectOpts,
  deadline: Deadline,
): Promise<Connection | { readonly failure: Failure }> {
  return new Promise((resolve) => {
    const socket = connect(to)
    deadline.onOver = (failure) => {
      resolve({ failure })
      socket.destroy()
    }
    socket.once('connect', () => resolve({ socket, address: socket.remoteAddress ?? '', isHttp2: false }))
    // Stays for the life of the socket: an error without a listener would end the process.
    socket.on('error', (error) => resolve({ failure: failureOf(error, url) }))
  })
}
