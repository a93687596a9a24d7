/** The answer to a preflight from an origin that is allowed. https://fetch.spec.whatwg.org/#cors-preflight-fetch */
import type { Header, HeaderList } from '../../protocol/header-list.ts'
import { isCorsSafelistedMethod } from '../../protocol/method.ts'
import { isToken } from '../../protocol/token.ts'
import { type Answer, headersFor, type RequestFacts } from './answer.ts'
import { requestHeadersOf, requestMethodOf, requestPrivateNetworkOf, textOf } from './header-fact.ts'
import { explain, type PreflightReason } from './reason.ts'
import { type HeaderRefusal, type RequestHeaderRule, refusedHeader } from './request-headers.ts'

export interface PreflightParts {
  readonly methods: readonly string[]
  readonly anyMethod: boolean
  readonly headers: RequestHeaderRule
  readonly credentials: boolean
  readonly maxAge: number | null
  readonly privateNetwork: boolean
  readonly explain: boolean
  readonly vary: string
}

/** The part of the preflight's question that is refused. */
interface Refusal {
  readonly reason: PreflightReason
  readonly parameter: string | null
}

export function createPreflightAnswer(parts: PreflightParts): (allowOrigin: string, facts: RequestFacts) => Answer {
  const methods = new Set(parts.methods)
  // Browsers take `*` literally when credentials are included, so there the names that were asked for stand in its
  // place.
  const namesMethod = parts.anyMethod && parts.credentials
  const namesHeaders = parts.headers.any && parts.credentials
  const mayNameHeaders = parts.headers.any && !parts.headers.names.has('authorization')
  const fixed = Object.freeze(fixedHeaders(parts, !namesMethod, !namesHeaders))
  const withoutHeaderList = Object.freeze(fixedHeaders(parts, !namesMethod, false))
  const addsNothing = !namesMethod && !parts.privateNetwork && !parts.explain

  function refusedMethod(method: string): Refusal | null {
    if (methods.has(method) || isCorsSafelistedMethod(method)) return null
    if (method.length > MAX_METHOD_LENGTH || !isToken(method)) return MALFORMED_METHOD
    // A method may be called `*`. If it were repeated, `*` would stand beside credentials, which must never happen.
    const isAllowed = parts.anyMethod && !(parts.credentials && method === '*')
    return isAllowed ? null : { reason: 'method-not-allowed', parameter: method }
  }

  // The pages of one app ask for the same few headers again and again.
  let lastAllowed: string | null = null

  function refusedHeaders(requested: string | null): Refusal | null {
    if (requested === null || requested === lastAllowed) return null
    const refusal = refusedHeader(parts.headers, requested, null)
    if (refusal === null) lastAllowed = requested
    return refusal !== null && isCovered(refusal, requested) ? null : refusal
  }

  /**
   * Without credentials, `*` goes out and covers every name, however many there are: only `Authorization` must be
   * looked for.
   */
  function isCovered({ reason, parameter }: HeaderRefusal, requested: string): boolean {
    if (!parts.headers.any || parts.credentials || reason === 'header-malformed') return false
    if (!mayNameHeaders) return true
    // Only what is too long names no header.
    return parameter === null && !NAMES_AUTHORIZATION.test(requested)
  }

  /** What was asked for and is allowed, in place of `*`. */
  function namedHeaders(requested: string | null): Header[] {
    const names = new Set(parts.headers.names)
    if (requested !== null) refusedHeader(parts.headers, requested, names)
    return names.size === 0 ? [] : [['access-control-allow-headers', [...names].join(',')]]
  }

  return (allowOrigin, facts) => {
    const method = textOf(requestMethodOf(facts)) ?? ''
    const requested = textOf(requestHeadersOf(facts))
    const methodRefusal = refusedMethod(method)
    const headerRefusal = refusedHeaders(requested)
    const refusal = methodRefusal ?? headerRefusal
    // In the standard, `*` does not cover Authorization; in Chromium, Firefox and WebKit it does. So a preflight that
    // asks for more than is allowed does not get `*`.
    const namesThese = namesHeaders || (mayNameHeaders && headerRefusal !== null)
    let rest: HeaderList = fixed
    if (namesThese || !addsNothing) {
      const more: Header[] = namesThese ? [...withoutHeaderList, ...namedHeaders(requested)] : [...fixed]
      if (namesMethod && methodRefusal === null) {
        more.push(['access-control-allow-methods', withMethod(parts.methods, method)])
      }
      if (parts.privateNetwork && textOf(requestPrivateNetworkOf(facts)) === 'true') more.push(PRIVATE_NETWORK)
      if (parts.explain && refusal !== null) more.push(['corskit-reason', explain(refusal.reason, refusal.parameter)])
      rest = more
    }
    return {
      kind: 'preflight',
      verdict: refusal === null ? 'allowed' : 'denied',
      reason: refusal === null ? null : refusal.reason,
      parameter: refusal === null ? null : refusal.parameter,
      status: 204,
      headers: headersFor(allowOrigin, rest),
      vary: parts.vary,
    }
  }
}

/** The same for every preflight: the whole list is sent, so a browser can remember all of it at once. */
function fixedHeaders(parts: PreflightParts, withMethods: boolean, withHeaders: boolean): Header[] {
  const headers: Header[] = []
  if (parts.credentials) headers.push(['access-control-allow-credentials', 'true'])
  const methods = parts.anyMethod ? ['*'] : parts.methods
  if (withMethods && methods.length > 0) headers.push(['access-control-allow-methods', methods.join(',')])
  const names = parts.headers.any ? ['*', ...parts.headers.names] : [...parts.headers.names]
  if (withHeaders && names.length > 0) headers.push(['access-control-allow-headers', names.join(',')])
  if (parts.maxAge !== null) headers.push(['access-control-max-age', String(parts.maxAge)])
  return headers.map((header) => Object.freeze(header))
}

/** The longest registered method is `UPDATEREDIRECTREF`; the limit is for methods that clients invent. */
const MAX_METHOD_LENGTH = 64
const NAMES_AUTHORIZATION = /(?:^|[,\s])authorization(?:$|[,\s])/i
const MALFORMED_METHOD: Refusal = Object.freeze({ reason: 'method-malformed', parameter: null })
const PRIVATE_NETWORK: Header = Object.freeze(['access-control-allow-private-network', 'true'] as const)

function withMethod(methods: readonly string[], method: string): string {
  return methods.includes(method) ? methods.join(',') : [...methods, method].join(',')
}
