/** *Determine request's referrer*. https://w3c.github.io/webappsec-referrer-policy/#determine-requests-referrer */
import { isPotentiallyTrustworthy, type Origin, originOfUrl } from '../../protocol/origin.ts'
import { isSameSite, isSchemelesslySameSite } from '../../protocol/site.ts'
import { type FetchRequest, withoutFragment } from '../state/fetch-request.ts'
import type { EngineProfile } from '../words/engine-profile.ts'
import type { ReferrerPolicy } from '../words/request-input.ts'

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

export const isReferrerPolicy = (policy: string): boolean => POLICIES.has(policy)

/** The longest referrer that is sent whole. */
const MAX_REFERRER_LENGTH = 4096

/**
 * Sets the referrer to the part that the policy allows for the current URL. So a redirect cannot get back what an
 * earlier hop removed.
 * https://fetch.spec.whatwg.org/#main-fetch, "determine request's referrer"
 */
export function determineReferrer(request: FetchRequest, profile: EngineProfile): void {
  const policy = policyFor(request, profile)
  request.sentReferrer = referrerOf(request, policy, profile)
  request.memory.firstReferrer ??= request.sentReferrer ?? 'none'
  // The policy that replaced a lax one is forgotten again, with everything that earlier hops removed, unless the next
  // answer sets a policy.
  if (policy === request.referrerPolicy) settleReferrer(request)
  else if (request.sentReferrer === null) request.referrer = null
  else request.referrer = request.memory.originalReferrer
}

/** The policy that an answer sets for the rest of the chain. */
export function setReferrerPolicy(request: FetchRequest, policy: ReferrerPolicy): void {
  request.referrerPolicy = policy
  settleReferrer(request)
  request.memory.originalReferrer = request.referrer
}

/** From here on, the referrer is at most the one that was sent last. */
function settleReferrer(request: FetchRequest): void {
  if (request.sentReferrer === null) request.referrer = null
  else if (request.sentReferrer !== request.referrer?.href) request.referrer = new URL(request.sentReferrer)
}

/** Policies that tell another site more than the default policy does. */
const LAX_POLICIES: ReadonlySet<string> = new Set([
  'no-referrer-when-downgrade',
  'origin-when-cross-origin',
  'unsafe-url',
])

export function policyFor(
  { referrerPolicy, origin, currentOrigin }: FetchRequest,
  profile: EngineProfile,
): ReferrerPolicy {
  if (!profile.ignoresLaxReferrerPolicies || !LAX_POLICIES.has(referrerPolicy)) return referrerPolicy
  const isSame = profile.sitesIgnoreScheme ? isSchemelesslySameSite : isSameSite
  return isSame(origin, currentOrigin) ? referrerPolicy : 'strict-origin-when-cross-origin'
}

/** The value of `Referer`, or `null` when none is sent. */
function referrerOf(request: FetchRequest, policy: ReferrerPolicy, profile: EngineProfile): string | null {
  const { referrer, currentOrigin } = request
  if (referrer === null) return null
  const downgrades = isDowngrade(referrer, currentOrigin, profile)
  // An opaque origin that tells the origin of its URL is of another origin than that.
  const isForeign = request.origin.opaque && profile.opaquePagesHaveReferrer === 'origin'
  const sameOrigin = !isForeign && referrer.origin === currentOrigin.serialized
  switch (policy) {
    case 'no-referrer':
      return null
    case 'origin':
      return originOnly(referrer)
    case 'unsafe-url':
      return whole(referrer)
    case 'strict-origin':
      return downgrades ? null : originOnly(referrer)
    case 'strict-origin-when-cross-origin':
      if (sameOrigin) return whole(referrer)
      return downgrades ? null : originOnly(referrer)
    case 'same-origin':
      return sameOrigin ? whole(referrer) : null
    case 'origin-when-cross-origin':
      return sameOrigin ? whole(referrer) : originOnly(referrer)
    default:
      return downgrades ? null : whole(referrer)
  }
}

const originOnly = (referrer: URL) => `${referrer.origin}/`

/** Removes the fragment; of a very long URL, only the origin is left. */
function whole(referrer: URL): string {
  const url = withoutFragment(referrer)
  return url.length > MAX_REFERRER_LENGTH ? originOnly(referrer) : url
}

/** From a potentially trustworthy page to a URL that is not; for engines, from https to http. */
function isDowngrade(referrer: URL, target: Origin, { referrerDowngrade }: EngineProfile): boolean {
  if (!target.opaque && target.scheme === 'https') return false
  if (referrerDowngrade === 'http') return referrer.protocol === 'https:'
  return isPotentiallyTrustworthy(originOfUrl(referrer)) && !isPotentiallyTrustworthy(target)
}

/**
 * The policy that a response sets for the rest of a redirect chain: the last known one of its header, or `''`.
 * https://w3c.github.io/webappsec-referrer-policy/#parse-referrer-policy-from-header
 */
export function parseReferrerPolicy(value: string | null): ReferrerPolicy {
  let policy = ''
  for (const token of (value ?? '').split(',')) {
    const name = token.trim().toLowerCase()
    if (isReferrerPolicy(name)) policy = name
  }
  return policy as ReferrerPolicy
}
