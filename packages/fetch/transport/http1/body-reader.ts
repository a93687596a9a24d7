/**
 * Finds the end of an answer's body, and takes it out of its chunks.
 * https://www.rfc-editor.org/rfc/rfc9112#section-6.3
 */
import { getHeaderLines, type ResponseHead } from 'corskit/protocol'
import { ChunkedReader } from './chunked-reader.ts'

export interface BodyReader {
  /** @returns the parts of the body in these bytes, and what came behind its end; `null` where it has not ended */
  read(bytes: Buffer): { readonly parts: readonly Buffer[]; readonly rest: Buffer | null }
  /** What is wrong with a body that the end of the connection ends; `null` where that is how it ends. */
  readonly atClose: () => string | null
}

/** These answers have no body, whatever their head says. */
const NO_BODY: ReadonlySet<number> = new Set([204, 205, 304])

/** `null`: there is no body. */
export function bodyReader(method: string, head: ResponseHead): BodyReader | null {
  if (method === 'HEAD' || NO_BODY.has(head.status)) return null
  if (head.isHttp11 && isChunked(head)) return new ChunkedReader()
  const [line = ''] = getHeaderLines(head.headers, 'content-length')
  // Equal ones may stand in one line.
  const [length = ''] = line.split(/[ \t]*,/)
  if (!/^\d{1,15}$/.test(length)) return untilClose
  return new CountedReader(Number(length))
}

/** Whether a head says that a body follows, which not every answer has. */
export function announcesBody(head: ResponseHead): boolean {
  return isChunked(head) || getHeaderLines(head.headers, 'content-length').some((length) => length !== '0')
}

const isChunked = ({ headers }: ResponseHead): boolean =>
  getHeaderLines(headers, 'transfer-encoding').some((line) =>
    line.split(',').some((coding) => coding.trim().toLowerCase() === 'chunked'),
  )

const untilClose: BodyReader = { read: (bytes) => ({ parts: [bytes], rest: null }), atClose: () => null }

class CountedReader implements BodyReader {
  readonly #length: number
  #left: number

  constructor(length: number) {
    this.#length = length
    this.#left = length
  }

  read(bytes: Buffer) {
    const part = bytes.subarray(0, this.#left)
    this.#left -= part.length
    return { parts: [part], rest: this.#left === 0 ? bytes.subarray(part.length) : null }
  }

  readonly atClose = () =>
    `the server closed the connection ${this.#left} bytes before the end of its Content-Length, which is ${this.#length}`
}
