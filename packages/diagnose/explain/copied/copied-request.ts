/** A request that was copied without its answer: curl, fetch, PowerShell. */
import { getHeader, type Header } from 'corskit/protocol'
import { behindPreflight } from '../../words/behind-preflight.ts'
import type { FailureFound, InputKind, InputRead, Sent } from '../explanation.ts'
import { pageOrigin } from '../page-origin.ts'
import type { RecordedExchange } from '../recorded/exchange.ts'
import { failuresIn } from '../recorded/failures.ts'
import { scriptHeaders } from '../script-headers.ts'
import { needsPreflight } from '../unsaid-request.ts'
import { copiedMode, isOutsideCors } from './copied-mode.ts'
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

/** What `missing` says of an answer in the text that is not judged. */
export const UNREAD_ANSWER = 'the answer beneath the call, which is not read'

/** A call of curl with what it printed, which is judged where the call has an `Origin` and it is one answer. */
export function readWithAnswers(
  written: CopiedRequest,
  answers: readonly PrintedAnswer[],
  error: string | null,
): InputRead {
  const [answer, ...others] = answers
  if (answer === undefined) return error === null ? readCopied('curl', written) : unanswered(written, error)
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

/** @param error what curl said of the connection */
function unanswered(written: CopiedRequest, error: string): InputRead {
  const read = requestRead('curl', { ...written, isFirst: false })
  return {
    ...read,
    failures: read.failures.map(({ evidence, missing, ...rest }) => ({
      ...rest,
      evidence: { ...evidence, said: { kind: 'network', line: `curl: ${error}`, detail: error } },
      missing: missing.filter((what) => what !== ANSWER),
    })),
  }
}

const ANSWER = 'what the server answers'

const OUTSIDE =
  'It is a navigation or a web socket, which needs no permission of CORS: browsers load it, and no script of the page that starts it reads the answer of a navigation.'

export function readCopied(kind: InputKind, written: CopiedRequest): InputRead {
  return isOutsideCors(written.method, written.headers, written.mode)
    ? { input: { kind, warnings: [OUTSIDE] }, failures: [] }
    : requestRead(kind, written)
}

function requestRead(kind: InputKind, written: CopiedRequest): InputRead {
  const copied = behindPreflight(written) ?? written
  const { url, method, headers, hasCookies } = copied
  const origin = pageOrigin(getHeader(headers, 'origin')) ?? pageOrigin(getHeader(headers, 'referer'))
  const mode = copiedMode(written.method, headers, copied.mode)
  const failure: FailureFound = {
    evidence: {
      request: {
        method: method.toUpperCase() === 'PATCH' ? method : method.toUpperCase(),
        url,
        origin,
        headers: scriptHeaders(headers),
        credentials: copied.credentials ?? (hasCookies ? 'include' : 'same-origin'),
        ...(mode === 'no-cors' ? { mode } : {}),
      },
      outcome: null,
      message: null,
    },
    missing: [
      ...(origin === null ? ['the page’s origin'] : []),
      ANSWER,
      ...(written.unread ?? []),
      ...(written.isFirst === true ? ['the requests behind the first one, which alone was read'] : []),
    ],
    sent: sentBy(written),
  }
  return { input: { kind }, failures: [failure] }
}
