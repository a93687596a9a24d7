/** The page's connections, kept alive between fetches. */
import type { Socket } from 'node:net'
import { Http1Place } from './http1/http1-place.ts'
import { Http2Place } from './http2/http2-place.ts'
import type { FindTarget } from './name-map.ts'
import { type OpenSocket, openSocket, type TlsOptions } from './open-socket.ts'
import { PendingAnswer } from './pending-answer.ts'
import { NetworkFailure, type WireRequest, type WireResponse } from './wire.ts'

interface Place {
  send(request: WireRequest, pending: PendingAnswer): void
  close(reason: Error): void | Promise<void>
}

export class Connections {
  /** By the origin of the URLs that are fetched. What TLS will agree on is known with the first connection. */
  readonly #places = new Map<string, Place | Promise<Place>>()
  readonly #sockets = new Set<Socket>()
  /** Those whose head is still to come. */
  readonly #pending = new Set<PendingAnswer>()
  #closed: Error | null = null
  readonly #targetOf: FindTarget
  readonly #tls: TlsOptions
  readonly #timeout: number

  constructor(targetOf: FindTarget, tls: TlsOptions, timeout: number) {
    this.#targetOf = targetOf
    this.#tls = tls
    this.#timeout = timeout
  }

  send(request: WireRequest): Promise<WireResponse> {
    if (this.#closed !== null) return Promise.reject(this.#closed)
    const { url, body } = request
    const place = this.#places.get(url.origin) ?? this.#find(url)
    if (body instanceof ReadableStream && url.protocol !== 'https:') return Promise.reject(noStream())
    const pending = new PendingAnswer(request, this.#timeout)
    this.#pending.add(pending)
    if (pending.stopped === null) void sendTo(place, request, pending)
    return pending.response.finally(() => this.#pending.delete(pending))
  }

  /** Closes every connection, whatever it is doing. */
  async close(): Promise<void> {
    const places = [...this.#places.values()]
    this.#places.clear()
    const reason = new NetworkFailure('the page was closed')
    this.#closed = reason
    for (const pending of this.#pending) pending.stop(reason)
    const closed = places.map(async (found) => {
      // One that is not connected yet fails with its socket.
      const place = await Promise.resolve(found).catch(() => null)
      await place?.close(reason)
    })
    for (const socket of this.#sockets) socket.destroy(reason)
    await Promise.all(closed)
  }

  readonly #keep = (socket: Socket) => {
    this.#sockets.add(socket)
    socket.once('close', () => this.#sockets.delete(socket))
  }

  #find(url: URL): Place | Promise<Place> {
    const target = new URL(this.#targetOf(url))
    const open = () => openSocket(this.#keep, target, url.hostname, this.#tls)
    const place =
      target.protocol === 'https:' ? this.#findOverTls(url, target, open) : new Http1Place(open, this.#timeout)
    this.#places.set(url.origin, place)
    return place
  }

  async #findOverTls(url: URL, target: URL, open: () => Promise<OpenSocket>): Promise<Place> {
    try {
      const first = await open()
      if (first.isHttp2) return new Http2Place(target.origin, first, open, this.#timeout)
      const place = new Http1Place(open, this.#timeout)
      place.take(first)
      return place
    } catch (error) {
      this.#places.delete(url.origin)
      throw error
    }
  }
}

async function sendTo(found: Place | Promise<Place>, request: WireRequest, pending: PendingAnswer): Promise<void> {
  try {
    const place = found instanceof Promise ? await found : found
    // A name that was mapped from https to http counts as what it stands for.
    const isHttp1 = found instanceof Promise && place instanceof Http1Place
    if (isHttp1 && request.body instanceof ReadableStream) pending.failed(noStream())
    else if (pending.stopped === null) place.send(request, pending)
  } catch (error) {
    pending.failed(error as Error)
  }
}

/** https://fetch.spec.whatwg.org/#http-network-fetch: over HTTP/1.x a body without a source is a network error. */
const noStream = () => new NetworkFailure('a stream as a body needs HTTP/2')
