/** https://www.rfc-editor.org/rfc/rfc1952#section-2.3 */

const EXTRA = 4
const NAME = 8
const COMMENT = 16
const HEADER_SUM = 2

/** How long the header is at the beginning of these bytes; `null` where more bytes must come first. */
export function gzipHeaderLength(bytes: Uint8Array): number | null {
  const [first = 0x1f, second = 0x8b, method = 8, flags = 0] = bytes
  if (first !== 0x1f || second !== 0x8b || method !== 8)
    throw new Error('the body is not gzip, although its head says so')
  let length = 10
  if ((flags & EXTRA) !== 0) length += 2 + (bytes[10] ?? 0) + 256 * (bytes[11] ?? 0)
  for (const flag of [NAME, COMMENT]) {
    if ((flags & flag) === 0) continue
    const end = bytes.indexOf(0, length)
    if (end < 0) return null
    length = end + 1
  }
  if ((flags & HEADER_SUM) !== 0) length += 2
  return length <= bytes.length ? length : null
}
