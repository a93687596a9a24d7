/** Servers on loopback that count their connections. Each is closed when its test ends. */
import { createServer as createHttpServer, type RequestListener } from 'node:http'
import { createSecureServer } from 'node:http2'
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'

export interface TestServer {
  /** `127.0.0.1:port` */
  readonly address: string
  /** The connections that are open now. */
  readonly sockets: ReadonlySet<Socket>
  /** How many connections there ever were. */
  readonly connections: () => number
  /** Resolves when the last connection is closed. */
  readonly allClosed: () => Promise<void>
}

export function httpServer(listener: RequestListener): Promise<TestServer> {
  return listen(createHttpServer(listener))
}

/** A bare connection: for answers that no HTTP server gives. */
export function tcpServer(onConnection: (socket: Socket) => void): Promise<TestServer> {
  return listen(createTcpServer(onConnection))
}

/** Reads a request up to the end of its headers, then hands the connection over. */
export function rawServer(onRequest: (socket: Socket, head: string) => void): Promise<TestServer> {
  return tcpServer((socket) => {
    let head = ''
    socket.on('data', (chunk) => {
      head += chunk.toString('latin1')
      if (!head.includes('\r\n\r\n')) return
      const request = head
      head = ''
      onRequest(socket, request)
    })
  })
}

/** Speaks HTTP/2, and HTTP/1.1 to clients that ask for it. */
export function http2Server(keys: { cert: string; key: string }, listener: RequestListener): Promise<TestServer> {
  return listen(createSecureServer({ ...keys, allowHTTP1: true }, listener as never))
}

async function listen(server: Server): Promise<TestServer> {
  const sockets = new Set<Socket>()
  const waiting: (() => void)[] = []
  let connections = 0
  server.on('connection', (socket: Socket) => {
    connections++
    sockets.add(socket)
    socket.on('error', () => {})
    socket.on('close', () => {
      sockets.delete(socket)
      if (sockets.size === 0) for (const resolve of waiting.splice(0)) resolve()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    sockets,
    connections: () => connections,
    allClosed: () => (sockets.size === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
  }
}
