/** The facts of a request as the Fetch API keeps them. Repeated lines come joined by `, `. */
import type { GuardFacts } from '../../guard/judge.ts'
import type { RequestFacts } from '../../policy/answers/answer.ts'

/** What of a `Request` is looked at. */
export interface WebRequest {
  readonly method: string
  readonly url: string
  readonly headers: { get(name: string): string | null }
}

export function webFacts({ method, headers }: WebRequest): RequestFacts {
  // Only a preflight asks, and most requests are not preflights.
  if (method !== 'OPTIONS') return { method, origin: headers.get('origin') }
  return {
    method,
    origin: headers.get('origin'),
    requestMethod: headers.get('access-control-request-method'),
    requestHeaders: headers.get('access-control-request-headers'),
    requestPrivateNetwork: headers.get('access-control-request-private-network'),
  }
}

export function isPreflight({ requestMethod, origin }: RequestFacts): boolean {
  return requestMethod !== null && requestMethod !== undefined && origin !== null
}

export function webGuardFacts({ method, url, headers }: WebRequest): GuardFacts {
  return {
    method,
    origin: headers.get('origin'),
    fetchSite: headers.get('sec-fetch-site'),
    // Some platforms leave `Host` out, and keep what it said in the URL.
    host: headers.get('host') ?? hostOf(url),
    upgrade: headers.get('upgrade'),
  }
}

function hostOf(url: string): string | null {
  return URL.canParse(url) ? new URL(url).host : null
}

export function webPath({ url }: WebRequest): string {
  if (url.startsWith('/')) return url
  const start = url.indexOf('/', url.indexOf('://') + 3)
  return start < 0 ? '/' : url.slice(start)
}
