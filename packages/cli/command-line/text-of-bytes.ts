/** Text as editors and shells write it: UTF-8, or UTF-16 with a byte order mark, as PowerShell does. */

export type WideEncoding = 'utf-16le' | 'utf-16be'

const WIDE: ReadonlyMap<string, WideEncoding> = new Map([
  ['fffe', 'utf-16le'],
  ['feff', 'utf-16be'],
])

/** By its byte order mark; `null` without one. */
export const markedAsWide = (bytes: Buffer): WideEncoding | null => WIDE.get(bytes.toString('hex', 0, 2)) ?? null

/**
 * Without its byte order mark.
 *
 * @param fatal whether bytes of another encoding are an error; if not, they are shown as `\ufffd`
 * @throws {TypeError} for bytes of another encoding
 */
export function textOfBytes(bytes: Buffer, fatal: boolean): string {
  return new TextDecoder(markedAsWide(bytes) ?? 'utf-8', { fatal }).decode(bytes)
}
