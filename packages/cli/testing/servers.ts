/** Servers on loopback that answer as told, or misbehave as told. Each is closed when its test ends. */
import { createServer, type RequestListener } from 'node:http'
import { createSecureServer, type SecureServerOptions } from 'node:http2'
import { createServer as createHttpsServer } from 'node:https'
import { type AddressInfo, createServer as createTcpServer, type Server, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'
import type { TestCertificate } from '../../../testing/certificate.ts'

/** @returns the port */
export async function listen(server: Server): Promise<number> {
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    socket.on('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return (server.address() as AddressInfo).port
}

export async function httpServer(listener: RequestListener): Promise<string> {
  return `http://127.0.0.1:${await listen(createServer(listener))}`
}

export async function httpsServer(certificate: TestCertificate, listener: RequestListener): Promise<string> {
  return `https://localhost:${await listen(createHttpsServer(certificate, listener))}`
}

/** Speaks HTTP/2, and HTTP/1.1 to clients that ask for it. */
export async function http2Server(
  certificate: TestCertificate,
  listener: RequestListener,
  options: SecureServerOptions = {},
): Promise<string> {
  const server = createSecureServer({ ...certificate, allowHTTP1: true, ...options }, listener as never)
  return `https://localhost:${await listen(server)}`
}

/** A bare connection: for answers that no HTTP server gives. */
export async function tcpServer(onConnection: (socket: Socket) => void): Promise<string> {
  return `http://127.0.0.1:${await listen(createTcpServer(onConnection))}`
}

/** A port on which nothing listens. */
export async function closedPort(): Promise<number> {
  const server = createTcpServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}
