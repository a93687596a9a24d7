/**
 * *Parse a single range header value*, white space not allowed.
 * https://fetch.spec.whatwg.org/#simple-range-header-value
 */

/** First and last byte of `bytes=0-10`; either may be missing, not both. */
export interface SingleRange {
  readonly start: bigint | null
  readonly end: bigint | null
}

/**
 * `null` on failure: more than one range, anything before or after, both numbers missing, or the first above the last.
 */
export function parseSingleRange(value: string): SingleRange | null {
  const match = /^bytes=([0-9]*)-([0-9]*)$/.exec(value)
  if (match === null) return null
  // BigInt: the standard puts no limit on the digits, and 2^53 and 2^53 + 1 must not compare equal.
  const start = match[1] ? BigInt(match[1]) : null
  const end = match[2] ? BigInt(match[2]) : null
  if (start === null && end === null) return null
  if (start !== null && end !== null && start > end) return null
  return { start, end }
}
