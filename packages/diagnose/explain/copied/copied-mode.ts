/** In which mode a copied request is judged, and what made it. */
import { type ElementInitiator, isElement } from 'corskit/browser'
import { getHeader, type Header } from 'corskit/protocol'
import { recordedInitiator } from '../recorded/initiator.ts'
import { type RecordedMode, recordedMode } from '../recorded/mode.ts'

/**
 * What the call says, or else what the browser sent beside it. A navigation is judged like `no-cors`: CORS does not
 * rule it, and the page that starts it cannot read the answer.
 *
 * @param written the option `mode` of fetch
 * @returns `null` where nothing says it
 */
export function copiedMode(
  method: string,
  headers: readonly Header[],
  written?: string,
): 'cors' | 'no-cors' | 'same-origin' | null {
  if ((written ?? getHeader(headers, 'sec-fetch-mode')) === 'same-origin') return 'same-origin'
  const mode = modeOf(method, headers, written)
  return mode === 'none' ? 'no-cors' : mode
}

/** The element that asks without CORS; `null` where it may be script. */
export function copiedElement(
  method: string,
  headers: readonly Header[],
  mode: ReturnType<typeof copiedMode>,
): ElementInitiator | null {
  if (mode !== 'no-cors' || method.toUpperCase() !== 'GET') return null
  const initiator = recordedInitiator(headers, null)
  if (isElement(initiator)) return ALWAYS_CORS.has(initiator) ? null : initiator
  // Pages of http send no `Sec-Fetch-Dest`.
  const accept = getHeader(headers, 'accept') ?? ''
  return /^image\//.test(accept) ? 'img' : /^text\/css,/.test(accept) ? 'stylesheet' : null
}

const ALWAYS_CORS: ReadonlySet<ElementInitiator> = new Set(['eventsource', 'font'])

/** What CORS does not rule at all. */
export function outsideCors(
  url: string,
  method: string,
  headers: readonly Header[],
  written?: string,
): 'navigation' | 'web socket' | null {
  if (/^wss?:/i.test(url) || isWebSocket(headers, written)) return 'web socket'
  return modeOf(method, headers, written) === 'none' ? 'navigation' : null
}

const isWebSocket = (headers: readonly Header[], written: string | undefined) =>
  [written, getHeader(headers, 'sec-fetch-mode'), getHeader(headers, 'sec-fetch-dest')].includes('websocket') ||
  headers.some(([name, value]) => /^sec-websocket-/.test(name) || (name === 'upgrade' && /^websocket$/i.test(value)))

function modeOf(method: string, headers: readonly Header[], written?: string): RecordedMode | null {
  const told: readonly Header[] = written === undefined ? headers : [['sec-fetch-mode', written]]
  return recordedMode({ method, requestHeaders: told, status: 0, type: null })
}
