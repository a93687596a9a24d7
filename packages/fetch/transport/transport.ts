/** Sends to wherever the page's options say: a handler in this process, or a connection. */
import { Connections } from './connections.ts'
import { type Handlers, ListenerServer, readHandler, sendToHandler } from './handlers.ts'
import { type NameMap, readNameMap } from './name-map.ts'
import type { TlsOptions } from './open-socket.ts'
import { type SyncAnswer, SyncConnection, type SyncRequest } from './sync-connection.ts'
import type { Send, WireRequest, WireResponse } from './wire.ts'

export interface TransportOptions {
  readonly resolve: NameMap
  readonly handlers: Handlers
  readonly tls: TlsOptions
  /** How long a server may be silent, in milliseconds. */
  readonly timeout: number
}

export class Transport {
  readonly #handlers = new Map<string, Send>()
  readonly #servers: ListenerServer[] = []
  readonly #opened = new Map<string, string>()
  readonly #connections: Connections
  readonly #sync: SyncConnection

  constructor({ resolve, handlers, tls, timeout }: TransportOptions) {
    const named = readNameMap(resolve)
    this.#connections = new Connections((url) => this.#opened.get(url.origin) ?? named(url), tls, timeout)
    this.#sync = new SyncConnection({ resolve, tls, timeout })
    for (const [origin, given] of Object.entries(handlers)) {
      const handler = readHandler(origin, given)
      const send = 'fetch' in handler ? sendToHandler(handler.fetch, timeout) : this.#sendToListener(origin, handler)
      this.#handlers.set(origin, send)
    }
  }

  send(request: WireRequest): Promise<WireResponse> {
    const handler = this.#handlers.size === 0 ? undefined : this.#handlers.get(request.url.origin)
    return handler === undefined ? this.#connections.send(request) : handler(request)
  }

  /** @throws {DOMException} for a handler in this process, which stands still meanwhile */
  sendSync(request: SyncRequest): SyncAnswer {
    const { origin } = new URL(request.url)
    if (this.#handlers.has(origin)) {
      throw new DOMException(
        `a synchronous request keeps the handler of ${origin} from answering it`,
        'NotSupportedError',
      )
    }
    return this.#sync.send(request)
  }

  /** The body of the last answer to `sendSync`, `null` when it broke off. */
  bodySync(): Uint8Array | null {
    return this.#sync.body()
  }

  /** Nobody is to read that body. */
  discardBodySync(): void {
    this.#sync.discardBody()
  }

  async close(): Promise<void> {
    await this.#connections.close()
    await this.#sync.close()
    for (const server of this.#servers) server.close()
    this.#opened.clear()
  }

  #sendToListener(origin: string, { listener }: { listener: ConstructorParameters<typeof ListenerServer>[0] }): Send {
    const server = new ListenerServer(listener)
    this.#servers.push(server)
    return async (request) => {
      if (!this.#opened.has(origin)) this.#opened.set(origin, await server.open())
      return this.#connections.send(request)
    }
  }
}
