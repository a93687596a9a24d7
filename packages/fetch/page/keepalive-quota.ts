/**
 * How much the requests may send that are to outlive their page. What is sent counts until the answer has been read.
 * https://fetch.spec.whatwg.org/#http-network-or-cache-fetch, step 8.10
 */
import type { OutgoingBody } from '../transport/wire.ts'
import type { IncomingBody } from '../web/incoming-body.ts'

/** 64 KiB for all that are under way together. */
const QUOTA = 65_536

export class KeepaliveQuota {
  #underWay = 0

  /**
   * @returns what is called when the answer has come to its end, or `null` where the request is one too many and is not
   * sent
   */
  take(bytes: number): (() => void) | null {
    if (bytes + this.#underWay > QUOTA) return null
    this.#underWay += bytes
    let isOver = false
    return () => {
      if (!isOver) this.#underWay -= bytes
      isOver = true
    }
  }
}

/** The bytes of a body that is known whole. */
export function lengthOf(body: OutgoingBody | null): number {
  if (body === null || body instanceof ReadableStream) return 0
  return typeof body === 'string' ? Buffer.byteLength(body) : body.byteLength
}

/** The same body, and somebody is told when it has been read, or when nobody wants it. */
export function withEnd(body: IncomingBody, onEnd: () => void): IncomingBody {
  return {
    bytes: () => body.bytes().finally(onEnd),
    stream: () => {
      const reader = body.stream().getReader()
      reader.closed.then(onEnd, onEnd)
      return new ReadableStream<Uint8Array<ArrayBuffer>>({
        pull: async (controller) => {
          const { done, value } = await reader.read()
          if (done) controller.close()
          else controller.enqueue(value)
        },
        cancel: (reason) => reader.cancel(reason),
      })
    },
    discard: () => {
      onEnd()
      body.discard()
    },
  }
}
