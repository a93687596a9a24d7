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

/**
 * The same body, whose errors are what script is to see of them. Once the fetch is aborted nobody can read it, whatever
 * has arrived.
 * https://fetch.spec.whatwg.org/#abort-fetch
 */
export function withBodyErrors(
  body: IncomingBody,
  asError: (cause: unknown) => unknown,
  signal: AbortSignal | null,
): IncomingBody {
  return {
    bytes: async () => {
      signal?.throwIfAborted()
      try {
        const bytes = await body.bytes()
        signal?.throwIfAborted()
        return bytes
      } catch (cause) {
        throw asError(cause)
      }
    },
    stream: () => byteStream(body.stream(), asError, signal),
    discard: () => body.discard(),
  }
}

/** Bodies are byte streams. https://fetch.spec.whatwg.org/#concept-body-stream */
function byteStream(
  source: ReadableStream<Uint8Array<ArrayBuffer>>,
  asError: (cause: unknown) => unknown,
  signal: AbortSignal | null,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const reader = source.getReader()
  let stopListening = () => {}
  return new ReadableStream({
    type: 'bytes',
    start: (controller) => {
      // Also whoever only waits for the end learns of an error.
      reader.closed.catch((cause) => {
        stopListening()
        controller.error(asError(cause))
      })
      stopListening = whenAborted(signal, (reason) => {
        controller.error(reason)
        reader.cancel(reason).catch(() => {})
      })
    },
    pull: async (controller) => {
      const { done, value } = await readSome(reader).catch((cause) => {
        throw asError(cause)
      })
      if (signal?.aborted) return
      // A copy: what is enqueued loses its memory, in which the next chunk may lie as well.
      if (!done) controller.enqueue(new Uint8Array(value))
      else {
        stopListening()
        controller.close()
        controller.byobRequest?.respond(0)
      }
    },
    cancel: (reason) => {
      stopListening()
      return reader.cancel(reason)
    },
  }) as ReadableStream<Uint8Array<ArrayBuffer>>
}

/** A byte stream takes no chunk without bytes. */
async function readSome(reader: ReadableStreamDefaultReader<Uint8Array<ArrayBuffer>>) {
  while (true) {
    const result = await reader.read()
    if (result.done || result.value.byteLength > 0) return result
  }
}

/** @returns what stops it: a signal may outlive many fetches */
export function whenAborted(signal: AbortSignal | null, then: (reason: unknown) => void): () => void {
  const listener = () => then(signal?.reason)
  if (signal?.aborted) listener()
  else signal?.addEventListener('abort', listener, { once: true })
  return () => signal?.removeEventListener('abort', listener)
}
