/**
 * Exchanges for a page that waits for each of them: this thread stands still while another one talks. Servers in this process cannot answer meanwhile.
 */
import { MessageChannel, receiveMessageOnPort, Worker } from 'node:worker_threads'
import type { RequestBody } from 'corskit/browser'
import type { Header } from 'corskit/protocol'
import type { TlsOptions } from './connections.ts'
import type { NameMap } from './name-map.ts'

export interface SyncRequest {
  readonly method: string
  readonly url: string
  readonly headers: readonly Header[]
  readonly body: RequestBody | null
  /** Of what nobody reads, the body is not waited for. */
  readonly wantsBody: boolean
}

export type SyncAnswer =
  | {
      readonly status: number
      readonly statusText: string
      readonly headers: readonly Header[]
      readonly bytes: Uint8Array
    }
  | { readonly networkError: string }

/** What the other thread is made with. */
export interface SyncOptions {
  readonly resolve: NameMap
  readonly tls: TlsOptions
  readonly timeout: number
}

/** What the other thread may take beside the time that the page allows a server, in milliseconds. */
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
    const { port1, port2 } = new MessageChannel()
    const done = new Int32Array(new SharedArrayBuffer(4))
    this.#thread().postMessage({ request, done, port: port2 }, [port2])
    Atomics.wait(done, 0, 0, this.#options.timeout + MARGIN)
    const received = receiveMessageOnPort(port1)
    port1.close()
    return received?.message ?? { networkError: 'the other thread does not answer' }
  }

  async close(): Promise<void> {
    await this.#worker?.terminate()
    this.#worker = null
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
