/**
 * What `send()` is given, read at once: an object that cannot be sent throws before anything happens.
 * https://xhr.spec.whatwg.org/#dom-xmlhttprequest-send
 */

export interface XhrBody {
  readonly body: BodyInit
  /** In bytes; 0 where it is only known after encoding. */
  readonly length: number
}

/** @throws {TypeError} for memory that is shared, and whatever an object throws on its way to a string */
export function readXhrBody(body: unknown): XhrBody {
  if (body instanceof SharedArrayBuffer || (ArrayBuffer.isView(body) && body.buffer instanceof SharedArrayBuffer)) {
    throw new TypeError('shared memory cannot be sent')
  }
  if (body instanceof ArrayBuffer || ArrayBuffer.isView(body))
    return { body: body as BodyInit, length: body.byteLength }
  if (body instanceof Blob) return { body, length: body.size }
  if (body instanceof FormData) return { body, length: 0 }
  if (body instanceof URLSearchParams) return { body, length: Buffer.byteLength(String(body)) }
  const text = String(body)
  return { body: text, length: Buffer.byteLength(text) }
}
