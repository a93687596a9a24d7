/** Exchanges over HTTP/2, on a TLS connection that has agreed on it. */
import { type ClientHttp2Session, connect, constants } from 'node:http2'
import type { Socket } from 'node:net'
import { MAX_RESPONSE_HEAD_BYTES, MAX_RESPONSE_HEADER_LINES } from 'corskit/protocol'
import type { Deadline } from './deadline.ts'
import { failureOf } from './failure.ts'
import { headerPairs, type WireAnswer, type WireRequest } from './wire.ts'

/** Headers of HTTP/1.1's connection, which HTTP/2 refuses. https://www.rfc-editor.org/rfc/rfc9113#section-8.2.2 */
const OF_THE_CONNECTION = new Set(['connection', 'host', 'keep-alive', 'transfer-encoding', 'upgrade'])

/** With a session of its own. */
export async function sendHttp2(wire: WireRequest, deadline: Deadline, socket: Socket): Promise<WireAnswer> {
  let session: ClientHttp2Session | undefined
  try {
    session = openSession(wire.url, socket)
    return await sendInSession(session, wire, deadline)
  } catch (error) {
    return { failure: failureOf(error, wire.url) }
  } finally {
    session?.destroy()
    socket.destroy()
  }
}

export function openSession(url: URL, socket: Socket): ClientHttp2Session {
  const session = connect(url.origin, {
    createConnection: () => socket,
    settings: { enablePush: false, maxHeaderListSize: MAX_RESPONSE_HEAD_BYTES },
    // Node's own limit is 128 lines.
    maxHeaderListPairs: MAX_RESPONSE_HEADER_LINES,
  })
  // An error between two exchanges would end the process if nobody listened.
  return session.on('error', () => {})
}

/** Does not end the session. */
export function sendInSession(session: ClientHttp2Session, wire: WireRequest, deadline: Deadline): Promise<WireAnswer> {
  return new Promise((resolve) => {
    const fail = (error: unknown) => finish({ failure: failureOf(error, wire.url) })
    const closed = () => fail({ code: 'ECONNRESET' })
    const finish = (answer: WireAnswer) => {
      session.off('error', fail).off('close', closed)
      resolve(answer)
    }
    deadline.waitForAnswer()
    deadline.onOver = (failure) => finish({ failure })
    session.on('error', fail).on('close', closed)
    try {
      const stream = session.request(headersOf(wire), { endStream: wire.body === null })
      stream.on('error', fail)
      stream.on('response', (head, _flags, raw?: string[]) => {
        finish({ status: Number(head[constants.HTTP2_HEADER_STATUS]), headers: headerPairs(raw ?? []) })
        // The body is not read.
        stream.close(constants.NGHTTP2_CANCEL)
      })
      stream.on('close', closed)
      if (wire.body !== null) stream.end(wire.body)
    } catch (error) {
      fail(error)
    }
  })
}

function headersOf({ url, method, headers }: WireRequest): Record<string, string | string[]> {
  const record: Record<string, string | string[]> = {
    ':method': method,
    ':scheme': 'https',
    ':authority': url.host,
    ':path': url.pathname + url.search,
  }
  for (const [name, value] of headers) {
    if (OF_THE_CONNECTION.has(name)) continue
    const before = record[name]
    record[name] = before === undefined ? value : [before, value].flat()
  }
  return record
}
