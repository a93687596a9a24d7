/** What an XMLHttpRequest makes of the answer: header lines, and the body in the form that was asked for. */
import type { PageHeaders } from '../../web/guarded-headers.ts'

/** https://xhr.spec.whatwg.org/#dom-xmlhttprequest-getallresponseheaders: sorted, in lower case, one line a name. */
export function allResponseHeaders(headers: PageHeaders): string {
  const lines = [...headers].map(([name, value]) => `${name}: ${value}\r\n`)
  // The standard sorts by upper-cased names, which puts an underscore after all letters.
  return lines.sort((a, b) => (a.toUpperCase() < b.toUpperCase() ? -1 : 1)).join('')
}

/**
 * https://xhr.spec.whatwg.org/#dom-xmlhttprequest-response, for everything but text. `null` for what cannot be made.
 * @param type the final MIME type: what script wants it to be, or what the server says
 */
export function responseObject(
  responseType: XMLHttpRequestResponseType,
  bytes: Uint8Array<ArrayBuffer>,
  type: string,
): unknown {
  switch (responseType) {
    case 'arraybuffer':
      return new Uint8Array(bytes).buffer
    case 'blob':
      // The constructor would put its parameters in lower case, too.
      return Object.defineProperty(new Blob([bytes], { type }), 'type', { value: type })
    case 'json':
      return parsedJson(bytes)
    default:
      return null
  }
}

/** JSON is UTF-8, whatever the server says. */
function parsedJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    return null
  }
}
