/**
 * The facts of a request as Node keeps them. Repeated lines of these headers come joined by `, ` (or, from other
 * servers, as a list).
 */
import type { IncomingMessage } from 'node:http'
import type { GuardFacts } from '../../guard/judge.ts'
import type { RequestFacts } from '../../policy/answers/answer.ts'

/** The parts of a request that are read: of Node's own, over HTTP/1 and HTTP/2, and of objects that imitate them. */
export interface NodeRequest {
  readonly method?: string | undefined
  readonly url?: string | undefined
  readonly headers: IncomingMessage['headers']
}

/**
 * Only own properties are headers that the client sent: Node's headers inherit from `Object.prototype`, which other
 * code may have changed.
 */
function sent<Name extends keyof IncomingMessage['headers']>(
  headers: IncomingMessage['headers'],
  name: Name,
): IncomingMessage['headers'][Name] | undefined {
  return Object.hasOwn(headers, name) ? headers[name] : undefined
}

export function nodeFacts({ method = '', headers }: NodeRequest): RequestFacts {
  // Only a preflight asks, and most requests are not preflights.
  if (method !== 'OPTIONS') return { method, origin: sent(headers, 'origin') }
  return {
    method,
    origin: sent(headers, 'origin'),
    requestMethod: sent(headers, 'access-control-request-method'),
    requestHeaders: sent(headers, 'access-control-request-headers'),
    requestPrivateNetwork: sent(headers, 'access-control-request-private-network'),
  }
}

/** https://fetch.spec.whatwg.org/#cors-preflight-request */
export function isPreflight({ method, origin, requestMethod }: RequestFacts): boolean {
  return method === 'OPTIONS' && requestMethod !== undefined && origin !== undefined
}

export function nodeGuardFacts({ method = '', headers }: NodeRequest): GuardFacts {
  return {
    method,
    origin: sent(headers, 'origin'),
    fetchSite: joined(sent(headers, 'sec-fetch-site')),
    // HTTP/2's own name for it, which takes precedence: https://www.rfc-editor.org/rfc/rfc9113#section-8.3.1
    host: joined(sent(headers, ':authority')) ?? sent(headers, 'host'),
    upgrade: sent(headers, 'upgrade'),
  }
}

function joined(value: string | readonly string[] | undefined): string | undefined {
  return typeof value === 'object' ? value.join(', ') : value
}

/** Connect and Express shorten `url` to what follows the mount point, and keep the whole one here. */
interface MountedRequest extends NodeRequest {
  readonly originalUrl?: string
}

export function nodePath(request: NodeRequest): string {
  return (request as MountedRequest).originalUrl ?? request.url ?? ''
}
