/** Judges an answer as a browser would: the model decides, and header values are never compared. */
import { type Outcome, simulateFetchSync } from 'corskit/browser'
import type { Header } from 'corskit/protocol'

export interface Response {
  readonly status: number
  readonly headers: readonly Header[]
}

/** The URL that the model is told: of another origin than any page, and not http, which https pages may not use. */
const SERVER = 'https://corskit-verify.invalid/'

export const CREDENTIALS = ['omit', 'include'] as const
export type Credentials = (typeof CREDENTIALS)[number]

/**
 * Whether a page of this origin can read the answer to a GET. The status does not matter: errors and redirects are
 * answers too.
 */
export function readsActual(origin: string, credentials: Credentials, { headers }: Response): Outcome {
  return simulateFetchSync({ origin, url: SERVER, credentials }, () => ({ status: 200, headers }))
}

/** Which of the names script would see if the answer had them all. */
export function exposed(
  origin: string,
  credentials: Credentials,
  response: Response,
  names: readonly string[],
): string[] {
  const present = new Set(response.headers.map(([name]) => name))
  const added = names.filter((name) => !present.has(name)).map((name): Header => [name, 'x'])
  const { response: visible } = readsActual(origin, credentials, {
    ...response,
    headers: [...response.headers, ...added],
  })
  const seen = new Set(visible?.headers.map(([name]) => name))
  return names.filter((name) => seen.has(name))
}

/** Whether the preflight's answer lets the browser go on. */
export function passesPreflight(
  origin: string,
  credentials: Credentials,
  method: string,
  names: readonly string[],
  response: Response,
): Outcome {
  const headers = names.map((name): Header => [name, valueFor(name)])
  // Only set where the browser would not send a preflight by itself: with this flag, an answer without a list of
  // methods allows the method that was asked for.
  const useCorsPreflight = names.length === 0 && ['GET', 'HEAD', 'POST'].includes(method)
  return simulateFetchSync({ origin, url: SERVER, method, headers, credentials, useCorsPreflight }, ({ kind }) =>
    kind === 'preflight' ? response : { status: 200, headers: readable(origin) },
  )
}

const readable = (origin: string): Header[] => [
  ['access-control-allow-origin', origin],
  ['access-control-allow-credentials', 'true'],
]

/**
 * One that makes a browser ask, also for names that it would not ask about otherwise.
 * https://fetch.spec.whatwg.org/#cors-safelisted-request-header
 */
function valueFor(name: string): string {
  if (name === 'content-type') return 'application/json'
  return name.startsWith('accept') || name === 'content-language' ? 'x"y' : 'x'
}

/** For how many seconds a browser remembers the preflight. Firefox remembers longest: a day. */
export function rememberedFor({ headers }: Response): number {
  const values = headers.filter(([name]) => name === 'access-control-max-age').map(([, value]) => value.trim())
  const [value = ''] = values
  return values.length === 1 && /^\d+$/.test(value) ? Math.min(Number(value), 86_400) : 5
}

/** The request headers by which a cache must distinguish answers. */
export function corsSignature({ headers }: Response): string {
  return headers
    .filter(([name]) => /^access-control-(?:allow-origin|allow-credentials|expose-headers)$/.test(name))
    .map(([name, value]) => `${name}: ${value}`)
    .sort()
    .join('\n')
}

export function variesBy(name: string, { headers }: Response): boolean {
  return headers.some(
    ([each, value]) =>
      each === 'vary' && value.split(',').some((part) => ['*', name].includes(part.trim().toLowerCase())),
  )
}

/** Whether the answer says that a cache had it. https://www.rfc-editor.org/rfc/rfc9211, and what was there before it */
export function isHit({ headers }: Response): boolean {
  return headers.some(([name, value]) => {
    if (name === 'age') return /^[1-9]\d*$/.test(value.trim())
    // Two numbers: this request, and the one that the answer was kept of.
    if (name === 'x-varnish') return /^\d+ \d+$/.test(value.trim())
    return /^(?:cache-status|cf-cache-status|x-(?:proxy-)?cache(?:-status)?)$/.test(name) && /\bhit\b/i.test(value)
  })
}

/**
 * Whether no cache keeps it at all: it is told so, or it is an error that is kept only where it says for how long.
 * https://www.rfc-editor.org/rfc/rfc9111#section-3
 */
export function isNeverStored({ status, headers }: Response): boolean {
  const control = headers.flatMap(([name, value]) => (name === 'cache-control' ? [value] : [])).join(',')
  if (/(?:^|[\s,])no-store(?:$|[\s,])/i.test(control)) return true
  const saysHowLong = /max-age|public/i.test(control) || headers.some(([name]) => name === 'expires')
  return !KEPT_BY_THEMSELVES.includes(status) && !saysHowLong
}

/** https://www.rfc-editor.org/rfc/rfc9110#section-15.1 */
const KEPT_BY_THEMSELVES = [200, 203, 204, 206, 300, 301, 308, 404, 405, 410, 414, 501]

/** The names of a list in the answer, as they stand there. */
export function listed(name: string, { headers }: Response): string[] {
  return headers.flatMap(([each, value]) =>
    each === name
      ? value
          .split(',')
          .map((part) => part.trim())
          .filter((part) => part !== '')
      : [],
  )
}
