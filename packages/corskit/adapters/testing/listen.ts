/** Starts a server of Node's on a free port. */
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import type { RunningServer } from './harness.ts'

export function listen(listener: RequestListener): Promise<RunningServer> {
  return listening(createServer(listener))
}

/** For handlers that take a `Request` and give a `Response`. */
export function listenWeb(handler: (request: Request) => Response | Promise<Response>): Promise<RunningServer> {
  return listen(getRequestListener(handler, { overrideGlobalObjects: false }))
}

export function listening(server: Server): Promise<RunningServer> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo
      resolve({ url: `http://127.0.0.1:${port}`, close: () => closed(server) })
    })
  })
}

function closed(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
