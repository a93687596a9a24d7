/**
 * An answer that somebody waits for. It ends as the server says, or when the page gives up or has waited long enough.
 */
import type { NetworkBody } from './network-body.ts'
import { NetworkFailure, type WireRequest, type WireResponse } from './wire.ts'

export class PendingAnswer {
  /** Rejects with a NetworkFailure, or with the reason of the page's signal. */
  readonly response: Promise<WireResponse>
  /** Called once, where this side ends the exchange before its head is there. Whoever sends sets it. */
  onStop: (reason: Error) => void = () => {}
  readonly #signal: AbortSignal | null
  readonly #timer: NodeJS.Timeout
  #resolve: (response: WireResponse) => void = () => {}
  #reject: (reason: unknown) => void = () => {}
  #body: NetworkBody | null = null
  #failure: unknown = null

  constructor({ signal }: WireRequest, timeout: number) {
    this.#signal = signal
    this.response = new Promise((resolve, reject) => {
      this.#resolve = resolve
      this.#reject = reject
    })
    this.#timer = setTimeout(() => this.stop(new NetworkFailure(`no answer in ${timeout} ms`)), timeout)
    signal?.addEventListener('abort', this.#onAbort)
    if (signal?.aborted) this.#onAbort()
  }

  /** Why this side ended it, `null` until it does. */
  get stopped(): Error | null {
    if (this.#failure === null) return null
    return this.#failure instanceof Error ? this.#failure : new Error('aborted', { cause: this.#failure })
  }

  /** The head is there. @param body what is still to come, if anything */
  answered(response: WireResponse, body: NetworkBody | null): void {
    clearTimeout(this.#timer)
    this.#body = body
    this.#resolve(response)
    if (body === null) this.#settled()
  }

  bodyEnded(): void {
    this.#settled()
    this.#body?.end()
  }

  /** The server or the network ended it. */
  failed(error: Error): void {
    this.#settled()
    const failure = this.#failure ?? new NetworkFailure(wordsOf(error), { cause: error })
    if (this.#body === null) this.#reject(failure)
    else this.#body.fail(failure)
  }

  /** Ends the exchange from this side. */
  stop(failure: unknown): void {
    if (this.#failure !== null) return
    this.#settled()
    this.#failure = failure
    if (this.#body !== null) {
      this.#body.abort(failure)
      return
    }
    this.#reject(failure)
    this.onStop(this.stopped as Error)
  }

  readonly #onAbort = () => this.stop(this.#signal?.reason)

  #settled(): void {
    clearTimeout(this.#timer)
    this.#signal?.removeEventListener('abort', this.#onAbort)
  }
}

/** A host with several addresses fails with an error for each. */
function wordsOf(error: Error & { code?: string }): string {
  const first: typeof error = error instanceof AggregateError ? (error.errors[0] ?? error) : error
  const { code, message } = first
  return code === undefined || message.includes(code) ? message : `${message} (${code})`
}
