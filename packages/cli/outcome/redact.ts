/**
 * Takes the secrets out of an outcome before it is printed: people paste what this command says into bug reports.
 * `--show-secrets` leaves them.
 */
import { type Cause, isOwnReason } from '@corskit/diagnose'
import type { Outcome, RequestInput } from 'corskit/browser'
import { type Header, toHeaderList } from 'corskit/protocol'
import { kindOfHeader } from '../command-line/harmless-headers.ts'
import { KnownSecrets } from '../command-line/known-secrets.ts'
import { redactUrl, redactValue } from '../command-line/redact-url.ts'
import { REDACTED } from '../command-line/redaction/redacted.ts'

/** What a request and its outcome show to be secret. */
export function secretsOf(input: RequestInput, outcome: Outcome): KnownSecrets {
  const known = new KnownSecrets()
  known.addPublic(input.origin, input.url)
  known.addUrl(input.url)
  known.addHeaders(toHeaderList(input.headers))
  known.addBody(textOfBody(input.body))
  addExchanges(known, outcome)
  return known
}

/** The command line has strings and bytes only. */
function textOfBody(body: RequestInput['body']): string {
  if (typeof body === 'string') return body
  return body instanceof ArrayBuffer ? new TextDecoder().decode(body) : ''
}

/** Adds what the exchanges show to be secret. */
export function addExchanges(known: KnownSecrets, { exchanges, reason }: Outcome): void {
  for (const { request, response } of exchanges) {
    known.addHeaders(request.headers)
    known.addUrl(request.url)
    known.addHeaders(response?.headers ?? [], 'answer')
  }
  if (reason === null) return
  known.addUrl(reason.url)
  known.addValue(reason.parameter)
}

export function redactCauses(causes: readonly Cause[], known: KnownSecrets): Cause[] {
  const shown = (text: string) => known.redact(text)
  return causes.map((cause) => ({
    ...cause,
    title: shown(cause.title),
    evidence: cause.evidence.map(shown),
    fix: {
      ...cause.fix,
      summary: shown(cause.fix.summary),
      snippets: cause.fix.snippets.map((snippet) => ({ ...snippet, code: shown(snippet.code) })),
    },
    confirm: cause.confirm === null ? null : shown(cause.confirm),
  }))
}

function redactReason({ verdict, reason }: Outcome, shown: (text: string) => string) {
  if (reason === null) return { verdict, reason }
  const { parameter, url } = reason
  return { verdict, reason: { ...reason, parameter: shown(redactValue(parameter)), url: shown(redactUrl(url)) } }
}

export function redactOutcome(outcome: Outcome, known: KnownSecrets): Outcome {
  const shown = (text: string) => known.redact(text)
  const { response } = outcome
  return {
    ...redactReason(outcome, shown),
    exchanges: outcome.exchanges.map((exchange) => ({
      kind: exchange.kind,
      request: {
        method: exchange.request.method,
        url: shown(redactUrl(exchange.request.url)),
        headers: redactHeaders(exchange.request.headers, shown),
      },
      response:
        exchange.response === null
          ? null
          : { status: exchange.response.status, headers: redactHeaders(exchange.response.headers, shown) },
    })),
    steps: outcome.steps.map((step) => ({ ...step, detail: shown(step.detail) })),
    response:
      response === null
        ? null
        : { ...response, url: shown(redactUrl(response.url)), headers: redactHeaders(response.headers, shown) },
    messages: {
      chromium: outcome.messages.chromium.map(shown),
      firefox: outcome.messages.firefox.map(shown),
      webkit: outcome.messages.webkit.map(shown),
    },
  }
}

/** A server may have put a secret into the name too. */
const redactHeaders = (headers: readonly Header[], shown: (text: string) => string): Header[] =>
  headers.map(([name, value]) => [shown(name), redactHeaderValue(name, value, shown)])

function redactHeaderValue(name: string, value: string, shown: (text: string) => string): string {
  const kind = name === 'corskit-reason' && !isOwnReason(value) ? 'secret' : kindOfHeader(name)
  if (kind === 'harmless') return shown(redactValue(value))
  if (kind === 'url') return shown(redactUrl(value))
  // That it is there and empty is not a secret.
  if (value === '') return value
  return kind === 'cookie' ? redactCookie(value, shown) : REDACTED
}

/**
 * Which browsers keep a cookie, and where they send it, is in its attributes: SameSite and Secure are what people look
 * for.
 */
export function redactCookie(text: string, shown: (text: string) => string): string {
  const [pair = '', ...attributes] = text.split(';')
  const equals = pair.indexOf('=')
  const name = equals < 0 ? '' : `${shown(pair.slice(0, equals))}=`
  return [name + REDACTED, ...attributes.map((attribute) => redactAttribute(attribute, shown))].join(';')
}

const ATTRIBUTE = /^\s*(expires|max-age|domain|path|secure|httponly|samesite|partitioned|priority)\s*(=.*)?$/i

function redactAttribute(text: string, shown: (text: string) => string): string {
  return ATTRIBUTE.test(text) ? shown(text.replace(/(path\s*=.*?)[?#].*$/i, '$1')) : ` ${REDACTED}`
}
