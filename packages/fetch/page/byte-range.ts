/** Which bytes a `Range` of a blob asks for. */

/** First and last byte, both there. */
export interface ByteRange {
  readonly start: number
  readonly end: number
}

/**
 * White space may be around `=` and `-`, as in *parse a single range header value*. No two parts of it take the same
 * character: it is linear.
 */
const SINGLE_RANGE = /^bytes[\t ]*=[\t ]*(?:([0-9]+)[\t ]*)?-[\t ]*([0-9]*)$/

/**
 * @returns `null` for what is not a single range, or outside
 * @see https://fetch.spec.whatwg.org/#simple-range-header-value
 * @see https://fetch.spec.whatwg.org/#scheme-fetch, `blob`, steps 8.4 to 8.7
 */
export function byteRange(value: string, size: number): ByteRange | null {
  const match = SINGLE_RANGE.exec(value)
  if (match === null) return null
  const [, first, last = ''] = match
  if (first === undefined) {
    const length = Math.min(Number(last), size) // more than there are is all of them, which the standard does not say
    return length === 0 ? null : { start: size - length, end: size - 1 }
  }
  const start = Number(first)
  if (start >= size || (last !== '' && Number(last) < start)) return null
  return { start, end: last === '' ? size - 1 : Math.min(Number(last), size - 1) }
}
