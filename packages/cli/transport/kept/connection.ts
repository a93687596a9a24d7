/**
 * Sends many requests to one server over one connection, which stays open as long as the server and its answers allow.
 */
import type { ClientHttp2Session } from 'node:http2'
import type { Socket } from 'node:net'
import { openConnection } from '../connection.ts'
import { Deadline } from '../deadline.ts'
import { sendHttp1 } from '../http1.ts'
import { wantsHttp1 } from '../send.ts'
import type { Connection } from '../tcp.ts'
import type { WireAnswer, WireOptions, WireRequest } from '../wire.ts'
import { bodyState } from './body-state.ts'

/** Limits for a body, in time and size. Beyond them another connection costs less: a stream of events never ends. */
const LONGEST_WAIT = 100
const LONGEST_BODY = 64 * 1024

type Open =
  | { readonly to: string; readonly connection: Connection; readonly isFree: Promise<boolean> }
  | { readonly to: string; readonly connection: Connection; readonly session: ClientHttp2Session }

/** For one request after the other. */
export class KeptConnection {
  #open: Open | null = null

  /** Never rejects: what goes wrong comes back as a failure. */
  async send(wire: WireRequest, options: WireOptions): Promise<WireAnswer> {
    const kept = await this.#kept(wire.url.origin)
    if (kept !== null) {
      const answer = await this.#over(kept, wire, options)
      // The server may close the connection at any time.
      if (!('failure' in answer) || answer.failure.kind === 'timeout') return answer
      this.close()
    }
    const deadline = new Deadline(options.timeout, options.answerTimeout)
    try {
      const connection = await openConnection(wire.url, options, deadline)
      if ('failure' in connection) return connection
      const answer = await this.#exchange(connection, wire, deadline)
      return wantsHttp1(answer, options) ? await this.send(wire, { ...options, protocol: 'http/1.1' }) : answer
    } finally {
      deadline.clear()
    }
  }

  close(): void {
    this.#open?.connection.socket.destroy()
    this.#open = null
  }

  async #kept(to: string): Promise<Open | null> {
    const open = this.#open
    if (open === null) return null
    const { socket } = open.connection
    const isFree = 'session' in open ? !open.session.closed && !open.session.destroyed : await open.isFree
    socket.off('data', unasked)
    if (open.to === to && isFree && socket.writable) return open
    this.close()
    return null
  }

  async #over(open: Open, wire: WireRequest, options: WireOptions): Promise<WireAnswer> {
    const deadline = new Deadline(options.timeout, options.answerTimeout)
    try {
      return await this.#exchange(open.connection, wire, deadline, 'session' in open ? open.session : undefined)
    } finally {
      deadline.clear()
    }
  }

  async #exchange(
    connection: Connection,
    wire: WireRequest,
    deadline: Deadline,
    session?: ClientHttp2Session,
  ): Promise<WireAnswer> {
    const to = wire.url.origin
    if (!connection.isHttp2) {
      return sendHttp1(wire, deadline, connection, (socket, answer, received) => {
        const isFree = 'failure' in answer ? cut(socket) : whenFree(socket, wire.method, answer, received)
        this.#open = { to, connection, isFree }
      })
    }
    const { openSession, sendInSession } = await import('../http2.ts')
    const used = session ?? openSession(wire.url, connection.socket)
    this.#open = { to, connection, session: used }
    const answer = await sendInSession(used, wire, deadline)
    if ('failure' in answer) this.close()
    return answer
  }
}

/** Nothing may arrive between two exchanges. */
function unasked(this: Socket): void {
  this.destroy()
}

async function cut(socket: Socket): Promise<false> {
  socket.destroy()
  return false
}

/** Whether the connection can be used again, as soon as that is known. */
function whenFree(
  socket: Socket,
  method: string,
  head: Exclude<WireAnswer, { failure: unknown }>,
  received: string,
): Promise<boolean> {
  return new Promise((resolve) => {
    let text = received
    const done = (isFree: boolean) => {
      clearTimeout(timer)
      socket.off('data', more).off('close', closed)
      if (isFree) socket.on('data', unasked)
      else socket.destroy()
      resolve(isFree)
    }
    const look = () => {
      const state = text.length > LONGEST_BODY ? 'unknown' : bodyState(text, method, head)
      if (state !== 'more') done(state === 'complete')
    }
    const more = (part: string) => {
      text += part
      look()
    }
    const closed = () => done(false)
    const timer = setTimeout(closed, LONGEST_WAIT)
    socket.on('data', more).on('close', closed)
    look()
  })
}
