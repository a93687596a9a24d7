/** Exchanges over HTTP/2, on a TLS connection that has agreed on it. */
import { type ClientHttp2Session, type ClientHttp2Stream, connect, constants } from 'node:http2'
import type { Socket } from 'node:net'
import { MAX_RESPONSE_HEAD_BYTES, MAX_RESPONSE_HEADER_LINES } from 'corskit/protocol'
import { type BodyWatch, watchHttp2Body } from './body/body-watch.ts'
import type { Deadline } from './deadline.ts'
import { type Failure, failureOf } from './failure.ts'
import { headerPairs, type WireAnswer, type WireRequest, type WireResponse } from './wire.ts'

/** Headers of HTTP/1.1's connection, which HTTP/2 refuses. https://www.rfc-editor.org/rfc/rfc9113#section-8.2.2 */
const OF_THE_CONNECTION = new Set(['connection', 'host', 'keep-alive', 'transfer-encoding', 'upgrade'])

/** https://www.rfc-editor.org/rfc/rfc9113#section-7-4.28 */
const HTTP1_WANTED: Failure = {
  kind: 'http',
  code: 'HTTP_1_1_REQUIRED',
  sentence: 'The server agreed on HTTP/2 and refuses the request there: it wants HTTP/1.1.',
}

/**
 * With a session of its own.
 *
 * @param onBody is given the body after the head; without it, the session ends with the head
 */
export async function sendHttp2(
  wire: WireRequest,
  deadline: Deadline,
  socket: Socket,
  onBody?: (watch: BodyWatch | null) => void,
): Promise<WireAnswer> {
  let session: ClientHttp2Session | undefined
  let isWatched = false
  const end = () => {
    session?.destroy()
    socket.destroy()
  }
  try {
    session = openSession(wire.url, socket)
    return await sendInSession(session, wire, deadline, (stream, answer) => {
      isWatched = onBody !== undefined
      if (onBody === undefined) cancel(stream)
      else onBody(watchHttp2Body(stream, answer, end))
    })
  } catch (error) {
    return { failure: failureOf(error, wire.url) }
  } finally {
    if (!isWatched) end()
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

/**
 * Does not end the session.
 *
 * @param afterwards called with the stream after the head; default: ends the stream
 */
export function sendInSession(
  session: ClientHttp2Session,
  wire: WireRequest,
  deadline: Deadline,
  afterwards: (stream: ClientHttp2Stream, answer: WireResponse) => void = cancel,
): Promise<WireAnswer> {
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
      const reset = (error: unknown) =>
        stream.rstCode === constants.NGHTTP2_HTTP_1_1_REQUIRED ? finish({ failure: HTTP1_WANTED }) : fail(error)
      stream.on('error', reset)
      stream.on('response', (head, _flags, raw?: string[]) => {
        const answer = { status: Number(head[constants.HTTP2_HEADER_STATUS]), headers: headerPairs(raw ?? []) }
        finish(answer)
        afterwards(stream, answer)
      })
      stream.on('close', () => reset({ code: 'ECONNRESET' }))
      if (wire.body !== null) stream.end(wire.body)
    } catch (error) {
      fail(error)
    }
  })
}

const cancel = (stream: ClientHttp2Stream) => stream.close(constants.NGHTTP2_CANCEL)

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
