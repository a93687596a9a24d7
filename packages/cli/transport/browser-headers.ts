/** Turns what the model wants sent into what a browser puts on the wire: the headers that no rule of CORS looks at are added here. */
import type { ExchangeRequest } from 'corskit/browser'
import {
  containsHeader,
  getHeader,
  type Header,
  isPotentiallyTrustworthy,
  type Origin,
  originOfUrl,
  siteRelation,
} from 'corskit/protocol'
import type { WireRequest } from './wire.ts'

/** The page that fetches, as far as headers tell of it. */
export interface Page {
  readonly origin: Origin
  readonly mode: 'cors' | 'no-cors' | 'same-origin'
}

/**
 * @param urls the URL list of the fetch so far, the one of this request last
 * @param body what the model's body came to in bytes
 */
export function wireRequest(
  request: ExchangeRequest,
  body: Uint8Array | null,
  page: Page,
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
    ...fetchMetadata(page, urls, url),
    ['accept-encoding', acceptEncoding(url)],
    ['accept-language', 'en-US,en;q=0.9'],
  ]
  const headers = own.filter(([name]) => !containsHeader(request.headers, name))
  return { method: request.method, url, headers: [...headers, ...combined(request.headers)], body }
}

/** A browser sends headers of one name as one line. https://fetch.spec.whatwg.org/#concept-header-list-get */
function combined(list: readonly Header[]): Header[] {
  return [...new Set(list.map(([name]) => name))].map((name) => [name, getHeader(list, name) ?? ''])
}

/** https://fetch.spec.whatwg.org/#concept-http-network-or-cache-fetch, steps 8.5 to 8.9: POST and PUT carry a length even without a body. */
function contentLength(method: string, body: Uint8Array | null): Header[] {
  if (body !== null) return [['content-length', String(body.byteLength)]]
  return method === 'POST' || method === 'PUT' ? [['content-length', '0']] : []
}

/** Browsers offer Brotli and Zstandard only where no middle box can garble them. */
function acceptEncoding(url: URL): string {
  return isPotentiallyTrustworthy(originOfUrl(url)) ? 'gzip, deflate, br, zstd' : 'gzip, deflate'
}

/** https://w3c.github.io/webappsec-fetch-metadata/#abstract-opdef-append-the-fetch-metadata-headers-for-a-request */
function fetchMetadata(page: Page, urls: readonly URL[], url: URL): Header[] {
  if (!isPotentiallyTrustworthy(originOfUrl(url))) return []
  return [
    ['sec-fetch-site', site(page, urls)],
    ['sec-fetch-mode', page.mode],
    ['sec-fetch-dest', 'empty'],
  ]
}

/** The farthest relation along the redirects. https://w3c.github.io/webappsec-fetch-metadata/#abstract-opdef-set-site */
function site(page: Page, urls: readonly URL[]): string {
  let farthest = 'same-origin'
  for (const url of urls) {
    const target = originOfUrl(url)
    const relation = target.opaque ? 'cross-site' : siteRelation(page.origin, target)
    if (relation === 'cross-site') return relation
    if (relation === 'same-site') farthest = relation
  }
  return farthest
}
