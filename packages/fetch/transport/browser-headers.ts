/** The headers that a browser adds and that do not matter for CORS. Servers look at some of them. */
import { acceptEncoding, type Engine, type ExchangeRequest, fetchMetadataHeaders } from 'corskit/browser'
import { containsHeader, type Header, type Origin } from 'corskit/protocol'

/** What headers tell about the page that fetches. */
export interface FetchingPage {
  readonly origin: Origin
  readonly userAgent: string
  /** Whose differences from the standard are followed. Default `standard`. */
  readonly engine?: Engine
}

/**
 * All headers of one request.
 *
 * @param urls the URL list of the fetch so far, the one of this request last
 * @param cookie the value of `Cookie`, or `null`
 */
export function withBrowserHeaders(
  request: ExchangeRequest,
  page: FetchingPage,
  mode: string,
  urls: readonly URL[],
  cookie: string | null,
): Header[] {
  const url = urls[urls.length - 1] as URL
  const headers: Header[] = [
    ['host', url.host],
    ['user-agent', page.userAgent],
  ]
  headers.push(['accept-encoding', acceptEncoding(url, containsHeader(request.headers, 'range'))])
  if (!containsHeader(request.headers, 'accept-language')) headers.push(['accept-language', 'en-US,en;q=0.9'])
  const { kind } = request
  headers.push(...fetchMetadataHeaders(page.origin, urls, mode, { kind, engine: page.engine ?? 'standard' }))
  for (const header of request.headers) addCombined(headers, header)
  if (cookie !== null) headers.push(['cookie', cookie])
  return headers
}

/** A browser sends headers of one name as one line. https://fetch.spec.whatwg.org/#concept-header-list-get */
function addCombined(headers: Header[], header: Header): void {
  const known = headers.findIndex(([name]) => name === header[0])
  if (known < 0) headers.push(header)
  else if (isSetByBrowser(header[0])) headers[known] = header
  else headers[known] = [header[0], `${headers[known]?.[1]}, ${header[1]}`]
}

/** Set above, unless the model or the page sets them. */
function isSetByBrowser(name: string): boolean {
  return name === 'user-agent' || name === 'sec-fetch-mode'
}
