/**
 * Takes a body out of its chunks, as lenient as Chromium's HttpChunkedDecoder: lines may end without a carriage return.
 * https://www.rfc-editor.org/rfc/rfc9112#section-7.1
 */
import { NetworkFailure } from '../wire.ts'
import type { BodyReader } from './body-reader.ts'

/** As in Chromium. */
const LONGEST_LINE = 16 * 1024

export class ChunkedReader implements BodyReader {
  /** What is expected next. */
  #state: 'size' | 'data' | 'line after data' | 'trailers' = 'size'
  /** Of the chunk that is being read. */
  #left = 0
  /** As much of a line as has come. */
  #line = ''

  /** @throws {NetworkFailure} */
  read(bytes: Buffer) {
    const parts: Buffer[] = []
    let at = 0
    while (at < bytes.length) {
      if (this.#state === 'data') {
        const part = bytes.subarray(at, at + this.#left)
        parts.push(part)
        at += part.length
        this.#left -= part.length
        if (this.#left === 0) this.#state = 'line after data'
        continue
      }
      const end = bytes.indexOf(0x0a, at)
      this.#line += bytes.subarray(at, end < 0 ? bytes.length : end).toString('latin1')
      if (this.#line.length > LONGEST_LINE) throw new NetworkFailure('the body has a line that is too long for a chunk')
      if (end < 0) break
      at = end + 1
      const line = this.#line.replace(/\r$/, '')
      this.#line = ''
      if (this.#ends(line)) return { parts, rest: bytes.subarray(at) }
    }
    return { parts, rest: null }
  }

  readonly atClose = () => 'the server closed the connection before its last chunk'

  /** Takes a whole line. @returns whether the body ends with it */
  #ends(line: string): boolean {
    if (this.#state === 'trailers') return line === ''
    if (this.#state === 'line after data') {
      if (line !== '') throw new NetworkFailure('a chunk of the body is longer than it says')
      this.#state = 'size'
      return false
    }
    const digits = /^([\da-f]{1,12})[ \t]*(?:;.*)?$/i.exec(line)?.[1]
    if (digits === undefined) throw new NetworkFailure('a chunk of the body does not begin with its size')
    this.#left = Number.parseInt(digits, 16)
    this.#state = this.#left === 0 ? 'trailers' : 'data'
    return false
  }
}
