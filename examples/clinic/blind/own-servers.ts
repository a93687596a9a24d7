/** The servers of a clinic that run in this process. */
import type { AddressInfo, Server, Socket } from 'node:net'
import { Server as TlsServer } from 'node:tls'

export interface OpenServers {
  readonly urls: ReadonlyMap<string, string>
  readonly close: () => void
}

export async function openServers(servers: Readonly<Record<string, Server>>): Promise<OpenServers> {
  const urls = new Map<string, string>()
  const sockets = new Set<Socket>()
  for (const [name, server] of Object.entries(servers)) {
    server.on('connection', (socket: Socket) => sockets.add(socket.once('close', () => sockets.delete(socket))))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const scheme = server instanceof TlsServer ? 'https' : 'http'
    urls.set(name, `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}`)
  }
  return {
    urls,
    close() {
      for (const server of Object.values(servers)) server.close()
      for (const socket of sockets) socket.destroy()
    },
  }
}
