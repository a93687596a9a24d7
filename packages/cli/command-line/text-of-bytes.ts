/** Text as editors and shells write it: UTF-8, or UTF-16 with a byte order mark, as PowerShell does. */

/** By the byte order mark. */
const ENCODINGS: ReadonlyMap<string, string> = new Map([
  ['fffe', 'utf-16le'],
  ['feff', 'utf-16be'],
])

/**
 * Without its byte order mark.
 *
 * @param fatal whether bytes of another encoding are an error; if not, they are shown as `\ufffd`
 * @throws {TypeError} for bytes of another encoding
 */
export function textOfBytes(bytes: Buffer, fatal: boolean): string {
  const encoding = ENCODINGS.get(bytes.toString('hex', 0, 2)) ?? 'utf-8'
  return new TextDecoder(encoding, { fatal }).decode(bytes)
}
