/** A request that was copied without its answer: curl, fetch, PowerShell. */
import { type ElementInitiator, type Outcome, simulateFetchSync } from 'corskit/browser'
import { getHeader, type Header } from 'corskit/protocol'
import { behindPreflight } from '../../words/behind-preflight.ts'
import type { EvidenceRequest } from '../../words/evidence.ts'
import type { SaidLine } from '../../words/said-line.ts'
import type { FailureFound, InputKind, InputRead, Sent } from '../explanation.ts'
import { pageOrigin } from '../page-origin.ts'
import type { RecordedExchange } from '../recorded/exchange.ts'
import { failuresIn } from '../recorded/failures.ts'
import { refusalIn } from '../said/said-lines.ts'
import { scriptHeaders } from '../script-headers.ts'
import { needsPreflight } from '../unsaid-request.ts'
import { copiedElement, copiedMode, outsideCors } from './copied-mode.ts'
import type { PrintedAnswer } from './curl-output.ts'

export interface CopiedRequest {
  readonly url: string
  readonly method: string
  /** Names in lower case. */
  readonly headers: readonly Header[]
  readonly hasCookies: boolean
  /** What hides secrets, and is not told: cookies of an option, and the body. */
  readonly sent?: Sent
  /** Whether other requests stand behind it in the text. */
  readonly isFirst?: boolean
  /** What of the request the text does not say. */
  readonly unread?: readonly string[]
  /** Known only if the copied text says it. */
  readonly credentials?: 'omit' | 'same-origin' | 'include'
  /** The option of fetch. */
  readonly mode?: string
}

/** What stands beneath a call of curl. */
export interface Printed {
  readonly answers: readonly PrintedAnswer[]
  /** The whole text, where it has no head. */
  readonly body: string
  /** What curl said of the connection. */
  readonly error: string | null
}

/** What `missing` says of an answer in the text that is not judged. */
export const UNREAD_ANSWER = 'the answer beneath the call, which is not read'

/** A call of curl with what it printed, which is judged where the call has an `Origin` and it is one answer. */
export function readWithAnswers(written: CopiedRequest, printed: Printed): InputRead {
  if (outside(written) !== null) return readCopied('curl', written)
  const { answers, body, error } = printed
  const [answer, ...others] = answers
  if (answer === undefined) {
    const said: SaidLine | null =
      error === null ? refusalIn(body) : { kind: 'network', line: `curl: ${error}`, detail: error }
    return said === null ? readCopied('curl', written) : told(written, said)
  }
  const read = requestRead('curl', { ...written, isFirst: false })
  const without = (what: string): InputRead => ({
    ...read,
    failures: read.failures.map((one) => ({
      ...one,
      missing: one.missing.map((lacks) => (lacks === ANSWER ? what : lacks)),
    })),
  })
  if (others.length > 0 || pageOrigin(getHeader(written.headers, 'origin')) === null) return without(UNREAD_ANSWER)
  const { headers, hasCookies, method, url } = written
  const exchange: RecordedExchange = {
    method,
    url,
    requestHeaders: headers,
    status: answer.status,
    responseHeaders: answer.headers,
    responseBody: answer.body,
    error: null,
    corsError: null,
    hasCookies,
    initiator: 'fetch',
    type: 'fetch',
    isOfServiceWorker: false,
    pageOrigin: null,
  }
  const sent = sentBy(written)
  const failures = failuresIn([exchange]).map((one) => ({ ...one, sent }))
  if (failures.length > 0) return { input: { kind: 'curl' }, failures }
  // A page could read it, or would not send this preflight; the server refuses all the same.
  const said = answer.status < 400 ? null : refusalIn(answer.body)
  if (said !== null) return told(written, said)
  // This answer is good, and another one decides.
  if (behindPreflight(written) !== null) return without('the answer to the request behind the preflight')
  if (answer.status >= 300 && answer.status < 400) return without('the answer where the redirect leads')
  const needsOne = read.failures.some(({ evidence }) => needsPreflight(evidence.request))
  return needsOne ? without('the answer to the preflight') : { input: { kind: 'curl' }, failures }
}

const sentBy = ({ headers, sent }: CopiedRequest): Sent[] => [
  { headers, body: null },
  ...(sent === undefined ? [] : [sent]),
]

/** @param said what curl said of the connection, or the server of its refusal */
function told(written: CopiedRequest, said: SaidLine): InputRead {
  const read = requestRead('curl', { ...written, isFirst: false })
  return {
    ...read,
    failures: read.failures.map(({ evidence, missing, ...rest }) => ({
      ...rest,
      evidence: { ...evidence, said },
      missing: missing.filter((what) => what !== ANSWER),
    })),
  }
}

const ANSWER = 'what the server answers'

const OUTSIDE = {
  navigation:
    'It is a navigation, which needs no permission of CORS: browsers load it, and no script of the page that starts it reads the answer.',
  'web socket':
    'It is a web socket, to which CORS does not apply: browsers open it to every server, and the server itself looks at Origin. If it does not open, paste the line of the console (WebSocket connection to … failed): it has the status of the handshake.',
} as const

const outside = ({ url, method, headers, mode }: CopiedRequest) => outsideCors(url, method, headers, mode)

export function readCopied(kind: InputKind, written: CopiedRequest): InputRead {
  const what = outside(written)
  return what === null ? requestRead(kind, written) : { input: { kind, warnings: [OUTSIDE[what]] }, failures: [] }
}

/** Code that opens one: its URL does not matter. */
export const readWebSocketCall = (text: string): InputRead | null =>
  /\bnew\s+WebSocket(?:Stream)?\s*\(/.test(text)
    ? { input: { kind: 'fetch', warnings: [OUTSIDE['web socket']] }, failures: [] }
    : null

/** The outcome of a request that the browser does not send; `null` where it asks the server. */
function refusedUnsent({ element, origin, ...request }: EvidenceRequest): Outcome | null {
  if (origin === null || element !== undefined) return null
  const outcome = simulateFetchSync({ ...request, origin }, () => ({ networkError: 'not asked' }), {
    engine: 'chromium',
  })
  return outcome.verdict === 'blocked' && outcome.exchanges.length === 0 ? outcome : null
}

const harmless = (element: ElementInitiator) =>
  `It is the request of an element (${element}) without CORS: browsers load it from every origin, and no script reads it.`

function requestRead(kind: InputKind, written: CopiedRequest): InputRead {
  const copied = behindPreflight(written) ?? written
  const { url, method, headers, hasCookies } = copied
  const origin = pageOrigin(getHeader(headers, 'origin')) ?? pageOrigin(getHeader(headers, 'referer'))
  const mode = copiedMode(written.method, headers, copied.mode)
  const element = copiedElement(method, headers, mode)
  const request: EvidenceRequest = {
    method: method.toUpperCase() === 'PATCH' ? method : method.toUpperCase(),
    url,
    origin,
    headers: scriptHeaders(headers),
    credentials: copied.credentials ?? (hasCookies ? 'include' : 'same-origin'),
    ...(mode === null || mode === 'cors' ? {} : { mode }),
    ...(element === null ? {} : { element }),
  }
  const outcome = refusedUnsent(request)
  const failure: FailureFound = {
    evidence: { request, outcome, message: null },
    ...(element === null ? {} : { harmless: harmless(element) }),
    missing: [
      ...(origin === null ? ['the page’s origin'] : []),
      ...(outcome === null ? [ANSWER] : []),
      ...(written.unread ?? []),
      ...(written.isFirst === true ? ['the requests behind the first one, which alone was read'] : []),
    ],
    sent: sentBy(written),
  }
  return { input: { kind }, failures: [failure] }
}
