/** In which mode a recorded request was made: not everything that has an `Origin` asks for the permission of CORS. */
import { getHeader, type Header } from 'corskit/protocol'
import type { RecordedExchange } from './exchange.ts'

/** `none`: CORS does not rule it at all, as with navigations and web sockets. */
export type RecordedMode = 'cors' | 'no-cors' | 'none'

type Recorded = Pick<RecordedExchange, 'method' | 'requestHeaders' | 'status' | 'type'>

/** @returns `null` where nothing in the recording says it */
export function recordedMode(exchange: Recorded): RecordedMode | null {
  const { method, requestHeaders, status, type } = exchange
  const header = (name: string) => getHeader(requestHeaders, name)
  // No page can send CONNECT: a proxy does, or a web socket of HTTP/2.
  if (method === 'CONNECT' || status === 101 || isWebSocket(requestHeaders)) return 'none'
  const mode = header('sec-fetch-mode')
  if (mode !== null) return OF_MODE.get(mode) ?? 'none'
  // Pages of http send no `Sec-Fetch-Mode`, and old browsers never do.
  if (OUTSIDE_DESTINATIONS.has(header('sec-fetch-dest') ?? '')) return 'none'
  const kind = (type ?? '').toLowerCase().replaceAll('-', '')
  if (OUTSIDE_TYPES.has(kind)) return 'none'
  if (kind === 'cspviolationreport') return 'no-cors'
  const contentType = essenceOf(header('content-type'))
  if (kind === 'ping') return BEACON_WITHOUT_CORS.has(contentType) ? 'no-cors' : 'cors'
  if (OF_SCRIPT.has(kind)) return null
  if (contentType === 'application/csp-report' || contentType === 'text/ping' || header('ping-to') !== null)
    return 'no-cors'
  return isNavigation(requestHeaders) ? 'none' : null
}

/** https://fetch.spec.whatwg.org/#concept-request-mode */
const OF_MODE: ReadonlyMap<string, RecordedMode> = new Map([
  ['cors', 'cors'],
  ['same-origin', 'cors'],
  ['no-cors', 'no-cors'],
])

/** https://fetch.spec.whatwg.org/#navigation-request, and what Chromium and Firefox write for web sockets */
const OUTSIDE_DESTINATIONS: ReadonlySet<string> = new Set([
  'document',
  'embed',
  'fencedframe',
  'frame',
  'iframe',
  'object',
  'websocket',
  'webtransport',
])

/** What DevTools call it, without hyphens. */
const OUTSIDE_TYPES: ReadonlySet<string> = new Set(['document', 'sourcemapscript', 'websocket', 'webtransport'])
const OF_SCRIPT: ReadonlySet<string> = new Set(['eventsource', 'fetch', 'xhr'])

/** https://w3c.github.io/beacon/#sendbeacon-method: `cors` where a form could not send the content type. */
const BEACON_WITHOUT_CORS: ReadonlySet<string> = new Set([
  '',
  'application/x-www-form-urlencoded',
  'multipart/form-data',
  'text/ping',
  'text/plain',
])

const essenceOf = (value: string | null) => (value ?? '').replace(/;.*/s, '').trim().toLowerCase()

const isWebSocket = (headers: readonly Header[]) =>
  getHeader(headers, 'upgrade')?.toLowerCase() === 'websocket' ||
  headers.some(([name]) => name === 'sec-websocket-key' || name === 'sec-websocket-version')

/** What browsers send with navigations only. Libraries that fetch pages have an `Accept` of their own. */
const isNavigation = (headers: readonly Header[]) =>
  getHeader(headers, 'upgrade-insecure-requests') === '1' ||
  /^text\/html,application\/xhtml\+xml,application\/xml;q=0\.9,/.test(getHeader(headers, 'accept') ?? '')
