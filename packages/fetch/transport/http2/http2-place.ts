/** The connection to one place over HTTP/2, as undici speaks it. */
import { Client } from 'undici'
import type { OpenSocket } from '../open-socket.ts'
import type { PendingAnswer } from '../pending-answer.ts'
import type { WireRequest } from '../wire.ts'
import { exchange } from './exchange.ts'

export class Http2Place {
  readonly #client: Client
  readonly #timeout: number

  /**
   * @param first a connection that has agreed on HTTP/2
   * @param open opens the next one, when the server has closed that
   */
  constructor(target: string, first: OpenSocket, open: () => Promise<OpenSocket>, timeout: number) {
    let kept: OpenSocket | null = first
    this.#timeout = timeout
    this.#client = new Client(target, {
      allowH2: true,
      connect: (_options, callback) => {
        const opened = kept === null || kept.socket.destroyed ? open() : Promise.resolve(kept)
        kept = null
        opened.then(
          ({ socket }) => callback(null, socket as never),
          (error) => callback(error, null),
        )
      },
    })
  }

  send(request: WireRequest, pending: PendingAnswer): void {
    exchange(this.#client, request, pending, this.#timeout)
  }

  async close(reason: Error): Promise<void> {
    await this.#client.destroy(reason)
  }
}
