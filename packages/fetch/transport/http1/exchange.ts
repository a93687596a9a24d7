/** One request over an open connection, and its answer. */
import type { Socket } from 'node:net'
import {
  announcesBody,
  MAX_RESPONSE_HEAD_BYTES,
  type ResponseBody,
  type ResponseHead,
  readResponseHead,
  responseBody,
} from 'corskit/protocol'
import { decodedBody } from '../content-encoding.ts'
import { NetworkBody } from '../network-body.ts'
import type { PendingAnswer } from '../pending-answer.ts'
import { NetworkFailure, type WireRequest } from '../wire.ts'
import { writeRequest } from './request-writer.ts'

/** How it ended: the connection can be used again or not, or it was closed before a byte of the answer came. */
export type Ending = 'free' | 'closed' | { readonly unanswered: Error }

export interface Over {
  readonly socket: Socket
  readonly isTls: boolean
  /** How long the server may be silent within the body, in milliseconds. */
  readonly timeout: number
}

/** @param onEnd called once */
export function exchange(over: Over, request: WireRequest, pending: PendingAnswer, onEnd: (how: Ending) => void): void {
  new Exchange(over, request, pending, onEnd)
}

class Exchange {
  readonly #over: Over
  readonly #method: string
  readonly #pending: PendingAnswer
  readonly #onEnd: (how: Ending) => void
  /** What has come of the head, one character for each byte. */
  #received = ''
  #head: ResponseHead | null = null
  #reader: ResponseBody | null = null
  #body: NetworkBody | null = null
  #hasEnded = false

  constructor(over: Over, request: WireRequest, pending: PendingAnswer, onEnd: (how: Ending) => void) {
    this.#over = over
    this.#method = request.method
    this.#pending = pending
    this.#onEnd = onEnd
    const { socket } = over
    socket.on('data', this.#onData).on('end', this.#onClose).on('close', this.#onClose).on('error', this.#onError)
    pending.onStop = (reason) => this.#fail(reason)
    writeRequest(socket, request, (error) => this.#fail(error))
  }

  readonly #onData = (bytes: Buffer) => {
    if (this.#head !== null) this.#take(bytes)
    else this.#look(bytes.toString('latin1'), false)
  }

  readonly #onClose = () => {
    if (this.#head === null) this.#look('', true)
    else this.#endAtClose()
  }

  readonly #onError = (error: Error) => {
    if (this.#isUnanswered()) this.#end({ unanswered: error })
    else this.#fail(error)
  }

  #isUnanswered(): boolean {
    return this.#head === null && this.#received === ''
  }

  #look(more: string, ended: boolean): void {
    const known = this.#received.length
    this.#received += more
    const isLong = this.#received.length > MAX_RESPONSE_HEAD_BYTES
    // Only a blank line ends a head, and what is not HTTP shows at its beginning.
    const mayEnd = known < 8 || isLong || /\n\r?\n/.test(this.#received.slice(Math.max(0, known - 2)))
    if (!ended && !mayEnd) return
    const head = readResponseHead(this.#received, ended, this.#over.isTls)
    if (head === 'more') return
    if ('fault' in head) {
      const failure = new NetworkFailure(head.fault.sentence)
      if (ended && this.#isUnanswered()) this.#end({ unanswered: failure })
      else this.#fail(failure)
      return
    }
    this.#answer(head, Buffer.from(this.#received.slice(head.length), 'latin1'), ended)
  }

  #answer(head: ResponseHead, rest: Buffer, ended: boolean): void {
    this.#head = head
    this.#received = ''
    const { status, statusText, headers } = head
    this.#reader = responseBody(this.#method, head)
    if (this.#reader === null) {
      this.#pending.answered({ status, statusText, headers, body: null }, null)
      // A server that promises a body all the same may still send it.
      const isAnnounced = this.#method !== 'HEAD' && announcesBody(head)
      this.#end(isAnnounced ? 'closed' : this.#endingAt(rest, ended))
      return
    }
    const { socket, timeout } = this.#over
    const source = { pause: () => socket.pause(), resume: () => socket.resume(), abort: (e: Error) => this.#fail(e) }
    this.#body = new NetworkBody(source, timeout)
    this.#pending.answered({ status, statusText, headers, body: decodedBody(this.#body, headers) }, this.#body)
    this.#take(rest)
    if (ended) this.#endAtClose()
  }

  #take(bytes: Buffer): void {
    if (this.#hasEnded) return
    const read = (this.#reader as ResponseBody).read(bytes)
    if ('fault' in read) {
      this.#fail(new NetworkFailure(read.fault))
      return
    }
    for (const part of read.parts) if (part.length > 0) this.#body?.push(part)
    if (read.rest !== null) this.#endBody(this.#endingAt(read.rest, false))
  }

  #endAtClose(): void {
    if (this.#hasEnded) return
    const fault = this.#reader?.atClose() ?? null
    if (fault === null) this.#endBody('closed')
    else this.#fail(new NetworkFailure(fault))
  }

  #endBody(how: Ending): void {
    if (this.#hasEnded) return
    this.#pending.bodyEnded()
    this.#end(how)
  }

  /** Bytes behind the end are not asked for, and a server may not have read all of the request. */
  #endingAt(rest: Uint8Array, ended: boolean): Ending {
    const { headers = [], isHttp11 = false } = this.#head ?? {}
    const closes = headers.some(([name, value]) => name === 'connection' && /(^|,)\s*close\s*(,|$)/i.test(value))
    const isDone = rest.length === 0 && this.#over.socket.writableLength === 0
    return isHttp11 && !closes && isDone && !ended ? 'free' : 'closed'
  }

  #fail(error: Error): void {
    this.#end('closed', error)
  }

  #end(how: Ending, error?: Error): void {
    if (this.#hasEnded) return
    this.#hasEnded = true
    const { socket } = this.#over
    socket.off('data', this.#onData).off('end', this.#onClose).off('close', this.#onClose).off('error', this.#onError)
    if (how === 'free') socket.resume()
    else socket.destroy()
    if (error !== undefined) this.#pending.failed(error)
    this.#onEnd(how)
  }
}
