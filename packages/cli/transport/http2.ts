/** One exchange over HTTP/2, on a TLS connection that has agreed on it. */
import { type ClientHttp2Session, connect, constants } from 'node:http2'
import type { Socket } from 'node:net'
import type { Deadline } from './deadline.ts'
import { failureOf } from './failure.ts'
import {
  headerPairs,
  MAX_RESPONSE_HEAD_BYTES,
  MAX_RESPONSE_HEADER_LINES,
  type WireAnswer,
  type WireRequest,
} from './wire.ts'

/** Headers of HTTP/1.1's connection, which HTTP/2 refuses. https://www.rfc-editor.org/rfc/rfc9113#section-8.2.2 */
const OF_THE_CONNECTION = new Set(['connection', 'host', 'keep-alive', 'transfer-encoding', 'upgrade'])

export function sendHttp2(wire: WireRequest, deadline: Deadline, socket: Socket): Promise<WireAnswer> {
  return new Promise((resolve) => {
    let session: ClientHttp2Session | undefined
    const finish = (answer: WireAnswer) => {
      resolve(answer)
      session?.destroy()
      socket.destroy()
    }
    const fail = (error: unknown) => finish({ failure: failureOf(error, wire.url) })
    deadline.waitForAnswer()
    deadline.onOver = (failure) => finish({ failure })
    try {
      session = connect(wire.url.origin, {
        createConnection: () => socket,
        settings: { enablePush: false, maxHeaderListSize: MAX_RESPONSE_HEAD_BYTES },
        // Node's own limit is 128 lines.
        maxHeaderListPairs: MAX_RESPONSE_HEADER_LINES,
      })
      session.on('error', fail)
      session.on('close', () => fail({ code: 'ECONNRESET' }))
      const stream = session.request(headersOf(wire), { endStream: wire.body === null })
      stream.on('error', fail)
      stream.on('response', (head, _flags, raw?: string[]) => {
        finish({ status: Number(head[constants.HTTP2_HEADER_STATUS]), headers: headerPairs(raw ?? []) })
      })
      stream.on('close', () => fail({ code: 'ECONNRESET' }))
      if (wire.body !== null) stream.end(wire.body)
    } catch (error) {
      fail(error)
    }
  })
}

function headersOf({ url, method, headers }: WireRequest): Record<string, string> {
  const record: Record<string, string> = {
    ':method': method,
    ':scheme': 'https',
    ':authority': url.host,
    ':path': url.pathname + url.search,
  }
  for (const [name, value] of headers) if (!OF_THE_CONNECTION.has(name)) record[name] = value
  return record
}
