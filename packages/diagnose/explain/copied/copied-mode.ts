/** In which mode a copied request is judged. */
import type { Header } from 'corskit/protocol'
import { type RecordedMode, recordedMode } from '../recorded/mode.ts'

/**
 * What the call says, or else what the browser sent beside it. A navigation is judged like `no-cors`: CORS does not
 * rule it, and the page that starts it cannot read the answer.
 *
 * @param written the option `mode` of fetch
 * @returns `null` where nothing says it
 */
export function copiedMode(method: string, headers: readonly Header[], written?: string): 'cors' | 'no-cors' | null {
  const mode = modeOf(method, headers, written)
  return mode === 'none' ? 'no-cors' : mode
}

/** Whether CORS does not rule the call at all: a navigation, a web socket. */
export const isOutsideCors = (method: string, headers: readonly Header[], written?: string): boolean =>
  modeOf(method, headers, written) === 'none'

function modeOf(method: string, headers: readonly Header[], written?: string): RecordedMode | null {
  const told: readonly Header[] = written === undefined ? headers : [['sec-fetch-mode', written]]
  return recordedMode({ method, requestHeaders: told, status: 0, type: null })
}
