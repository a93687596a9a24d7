/** The smallest policy that would allow a request. */
import { definePolicy, type PolicyOptions } from 'corskit'
import { type RequestInput, simulateFetchSync } from 'corskit/browser'
import { getHeader, type Header } from 'corskit/protocol'
import type { Case } from '../case.ts'

export interface SmallPolicy {
  readonly origin: string
  readonly methods: readonly string[]
  readonly allowedHeaders: readonly string[]
  readonly credentials: boolean
}

/** Names that can be pasted into every format. */
const PLAIN_NAME = /^[A-Za-z0-9_-]+$/

/** `null` where no policy is right: an opaque origin, or names that no configuration could hold. */
export function smallestPolicy(seen: Case): SmallPolicy | null {
  const { method, headers, credentials } = seen.evidence.request
  const { origin } = seen
  if (origin === null || origin === 'null' || !/^https?:\/\//.test(origin)) return null
  const policy = {
    origin,
    methods: ['GET', 'HEAD', 'POST'].includes(method) ? [] : [method.toUpperCase()],
    allowedHeaders: askedNames(seen, headers),
    credentials: credentials === 'include',
  }
  if (![...policy.methods, ...policy.allowedHeaders].every((name) => PLAIN_NAME.test(name))) return null
  return allows(policy, seen) ? policy : null
}

/** What the preflight asked for, else what the headers of script would make it ask for. */
function askedNames(seen: Case, headers: readonly Header[]): string[] {
  const asked = getHeader(seen.preflight?.request.headers ?? [], 'access-control-request-headers')
  if (asked !== null) return asked.split(',').map((name) => name.trim())
  if (seen.exchanges.length > 0) return []
  return [...new Set(headers.map(([name]) => name.toLowerCase()))].sort()
}

/** Held against the model before it is shown: this request is allowed, and another page is not. */
function allows(policy: SmallPolicy, seen: Case): boolean {
  const { method, headers, url, credentials } = seen.evidence.request
  const input = { url, method: policy.methods[0] ?? method, headers: [...headers], credentials, mode: 'cors' } as const
  return (
    isAllowed(policy, { ...input, origin: policy.origin }) &&
    !isAllowed(policy, { ...input, origin: 'https://stranger.example' })
  )
}

/** As `definePolicy` and the targets take it. */
export function optionsOf(policy: SmallPolicy): PolicyOptions {
  const insecure = policy.origin.startsWith('http://') ? { dangerouslyAllowInsecureOrigins: true } : {}
  return { ...policy, ...insecure } as PolicyOptions
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
