/**
 * Sends one request over a connection that is open. HTTP/2 is loaded only when it is needed: it costs start-up time.
 */
import { type BodyWatch, watchHttp1Body } from './body/body-watch.ts'
import { openConnection } from './connection.ts'
import { Deadline } from './deadline.ts'
import { sendHttp1 } from './http1.ts'
import type { Connection } from './tcp.ts'
import type { WireAnswer, WireOptions, WireRequest } from './wire.ts'

/**
 * Never rejects: what goes wrong comes back as a failure.
 *
 * @param onBody is given the body after the head; without it, the connection ends with the head
 */
export async function sendOver(
  connection: Connection,
  wire: WireRequest,
  deadline: Deadline,
  onBody?: (watch: BodyWatch | null) => void,
): Promise<WireAnswer> {
  if (!connection.isHttp2) {
    if (onBody === undefined) return sendHttp1(wire, deadline, connection)
    const isTls = wire.url.protocol === 'https:'
    return sendHttp1(wire, deadline, connection, (socket, answer, received) => {
      if ('failure' in answer) socket.destroy()
      else onBody(watchHttp1Body(socket, wire.method, answer, received, isTls))
    })
  }
  const { sendHttp2 } = await import('./http2.ts')
  return sendHttp2(wire, deadline, connection.socket, onBody)
}

/** The same with a connection of its own. */
export async function send(
  wire: WireRequest,
  options: WireOptions,
  onBody?: (watch: BodyWatch | null) => void,
): Promise<WireAnswer> {
  const deadline = new Deadline(options.timeout, options.answerTimeout)
  try {
    const connection = await openConnection(wire.url, options, deadline)
    if ('failure' in connection) return connection
    const answer = await sendOver(connection, wire, deadline, onBody)
    return wantsHttp1(answer, options) ? await send(wire, { ...options, protocol: 'http/1.1' }, onBody) : answer
  } finally {
    deadline.clear()
  }
}

/** Whether to ask once more, as browsers do: the server has answered over HTTP/2 that it wants HTTP/1.1. */
export const wantsHttp1 = (answer: WireAnswer, { protocol }: WireOptions): boolean =>
  protocol === undefined && 'failure' in answer && answer.failure.code === 'HTTP_1_1_REQUIRED'
