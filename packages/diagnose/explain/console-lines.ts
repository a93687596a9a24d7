/** Reads console lines. Each names a reason, and of the request only its URL and its page. */
import type { PlacedMessage } from 'corskit/browser'
import type { Evidence } from '../words/evidence.ts'
import type { FailureFound, InputRead } from './explanation.ts'
import { withCutAddresses } from './lines/cut-in-front.ts'
import { messagesOfLongText } from './lines/long-text.ts'
import { narrowed, withoutHttp } from './lines/narrowed-reasons.ts'
import { failuresOfLines } from './lines/same-failure.ts'
import { pageOrigin } from './page-origin.ts'
import { type ToldBesides, toldBesides } from './said/said-lines.ts'
import { leavesRequestUnsaid } from './unsaid-request.ts'

const NAMES: Readonly<Record<string, string>> = {
  chromium: 'Chromium',
  firefox: 'Firefox',
  webkit: 'WebKit',
  jsdom: 'jsdom',
  'happy-dom': 'happy-dom',
}

/** What lines warn of that tell of no failure. */
const WARNINGS: Readonly<Record<string, string>> = {
  AuthorizationCoveredByWildcard:
    'Firefox warns, and lets the page read: in the standard, `*` in Access-Control-Allow-Headers does not cover Authorization. Browsers still accept it, and Firefox says that it will stop. Write `authorization` into the list.',
}

const isOfFailure = ({ code }: PlacedMessage) => !Object.hasOwn(WARNINGS, code ?? '')

/** `null` when no line is about CORS. */
export function readConsole(text: string): InputRead | null {
  const messages = withoutHttp(withCutAddresses(withoutProse(messagesOfLongText(text)), text), text)
  if (messages.length === 0) return null
  const besides = toldBesides(text)
  const warnings = [...new Set(messages.flatMap(({ code }) => WARNINGS[code ?? ''] ?? []))]
  const told = failuresOfLines(messages.filter(isOfFailure), text)
  const sources = [...new Set(messages.map(({ engine }) => NAMES[engine] ?? engine))]
  return {
    input: { kind: 'console', source: sources.join(', '), ...(warnings.length === 0 ? {} : { warnings }) },
    failures: told.map((message) => failureOf(narrowed(withStatus(message, besides)))),
  }
}

/**
 * Words of another engine without a URL are advice, and not a message: advice in Chromium's issues contains Firefox's
 * "CORS disabled".
 */
function withoutProse(messages: readonly PlacedMessage[]): readonly PlacedMessage[] {
  const isPrinted = ({ engine, url }: PlacedMessage) =>
    url !== undefined || !messages.some((other) => other.url !== undefined && other.engine !== engine)
  return messages.filter(isPrinted)
}

/**
 * Chromium's line about the network has the status, which its line about CORS does not have. That of `OPTIONS` is for
 * messages about the preflight, and a refusal of another method says nothing of the preflight before it.
 */
function withStatus(message: PlacedMessage, besides: ReadonlyMap<string, ToldBesides>): PlacedMessage {
  const told = besides.get(message.url ?? '')
  const isPreflight = message.codes.every((code) => code.includes('Preflight'))
  const ofPreflight = besides.get(`OPTIONS ${message.url}`)
  const answered = isPreflight ? (ofPreflight ?? (told?.isStopped === true ? told : undefined)) : told
  const method = message.method ?? told?.method
  const status = answered?.status ?? null
  return { ...message, ...(method === undefined ? {} : { method }), ...(status === null ? {} : { status }) }
}

/** What one line tells of a failed request. */
export function failureOf({ start: _start, end: _end, ...message }: PlacedMessage): FailureFound {
  const { url = '', origin = null, method = 'GET', header } = message
  const evidence: Evidence = {
    request: {
      method,
      url: message.firstUrl ?? url,
      // Chromium names the frame that loads where it is the page.
      origin: pageOrigin(origin ?? (message.code === 'DisallowedByMode' ? (message.value ?? null) : null)),
      headers: header === undefined ? [] : [[header.toLowerCase(), '']],
      credentials: CREDENTIALED.has((message.code ?? '').replace(/^Preflight/, '')) ? 'include' : 'same-origin',
    },
    outcome: null,
    message,
  }
  return {
    evidence,
    missing: [
      ...(leavesRequestUnsaid(evidence) ? ['the method and the headers of the request'] : []),
      ...(message.url === undefined ? ['the URL'] : []),
      ...(evidence.request.origin === null ? ['the page’s origin'] : []),
      ...(message.status === undefined ? ['the status of the answer'] : []),
      'the headers of the answer',
    ],
  }
}

/** For these reasons, only requests with credentials are refused. */
const CREDENTIALED: ReadonlySet<string> = new Set(['WildcardOriginNotAllowed', 'InvalidAllowCredentials'])
