/** The connection to one place over HTTP/2: one session for all requests, and another when that has ended. */
import { type ClientHttp2Session, connect } from 'node:http2'
import { MAX_RESPONSE_HEAD_BYTES, MAX_RESPONSE_HEADER_LINES } from 'corskit/protocol'
import type { OpenSocket } from '../open-socket.ts'
import type { PendingAnswer } from '../pending-answer.ts'
import { NetworkFailure, type WireRequest } from '../wire.ts'
import { exchange } from './exchange.ts'

/** How long an idle session is kept, in milliseconds. */
const IDLE_TIME = 4_000

export class Http2Place {
  readonly #target: string
  readonly #open: () => Promise<OpenSocket>
  readonly #timeout: number
  /** `null` when the last one has ended. */
  #session: Promise<ClientHttp2Session> | null
  /** The newest one. */
  #current: ClientHttp2Session | null = null
  /** Requests under way. */
  #running = 0

  /**
   * @param first a connection that has agreed on HTTP/2
   * @param open opens the next one, when the server has closed that
   * @param timeout how long a server may be silent, in milliseconds
   */
  constructor(target: string, first: OpenSocket, open: () => Promise<OpenSocket>, timeout: number) {
    this.#target = target
    this.#open = open
    this.#timeout = timeout
    this.#session = Promise.resolve(this.#start(first))
  }

  send(request: WireRequest, pending: PendingAnswer): void {
    void this.#send(request, pending, true)
  }

  async close(reason: Error): Promise<void> {
    const session = await this.#session?.catch(() => null)
    session?.destroy(reason)
  }

  /** @param mayRepeat whether the request may be sent once more: a server may end a session at any time */
  async #send(request: WireRequest, pending: PendingAnswer, mayRepeat: boolean): Promise<void> {
    try {
      this.#session ??= this.#open().then((opened) => this.#start(opened))
      const session = await this.#session
      if (pending.stopped !== null) return
      this.#begin(session)
      exchange(session, request, pending, this.#timeout, (unanswered) => {
        this.#end(session)
        if (unanswered === null || pending.stopped !== null) return
        const hasEnded = session.closed || session.destroyed
        if (hasEnded) this.#forget(session)
        if (hasEnded && mayRepeat && !(request.body instanceof ReadableStream)) {
          void this.#send(request, pending, false)
        } else pending.failed(unanswered)
      })
    } catch (error) {
      this.#session = null
      pending.failed(error as Error)
    }
  }

  #start({ socket, isHttp2 }: OpenSocket): ClientHttp2Session {
    if (!isHttp2) {
      socket.destroy()
      throw new NetworkFailure('the server speaks HTTP/2 no more')
    }
    const session = connect(this.#target, {
      createConnection: () => socket,
      settings: { enablePush: false, maxHeaderListSize: MAX_RESPONSE_HEAD_BYTES },
      maxHeaderListPairs: MAX_RESPONSE_HEADER_LINES,
    })
    this.#current = session
    const forget = () => this.#forget(session)
    // Each request learns of it by its own stream.
    session.on('error', forget).on('goaway', forget).on('close', forget)
    session.setTimeout(IDLE_TIME, () => {
      if (this.#running === 0) session.close()
    })
    session.unref()
    return session
  }

  #forget(session: ClientHttp2Session): void {
    if (session === this.#current) this.#session = null
  }

  /** Only a session that is used keeps the process alive. */
  #begin(session: ClientHttp2Session): void {
    if (this.#running++ === 0) session.ref()
  }

  #end(session: ClientHttp2Session): void {
    if (--this.#running === 0 && !session.destroyed) session.unref()
  }
}
