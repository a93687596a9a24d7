/** Sends one request over whatever the URL and the server speak. TLS and HTTP/2 are loaded only when they are needed: they cost start-up time. */
import { Deadline } from './deadline.ts'
import { sendHttp1 } from './http1.ts'
import type { WireAnswer, WireOptions, WireRequest } from './wire.ts'

/** Never rejects: what goes wrong comes back as a failure. */
export async function send(wire: WireRequest, options: WireOptions): Promise<WireAnswer> {
  const deadline = new Deadline(options.timeout)
  try {
    return await (wire.url.protocol === 'http:' ? sendHttp1(wire, deadline) : sendOverTls(wire, options, deadline))
  } finally {
    deadline.clear()
  }
}

async function sendOverTls(wire: WireRequest, options: WireOptions, deadline: Deadline): Promise<WireAnswer> {
  const { openTls } = await import('./tls.ts')
  const socket = await openTls(wire.url, options, deadline)
  if ('failure' in socket) return socket
  if (socket.alpnProtocol !== 'h2') return sendHttp1(wire, deadline, socket)
  const { sendHttp2 } = await import('./http2.ts')
  return sendHttp2(wire, deadline, socket)
}
