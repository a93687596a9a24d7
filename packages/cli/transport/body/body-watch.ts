/**
 * Looks whether the body of an answer comes whole. No rule of CORS reads it, but where it breaks off, a page that may
 * read the answer gets an error from `text()`.
 */
import type { ClientHttp2Stream } from 'node:http2'
import type { Socket } from 'node:net'
import { containsHeader, getHeaderLines, readResponseHead, responseBody } from 'corskit/protocol'
import type { WireResponse } from '../wire.ts'
import { type BodyFault, codingFault, LONGEST_BODY } from './coding-fault.ts'

export interface BodyWatch {
  /** `null` where nothing is wrong, or where it is not known within the limits. Never rejects. */
  readonly fault: Promise<BodyFault | null>
  /** Closes the connection; then nothing is known. */
  readonly stop: () => void
}

/** A stream of events is silent for longer, and nobody waits for its end. */
const LONGEST_SILENCE = 2000
const LONGEST_TIME = 5000

const rejects = (why: string): BodyFault => ({ why, effect: 'error' })

/** What has come of a body, until it ends, breaks off or reaches a limit. */
class Watching implements BodyWatch {
  readonly fault: Promise<BodyFault | null>
  readonly #head: WireResponse
  readonly #close: () => void
  #parts: Uint8Array[] = []
  #length = 0
  #hasEnded = false
  #settle: (fault: BodyFault | null) => void = () => {}
  readonly #silence: NodeJS.Timeout
  readonly #end: NodeJS.Timeout

  constructor(head: WireResponse, close: () => void) {
    this.#head = head
    this.#close = close
    this.fault = new Promise((resolve) => {
      this.#settle = resolve
    })
    this.#silence = setTimeout(() => this.done(this.#unfinished()), LONGEST_SILENCE)
    this.#end = setTimeout(() => this.done(null), LONGEST_TIME)
  }

  readonly stop = () => this.done(null)

  take(part: Uint8Array): void {
    this.#silence.refresh()
    this.#parts.push(part)
    this.#length += part.length
    if (this.#length > LONGEST_BODY) this.done(null)
  }

  whole(): void {
    if (!this.#hasEnded) this.done(codingFault(Buffer.concat(this.#parts), this.#head.headers))
  }

  broken(why: string): void {
    this.done(rejects(why))
  }

  done(fault: BodyFault | null): void {
    if (this.#hasEnded) return
    this.#hasEnded = true
    clearTimeout(this.#silence)
    clearTimeout(this.#end)
    this.#close()
    this.#settle(fault)
  }

  /** A length that does not come keeps the page waiting until the rest comes or the server closes the connection. */
  #unfinished(): BodyFault | null {
    const { headers } = this.#head
    const [length = ''] = getHeaderLines(headers, 'content-length')
    if (!/^\d{1,15}$/.test(length) || containsHeader(headers, 'transfer-encoding')) return null
    const silence = `nothing came for ${LONGEST_SILENCE / 1000} s`
    return { why: `Content-Length is ${length}, and after ${this.#length} bytes ${silence}`, effect: 'late' }
  }
}

/** @param received the head, and as much of the body as came with it, one character for each byte */
export function watchHttp1Body(
  socket: Socket,
  method: string,
  answer: WireResponse,
  received: string,
  isTls: boolean,
): BodyWatch | null {
  const head = readResponseHead(received, true, isTls)
  const body = head === 'more' || 'fault' in head ? null : responseBody(method, head)
  if (head === 'more' || 'fault' in head || body === null || isEventStream(answer)) {
    socket.destroy()
    return null
  }
  const watching = new Watching(answer, () => {
    socket.off('data', take).off('end', close).off('close', close).off('error', reset).destroy()
  })
  const look = (bytes: Uint8Array) => {
    const read = body.read(bytes)
    if ('fault' in read) {
      watching.broken(read.fault)
      return
    }
    for (const part of read.parts) watching.take(part)
    if (read.rest !== null) watching.whole()
  }
  const take = (text: string) => look(Buffer.from(text, 'latin1'))
  const reset = () => watching.broken('the connection was reset before the end of the body')
  const close = () => {
    const fault = body.atClose()
    if (fault === null) watching.whole()
    else watching.broken(fault)
  }
  socket.on('data', take).on('end', close).on('close', close).on('error', reset)
  take(received.slice(head.length))
  if (socket.readableEnded || socket.destroyed) close()
  return watching
}

/** @param end ends the session */
export function watchHttp2Body(stream: ClientHttp2Stream, answer: WireResponse, end: () => void): BodyWatch | null {
  if (isEventStream(answer)) {
    end()
    return null
  }
  const watching = new Watching(answer, end)
  const cut = (error?: Error) => {
    // Node closes a stream whose body is not as long as its Content-Length says; browsers read it to its end.
    const isRefusedByNode = stream.rstCode === PROTOCOL_ERROR || error?.message === 'Protocol error'
    if (isRefusedByNode && containsHeader(answer.headers, 'content-length')) watching.stop()
    else watching.broken('the server ended the stream before the end of the body')
  }
  stream.on('data', (part: Uint8Array) => watching.take(part))
  stream
    .on('aborted', () => cut())
    .on('error', cut)
    .on('end', () => (stream.rstCode === 0 ? watching.whole() : cut()))
  stream.on('close', () => cut())
  return watching
}

/** https://www.rfc-editor.org/rfc/rfc9113#section-7 */
const PROTOCOL_ERROR = 1

const isEventStream = ({ headers }: WireResponse) =>
  getHeaderLines(headers, 'content-type').some((value) => /^\s*text\/event-stream\b/i.test(value))
