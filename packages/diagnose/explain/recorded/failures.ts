/** Finds the failures of a recording (a HAR or a protocol log), in a form that the model can judge. */
import type { Outcome, RequestInput } from 'corskit/browser'
import { getHeader, type Header } from 'corskit/protocol'
import type { Evidence } from '../../words/evidence.ts'
import type { SaidKind } from '../../words/said-line.ts'
import type { FailureFound, Sent } from '../explanation.ts'
import { pageOrigin } from '../page-origin.ts'
import { refusalIn, saidLine } from '../said/said-lines.ts'
import { scriptHeaders } from '../script-headers.ts'
import { AllowingAnswers } from './allowed-elsewhere.ts'
import { isCancelled } from './cancelled.ts'
import { isPreflight, type Later, type RecordedExchange, type Replay, replay } from './exchange.ts'
import { elementInput } from './initiator.ts'
import { recordedMode } from './mode.ts'
import { resourcePolicyRefusal } from './resource-policy.ts'
import { withStoredAnswers } from './stored-answers.ts'

/** Every failed cross-origin request of a recording, in the order of the recording. */
export function failuresIn(recorded: readonly RecordedExchange[]): FailureFound[] {
  const exchanges = withStoredAnswers(recorded.filter((one) => !isAnsweredByWorker(one) && !isCancelled(one)))
  const used = new Used()
  const allowing = new AllowingAnswers(exchanges)
  const failures: FailureFound[] = []
  const ahead = byUrl(exchanges)
  const later: Later = (url) => ahead.get(url) ?? []
  for (const exchange of exchanges) {
    ahead.get(exchange.url)?.shift()
    if (used.has(exchange)) continue
    used.news = new Set([exchange])
    const failure = failureOf(exchange, later, used)
    if (failure === null) continue
    const elsewhere = allowing.for(failure.evidence)
    const evidence = elsewhere === undefined ? failure.evidence : { ...failure.evidence, elsewhere }
    failures.push({ ...failure, evidence, sent: [...used.news].map(sentBy) })
  }
  return failures
}

/** The exchanges that are parts of a fetch already, and those of the fetch that is looked at. */
class Used extends Set<RecordedExchange> {
  news = new Set<RecordedExchange>()

  override add(exchange: RecordedExchange): this {
    this.news.add(exchange)
    return super.add(exchange)
  }
}

const sentBy = ({ requestHeaders, requestBody = null }: RecordedExchange): Sent => ({
  headers: requestHeaders,
  body: requestBody,
})

function failureOf(exchange: RecordedExchange, later: Later, used: Set<RecordedExchange>): FailureFound | null {
  if (recordedMode(exchange) === 'none') return refusedToWhoever(exchange)
  const stopped = isPreflight(exchange) ? null : preflightOf(exchange, later, used)
  if (stopped !== null) used.add(stopped)
  if (originOf(exchange) === null && stopped === null) return refusedToWhoever(exchange)
  return isPreflight(exchange) ? preflighted(exchange, later, used) : judged(exchange, stopped, later, used)
}

function byUrl(exchanges: readonly RecordedExchange[]): Map<string, RecordedExchange[]> {
  const lists = new Map<string, RecordedExchange[]>()
  for (const exchange of exchanges) {
    const list = lists.get(exchange.url)
    if (list === undefined) lists.set(exchange.url, [exchange])
    else list.push(exchange)
  }
  return lists
}

/** A worker's answer that the page may not read is a network error, which has no status. */
const isAnsweredByWorker = ({ corsError, error, isOfServiceWorker, status }: RecordedExchange) =>
  isOfServiceWorker && status > 0 && error === null && corsError === null

/** Anything can be written into a file, so the header may hold something else. */
function originOf(exchange: RecordedExchange): string | null {
  return pageOrigin(getHeader(exchange.requestHeaders, 'origin')) ?? exchange.pageOrigin
}

/**
 * Chromium records a request when script makes it. So a request that its preflight stopped may be recorded before that
 * preflight.
 */
function preflightOf(
  { error, method, status, url }: RecordedExchange,
  later: Later,
  used: ReadonlySet<RecordedExchange>,
): RecordedExchange | null {
  if (status > 0 || error === null) return null
  const isItsOwn = (one: RecordedExchange) => getHeader(one.requestHeaders, 'access-control-request-method') === method
  return later(url).find((one) => !used.has(one) && isPreflight(one) && isItsOwn(one)) ?? null
}

/**
 * Some failures only happen between two origins. They count even when the page is not known, as with `no-cors`
 * requests, which do not name it.
 */
function refusedToWhoever(exchange: RecordedExchange): FailureFound | null {
  const { said = resourcePolicyRefusal(exchange) } = saidBy(exchange)
  if (said === undefined || !BETWEEN_ORIGINS.has(said.kind)) return null
  const { method, url } = exchange
  const headers = scriptHeaders(exchange.requestHeaders)
  return {
    evidence: {
      request: { method, url, origin: null, headers, credentials: 'same-origin' },
      outcome: null,
      message: null,
      said,
    },
    missing: ['the page’s origin'],
  }
}

const BETWEEN_ORIGINS: ReadonlySet<SaidKind> = new Set([
  'embedder-policy',
  'opaque-response-blocking',
  'resource-policy',
])

/** A preflight with the request behind it, when that was sent. */
function preflighted(preflight: RecordedExchange, later: Later, used: Set<RecordedExchange>): FailureFound | null {
  used.add(preflight)
  const announced = getHeader(preflight.requestHeaders, 'access-control-request-method')
  const isItsOwn = (one: RecordedExchange) =>
    (announced === null || one.method === announced) && recordedMode(one) !== 'none'
  const actual = later(preflight.url).find((one) => !used.has(one) && !isPreflight(one) && isItsOwn(one))
  if (actual !== undefined) return judged(actual, preflight, later, used)
  const names = getHeader(preflight.requestHeaders, 'access-control-request-headers')?.split(',') ?? []
  const asked: RecordedExchange = {
    ...preflight,
    method: announced ?? 'GET',
    requestHeaders: [['origin', originOf(preflight) ?? ''], ...names.map((name): Header => [name.trim(), '1'])],
    status: 0,
    responseHeaders: [],
    error: null,
  }
  const failure = judged(asked, preflight, later, used)
  // Nothing shows that a request failed which a good preflight has announced.
  return preflight.status > 0 && failure?.evidence.outcome === null ? null : failure
}

function judged(
  first: RecordedExchange,
  preflight: RecordedExchange | null,
  later: Later,
  used: Set<RecordedExchange>,
): FailureFound | null {
  used.add(first)
  // When a preflight has stopped a request, the recording only has what script asked for.
  const origin = originOf(first) ?? (preflight === null ? null : originOf(preflight))
  if (origin === null) return refusedToWhoever(first)
  if (!URL.canParse(first.url) || new URL(first.url).origin === origin) return null
  const input = inputOf(first, origin)
  const request: Evidence['request'] = {
    method: first.method,
    url: first.url,
    origin,
    headers: (input.headers ?? []) as readonly Header[],
    credentials: input.credentials ?? 'same-origin',
  }
  const cut = unseen(first, preflight)
  if (cut !== null)
    return {
      evidence: { request, outcome: null, message: messageOf(first, preflight, origin), ...saidBy(first) },
      missing: cut,
    }
  const told = replayed(input, first, preflight, later, used)
  for (const one of told.taken) used.add(one)
  const failing = [first, ...told.taken].find(
    ({ error, corsError, status }) => error !== null || corsError !== null || status === 0,
  )
  const reason = messageOf(failing ?? first, preflight, origin)
  if (told.isComplete && (told.outcome.verdict === 'allowed' || told.outcome.verdict === 'opaque')) {
    // The body did not come: `net::ERR_INCOMPLETE_CHUNKED_ENCODING`.
    const lost = first.status > 0 && first.corsError === null ? saidBy(first) : {}
    if (lost.said?.kind === 'network')
      return { evidence: { request, outcome: null, message: null, ...lost }, missing: [] }
    // The recording says that it failed, although its headers would allow it.
    return first.corsError === null
      ? null
      : {
          evidence: { request, outcome: null, message: reason },
          missing: ['why the browser refused what the headers allow'],
        }
  }
  if (told.isComplete) {
    const { credentials = 'same-origin' } = told
    const { outcome } = told
    const said = saidInBody([...(preflight === null ? [] : [preflight]), first, ...told.taken], outcome)
    return { evidence: { request: { ...request, credentials }, outcome, message: null, ...said }, missing: [] }
  }
  return failing === undefined
    ? null
    : {
        evidence: { request, outcome: null, message: reason, ...saidBy(failing) },
        missing: failing === first ? UNSEEN_ANSWER : ['an answer of the chain of redirects'],
      }
}

/**
 * No recording says whether a request was made with credentials, and without a cookie none is sent. If it failed, and
 * would only fail with credentials, it was made with credentials.
 */
function replayed(
  input: RequestInput,
  first: RecordedExchange,
  preflight: RecordedExchange | null,
  later: Later,
  used: ReadonlySet<RecordedExchange>,
): Replay & { readonly credentials?: RequestInput['credentials'] } {
  const told = { ...replay(input, first, preflight, later, used), credentials: input.credentials }
  // In a recording of Chromium, a request that was sent has an `Origin`. One without was stopped by its preflight,
  // although that allows it without credentials.
  const isStopped = !told.isComplete && preflight !== null && getHeader(first.requestHeaders, 'origin') === null
  if (told.isComplete ? told.outcome.verdict !== 'allowed' : !isStopped) return told
  const code = [first, preflight, ...told.taken].find((one) => one?.corsError != null)?.corsError?.code
  const isRefused = code !== undefined || [first, ...told.taken].some(({ error }) => error === 'net::ERR_FAILED')
  if (!isRefused || input.credentials === 'include' || !mayHaveCredentials(input)) return told
  const credentialed = replay({ ...input, credentials: 'include' }, first, preflight, later, used)
  const isTrue = credentialed.isComplete && credentialed.outcome.verdict === 'blocked'
  return isTrue && (code === undefined || code === credentialed.outcome.reason?.code)
    ? { ...credentialed, credentials: 'include' }
    : told
}

/** Only an element with the attribute crossorigin has a setting for it, and a font has none. */
const mayHaveCredentials = ({ initiator, mode }: RequestInput) =>
  mode !== 'no-cors' &&
  initiator !== 'font' &&
  (mode === 'cors' || initiator === undefined || initiator === 'xmlhttprequest')

/** The error code of the network, if it is not about CORS. */
function saidBy({ corsError, error, method, url }: RecordedExchange): Pick<Evidence, 'said'> {
  const said = corsError === null && error !== null ? saidLine(`${method} ${url} ${error}`) : null
  return said === null ? {} : { said }
}

/** What the body of the refused answer says of the refusal: `Invalid CORS request`. */
function saidInBody(exchanges: readonly RecordedExchange[], { reason }: Outcome): Pick<Evidence, 'said'> {
  const isRefused = (one: RecordedExchange) =>
    one.status >= 400 && one.url === reason?.url && isPreflight(one) === (reason.phase === 'preflight')
  const said = refusalIn(exchanges.findLast(isRefused)?.responseBody ?? '')
  return said === null ? {} : { said }
}

/** Why the exchange cannot be judged, or `null`. */
function unseen(first: RecordedExchange, preflight: RecordedExchange | null): string[] | null {
  if (preflight !== null && preflight.status > 0) return null
  if (first.status > 0) return null
  return [...UNSEEN_ANSWER, ...(preflight === null ? ['the preflight, if there was one'] : [])]
}

const UNSEEN_ANSWER = ['the status of the answer', 'the headers of the answer']

function inputOf(exchange: RecordedExchange, origin: string): RequestInput {
  const element = elementInput(exchange, origin)
  if (element !== null) return element
  const headers = scriptHeaders(exchange.requestHeaders)
  return {
    origin,
    url: exchange.url,
    method: exchange.method,
    headers,
    credentials: exchange.hasCookies ? 'include' : 'same-origin',
    ...(exchange.initiator === 'xmlhttprequest' ? { initiator: exchange.initiator } : {}),
    ...(recordedMode(exchange) === 'no-cors' ? { mode: 'no-cors' } : {}),
  }
}

function messageOf(first: RecordedExchange, preflight: RecordedExchange | null, origin: string): Evidence['message'] {
  const told = first.corsError ?? preflight?.corsError ?? null
  if (told === null) return null
  const code = told.code as never
  const parameter = told.parameter === '' ? {} : { value: told.parameter }
  return { engine: 'chromium', code, codes: [code], url: first.url, origin, ...parameter }
}
