/** Makes the smallest policy that allows a request, and keeps what the server's answers allowed. */
import { definePolicy, type PolicyOptions } from 'corskit'
import { type RequestInput, simulateFetchSync } from 'corskit/browser'
import { getHeader, type Header } from 'corskit/protocol'
import type { Case } from '../case.ts'
import { needsNoListing, PLAIN_NAME, type SeenAllowed, seenAllowed } from './seen-allowed.ts'

export interface SmallPolicy {
  /** The page comes first; `*` stands alone. */
  readonly origins: readonly string[]
  readonly methods: readonly string[]
  readonly allowedHeaders: readonly string[]
  readonly exposedHeaders: readonly string[]
  readonly credentials: boolean
}

/**
 * Why there is no such policy: an opaque origin, names that are not valid in any configuration, or two rules that
 * contradict each other.
 */
export type NoPolicy = 'no-origin' | 'names' | 'http-with-cookies'

export function smallestPolicy(seen: Case): SmallPolicy | NoPolicy {
  const { method, headers, credentials } = seen.evidence.request
  const { origin } = seen
  if (origin === null || origin === 'null' || !isAccepted(origin)) return 'no-origin'
  const asks = credentials === 'include'
  const seenWithout = seenAllowed(seen, asks)
  const isForAll = seenWithout.everybody && !asks
  const withCookies = asks || (!isForAll && seenWithout.withCookies.length > 0)
  const allowed = withCookies === asks ? seenWithout : seenAllowed(seen, withCookies)
  const policy = {
    origins: isForAll ? ['*'] : [origin, ...allowed.origins],
    methods: union(needsNoListing(method) ? [] : [method.toUpperCase()], allowed.methods),
    allowedHeaders: unionOfHeaders(askedNames(seen, headers), allowed.headers),
    exposedHeaders: allowed.exposed,
    credentials: withCookies,
  }
  if (!namesOf(policy).every((name) => PLAIN_NAME.test(name))) return 'names'
  if (mixesHttpWithCookies(policy, allowed, asks ? origin : null)) return 'http-with-cookies'
  return allows(policy, seen) ? policy : 'names'
}

/** Also those of apps and extensions: `tauri://localhost`. */
function isAccepted(origin: string): boolean {
  try {
    definePolicy({ origin, dangerouslyAllowInsecureOrigins: true })
    return true
  } catch {
    return false
  }
}

/** For a page that is not known or has no origin: the reader writes it there. */
export function examplePolicy(seen: Case): SmallPolicy {
  const { method, headers, credentials } = seen.evidence.request
  return {
    origins: ['https://app.example.com'],
    methods: [method.toUpperCase()].filter((name) => !needsNoListing(name) && PLAIN_NAME.test(name)),
    allowedHeaders: askedNames(seen, headers).filter((name) => PLAIN_NAME.test(name)),
    exposedHeaders: [],
    credentials: credentials === 'include',
  }
}

const namesOf = ({ methods, allowedHeaders }: SmallPolicy) => [...methods, ...allowedHeaders]

const union = (asked: readonly string[], seen: readonly string[]) =>
  seen.includes('*') ? ['*'] : [...new Set([...asked, ...seen])]

/** `*` is every header but `Authorization`. */
function unionOfHeaders(asked: readonly string[], seen: readonly string[]): string[] {
  const names = [...new Set([...asked.map((name) => name.toLowerCase()), ...seen])]
  return seen.includes('*') ? ['*', ...names.filter((name) => name === 'authorization')] : names
}

/**
 * Origins by http that were not allowed with cookies must not become allowed with cookies because another page needs
 * them.
 */
function mixesHttpWithCookies(policy: SmallPolicy, allowed: SeenAllowed, asking: string | null): boolean {
  if (!policy.credentials) return false
  return policy.origins.some(
    (origin) => isInsecure(origin) && origin !== asking && !allowed.withCookies.includes(origin),
  )
}

/** The headers that the preflight asked for; without a preflight, those for which it would ask. */
function askedNames(seen: Case, headers: readonly Header[]): string[] {
  const asked = getHeader(seen.preflight?.request.headers ?? [], 'access-control-request-headers')
  if (asked !== null) return asked.split(',').map((name) => name.trim())
  if (seen.exchanges.length > 0 && !seen.hadUnseenPreflight) return []
  return [...new Set(headers.map(([name]) => name.toLowerCase()))].sort()
}

/**
 * Checks the policy with the model before it is shown: this request is allowed, and a stranger's is not, unless
 * everybody was allowed before.
 */
function allows(policy: SmallPolicy, seen: Case): boolean {
  const { method, headers, url, credentials } = seen.evidence.request
  const asked = needsNoListing(method) ? method : method.toUpperCase()
  const input = {
    url: url === '' ? 'https://api.example.com/' : url,
    method: asked,
    headers: [...headers],
    credentials,
    mode: 'cors',
  } as const
  return (
    isAllowed(policy, { ...input, origin: seen.origin as string }) &&
    (policy.origins.includes('*') || !isAllowed(policy, { ...input, origin: 'https://stranger.example' }))
  )
}

export const isInsecure = (origin: string): boolean =>
  origin.startsWith('http://') && !/\/\/(localhost|127\.|\[::1\])/.test(origin)

/** As options for `definePolicy` and the targets. */
export function optionsOf({ origins, exposedHeaders, ...rest }: SmallPolicy): PolicyOptions {
  const insecure = origins.some((origin) => origin.startsWith('http://'))
    ? { dangerouslyAllowInsecureOrigins: true }
    : {}
  const exposed = exposedHeaders.length > 0 ? { exposedHeaders } : {}
  const [only] = origins
  return { origin: origins.length === 1 && only !== undefined ? only : origins, ...rest, ...exposed, ...insecure }
}

function isAllowed(small: SmallPolicy, input: RequestInput): boolean {
  const policy = definePolicy(optionsOf(small))
  const { verdict } = simulateFetchSync(input, (request) => {
    const answer = policy.answer({
      method: request.method,
      origin: header(request.headers, 'origin'),
      requestMethod: header(request.headers, 'access-control-request-method'),
      requestHeaders: header(request.headers, 'access-control-request-headers'),
    } as never)
    const given = (answer as { headers?: readonly Header[] }).headers ?? []
    return { status: request.kind === 'preflight' ? 204 : 200, headers: given }
  })
  return verdict === 'allowed'
}

const header = (headers: readonly Header[], name: string) => getHeader(headers, name) ?? undefined
