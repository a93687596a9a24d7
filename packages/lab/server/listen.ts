/** A server that only this machine can reach. */
import { createServer, type Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { LabCertificate } from '../lab.ts'

export interface LoopbackServer {
  readonly server: Server
  readonly port: number
  readonly origin: string
  close(): Promise<void>
}

/** @param orAny take any free port when this one is taken  @param certificate speaks https */
export async function listenOnLoopback(
  port: number,
  { orAny, certificate }: { orAny: boolean; certificate: LabCertificate | undefined },
): Promise<LoopbackServer> {
  const options = { requestTimeout: 30_000 }
  const server = certificate === undefined ? createServer(options) : createTlsServer({ ...options, ...certificate })
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
    origin: `${certificate === undefined ? 'http' : 'https'}://127.0.0.1:${taken}`,
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
