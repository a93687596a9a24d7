import { isByteString } from 'corskit/protocol'

/**
 * A method, a header's name or its value, as a browser takes them from script.
 * @throws {TypeError} for what has characters that are not bytes. https://webidl.spec.whatwg.org/#js-ByteString
 */
export function byteString(given: unknown): string {
  const text = String(given)
  if (!isByteString(text)) throw new TypeError(`${JSON.stringify(text)} has a character that is not a byte`)
  return text
}
