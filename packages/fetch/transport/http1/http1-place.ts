/** The connections to one place over HTTP/1.1: kept between exchanges, at most six, as in browsers. */

import type { OpenSocket } from '../open-socket.ts'
import type { PendingAnswer } from '../pending-answer.ts'
import type { WireRequest } from '../wire.ts'
import { exchange } from './exchange.ts'

const MOST_CONNECTIONS = 6

/** How long an idle connection is kept, in milliseconds: a second less than Node's servers do by default. */
const IDLE_TIME = 4_000

interface Waiting {
  readonly request: WireRequest
  readonly pending: PendingAnswer
}

export class Http1Place {
  readonly #open: () => Promise<OpenSocket>
  readonly #timeout: number
  /** Those that are open or being opened. */
  #count = 0
  readonly #idle: OpenSocket[] = []
  readonly #busy = new Set<OpenSocket>()
  readonly #waiting: Waiting[] = []
  #closed: Error | null = null

  /** @param timeout how long a server may be silent, in milliseconds */
  constructor(open: () => Promise<OpenSocket>, timeout: number) {
    this.#open = open
    this.#timeout = timeout
  }

  /** A connection that was opened for this place by somebody else. */
  take(opened: OpenSocket): void {
    this.#count++
    this.#watch(opened)
    this.#free(opened)
  }

  send(request: WireRequest, pending: PendingAnswer): void {
    this.#waiting.push({ request, pending })
    this.#next()
  }

  close(reason: Error): void {
    this.#closed = reason
    for (const { pending } of this.#waiting.splice(0)) pending.stop(reason)
    for (const { socket } of [...this.#idle.splice(0), ...this.#busy]) socket.destroy(reason)
  }

  #next(): void {
    const next = this.#waiting[0]
    if (next === undefined) return
    if (next.pending.stopped !== null) {
      this.#waiting.shift()
      this.#next()
      return
    }
    const idle = this.#idle.pop()
    if (idle === undefined && this.#count >= MOST_CONNECTIONS) return
    this.#waiting.shift()
    if (idle !== undefined) this.#use(idle, next, true)
    else void this.#connect(next)
  }

  async #connect(next: Waiting): Promise<void> {
    this.#count++
    try {
      const opened = await this.#open()
      this.#watch(opened)
      if (this.#closed !== null) opened.socket.destroy(this.#closed)
      else if (next.pending.stopped === null) this.#use(opened, next, false)
      else this.#free(opened)
    } catch (error) {
      this.#count--
      next.pending.failed(error as Error)
      this.#next()
    }
  }

  #use(opened: OpenSocket, next: Waiting, wasKept: boolean): void {
    const { socket, isTls } = opened
    socket.setTimeout(0)
    socket.off('data', unasked).off('timeout', unasked)
    socket.ref()
    this.#busy.add(opened)
    exchange({ socket, isTls, timeout: this.#timeout }, next.request, next.pending, (how) => {
      this.#busy.delete(opened)
      if (how === 'free') this.#free(opened)
      else this.#count--
      if (typeof how === 'object') this.#again(how.unanswered, next, wasKept)
      this.#next()
    })
  }

  /** A server may close a kept connection at any time. Browsers then ask again over a new one. */
  #again(fault: Error, next: Waiting, wasKept: boolean): void {
    const canRepeat = wasKept && !(next.request.body instanceof ReadableStream)
    if (!canRepeat || this.#closed !== null || next.pending.stopped !== null) {
      next.pending.failed(fault)
      return
    }
    // The others are likely to be closed as well.
    for (const { socket } of this.#idle.splice(0)) {
      this.#count--
      socket.destroy()
    }
    void this.#connect(next)
  }

  #free(opened: OpenSocket): void {
    const { socket } = opened
    if (this.#closed !== null) {
      socket.destroy(this.#closed)
      return
    }
    socket.unref()
    socket.setTimeout(IDLE_TIME)
    // Nothing may arrive between two exchanges.
    socket.on('data', unasked).on('timeout', unasked)
    this.#idle.push(opened)
    this.#next()
  }

  /** Forgets it when it is closed while nobody uses it. */
  #watch(opened: OpenSocket): void {
    opened.socket.once('close', () => {
      const place = this.#idle.indexOf(opened)
      if (place < 0) return
      this.#idle.splice(place, 1)
      this.#count--
    })
  }
}

function unasked(this: OpenSocket['socket']): void {
  this.destroy()
}
