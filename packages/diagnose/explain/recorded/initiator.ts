/** What made a request of a recording: a call of script, or an element. */
import type { Initiator, RequestInput } from 'corskit/browser'
import { getHeader, type Header } from 'corskit/protocol'
import type { RecordedExchange } from './exchange.ts'
import { recordedMode } from './mode.ts'

/** https://fetch.spec.whatwg.org/#concept-request-destination */
const OF_DESTINATION: ReadonlyMap<string, Initiator> = new Map([
  ['image', 'img'],
  ['script', 'script'],
  ['style', 'stylesheet'],
  ['font', 'font'],
  ['audio', 'audio'],
  ['video', 'video'],
])

/** What DevTools call it: `_resourceType` of a HAR, `type` of the protocol. Pages of http send no `Sec-Fetch-Dest`. */
const OF_TYPE: ReadonlyMap<string, Initiator> = new Map([
  ['xhr', 'xmlhttprequest'],
  ['fetch', 'fetch'],
  ['eventsource', 'eventsource'],
  ['ping', 'beacon'],
  ['image', 'img'],
  ['script', 'script'],
  ['stylesheet', 'stylesheet'],
  ['font', 'font'],
  ['media', 'video'],
])

export function recordedInitiator(headers: readonly Header[], type: unknown): Initiator {
  const element = OF_DESTINATION.get(getHeader(headers, 'sec-fetch-dest') ?? '')
  if (element !== undefined) return element
  const typed = typeof type === 'string' ? OF_TYPE.get(type.toLowerCase()) : undefined
  // Firefox and Safari record no type.
  return typed ?? (getHeader(headers, 'accept') === 'text/event-stream' ? 'eventsource' : 'fetch')
}

/** The call of an element; `null` where script must have made it, or where it is the same as one of script. */
export function elementInput(exchange: RecordedExchange, origin: string): RequestInput | null {
  const { initiator, method, url, requestHeaders, hasCookies } = exchange
  if (initiator === 'fetch' || initiator === 'xmlhttprequest') return null
  const mode = recordedMode(exchange)
  const isCors = mode === 'cors' || (mode === null && getHeader(requestHeaders, 'origin') !== null)
  if (initiator === 'beacon') return isCors ? null : { origin, url, initiator }
  if (method !== 'GET') return null
  if (!isCors) return { origin, url, initiator }
  const credentials = hasCookies ? 'include' : 'same-origin'
  return { origin, url, initiator, mode: 'cors', ...(initiator === 'font' ? {} : { credentials }) }
}
