/**
 * Takes the secrets out of an outcome before it is printed: people paste what this command says into bug reports.
 * `--show-secrets` leaves them.
 */
import { type Cause, isOwnReason } from '@corskit/diagnose'
import type { Outcome } from 'corskit/browser'
import type { Header } from 'corskit/protocol'
import { kindOfHeader } from '../command-line/harmless-headers.ts'
import { REDACTED, redactUrl, redactUrls } from '../command-line/secrets.ts'

/**
 * Shorter values are only taken out of their own header: taking every `1` out of the text would leave nothing to read.
 */
const MIN_LENGTH_IN_TEXT = 6

/** What was asked for. */
interface Asked {
  readonly url: string
  readonly headers: readonly Header[]
}

/** Replaces in a text what the outcome shows to be secret. */
function redactionOf(outcome: Outcome, input: Asked): (text: string) => string {
  const secrets = new Secrets()
  secrets.addHeaders(input.headers)
  secrets.addUrl(input.url)
  for (const { request, response } of outcome.exchanges) {
    secrets.addHeaders(request.headers)
    secrets.addUrl(request.url)
    secrets.addHeaders(response?.headers ?? [])
  }
  return (text) => secrets.redact(redactUrls(text))
}

export function redactCauses(causes: readonly Cause[], outcome: Outcome, input: Asked): Cause[] {
  const shown = redactionOf(outcome, input)
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

function redactReason(outcome: Outcome, shown: (text: string) => string) {
  const { verdict, reason } = outcome
  if (reason === null) return { verdict, reason }
  return { verdict, reason: { ...reason, parameter: shown(reason.parameter), url: shown(reason.url) } }
}

export function redactOutcome(outcome: Outcome, input: Asked): Outcome {
  const shown = redactionOf(outcome, input)
  const { response } = outcome
  return {
    ...redactReason(outcome, shown),
    exchanges: outcome.exchanges.map((exchange) => ({
      kind: exchange.kind,
      request: {
        method: exchange.request.method,
        url: shown(exchange.request.url),
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
        : { ...response, url: shown(response.url), headers: redactHeaders(response.headers, shown) },
    messages: {
      chromium: outcome.messages.chromium.map(shown),
      firefox: outcome.messages.firefox.map(shown),
      webkit: outcome.messages.webkit.map(shown),
    },
  }
}

function redactHeaders(headers: readonly Header[], shown: (text: string) => string): Header[] {
  return headers.map(([name, value]) => {
    const kind = name === 'corskit-reason' && !isOwnReason(value) ? 'secret' : kindOfHeader(name)
    if (kind === 'harmless') return [name, shown(value)]
    if (kind === 'url') return [name, shown(redactUrl(value))]
    // That it is there and empty is not a secret.
    if (value === '') return [name, value]
    return [name, kind === 'cookie' ? redactCookie(value, shown) : REDACTED]
  })
}

/**
 * Which browsers keep a cookie, and where they send it, is in its attributes: SameSite and Secure are what people look
 * for.
 */
export function redactCookie(text: string, shown: (text: string) => string): string {
  const [pair = '', ...attributes] = text.split(';')
  const equals = pair.indexOf('=')
  const name = equals < 0 ? '' : `${shown(pair.slice(0, equals))}=`
  return [name + REDACTED, ...attributes.map((attribute) => redactAttribute(attribute))].join(';')
}

const ATTRIBUTE = /^\s*(expires|max-age|domain|path|secure|httponly|samesite|partitioned|priority)\s*(=.*)?$/i

function redactAttribute(text: string): string {
  return ATTRIBUTE.test(text) ? text.replace(/(path\s*=.*?)[?#].*$/i, '$1') : ` ${REDACTED}`
}

/** What was found to be secret, and what servers make of it when they repeat it. */
class Secrets {
  readonly #values = new Set<string>()
  #sorted: readonly string[] | null = null

  addHeaders(headers: readonly Header[]): void {
    for (const [name, value] of headers) {
      const kind = kindOfHeader(name.toLowerCase())
      if (kind === 'url') this.addUrl(value)
      if (kind === 'secret') {
        this.#add(value)
        // `Bearer S`, `a=S; b=T`, `id=S,sig=T`: each part is one too.
        for (const part of value.split(/[\s;,=]+/)) this.#add(part, 8)
      }
      if (kind === 'cookie')
        this.#add(
          value
            .split(';', 1)[0]
            ?.replace(/^[^=]*=/, '')
            .trim() ?? '',
        )
    }
  }

  addUrl(text: string): void {
    if (!URL.canParse(text, 'https://relative.invalid/')) return
    const { username, password, pathname, search, hash } = new URL(text, 'https://relative.invalid/')
    for (const part of [username, password, search.slice(1), hash.slice(1)]) this.#add(part)
    for (const [, value] of pathname.matchAll(/;[^;=/]*=([^;/]+)/g)) this.#add(value ?? '')
    for (const [, value] of [...new URLSearchParams(search), ...new URLSearchParams(hash.slice(1))]) this.#add(value)
  }

  redact(text: string): string {
    this.#sorted ??= [...this.#values].sort((a, b) => b.length - a.length)
    return this.#sorted.reduce((shown, secret) => shown.replaceAll(secret, REDACTED), text)
  }

  #add(value: string, length = MIN_LENGTH_IN_TEXT): void {
    if (value.length < length) return
    this.#sorted = null
    const bytes = Buffer.from(value, 'latin1')
    for (const form of [
      value,
      value.toLowerCase(),
      encodeURIComponent(value.replace(/[\ud800-\udfff]/g, '')),
      bytes.toString('base64').replace(/=+$/, ''),
      bytes.toString('base64url'),
      bytes.toString('hex'),
    ])
      this.#values.add(form)
    const plain = decoded(value)
    if (plain.length >= length) this.#values.add(plain)
  }
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}
