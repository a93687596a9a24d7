/** Exchanges that somebody recorded (a HAR, a protocol log), made into what the model judges. */
import { type RequestInput, type RequestMode, simulateFetchSync } from 'corskit/browser'
import { getHeader, type Header } from 'corskit/protocol'
import type { Evidence } from '../words/evidence.ts'
import type { FailureFound } from './explanation.ts'
import { saidLine } from './said-lines.ts'
import { scriptHeaders } from './script-headers.ts'

/** A request with its answer, as a recording (a HAR, a log of the DevTools protocol) has it. */
export interface RecordedExchange {
  readonly method: string
  readonly url: string
  /** Names in lower case. */
  readonly requestHeaders: readonly Header[]
  /** 0 where none was recorded. */
  readonly status: number
  readonly responseHeaders: readonly Header[]
  /** What the browser said: `net::ERR_FAILED`. */
  readonly error: string | null
  /** The code of Chromium's protocol, where it was recorded. */
  readonly corsError: { readonly code: string; readonly parameter: string } | null
  /** Whether cookies were sent; recordings hide the header. */
  readonly hasCookies: boolean
  /** Of the document that asked, where the request itself has no `Origin`. */
  readonly pageOrigin: string | null
}

const isPreflight = ({ method, requestHeaders }: RecordedExchange) =>
  method === 'OPTIONS' && getHeader(requestHeaders, 'access-control-request-method') !== null

/** Every failed cross-origin request of a recording, in its order. What succeeded is not told. */
export function failuresIn(exchanges: readonly RecordedExchange[]): FailureFound[] {
  const used = new Set<RecordedExchange>()
  const failures: FailureFound[] = []
  for (const [place, exchange] of exchanges.entries()) {
    if (used.has(exchange) || originOf(exchange) === null) continue
    const failure = isPreflight(exchange)
      ? preflighted(exchange, exchanges.slice(place + 1), used)
      : judged(exchange, null, exchanges.slice(place + 1), used)
    if (failure !== null) failures.push(failure)
  }
  return failures
}

function originOf(exchange: RecordedExchange): string | null {
  return getHeader(exchange.requestHeaders, 'origin') ?? exchange.pageOrigin
}

/** A preflight with the request behind it, when that was sent. */
function preflighted(
  preflight: RecordedExchange,
  later: readonly RecordedExchange[],
  used: Set<RecordedExchange>,
): FailureFound | null {
  used.add(preflight)
  const method = getHeader(preflight.requestHeaders, 'access-control-request-method') ?? 'GET'
  const actual = later.find(
    (one) => !used.has(one) && !isPreflight(one) && one.url === preflight.url && one.method === method,
  )
  if (actual !== undefined) return judged(actual, preflight, later, used)
  const names = getHeader(preflight.requestHeaders, 'access-control-request-headers')?.split(',') ?? []
  const asked: RecordedExchange = {
    ...preflight,
    method,
    requestHeaders: [['origin', originOf(preflight) ?? ''], ...names.map((name): Header => [name.trim(), '1'])],
    status: 0,
    responseHeaders: [],
    error: null,
  }
  return judged(asked, preflight, later, used)
}

function judged(
  first: RecordedExchange,
  preflight: RecordedExchange | null,
  later: readonly RecordedExchange[],
  used: Set<RecordedExchange>,
): FailureFound | null {
  used.add(first)
  const origin = originOf(first) as string
  if (!URL.canParse(first.url) || new URL(first.url).origin === origin) return null
  const input = inputOf(first, origin)
  const request: Evidence['request'] = {
    method: first.method,
    url: first.url,
    origin,
    headers: input.headers as Header[],
    credentials: input.credentials ?? 'same-origin',
  }
  const cut = unseen(first, preflight)
  if (cut !== null)
    return first.error === null && first.corsError === null && preflight?.corsError == null
      ? null
      : {
          evidence: { request, outcome: null, message: messageOf(first, preflight, origin), ...saidBy(first) },
          missing: cut,
        }
  let isComplete = true
  const outcome = simulateFetchSync(
    input,
    (wanted) => {
      if (wanted.kind === 'preflight') {
        const there =
          wanted.url === preflight?.url
            ? preflight
            : later.find((one) => !used.has(one) && isPreflight(one) && one.url === wanted.url)
        if (there !== undefined && there !== null && there.status > 0)
          return { status: there.status, headers: there.responseHeaders }
        // Kept from earlier, or not recorded: what was sent behind it was allowed.
        return {
          status: 204,
          headers: [
            ['access-control-allow-origin', origin],
            ['access-control-allow-credentials', 'true'],
            [
              'access-control-allow-methods',
              wanted.headers.find(([name]) => name === 'access-control-request-method')?.[1] ?? '',
            ],
            [
              'access-control-allow-headers',
              wanted.headers.find(([name]) => name === 'access-control-request-headers')?.[1] ?? '',
            ],
          ],
        }
      }
      const next =
        wanted.url === first.url
          ? first
          : later.find((one) => !used.has(one) && !isPreflight(one) && one.url === wanted.url)
      if (next === undefined || next.status <= 0) {
        isComplete = false
        return { networkError: next?.error ?? 'not recorded' }
      }
      used.add(next)
      return { status: next.status, headers: next.responseHeaders }
    },
    { engine: 'chromium' },
  )
  if (outcome.verdict === 'allowed' || outcome.verdict === 'opaque') {
    // The recording says that it failed, and by its headers it would not have.
    return first.corsError === null
      ? null
      : {
          evidence: { request, outcome: null, message: messageOf(first, preflight, origin) },
          missing: ['why the browser refused what the headers allow'],
        }
  }
  if (!isComplete) {
    const failed = first.error !== null || first.corsError !== null
    return failed
      ? {
          evidence: { request, outcome: null, message: messageOf(first, preflight, origin) },
          missing: ['an answer of the chain of redirects'],
        }
      : null
  }
  return { evidence: { request, outcome, message: null }, missing: [] }
}

/** The network's own word for it, where that is not CORS. */
function saidBy({ corsError, error, method, url }: RecordedExchange): Pick<Evidence, 'said'> {
  const said = corsError === null && error !== null ? saidLine(`${method} ${url} ${error}`) : null
  return said === null ? {} : { said }
}

/** What keeps the exchange from being judged, or `null`. */
function unseen(first: RecordedExchange, preflight: RecordedExchange | null): string[] | null {
  if (preflight !== null && preflight.status > 0) return null
  if (first.status > 0) return null
  return [
    'the status of the answer',
    'the headers of the answer',
    ...(preflight === null ? ['the preflight, if there was one'] : []),
  ]
}

function inputOf(exchange: RecordedExchange, origin: string): RequestInput {
  const headers = scriptHeaders(exchange.requestHeaders)
  const mode = getHeader(exchange.requestHeaders, 'sec-fetch-mode')
  return {
    origin,
    url: exchange.url,
    method: exchange.method,
    headers,
    credentials: exchange.hasCookies ? 'include' : 'same-origin',
    ...(mode === 'no-cors' ? { mode: mode as RequestMode } : {}),
  }
}

function messageOf(first: RecordedExchange, preflight: RecordedExchange | null, origin: string): Evidence['message'] {
  const told = first.corsError ?? preflight?.corsError ?? null
  if (told === null) return null
  const code = told.code as never
  const parameter = told.parameter === '' ? {} : { value: told.parameter }
  return { engine: 'chromium', code, codes: [code], url: first.url, origin, ...parameter }
}
