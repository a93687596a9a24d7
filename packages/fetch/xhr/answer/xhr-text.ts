/** The text of an answer. https://xhr.spec.whatwg.org/#text-response */
import type { MIMEType } from 'node:util'
import { isXml } from './xhr-mime-type.ts'

/** @param asXml whether an XML declaration may say the encoding: where script did not ask for text */
export function textOf(bytes: Uint8Array, type: MIMEType, charset: string | null, asXml: boolean): string {
  const named = encodingOf(charset) ?? (asXml && isXml(type) ? encodingOf(xmlEncoding(bytes)) : null)
  const encoding = encodingOfMark(bytes) ?? named ?? 'utf-8'
  return encoding === USER_DEFINED ? userDefined(bytes) : new TextDecoder(encoding).decode(bytes)
}

/**
 * How scripts read bytes before there were other types of response; Node does not have it.
 * https://encoding.spec.whatwg.org/#x-user-defined
 */
const USER_DEFINED = 'x-user-defined'

function userDefined(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => String.fromCharCode(byte < 0x80 ? byte : 0xf780 + byte - 0x80)).join('')
}

/** https://encoding.spec.whatwg.org/#concept-encoding-get; `null` for one that nobody knows. */
function encodingOf(label: string | null): string | null {
  if (label === null || label.trim().toLowerCase() === USER_DEFINED) return label && USER_DEFINED
  try {
    return new TextDecoder(label).encoding
  } catch {
    return null
  }
}

/** A byte order mark counts for more than what anybody says. https://encoding.spec.whatwg.org/#bom-sniff */
function encodingOfMark([first, second, third]: Uint8Array): string | null {
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  return first === 0xff && second === 0xfe ? 'utf-16le' : null
}

/**
 * What an HTML document says in its first bytes.
 * https://html.spec.whatwg.org/#prescan-a-byte-stream-to-determine-its-encoding
 */
export function htmlEncoding(bytes: Uint8Array): string | null {
  const start = Buffer.from(bytes.subarray(0, 1024)).toString('latin1')
  return /<meta\s(?:[^>]*[\s;"'])?charset\s*=\s*["']?([\w.:-]+)/i.exec(start)?.[1] ?? null
}

/** https://www.w3.org/TR/xml/#NT-EncodingDecl */
function xmlEncoding(bytes: Uint8Array): string | null {
  const start = Buffer.from(bytes.subarray(0, 1024)).toString('latin1')
  return /^<\?xml\s[^>]*?\sencoding\s*=\s*["']([\w.-]+)["']/.exec(start)?.[1] ?? null
}
