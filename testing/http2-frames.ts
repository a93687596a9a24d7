/** Answers over HTTP/2 that Node's own server does not send, frame by frame. */
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:tls'
import { selfSignedCertificate } from './certificate.ts'

/** A frame of HTTP/2. https://www.rfc-editor.org/rfc/rfc9113#section-4.1 */
function frame(type: number, flags: number, stream: number, payload: Buffer): Buffer {
  const head = Buffer.alloc(9)
  head.writeUIntBE(payload.length, 0, 3)
  head.writeUInt8(type, 3)
  head.writeUInt8(flags, 4)
  head.writeUInt32BE(stream, 5)
  return Buffer.concat([head, payload])
}

/** A field as it is. https://www.rfc-editor.org/rfc/rfc7541#section-6.2.2 */
const literal = (name: string, value: string) =>
  Buffer.concat([Buffer.from([0, name.length]), Buffer.from(name), Buffer.from([value.length]), Buffer.from(value)])

/** A server on localhost that answers `{"a":1}`, seven bytes, with this `Content-Length`. */
export async function http2Saying(length: string) {
  const { cert, key } = selfSignedCertificate(['localhost'])
  const fields = [Buffer.from([0x88]), literal('access-control-allow-origin', '*'), literal('content-length', length)]
  const server = createServer({ cert, key, ALPNProtocols: ['h2'] }, (socket) => {
    socket.on('error', () => {})
    socket.once('data', () => {
      socket.write(frame(4, 0, 0, Buffer.alloc(0)))
      socket.write(frame(1, 4, 1, Buffer.concat(fields)))
      socket.write(frame(0, 1, 1, Buffer.from('{"a":1}')))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { cert, port: (server.address() as AddressInfo).port, close: () => void server.close() }
}
