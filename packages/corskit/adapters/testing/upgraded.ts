/** Servers that give upgrades to their routes, as `@fastify/websocket` does: with a response that is not Node's own. */
import { once } from 'node:events'
import { createServer, type IncomingMessage, type RequestListener, type Server, ServerResponse } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'

/** What a client does after its request: it resets, ends its side, or keeps it open whatever the server does. */
export const CLIENTS = ['resets', 'ends', 'stays'] as const
export type Client = (typeof CLIENTS)[number]

/**
 * Sends the upgrade, and waits until the server has closed the connection.
 *
 * @param prepare gets the server before it has a listener
 * @returns what the client received
 */
export async function sendUpgrade(
  routes: RequestListener,
  headers: readonly string[],
  client: Client,
  prepare: (server: Server) => void = () => {},
): Promise<string> {
  const server = createServer()
  prepare(server)
  server.on('upgrade', (request: IncomingMessage, socket: Socket) => {
    socket.on('error', () => {})
    const response = new ServerResponse(request)
    response.assignSocket(socket)
    routes(request, response as ServerResponse<IncomingMessage> & { req: IncomingMessage })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const accepted = once(server, 'connection') as Promise<[Socket]>
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true })
  socket.on('error', () => {})
  let received = ''
  socket.on('data', (part) => {
    received += part
    if (client === 'resets') socket.resetAndDestroy()
    if (client === 'ends') socket.end()
  })
  const [method, ...lines] = headers
  socket.write(
    `${method} / HTTP/1.1\r\nHost: a.com\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n${lines.join('\r\n')}\r\n\r\n`,
  )
  const told = new Promise<void>((resolve) => {
    socket.once('end', resolve).once('close', () => resolve())
  })
  const [held] = await accepted
  await Promise.all([new Promise((resolve) => held.once('close', resolve)), told])
  socket.destroy()
  server.close()
  await once(server, 'close')
  return received
}
