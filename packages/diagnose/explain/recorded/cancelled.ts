/** Requests that the page itself, or the browser when the page was left, cancelled. CORS never does this. */
import type { RecordedExchange } from './exchange.ts'

/** In the words of Chromium, Firefox and WebKit. A recording of Chromium may have a reason of CORS beside it. */
export const isCancelled = ({ corsError, error }: Pick<RecordedExchange, 'corsError' | 'error'>): boolean =>
  corsError === null && error !== null && CANCELLED.test(error)

const CANCELLED = /^(?:net::ERR_ABORTED|NS_BINDING_ABORTED|(?:Load request |Operation was )?cancell?ed)$/i

/** For people; empty where nothing was cancelled. */
export function cancelledWarnings(exchanges: readonly RecordedExchange[]): string[] {
  const count = exchanges.filter(isCancelled).length
  if (count === 0) return []
  const what = count === 1 ? 'One request was' : `${count} requests were`
  return [
    `${what} cancelled by the page before the answer: by an AbortController, a time limit of the code, a component that was removed, or because the user left the page. CORS does not cancel requests.`,
  ]
}
