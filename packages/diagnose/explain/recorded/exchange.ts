/** Recorded exchanges (of a HAR or a protocol log), and how the model gets them when it asks for an answer. */
import {
  type ExchangeRequest,
  type ExchangeResponse,
  type Initiator,
  type Outcome,
  type RequestInput,
  simulateFetchSync,
} from 'corskit/browser'
import { getHeader, type Header } from 'corskit/protocol'
import { recordedMode } from './mode.ts'
import { allowingAnswer, withoutUnrecorded } from './unrecorded-preflights.ts'

/** A request with its answer, as a recording (a HAR, a log of the DevTools protocol) has it. */
export interface RecordedExchange {
  readonly method: string
  readonly url: string
  /** Names in lower case. */
  readonly requestHeaders: readonly Header[]
  /** As far as the recording has it. */
  readonly requestBody?: string | null
  /** 0 when no status was recorded. */
  readonly status: number
  readonly responseHeaders: readonly Header[]
  /** Of an error, as far as the recording has it: what stands behind the status, and the body. */
  readonly responseBody?: string | null
  /** What the browser said: `net::ERR_FAILED`. */
  readonly error: string | null
  /** The code of Chromium's protocol, where it was recorded. */
  readonly corsError: { readonly code: string; readonly parameter: string } | null
  /** Whether cookies were sent; recordings hide the header. */
  readonly hasCookies: boolean
  readonly initiator: Initiator
  /** What DevTools call it: `_resourceType` of a HAR, `type` of the protocol. */
  readonly type: string | null
  /** Whether a service worker gave the answer. It has done the checks of CORS itself, where it has asked a server. */
  readonly isOfServiceWorker: boolean
  /** The origin of the document, when the request itself has no `Origin`. */
  readonly pageOrigin: string | null
}

export const isPreflight = ({ method, requestHeaders, type }: RecordedExchange) =>
  method === 'OPTIONS' &&
  (getHeader(requestHeaders, 'access-control-request-method') !== null || type?.toLowerCase() === 'preflight')

/** The exchanges with one URL behind one exchange. A long recording has thousands, and few with one URL. */
export type Later = (url: string) => readonly RecordedExchange[]

export interface Replay {
  readonly outcome: Outcome
  /** Whether every answer that the model asked for was recorded. */
  readonly isComplete: boolean
  /** The actual exchanges of it, redirects followed. */
  readonly taken: ReadonlySet<RecordedExchange>
}

/** @param later exchanges that may be a part of it; those in `used` are parts of other fetches */
export function replay(
  input: RequestInput,
  first: RecordedExchange,
  preflight: RecordedExchange | null,
  later: Later,
  used: ReadonlySet<RecordedExchange>,
): Replay {
  const taken = new Set<RecordedExchange>()
  const preflightsRecorded: boolean[] = []
  let isComplete = true
  let last: ExchangeResponse | null = null

  const preflightAnswer = (wanted: ExchangeRequest): ExchangeResponse => {
    const there =
      wanted.url === preflight?.url ? preflight : later(wanted.url).find((one) => !used.has(one) && isPreflight(one))
    const isRecorded = there !== undefined && there !== null && there.status > 0
    preflightsRecorded.push(isRecorded)
    return isRecorded ? { status: there.status, headers: there.responseHeaders } : allowingAnswer(wanted)
  }

  const actualAnswer = (wanted: ExchangeRequest): ExchangeResponse => {
    const isFree = (one: RecordedExchange) =>
      !used.has(one) && !taken.has(one) && !isPreflight(one) && recordedMode(one) !== 'none'
    const next = wanted.url === first.url && !taken.has(first) ? first : later(wanted.url).find(isFree)
    if (next !== undefined) taken.add(next)
    // When there are too many redirects, Chromium does not record the last one. It was a redirect like the one before.
    if (next?.error === 'net::ERR_TOO_MANY_REDIRECTS' && last !== null) return last
    if (next === undefined || next.status <= 0) {
      isComplete = false
      return { networkError: next?.error ?? 'not recorded' }
    }
    last = { status: next.status, headers: next.responseHeaders }
    return last
  }

  const outcome = simulateFetchSync(
    input,
    (wanted) => (wanted.kind === 'preflight' ? preflightAnswer(wanted) : actualAnswer(wanted)),
    { engine: 'chromium' },
  )
  return { outcome: withoutUnrecorded(outcome, preflightsRecorded), isComplete, taken }
}
