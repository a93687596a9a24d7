/**
 * Exchanges for a page that waits for each of them: this thread stops while another one sends and receives. Servers in
 * this process cannot answer meanwhile.
 */
import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads'
import type { RequestBody } from 'corskit/browser'
import type { Header } from 'corskit/protocol'
import type { WrittenNames } from '../web/written-names.ts'
import type { NameMap } from './name-map.ts'
import type { TlsOptions } from './open-socket.ts'

export interface SyncRequest {
  readonly method: string
  readonly url: string
  readonly headers: readonly Header[]
  readonly written: WrittenNames | null
  readonly body: RequestBody | null
  /** `false` where nobody reads the body. */
  readonly wantsBody: boolean
}

/** The head of an answer: whether anybody may read the body is decided before it is waited for. */
export type SyncAnswer =
  | { readonly status: number; readonly statusText: string; readonly headers: readonly Header[] }
  | { readonly networkError: string }

/** What the other thread is asked: to send a request, or for the body of its last answer, if that is wanted. */
export type SyncQuestion = SyncRequest | { readonly bodyWanted: boolean }

/** What the other thread is made with. */
export interface SyncOptions {
  readonly resolve: NameMap
  readonly tls: TlsOptions
  readonly timeout: number
}

/** How long the other thread may take in addition to the time limit of the page, in milliseconds. */
const MARGIN = 5_000

/** Node finds the sources of this workspace by a condition, which a thread does not inherit. */
const IS_SOURCE = import.meta.url.endsWith('.ts')
const THREAD = new URL(IS_SOURCE ? './sync-thread.ts' : './sync-thread.js', import.meta.url)

export class SyncConnection {
  readonly #options: SyncOptions
  #worker: Worker | null = null

  constructor(options: SyncOptions) {
    this.#options = options
  }

  send(request: SyncRequest): SyncAnswer {
    return this.#ask<SyncAnswer>(request) ?? { networkError: 'the other thread does not answer' }
  }

  /** The whole body of the last answer; `null` when it broke off, or did not end in time. */
  body(): Uint8Array | null {
    return this.#ask<Uint8Array | null>({ bodyWanted: true }) ?? null
  }

  /** Nobody is to read the body of the last answer. */
  discardBody(): void {
    if (this.#worker !== null) this.#ask({ bodyWanted: false })
  }

  async close(): Promise<void> {
    const worker = this.#worker
    this.#worker = null
    await worker?.terminate()
  }

  #ask<Answer>(question: SyncQuestion): Answer | undefined {
    const { port1, port2 } = new MessageChannel()
    const done = new Int32Array(new SharedArrayBuffer(4))
    this.#thread().postMessage({ question, done, port: port2 }, [port2])
    Atomics.wait(done, 0, 0, this.#options.timeout + MARGIN)
    const received = receiveMessageOnPort(port1)
    port1.close()
    // A thread that does not end would collect a body without end, so the next request gets a new thread.
    if (received === undefined) void this.close()
    return received?.message
  }

  #thread(): Worker {
    if (this.#worker === null) {
      const execArgv = IS_SOURCE ? { execArgv: ['--conditions=corskit-source'] } : {}
      this.#worker = new Worker(THREAD, { workerData: this.#options, ...execArgv })
      this.#worker.unref()
    }
    return this.#worker
  }
}
