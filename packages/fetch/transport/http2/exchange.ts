/** One request over a session, and its answer. */
import { type ClientHttp2Session, type ClientHttp2Stream, constants, type OutgoingHttpHeaders } from 'node:http2'
import { Readable } from 'node:stream'
import { containsHeader, type Header } from 'corskit/protocol'
import { decodedBody } from '../content-encoding.ts'
import { bytesOnly, lengthLine } from '../http1/request-writer.ts'
import { NetworkBody } from '../network-body.ts'
import type { PendingAnswer } from '../pending-answer.ts'
import { NetworkFailure, type WireRequest } from '../wire.ts'

const NULL_BODY_STATUS: ReadonlySet<number> = new Set([204, 205, 304])

/** Fields of HTTP/2 have no others. https://www.rfc-editor.org/rfc/rfc9113#section-8.2.1 */
const SENDABLE = /^[\t -~\u0080-\u00ff]*$/

/**
 * @param timeout how long the server may be silent within the body, in milliseconds
 * @param onEnd called once, with the error where the session ended before a byte of the answer came
 */
export function exchange(
  session: ClientHttp2Session,
  request: WireRequest,
  pending: PendingAnswer,
  timeout: number,
  onEnd: (unanswered: Error | null) => void,
): void {
  const unsendable = request.headers.find(([, value]) => !SENDABLE.test(value))
  if (unsendable !== undefined) {
    pending.failed(new NetworkFailure(`HTTP/2 has no control characters in the header ${unsendable[0]}`))
    onEnd(null)
    return
  }
  let stream: ClientHttp2Stream
  try {
    stream = session.request(headersOf(request), { endStream: request.body === null })
  } catch (error) {
    onEnd(error as Error)
    return
  }
  new Exchange(stream, request.method, pending, timeout, onEnd)
  const { body, onSent } = request
  if (onSent !== undefined) stream.once('finish', onSent)
  if (body instanceof ReadableStream) {
    const source = Readable.from(bytesOf(body))
    source.on('error', (error) => {
      pending.failed(error)
      stream.close(constants.NGHTTP2_CANCEL)
    })
    stream.once('close', () => source.destroy())
    source.pipe(stream)
  } else if (body !== null) stream.end(body)
}

function headersOf({ method, url, headers, body }: WireRequest): OutgoingHttpHeaders {
  const list: Record<string, string> = {
    ':method': method,
    ':scheme': 'https',
    ':authority': url.host,
    ':path': url.pathname + url.search,
  }
  for (const [name, value] of headers) if (name !== 'host') list[name] = value
  if (body instanceof ReadableStream) return list
  const bytes = typeof body === 'string' ? Buffer.from(body) : body
  const [, length] = lengthLine(method, bytes)
  return length === undefined ? list : { ...list, 'content-length': length }
}

async function* bytesOf(stream: ReadableStream): AsyncGenerator<Uint8Array> {
  for await (const chunk of stream as unknown as AsyncIterable<unknown>) yield bytesOnly(chunk)
}

class Exchange {
  readonly #stream: ClientHttp2Stream
  readonly #method: string
  readonly #pending: PendingAnswer
  readonly #timeout: number
  readonly #onEnd: (unanswered: Error | null) => void
  #body: NetworkBody | null = null
  #hasLength = false
  #hasEnded = false

  constructor(
    stream: ClientHttp2Stream,
    method: string,
    pending: PendingAnswer,
    timeout: number,
    onEnd: (unanswered: Error | null) => void,
  ) {
    this.#stream = stream
    this.#method = method
    this.#pending = pending
    this.#timeout = timeout
    this.#onEnd = onEnd
    stream.on('response', (headers, _flags, raw) => this.#answer(Number(headers[':status']), raw))
    stream.on('data', (chunk: Buffer) => this.#body?.push(chunk))
    stream.on('end', () => this.#finish(null))
    stream.on('error', (error) => this.#finish(this.#isShorterThanSaid() ? null : error))
    stream.on('close', () => this.#finish(new NetworkFailure(`the stream was closed (code ${stream.rstCode})`)))
    pending.onStop = (reason) => this.#cancel(reason)
  }

  #answer(status: number, raw: readonly string[]): void {
    const headers = headerList(raw)
    this.#hasLength = containsHeader(headers, 'content-length')
    const stream = this.#stream
    const source = {
      pause: () => stream.pause(),
      resume: () => stream.resume(),
      abort: (reason: Error) => this.#cancel(reason),
    }
    this.#body = new NetworkBody(source, this.#timeout)
    const hasBody = this.#method !== 'HEAD' && !NULL_BODY_STATUS.has(status)
    const body = hasBody ? decodedBody(this.#body, headers) : null
    this.#pending.answered({ status, statusText: '', headers, body }, this.#body)
  }

  /** Node takes a body that is shorter than its `Content-Length` for an error at its end, and browsers do not. */
  #isShorterThanSaid(): boolean {
    return this.#hasLength && this.#stream.rstCode === constants.NGHTTP2_PROTOCOL_ERROR
  }

  #cancel(reason: Error): void {
    this.#stream.close(constants.NGHTTP2_CANCEL)
    this.#finish(reason)
  }

  #finish(error: Error | null): void {
    if (this.#hasEnded) return
    this.#hasEnded = true
    if (this.#body !== null) {
      if (error === null) this.#pending.bodyEnded()
      else this.#pending.failed(error)
      this.#onEnd(null)
      return
    }
    this.#onEnd(error ?? new NetworkFailure('the server ended the stream without an answer'))
  }
}

/** Pairs out of Node's flat list, duplicates kept. Pseudo-headers are not headers. */
function headerList(raw: readonly string[]): Header[] {
  const list: Header[] = []
  for (let i = 0; i + 1 < raw.length; i += 2) {
    const name = raw[i] as string
    if (!name.startsWith(':')) list.push([name.toLowerCase(), raw[i + 1] as string])
  }
  return list
}
