/** The facts of a request as the Fetch API keeps them. Repeated lines come joined by `, `. */
import type { GuardFacts } from '../../guard/judge.ts'
import type { RequestFacts } from '../../policy/answers/answer.ts'

/** What of a `Request` is looked at. */
export interface WebRequest {
  readonly method: string
  readonly url: string
  readonly headers: { get(name: string): string | null }
}

export function webFacts(request: WebRequest): RequestFacts {
  const method = webMethod(request)
  const { headers } = request
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

export function webGuardFacts(request: WebRequest): GuardFacts {
  const { url, headers } = request
  return {
    method: webMethod(request),
    origin: headers.get('origin'),
    fetchSite: headers.get('sec-fetch-site'),
    // Some platforms leave `Host` out, and keep what it said in the URL.
    host: headers.get('host') ?? hostOf(url),
    upgrade: headers.get('upgrade'),
  }
}

/**
 * While Next.js builds a `force-static` route on Node 26, the method of the request cannot be read. Static is only what
 * GET gives.
 */
export function webMethod(request: WebRequest): string {
  try {
    return request.method
  } catch {
    return 'GET'
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
