/** Takes the secrets out of an outcome before it is printed: people paste what this command says into bug reports. */
import type { Outcome } from 'corskit/browser'
import { type Header, isHeaderName } from 'corskit/protocol'

export const REDACTED = '[redacted]'

const SECRET_NAME = /^(proxy-)?authorization$|cookie|token|secret|api-?key|password/

/** Whether the value of a header of this name (in lower case) is kept from the output. */
export function isSecretHeader(name: string): boolean {
  // A pair of console lines is no header, and the lists of CORS hold names only.
  return isHeaderName(name) && !name.startsWith('access-control-') && SECRET_NAME.test(name)
}

/** Shorter values are only taken out of their own header: taking every `1` out of the text would leave nothing to read. */
const MIN_LENGTH_IN_TEXT = 6

export function redactOutcome(
  outcome: Outcome,
  input: { readonly url: string; readonly headers: readonly Header[] },
): Outcome {
  const secrets = new Set<string>()
  collectFromHeaders(input.headers, secrets)
  collectFromUrl(input.url, secrets)
  for (const { request, response } of outcome.exchanges) {
    collectFromHeaders(request.headers, secrets)
    collectFromUrl(request.url, secrets)
    for (const [name, value] of response?.headers ?? []) if (name === 'location') collectFromUrl(value, secrets)
    collectFromHeaders(response?.headers ?? [], secrets)
  }
  const long = [...secrets].filter((secret) => secret.length >= MIN_LENGTH_IN_TEXT).sort((a, b) => b.length - a.length)
  return redacted(outcome, long) as Outcome
}

function collectFromHeaders(headers: readonly Header[], secrets: Set<string>): void {
  for (const [name, value] of headers) if (isSecretHeader(name.toLowerCase())) secrets.add(value)
}

function collectFromUrl(text: string, secrets: Set<string>): void {
  if (!URL.canParse(text)) return
  const { password } = new URL(text)
  if (password !== '') secrets.add(password)
}

/** A copy in which no string has a secret and no secret header a value. */
function redacted(value: unknown, secrets: readonly string[]): unknown {
  if (typeof value === 'string') return secrets.reduce((text, secret) => text.replaceAll(secret, REDACTED), value)
  if (Array.isArray(value)) {
    const [name, text] = value
    if (value.length === 2 && typeof name === 'string' && typeof text === 'string' && isSecretHeader(name))
      return [name, REDACTED]
    return value.map((item) => redacted(item, secrets))
  }
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, redacted(item, secrets)]))
}
