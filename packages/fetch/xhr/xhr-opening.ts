/** What `open()` and `setRequestHeader()` gather, checked at once. https://xhr.spec.whatwg.org/#the-open()-method */
import {
  type Header,
  isForbiddenMethod,
  isHeaderName,
  isHeaderValue,
  isMethod,
  normalizeHeaderValue,
  normalizeMethod,
} from 'corskit/protocol'
import { withoutCredentials } from '../page/fetch-call.ts'
import { PageHeaders } from '../web/guarded-headers.ts'
import { writtenNamesOf } from '../web/written-names.ts'
import { byteString } from './byte-string.ts'

export interface XhrOpening {
  readonly method: string
  readonly url: string
  readonly headers: PageHeaders
  /** Whether `send()` returns before the answer is there. */
  readonly isAsync: boolean
}

/** Before the first `open()`. */
export const NOTHING_OPENED: XhrOpening = {
  method: 'GET',
  url: '',
  headers: PageHeaders.guarded('request', []),
  isAsync: true,
}

/** As the overloads of `open` have them: a third argument that is `undefined` asks for a synchronous request. */
export type OpenArguments = [
  method: string,
  url: string | URL,
  async?: boolean,
  username?: string | null,
  password?: string | null,
]

/** @throws {DOMException} for what no page may send */
export function readOpening(given: OpenArguments, baseUrl: string): XhrOpening {
  const method = byteString(given[0])
  const text = String(given[1])
  const isAsync = given.length < 3 || Boolean(given[2])
  // User name and password are for a server that asks for them, which is not supported: they are read as a browser
  // does, and stay here.
  for (const part of given.slice(3)) String(part)
  if (!isMethod(method)) throw new DOMException(`'${method}' is not a valid HTTP method.`, 'SyntaxError')
  if (isForbiddenMethod(method)) throw new DOMException(`'${method}' HTTP method is unsupported.`, 'SecurityError')
  if (!URL.canParse(text, baseUrl)) throw new DOMException(`Invalid URL`, 'SyntaxError')
  const url = withoutCredentials(new URL(text, baseUrl).href)
  return { method: normalizeMethod(method), url, headers: PageHeaders.guarded('request', []), isAsync }
}

/** @throws {DOMException} for a name or a value that no header has */
export function addHeader({ headers }: XhrOpening, name: string, value: string): void {
  const normalized = normalizeHeaderValue(value)
  if (!isHeaderName(name) || !isHeaderValue(normalized))
    throw new DOMException(`'${name}' is not a header`, 'SyntaxError')
  headers.append(name, normalized)
}

/** In the order in which script first set them, which a line of WebKit's shows, and as script wrote their names. */
export function headersAsSet({ headers }: XhrOpening): Header[] {
  return Array.from(writtenNamesOf(headers), ([name, written]): Header => [written, headers.get(name) ?? ''])
}
