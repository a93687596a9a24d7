/**
 * The MIME type of an answer: the one of its server, unless script overrides it.
 * https://xhr.spec.whatwg.org/#response-mime-type
 */
import { MIMEType } from 'node:util'
import { decodeAndSplit } from 'corskit/protocol'

/** *Get a response MIME type*. https://xhr.spec.whatwg.org/#concept-get-a-response-mime-type */
export function responseMimeType(contentType: string | null): MIMEType {
  return extractMimeType(contentType ?? '') ?? new MIMEType('text/xml')
}

/** https://xhr.spec.whatwg.org/#dom-xmlhttprequest-overridemimetype */
export function overridingMimeType(type: string): MIMEType {
  return parseMimeType(type) ?? new MIMEType('application/octet-stream')
}

/** https://mimesniff.spec.whatwg.org/#xml-mime-type */
export function isXml({ essence }: MIMEType): boolean {
  return essence.endsWith('+xml') || essence === 'text/xml' || essence === 'application/xml'
}

/**
 * A text body is sent as UTF-8, and says so even where script said otherwise.
 * https://xhr.spec.whatwg.org/#dom-xmlhttprequest-send
 */
export function withUtf8(contentType: string): string {
  const type = parseMimeType(contentType)
  const charset = type?.params.get('charset')?.toLowerCase()
  if (type === null || charset === undefined || charset === 'utf-8') return contentType
  type.params.set('charset', 'UTF-8')
  return String(type)
}

/**
 * The last of several that is one counts; it inherits the charset of those before it.
 * https://fetch.spec.whatwg.org/#concept-header-extract-mime-type
 */
function extractMimeType(contentType: string): MIMEType | null {
  let found: MIMEType | null = null
  let charset: string | null = null
  for (const value of decodeAndSplit(contentType)) {
    const type = parseMimeType(value)
    if (type === null || type.essence === '*/*') continue
    if (type.essence !== found?.essence) charset = type.params.get('charset')
    else if (charset !== null && !type.params.has('charset')) type.params.set('charset', charset)
    found = type
  }
  return found
}

function parseMimeType(text: string): MIMEType | null {
  try {
    return new MIMEType(text)
  } catch {
    return null
  }
}
