/** What an XMLHttpRequest makes of the answer: header lines, and the body in the form that was asked for. */
import type { PageHeaders } from '../web/guarded-headers.ts'

/** https://xhr.spec.whatwg.org/#dom-xmlhttprequest-getallresponseheaders: sorted, in lower case, one line a name. */
export function allResponseHeaders(headers: PageHeaders): string {
  const lines = [...headers].map(([name, value]) => `${name}: ${value}\r\n`)
  // The standard sorts by upper-cased names, which puts an underscore after all letters.
  return lines.sort((a, b) => (a.toUpperCase() < b.toUpperCase() ? -1 : 1)).join('')
}

export interface ReceivedBody {
  readonly bytes: Uint8Array<ArrayBuffer>
  /** The final MIME type: what script wants it to be, or what the server says. */
  readonly type: string
}

/** https://xhr.spec.whatwg.org/#dom-xmlhttprequest-response, for everything but text. `null` for what cannot be made. */
export function responseObject(responseType: XMLHttpRequestResponseType, { bytes, type }: ReceivedBody): unknown {
  switch (responseType) {
    case 'arraybuffer':
      return new Uint8Array(bytes).buffer
    case 'blob':
      return new Blob([bytes], { type })
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

/** https://xhr.spec.whatwg.org/#text-response */
export function textOf({ bytes, type }: ReceivedBody): string {
  const charset = /;\s*charset\s*=\s*"?([^\s";]+)/i.exec(type)?.[1] ?? 'utf-8'
  try {
    return new TextDecoder(charset).decode(bytes)
  } catch {
    return new TextDecoder().decode(bytes) // an encoding that nobody knows
  }
}

/** A text body is sent as UTF-8, and says so even where script said otherwise. https://xhr.spec.whatwg.org/#dom-xmlhttprequest-send */
export function withUtf8(contentType: string): string {
  return contentType.replace(/(;\s*charset\s*=\s*)("[^"]*"|[^\s;]+)/i, (all, start: string, charset: string) =>
    charset.replaceAll('"', '').toLowerCase() === 'utf-8' ? all : `${start}UTF-8`,
  )
}
