/**
 * Reads an issue of DevTools as JSON, or a log of events of its protocol.
 * https://chromedevtools.github.io/devtools-protocol/tot/Network/
 */
import { type Header, isForbiddenRequestHeader } from 'corskit/protocol'
import type { FailureFound, InputRead } from '../explanation.ts'
import { cancelledWarnings } from '../recorded/cancelled.ts'
import type { RecordedExchange } from '../recorded/exchange.ts'
import { failuresIn } from '../recorded/failures.ts'
import { recordedInitiator } from '../recorded/initiator.ts'
import { readIssue } from './devtools-issues.ts'

type Json = Record<string, unknown>

const objectOf = (value: unknown): Json => (value !== null && typeof value === 'object' ? (value as Json) : {})
const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)

/** `null` when it is neither an issue nor a log; why it cannot be read where its issues are about something else. */
export function readDevtools(data: unknown): InputRead | { readonly why: string } | null {
  const list = Array.isArray(data) ? data : [data]
  const issues = [...list, ...endsWithoutBeginning(list)].flatMap((one) => readIssue(one) ?? [])
  const events = list
    .map(objectOf)
    .filter(({ method }) => typeof method === 'string' && /^(Network|Audits)\./.test(method))
  if (issues.length === 0 && events.length === 0) return null
  const exchanges = exchangesOf(events)
  const isLog = events.some(({ method }) => String(method).startsWith('Network.'))
  const notAbout = issues.flatMap((one) => ('notAbout' in one ? [one.notAbout] : []))
  if (!isLog && notAbout[0] !== undefined && notAbout.length === issues.length) return { why: notAbout[0] }
  const failures = [...failuresIn(exchanges), ...issues.flatMap((one) => ('failure' in one ? [one.failure] : []))]
  const warned = issues.flatMap((one) => ('warning' in one ? [one.warning] : []))
  const warnings = [...cancelledWarnings(exchanges), ...new Set(warned)]
  return {
    input: {
      kind: 'devtools',
      source: 'Chromium',
      ...(isLog ? { requests: exchanges.length } : {}),
      ...(warnings.length === 0 ? {} : { warnings }),
    },
    failures: withoutRepeats(failures),
  }
}

/** The end of a request, as the issue that it would be, where the log begins behind its beginning. */
function endsWithoutBeginning(events: readonly unknown[]): Json[] {
  const begun = new Set<unknown>()
  return events.flatMap((event) => {
    const { method, params } = objectOf(event)
    const { corsErrorStatus, requestId } = objectOf(params)
    if (method === 'Network.requestWillBeSent') begun.add(requestId)
    const isEnd = method === 'Network.loadingFailed' && corsErrorStatus !== undefined && !begun.has(requestId)
    return isEnd ? [{ code: 'CorsIssue', details: { corsIssueDetails: { corsErrorStatus } } }] : []
  })
}

/** A failure that is in an issue and in a log is counted once. */
function withoutRepeats(failures: readonly FailureFound[]): FailureFound[] {
  const keyOf = ({ evidence }: FailureFound) =>
    `${evidence.request.url} ${evidence.outcome?.reason?.code ?? evidence.message?.code ?? evidence.said?.kind}`
  return failures.filter((one, place) => failures.findIndex((other) => keyOf(other) === keyOf(one)) === place)
}

/** Requests of the log by their id; a redirect ends one exchange and begins the next under the same id. */
function exchangesOf(events: readonly Json[]): RecordedExchange[] {
  type Open = { -readonly [Key in keyof RecordedExchange]: RecordedExchange[Key] }
  const done: RecordedExchange[] = []
  const open = new Map<string, Open>()
  for (const { method, params } of events) {
    const given = objectOf(params)
    const id = textOf(given['requestId']) ?? ''
    const known = open.get(id)
    if (method === 'Network.requestWillBeSent') {
      const request = objectOf(given['request'])
      if (known !== undefined && given['redirectResponse'] !== undefined)
        takeResponse(known, objectOf(given['redirectResponse']))
      const url = textOf(request['url'])
      if (url === null || !/^https?:/.test(url)) continue
      const documentUrl = textOf(given['documentURL'])
      const next: Open = {
        method: textOf(request['method']) ?? 'GET',
        url,
        requestHeaders: pairs(request['headers']),
        requestBody: textOf(request['postData']),
        status: 0,
        responseHeaders: [],
        error: null,
        corsError: null,
        hasCookies: false,
        initiator: recordedInitiator(pairs(request['headers']), given['type']),
        type: textOf(given['type']),
        isOfServiceWorker: false,
        pageOrigin: documentUrl !== null && URL.canParse(documentUrl) ? new URL(documentUrl).origin : null,
      }
      open.set(id, next)
      done.push(next)
    } else if (known === undefined) continue
    else if (method === 'Network.requestWillBeSentExtraInfo') {
      known.requestHeaders = merged(known.requestHeaders, pairs(given['headers']))
      const initiator = recordedInitiator(known.requestHeaders, null)
      if (initiator !== 'fetch') known.initiator = initiator
      known.hasCookies = known.requestHeaders.some(([name]) => name === 'cookie')
    } else if (method === 'Network.responseReceived') {
      takeResponse(known, objectOf(given['response']))
      known.isOfServiceWorker = objectOf(given['response'])['fromServiceWorker'] === true
    } else if (method === 'Network.responseReceivedExtraInfo') {
      known.responseHeaders = pairs(given['headers'])
      if (typeof given['statusCode'] === 'number') known.status = given['statusCode']
    } else if (method === 'Network.loadingFailed') {
      const blocked = textOf(given['blockedReason']) ?? ''
      // Other reasons stand in the text of the error.
      known.error = /^(?:csp|mixed-content)$/.test(blocked) ? `(blocked:${blocked})` : textOf(given['errorText'])
      const status = objectOf(given['corsErrorStatus'])
      const code = textOf(status['corsError'])
      if (code !== null) known.corsError = { code, parameter: textOf(status['failedParameter']) ?? '' }
    }
  }
  return done
}

function takeResponse(exchange: { status: number; responseHeaders: readonly Header[] }, response: Json): void {
  if (typeof response['status'] === 'number' && exchange.status === 0) exchange.status = response['status']
  if (exchange.responseHeaders.length === 0) exchange.responseHeaders = pairs(response['headers'])
}

/** The protocol joins lines of one name by a line break. */
function pairs(headers: unknown): Header[] {
  return Object.entries(objectOf(headers)).flatMap(([name, value]) =>
    String(value)
      .split('\n')
      .map((line): Header => [name.toLowerCase(), line]),
  )
}

/** The headers of script, and those of the browser. */
function merged(known: readonly Header[], more: readonly Header[]): Header[] {
  const names = new Set(more.map(([name]) => name))
  return [...more, ...known.filter(([name, value]) => !names.has(name) && !isForbiddenRequestHeader(name, value))]
}
