/** *Determine request's referrer*. https://w3c.github.io/webappsec-referrer-policy/#determine-requests-referrer */
import { isPotentiallyTrustworthy, isSameOrigin, originOfUrl } from '../protocol/origin.ts'
import type { FetchRequest } from './fetch-request.ts'
import type { ReferrerPolicy } from './request-input.ts'

const POLICIES: ReadonlySet<string> = new Set([
  'no-referrer',
  'no-referrer-when-downgrade',
  'same-origin',
  'origin',
  'strict-origin',
  'origin-when-cross-origin',
  'strict-origin-when-cross-origin',
  'unsafe-url',
])

/** The longest referrer that is sent whole. */
const MAX_REFERRER_LENGTH = 4096

/** The value of `Referer`, or `null` when none is sent. */
export function referrerOf(request: FetchRequest): string | null {
  const { referrer } = request
  if (referrer === null) return null
  const origin = `${referrer.origin}/`
  const href = referrer.href.split('#', 1)[0] as string
  const url = href.length > MAX_REFERRER_LENGTH ? origin : href
  const sameOrigin = isSameOrigin(originOfUrl(referrer), request.currentOrigin)
  const downgrade = isPotentiallyTrustworthy(originOfUrl(referrer)) && !isPotentiallyTrustworthy(request.currentOrigin)
  switch (request.referrerPolicy) {
    case 'no-referrer':
      return null
    case 'origin':
      return origin
    case 'unsafe-url':
      return url
    case 'strict-origin':
      return downgrade ? null : origin
    case 'strict-origin-when-cross-origin':
      if (sameOrigin) return url
      return downgrade ? null : origin
    case 'same-origin':
      return sameOrigin ? url : null
    case 'origin-when-cross-origin':
      return sameOrigin ? url : origin
    default:
      return downgrade ? null : url
  }
}

/**
 * The policy that a response sets for the rest of a redirect chain, or `''`: the last one that is known.
 * https://w3c.github.io/webappsec-referrer-policy/#parse-referrer-policy-from-header
 */
export function parseReferrerPolicy(value: string | null): ReferrerPolicy {
  let policy = ''
  for (const token of (value ?? '').split(',')) {
    const name = token.trim().toLowerCase()
    if (POLICIES.has(name)) policy = name
  }
  return policy as ReferrerPolicy
}
