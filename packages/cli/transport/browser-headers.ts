/**
 * Makes the request that a browser would send out of the model's request, by adding the headers that do not matter for
 * CORS.
 */
import {
  acceptEncoding,
  type Destination,
  type ExchangeRequest,
  fetchMetadataHeaders,
  type RequestMode,
} from 'corskit/browser'
import { containsHeader, getHeader, type Header, type Origin } from 'corskit/protocol'
import type { WireRequest } from './wire.ts'

/** What headers tell about the page that fetches. */
export interface PageFacts {
  readonly origin: Origin
  readonly mode: RequestMode
  readonly destination: Destination
}

/**
 * @param urls the URL list of the fetch so far, the one of this request last
 * @param body what the model's body came to in bytes
 */
export function wireRequest(
  request: ExchangeRequest,
  body: Uint8Array | null,
  page: PageFacts,
  urls: readonly URL[],
  userAgent: string,
): WireRequest {
  const url = new URL(request.url)
  const own: Header[] = [
    ['host', url.host],
    ['connection', 'keep-alive'],
    ...contentLength(request.method, body),
    ['user-agent', userAgent],
    ['accept', '*/*'],
    ...fetchMetadataHeaders(page.origin, urls, page.mode, { kind: request.kind, destination: page.destination }),
    ['accept-encoding', acceptEncoding(url, containsHeader(request.headers, 'range'))],
    ['accept-language', 'en-US,en;q=0.9'],
  ]
  const headers = own.filter(([name]) => !containsHeader(request.headers, name))
  return { method: request.method, url, headers: [...headers, ...combined(request.headers)], body }
}

/** A browser sends headers of one name as one line. https://fetch.spec.whatwg.org/#concept-header-list-get */
function combined(list: readonly Header[]): Header[] {
  return [...new Set(list.map(([name]) => name))].map((name) => [name, getHeader(list, name) ?? ''])
}

/**
 * https://fetch.spec.whatwg.org/#concept-http-network-or-cache-fetch, steps 8.5 to 8.9: POST and PUT carry a length
 * even without a body.
 */
function contentLength(method: string, body: Uint8Array | null): Header[] {
  if (body !== null) return [['content-length', String(body.byteLength)]]
  return method === 'POST' || method === 'PUT' ? [['content-length', '0']] : []
}
