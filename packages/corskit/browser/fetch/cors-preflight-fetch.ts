/**
 * *CORS-preflight fetch*: asks the server before a request is sent that a form could not send.
 * https://fetch.spec.whatwg.org/#cors-preflight-fetch
 */
import { getHeader, type Header } from '../../protocol/header-list.ts'
import { extractDeltaSeconds } from '../../protocol/list-value.ts'
import {
  allowedHeaderNames,
  allowedMethods,
  PREFLIGHT_CHECKS,
  type Preflight,
  preflightOrigin,
  readPreflight,
} from '../checks/preflight-checks.ts'
import type { FetchContext } from '../state/context.ts'
import { type FetchRequest, isCredentialed, isRedirectTainted } from '../state/fetch-request.ts'
import type { NetworkError } from '../state/network-error.ts'
import type { PreflightStore } from '../state/preflight-cache.ts'
import type { CacheProfile } from '../words/engine-profile.ts'
import type { Exchanging, NormalizedResponse } from '../words/exchange.ts'
import type { PreflightKey } from '../words/preflight.ts'
import { cacheModeHeaders } from './cache-mode-headers.ts'
import { exchange } from './http-network-or-cache-fetch.ts'

/** `null` when the server agrees. */
export function* corsPreflightFetch(
  request: FetchRequest,
  unsafeNames: readonly string[],
  context: FetchContext,
): Exchanging<NetworkError | null> {
  const answer = yield* exchange(
    request,
    'preflight',
    'OPTIONS',
    preflightHeaders(request, unsafeNames, context),
    context,
  )
  if ('networkError' in answer) return answer as NetworkError
  const preflight = readPreflight(request, unsafeNames, answer, context)
  for (const check of context.profile.preflightChecks) {
    const failed = PREFLIGHT_CHECKS[check](preflight)
    if (failed !== null) {
      if (context.profile.cache.keepsRefusals && (check === 'method' || check === 'headers')) remember(preflight)
      return failed
    }
  }
  remember(preflight)
  return null
}

/** Steps 1 to 5: no cookies, no headers of script, and the names in lower case, sorted, joined by a bare comma. */
function preflightHeaders(request: FetchRequest, unsafeNames: readonly string[], context: FetchContext): Header[] {
  const { profile } = context
  const hidden = isRedirectTainted(request) && profile.preflightOriginAfterTaint === 'null'
  const headers: Header[] = [
    ['accept', '*/*'],
    ['access-control-request-method', request.method],
  ]
  if (unsafeNames.length > 0) headers.push(['access-control-request-headers', unsafeNames.join(',')])
  headers.push(['origin', hidden ? 'null' : request.origin.serialized])
  const referrer = profile.preflightReferrer === 'first-hop' ? request.memory.firstReferrer : request.sentReferrer
  if (referrer !== null && referrer !== 'none') headers.push(['referer', referrer])
  if (profile.preflightTellsCacheMode) headers.push(...cacheModeHeaders(request, profile))
  if (profile.preflightTellsUserAgent) headers.push(...request.headers.filter(([name]) => name === 'user-agent'))
  if (profile.preflightSendsFetchMode) headers.push(['sec-fetch-mode', 'cors'])
  return headers
}

/** Steps 7.8 to 7.13: keeps the answer for its max-age. */
function remember(preflight: Preflight): void {
  const { answer, context, request } = preflight
  if (context.profile.cache.unkeptModes.has(request.cacheMode)) return
  const maxAge = maxAgeOf(answer, context.profile.cache)
  const key = cacheKey(request, context)
  cacheFor(key, request, context)?.store(
    key,
    { methods: allowedMethods(preflight), headerNames: allowedHeaderNames(preflight), maxAge },
    context.profile.cache,
    context.now,
  )
}

/** The browser's cache, the cache of this one fetch, or none. */
export function cacheFor(key: PreflightKey, request: FetchRequest, context: FetchContext): PreflightStore | null {
  if (key.origin !== 'null') return context.cache
  const { opaquePages, taintedOrigins } = context.profile.cache
  const goesByPage = request.origin.opaque && (opaquePages === 'kept' || !isRedirectTainted(request))
  const keeping = goesByPage ? opaquePages : taintedOrigins
  if (keeping === 'never') return null
  return keeping === 'kept' ? context.cache : context.ownCache
}

function maxAgeOf(answer: NormalizedResponse, profile: CacheProfile): number {
  const value = extractDeltaSeconds(answer.headers, 'access-control-max-age')
  const written = getHeader(answer.headers, 'access-control-max-age') ?? ''
  if (value === null || written === '') return profile.missingMaxAge
  if (value === 'failure') {
    const negative = /^-[0-9]+$/.test(written)
    return negative ? profile.negativeMaxAge : profile.invalidMaxAge
  }
  return Math.min(value, profile.maxAgeCap)
}

/** The key of an answer in the cache: https://fetch.spec.whatwg.org/#concept-cache-match */
export function cacheKey(request: FetchRequest, context: FetchContext): PreflightKey {
  return {
    origin: preflightOrigin(request, context),
    url: request.currentUrl.href,
    credentialed: isCredentialed(request),
  }
}
