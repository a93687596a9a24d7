/**
 * A connection by way of a proxy, as curl's `-x` asks for it: CONNECT for https, the whole URL in the request line for
 * http.
 */
import type { Socket } from 'node:net'
import type { Header } from 'corskit/protocol'
import { addressesOf, forbidden, isForbidden, isForbiddenName, knownAddresses } from './addresses.ts'
import type { Deadline } from './deadline.ts'
import type { Failure } from './failure.ts'
import { readHead } from './response-head.ts'
import { type Connection, leadingTo, openTcp } from './tcp.ts'
import { connectPort, type HttpProxy, type WireOptions } from './wire.ts'

/** @param proxy whose name this machine looks up; that of the server is looked up by the proxy */
export async function openThroughProxy(
  url: URL,
  proxy: HttpProxy,
  options: WireOptions,
  deadline: Deadline,
): Promise<Connection | { readonly failure: Failure }> {
  const known = knownAddresses(url, options.names)
  if (known === null ? isForbiddenName(url) : known.some(isForbidden)) return { failure: forbidden(url) }
  const addresses = await addressesOf(proxy.url, options.names)
  if ('failure' in addresses) return { failure: ofProxy(addresses.failure) }
  const opened = await openTcp(proxy.url, { port: connectPort(proxy.url), ...leadingTo(addresses) }, deadline)
  if ('failure' in opened) return { failure: ofProxy(opened.failure) }
  // The address of the server is not known, because the proxy connects to it.
  if (url.protocol === 'http:') return { ...opened, address: '', proxy }
  const refused = await tunnel(url, proxy, opened.socket, deadline)
  if (refused !== null) return { failure: refused }
  const { openTls } = await import('./tls.ts')
  const secured = await openTls(url, { socket: opened.socket }, options, deadline)
  return 'failure' in secured ? secured : { ...secured, address: '' }
}

/** https://www.rfc-editor.org/rfc/rfc9110#section-9.3.6 */
function tunnel(url: URL, proxy: HttpProxy, socket: Socket, deadline: Deadline): Promise<Failure | null> {
  return new Promise((resolve) => {
    let received = ''
    const end = (failure: Failure | null) => {
      socket.removeListener('data', look)
      socket.removeListener('close', closed)
      resolve(failure)
      if (failure !== null) socket.destroy()
    }
    const look = (bytes: Buffer) => {
      received += bytes.toString('latin1')
      const head = readHead(received, false, false)
      if (head === 'more') return
      if ('failure' in head) end(ofProxy(head.failure))
      else if (head.status === 407) end(ASKS_WHO)
      else if (head.status >= 300) end(refusal(head.status))
      else end(null)
    }
    const closed = () => end({ kind: 'dropped', code: 'ECONNRESET', sentence: 'The proxy closed the connection.' })
    deadline.onOver = (failure) => end(ofProxy(failure))
    socket.on('data', look)
    socket.on('close', closed)
    const host = `${url.hostname}:${connectPort(url)}`
    const lines = [['Host', host] as const, ...proxyHeaders(proxy)].map(([name, value]) => `${name}: ${value}\r\n`)
    socket.write(`CONNECT ${host} HTTP/1.1\r\n${lines.join('')}\r\n`)
  })
}

export function proxyHeaders({ user }: HttpProxy): Header[] {
  return user === null ? [] : [['Proxy-Authorization', `Basic ${Buffer.from(user).toString('base64')}`]]
}

export const ASKS_WHO: Failure = {
  kind: 'http',
  code: 'HTTP_407',
  sentence: 'The proxy answered 407: it wants a user name and a password. Give them with -U USER:PASSWORD.',
}

const refusal = (status: number): Failure => ({
  kind: 'http',
  code: `PROXY_${status}`,
  sentence: `The proxy answered ${status}, and did not connect to the server.`,
})

const ofProxy = (failure: Failure): Failure => ({ ...failure, sentence: `At the proxy: ${failure.sentence}` })
