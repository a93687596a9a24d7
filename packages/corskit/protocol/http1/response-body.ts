/**
 * Finds the end of an HTTP/1 response's body, and takes it out of its chunks.
 * https://www.rfc-editor.org/rfc/rfc9112#section-6.3
 */
import { getHeaderLines } from '../header-list.ts'
import { ChunkedBody } from './chunked-body.ts'
import type { ResponseHead } from './response-head.ts'

/** What some bytes hold: parts of the body, and what came behind its end; `null` where it has not ended. */
export interface BodyRead {
  readonly parts: readonly Uint8Array[]
  readonly rest: Uint8Array | null
}

/** Reads a body in the pieces in which it comes. */
export interface ResponseBody {
  /** @returns the fault of a body that is not well formed, in words without a capital */
  read(bytes: Uint8Array): BodyRead | { readonly fault: string }
  /** What is wrong with a body that the end of the connection ends; `null` where that is how it ends. */
  readonly atClose: () => string | null
}

/** These answers have no body, whatever their head says. */
const NO_BODY: ReadonlySet<number> = new Set([204, 205, 304])

/** `null`: there is no body. */
export function responseBody(
  method: string,
  head: Pick<ResponseHead, 'status' | 'headers' | 'isHttp11'>,
): ResponseBody | null {
  if (method === 'HEAD' || NO_BODY.has(head.status)) return null
  if (head.isHttp11 && isChunked(head)) return new ChunkedBody()
  const [line = ''] = getHeaderLines(head.headers, 'content-length')
  // Equal ones may stand in one line.
  const [length = ''] = line.split(/[ \t]*,/)
  if (!/^\d{1,15}$/.test(length)) return untilClose
  return new CountedBody(Number(length))
}

/** Whether a head says that a body follows, which not every answer has. */
export function announcesBody(head: Pick<ResponseHead, 'headers'>): boolean {
  return isChunked(head) || getHeaderLines(head.headers, 'content-length').some((length) => length !== '0')
}

const isChunked = ({ headers }: Pick<ResponseHead, 'headers'>): boolean =>
  getHeaderLines(headers, 'transfer-encoding').some((line) =>
    line.split(',').some((coding) => coding.trim().toLowerCase() === 'chunked'),
  )

const untilClose: ResponseBody = { read: (bytes) => ({ parts: [bytes], rest: null }), atClose: () => null }

class CountedBody implements ResponseBody {
  readonly #length: number
  #left: number

  constructor(length: number) {
    this.#length = length
    this.#left = length
  }

  read(bytes: Uint8Array) {
    const part = bytes.subarray(0, this.#left)
    this.#left -= part.length
    return { parts: [part], rest: this.#left === 0 ? bytes.subarray(part.length) : null }
  }

  readonly atClose = () =>
    `the server closed the connection ${this.#left} bytes before the end of its Content-Length, which is ${this.#length}`
}
