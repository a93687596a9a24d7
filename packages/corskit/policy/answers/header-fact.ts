/** The facts of a request as the caller gives them. Other people call a policy too, so they may be anything. */

/** A request header as a server has it: one value, a list of the values of several lines, or none. */
export type HeaderFact = string | readonly string[] | null | undefined

/**
 * The facts of a request that the answer depends on. `null` or `undefined` means that the header is absent; several
 * lines are joined by `, ` or given as a list.
 */
export interface RequestFacts {
  /** As sent: methods are case-sensitive. */
  readonly method: string
  readonly origin: HeaderFact
  /** `Access-Control-Request-Method` */
  readonly requestMethod?: HeaderFact
  /** `Access-Control-Request-Headers` */
  readonly requestHeaders?: HeaderFact
  /** `Access-Control-Request-Private-Network`, read by policies with `legacyPrivateNetworkAccess` only */
  readonly requestPrivateNetwork?: HeaderFact
}

/** No header can have this character, so no rule takes it for a value. */
const MALFORMED = '\0'

/** The text of a header, its lines joined, or `null` when there is none. Never throws. */
export function textOf(fact: HeaderFact): string | null {
  if (typeof fact === 'string') return fact
  if (fact === null || fact === undefined) return null
  try {
    const lines = Array.from(fact)
    return Array.isArray(fact) && lines.every((line) => typeof line === 'string') ? lines.join(', ') : MALFORMED
  } catch {
    return MALFORMED
  }
}

/**
 * What anybody may have put on `Object.prototype` is not a fact of the request. A plain object tells whether there is
 * something of that name, in less time than it takes to ask each request for its own properties.
 */
const PLAIN: { readonly [Name in keyof RequestFacts]?: unknown } = {}
const has = (facts: RequestFacts, name: keyof RequestFacts) => Object.hasOwn(facts, name)

export const methodOf = (facts: RequestFacts): string | undefined =>
  PLAIN.method === undefined || has(facts, 'method') ? facts.method : undefined

export const originOf = (facts: RequestFacts): HeaderFact =>
  PLAIN.origin === undefined || has(facts, 'origin') ? facts.origin : undefined

export const requestMethodOf = (facts: RequestFacts): HeaderFact =>
  PLAIN.requestMethod === undefined || has(facts, 'requestMethod') ? facts.requestMethod : undefined

export const requestHeadersOf = (facts: RequestFacts): HeaderFact =>
  PLAIN.requestHeaders === undefined || has(facts, 'requestHeaders') ? facts.requestHeaders : undefined

export const requestPrivateNetworkOf = (facts: RequestFacts): HeaderFact =>
  PLAIN.requestPrivateNetwork === undefined || has(facts, 'requestPrivateNetwork')
    ? facts.requestPrivateNetwork
    : undefined
