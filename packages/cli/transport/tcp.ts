/** A connection of TCP, to whichever of a name's addresses answers. */
import { connect, type Socket, type TcpNetConnectOpts } from 'node:net'
import type { Deadline } from './deadline.ts'
import { type Failure, failureOf } from './failure.ts'
import { type HttpProxy, SEVERAL_ADDRESSES } from './wire.ts'

export interface Connection {
  readonly socket: Socket
  /** The address of the connection; empty when a proxy made it. */
  readonly address: string
  readonly isHttp2: boolean
  /** The proxy that takes requests of plain HTTP at the other end. */
  readonly proxy?: HttpProxy
}

/** Node takes several addresses as the result of a look-up. */
export function leadingTo(addresses: readonly string[]): Pick<TcpNetConnectOpts, 'host' | 'lookup'> {
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

export function openTcp(
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
