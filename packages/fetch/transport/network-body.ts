/** The body of an answer from a socket. It is only read when somebody wants it. */
import type { IncomingBody } from '../web/incoming-body.ts'
import { NetworkFailure } from './wire.ts'

/** How much is read ahead before the server has to wait. */
const READ_AHEAD = 64 * 1024

/**
 * How much of an unwanted body is read to keep the connection; Chromium's HttpResponseBodyDrainer takes 16 KiB in 5
 * seconds.
 */
const DRAIN_LIMIT = 16 * 1024
const DRAIN_TIME = 5_000

/** The connection that it comes over. */
export interface BodySource {
  pause(): unknown
  resume(): unknown
  /** Ends the exchange, and closes the connection if that is the only way. */
  abort(reason: Error): unknown
}

export class NetworkBody implements IncomingBody {
  readonly #controller: BodySource
  readonly #timeout: number
  #chunks: Uint8Array[] = []
  #length = 0
  #ended = false
  #error: unknown = null
  #discarding = false
  /** Called at each change, by the reader. */
  #onChange: (() => void) | null = null
  #timer: NodeJS.Timeout | null = null

  /** @param timeout how long the server may be silent, in milliseconds */
  constructor(controller: BodySource, timeout: number) {
    this.#controller = controller
    this.#timeout = timeout
  }

  push(chunk: Uint8Array): void {
    this.#length += chunk.byteLength
    if (this.#discarding) {
      if (this.#length > DRAIN_LIMIT) this.abort(new NetworkFailure('an unwanted body was too long to be read'))
      return
    }
    this.#chunks.push(chunk)
    if (this.#onChange === null && this.#length >= READ_AHEAD) this.#controller.pause()
    this.#changed()
  }

  end(): void {
    this.#ended = true
    this.#changed()
  }

  fail(error: unknown): void {
    if (this.#ended || this.#error !== null) return
    this.#error = error
    this.#chunks = []
    this.#changed()
  }

  /** Closes the connection and tells the reader why. */
  abort(reason: unknown): void {
    if (this.#ended || this.#error !== null) return
    this.fail(reason)
    this.#controller.abort(reason instanceof Error ? reason : new Error('aborted', { cause: reason }))
  }

  async bytes(): Promise<Uint8Array<ArrayBuffer>> {
    if (!this.#ended && this.#error === null) {
      await new Promise<void>((resolve) => {
        this.#listen(() => {
          if (this.#ended || this.#error !== null) resolve()
        })
        // Only now, because the data that was held back comes at once, and somebody must listen then.
        this.#controller.resume()
      })
    }
    if (this.#error !== null) throw this.#error
    const [only] = this.#chunks
    const bytes = this.#chunks.length === 1 && only !== undefined ? only : Buffer.concat(this.#chunks, this.#length)
    this.#chunks = []
    return bytes as Uint8Array<ArrayBuffer>
  }

  stream(): ReadableStream<Uint8Array<ArrayBuffer>> {
    return new ReadableStream({
      start: (stream) => {
        this.#listen(() => this.#feed(stream))
        this.#feed(stream)
      },
      pull: () => {
        if (!this.#ended) this.#controller.resume()
      },
      cancel: () => this.abort(new NetworkFailure('the page cancelled the body')),
    })
  }

  discard(): void {
    if (this.#ended || this.#error !== null) return
    this.#discarding = true
    this.#chunks = []
    this.#controller.resume()
    const drained = setTimeout(
      () => this.abort(new NetworkFailure('an unwanted body did not end')),
      Math.min(DRAIN_TIME, this.#timeout),
    )
    drained.unref()
    this.#listen(() => {
      if (this.#ended || this.#error !== null) clearTimeout(drained)
    })
  }

  #feed(stream: ReadableStreamDefaultController<Uint8Array<ArrayBuffer>>): void {
    if (this.#error !== null) {
      stream.error(this.#error)
      return
    }
    for (const chunk of this.#chunks) stream.enqueue(chunk as Uint8Array<ArrayBuffer>)
    this.#chunks = []
    if (this.#ended) stream.close()
    else if ((stream.desiredSize ?? 0) <= 0) this.#controller.pause()
  }

  #listen(onChange: () => void): void {
    this.#onChange = onChange
    this.#watch()
  }

  #changed(): void {
    this.#watch()
    this.#onChange?.()
  }

  /** Silence is only counted while somebody waits: a page may take its time to read. */
  #watch(): void {
    if (this.#ended || this.#error !== null) {
      if (this.#timer !== null) clearTimeout(this.#timer)
      this.#timer = null
    } else if (this.#timer !== null) this.#timer.refresh()
    else if (this.#onChange !== null) {
      const silence = `nothing came for ${this.#timeout} ms`
      this.#timer = setTimeout(() => this.abort(new NetworkFailure(silence)), this.#timeout)
      this.#timer.unref()
    }
  }
}
