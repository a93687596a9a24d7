/** A server that only this machine can reach. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface LoopbackServer {
  readonly server: Server
  readonly port: number
  readonly origin: string
  close(): Promise<void>
}

/** @param orAny take any free port when this one is taken */
export async function listenOnLoopback(port: number, { orAny }: { orAny: boolean }): Promise<LoopbackServer> {
  const server = createServer({ requestTimeout: 30_000 })
  try {
    await listen(server, port)
  } catch (error) {
    if (!orAny) throw error
    await listen(server, 0)
  }
  const taken = (server.address() as AddressInfo).port
  return {
    server,
    port: taken,
    origin: `http://127.0.0.1:${taken}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject)
      resolve()
    })
  })
}
