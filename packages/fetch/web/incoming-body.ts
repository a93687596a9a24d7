/** The body of an answer, before script asks for it. */

/** Can be read once, in one of two ways: whole, which costs little, or as a stream. */
export interface IncomingBody {
  /** Everything, once it is there. */
  bytes(): Promise<Uint8Array<ArrayBuffer>>
  stream(): ReadableStream<Uint8Array<ArrayBuffer>>
  /** Nobody wants it: the connection is to be free again, or closed if the server does not come to an end. */
  discard(): void
}

/** A body that is there already, or that somebody else makes. */
export function bodyOfResponse(response: Response): IncomingBody | null {
  const { body } = response
  if (body === null) return null
  return {
    bytes: () => response.bytes() as Promise<Uint8Array<ArrayBuffer>>,
    stream: () => body as ReadableStream<Uint8Array<ArrayBuffer>>,
    discard: () => void body.cancel().catch(() => {}),
  }
}

/** The same body, whose errors are what script is to see of them. */
export function withBodyErrors(body: IncomingBody, asError: (cause: unknown) => unknown): IncomingBody {
  return {
    bytes: async () => {
      try {
        return await body.bytes()
      } catch (cause) {
        throw asError(cause)
      }
    },
    stream: () => byteStream(body.stream(), asError),
    discard: () => body.discard(),
  }
}

/** Bodies are byte streams. https://fetch.spec.whatwg.org/#concept-body-stream */
function byteStream(
  source: ReadableStream<Uint8Array<ArrayBuffer>>,
  asError: (cause: unknown) => unknown,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const reader = source.getReader()
  return new ReadableStream({
    type: 'bytes',
    // Also whoever only waits for the end learns of an error.
    start: (controller) => void reader.closed.catch((cause) => controller.error(asError(cause))),
    pull: async (controller) => {
      const { done, value } = await reader.read().catch((cause) => {
        throw asError(cause)
      })
      if (!done) controller.enqueue(value)
      else {
        controller.close()
        controller.byobRequest?.respond(0)
      }
    },
    cancel: (reason) => reader.cancel(reason),
  }) as ReadableStream<Uint8Array<ArrayBuffer>>
}
