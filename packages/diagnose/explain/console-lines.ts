/** Reads console lines. Each names a reason, and of the request only its URL and its page. */
import { type PlacedMessage, recogniseMessages } from 'corskit/browser'
import type { Evidence } from '../words/evidence.ts'
import type { FailureFound, InputRead } from './explanation.ts'
import { pageOrigin } from './page-origin.ts'
import { type ToldBesides, toldBesides } from './said-lines.ts'
import { leavesRequestUnsaid } from './unsaid-request.ts'

/** A line that only repeats that a load failed, without the reason. */
const ECHO = 'AccessControlChecks'

const NAMES: Readonly<Record<string, string>> = {
  chromium: 'Chromium',
  firefox: 'Firefox',
  webkit: 'WebKit',
  jsdom: 'jsdom',
  'happy-dom': 'happy-dom',
}

/** `null` when no line is about CORS. */
export function readConsole(text: string): InputRead | null {
  const messages = withoutProse(recogniseMessages(text))
  if (messages.length === 0) return null
  const besides = toldBesides(text)
  const told = withUrls(withoutRepeats(messages, text)).map((message) => withStatus(message, besides))
  const sources = [...new Set(messages.map(({ engine }) => NAMES[engine] ?? engine))]
  return { input: { kind: 'console', source: sources.join(', ') }, failures: told.map(failureOf) }
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

/** WebKit prints a reason twice: by itself, and behind these words. */
const REPEATED = /^Failed to load resource:/

/** The second line with the words of the first is left out, wherever the two stand. */
function withoutRepeats(messages: readonly PlacedMessage[], text: string): PlacedMessage[] {
  const isBehind = ({ start, end, engine, url }: PlacedMessage) =>
    engine === 'webkit' && url === undefined && REPEATED.test(text.slice(start, end))
  return messages.filter(
    (message) =>
      !isBehind(message) ||
      !messages.some(
        (other) =>
          !isBehind(other) &&
          other.engine === 'webkit' &&
          other.code === message.code &&
          other.origin === message.origin,
      ),
  )
}

/** WebKit names the URL in the line after the reason; a line that only repeats is left out. */
function withUrls(messages: readonly PlacedMessage[]): PlacedMessage[] {
  const told: PlacedMessage[] = []
  for (const message of messages) {
    const last = told.at(-1)
    const isEcho = message.code === ECHO || (message.engine === 'firefox' && message.code === 'NetworkError')
    if (isEcho && last !== undefined && (last.url === undefined || last.url === message.url)) {
      if (last.url === undefined && message.url !== undefined) told[told.length - 1] = { ...last, url: message.url }
      continue
    }
    told.push(message)
  }
  const isSame = (one: PlacedMessage, other: PlacedMessage) =>
    one.code === other.code && one.url === other.url && one.origin === other.origin
  return told.filter((message, place) => told.findIndex((other) => isSame(other, message)) === place)
}

function failureOf({ start: _start, end: _end, ...message }: PlacedMessage): FailureFound {
  const { url = '', origin = null, method = 'GET', header } = message
  const evidence: Evidence = {
    request: {
      method,
      url: message.firstUrl ?? url,
      origin: pageOrigin(origin),
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
