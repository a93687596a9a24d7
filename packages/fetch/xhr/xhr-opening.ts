/** What `open()` and `setRequestHeader()` gather, checked at once. https://xhr.spec.whatwg.org/#the-open()-method */
import {
  isForbiddenMethod,
  isHeaderName,
  isHeaderValue,
  isMethod,
  normalizeHeaderValue,
  normalizeMethod,
} from 'corskit/protocol'
import { PageHeaders } from '../web/guarded-headers.ts'

export interface XhrOpening {
  readonly method: string
  readonly url: string
  readonly headers: PageHeaders
}

/** Before the first `open()`. */
export const NOTHING_OPENED: XhrOpening = { method: 'GET', url: '', headers: PageHeaders.guarded('request', []) }

/** @throws {DOMException} for what no page may send, and for a synchronous request */
export function readOpening(method: string, url: string | URL, baseUrl: string, isAsync: boolean): XhrOpening {
  if (!isMethod(method)) throw new DOMException(`'${method}' is not a valid HTTP method.`, 'SyntaxError')
  if (isForbiddenMethod(method)) throw new DOMException(`'${method}' HTTP method is unsupported.`, 'SecurityError')
  if (!URL.canParse(String(url), baseUrl)) throw new DOMException(`Invalid URL`, 'SyntaxError')
  if (!isAsync) throw new DOMException('Synchronous requests are not supported here', 'NotSupportedError')
  return {
    method: normalizeMethod(method),
    url: new URL(url, baseUrl).href,
    headers: PageHeaders.guarded('request', []),
  }
}

/** @throws {DOMException} for a name or a value that no header has */
export function addHeader({ headers }: XhrOpening, name: string, value: string): void {
  const normalized = normalizeHeaderValue(String(value))
  if (!isHeaderName(name) || !isHeaderValue(normalized)) throw new DOMException(`'${name}' is no header`, 'SyntaxError')
  headers.append(name, normalized)
}
