/**
 * Takes a body out of its chunks, as lenient as Chromium's HttpChunkedDecoder: lines may end without a carriage return.
 * https://www.rfc-editor.org/rfc/rfc9112#section-7.1
 */

/** As in Chromium. */
const LONGEST_LINE = 16 * 1024

/** What is expected next. */
type Expected = 'size' | 'data' | 'line after data' | 'trailers'

export class ChunkedBody {
  #state: Expected = 'size'
  /** Of the chunk that is being read. */
  #left = 0
  /** As much of a line as has come. */
  #line = ''

  read(bytes: Uint8Array) {
    const parts: Uint8Array[] = []
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
      const more = bytes.subarray(at, end < 0 ? bytes.length : end)
      if (this.#line.length + more.length > LONGEST_LINE)
        return { fault: 'the body has a line that is too long for a chunk' }
      this.#line += String.fromCharCode(...more)
      if (end < 0) break
      at = end + 1
      const line = this.#line.replace(/\r$/, '')
      this.#line = ''
      const next = this.#after(line)
      if (next === 'end') return { parts, rest: bytes.subarray(at) }
      if (typeof next === 'object') return next
      this.#state = next
    }
    return { parts, rest: null }
  }

  readonly atClose = () => 'the server closed the connection before its last chunk'

  /** @param line a whole one  @returns what is expected behind it */
  #after(line: string): Expected | 'end' | { readonly fault: string } {
    if (this.#state === 'trailers') return line === '' ? 'end' : 'trailers'
    if (this.#state === 'line after data')
      return line === '' ? 'size' : { fault: 'a chunk of the body is longer than it says' }
    const digits = /^([\da-f]{1,12})[ \t]*(?:;.*)?$/i.exec(line)?.[1]
    if (digits === undefined) return { fault: 'a chunk of the body does not begin with its size' }
    this.#left = Number.parseInt(digits, 16)
    return this.#left === 0 ? 'trailers' : 'data'
  }
}
