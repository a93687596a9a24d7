/**
 * Sends one request over a connection that is open. HTTP/2 is loaded only when it is needed: it costs start-up time.
 */
import { openConnection } from './connection.ts'
import { Deadline } from './deadline.ts'
import { sendHttp1 } from './http1.ts'
import type { Connection } from './tcp.ts'
import type { WireAnswer, WireOptions, WireRequest } from './wire.ts'

/** Never rejects: what goes wrong comes back as a failure. */
export async function sendOver(connection: Connection, wire: WireRequest, deadline: Deadline): Promise<WireAnswer> {
  if (!connection.isHttp2) return sendHttp1(wire, deadline, connection)
  const { sendHttp2 } = await import('./http2.ts')
  return sendHttp2(wire, deadline, connection.socket)
}

/** The same with a connection of its own. */
export async function send(wire: WireRequest, options: WireOptions): Promise<WireAnswer> {
  const deadline = new Deadline(options.timeout, options.answerTimeout)
  try {
    const connection = await openConnection(wire.url, options, deadline)
    return 'failure' in connection ? connection : await sendOver(connection, wire, deadline)
  } finally {
    deadline.clear()
  }
}
