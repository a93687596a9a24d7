/**
 * *HTTP fetch*: the preflight if one is needed, the request itself, and the checks on every answer.
 * https://fetch.spec.whatwg.org/#http-fetch
 */

import { corsCheck } from '../checks/cors-check.ts'
import { resourcePolicyCheck } from '../checks/cross-origin-resource-policy.ts'
import { isRedirectStatus, locationText, locationUrl } from '../checks/location-url.ts'
import { timingAllowCheck } from '../checks/timing-allow-check.ts'
import { httpRedirectFetch } from '../redirect/http-redirect-fetch.ts'
import { refuseUserinfo } from '../redirect/redirect-userinfo.ts'
import type { FetchContext } from '../state/context.ts'
import { type FetchRequest, isCredentialed, serializeRequestOrigin } from '../state/fetch-request.ts'
import type { NetworkError } from '../state/network-error.ts'
import type { Exchanging, FetchedResponse, NormalizedResponse } from '../words/exchange.ts'
import { RULES } from '../words/rules.ts'
import { cacheFor, cacheKey, corsPreflightFetch } from './cors-preflight-fetch.ts'
import { httpNetworkOrCacheFetch } from './http-network-or-cache-fetch.ts'

/** @param unsafeNames the CORS-unsafe names when a preflight may be due (*makeCORSPreflight*), else `null` */
export function* httpFetch(
  request: FetchRequest,
  unsafeNames: readonly string[] | null,
  context: FetchContext,
): Exchanging<FetchedResponse | NetworkError> {
  if (unsafeNames !== null && !isCovered(request, unsafeNames, context)) {
    const refused = yield* corsPreflightFetch(request, unsafeNames, context)
    if (refused !== null) return refused
  }
  if (request.memory.refusedBeforeSending !== null) return request.memory.refusedBeforeSending()
  const answer = yield* httpNetworkOrCacheFetch(request, context)
  if ('networkError' in answer) return answer as NetworkError

  const refused = checkAnswer(request, answer, context)
  if (refused !== null) return refused
  if (!isRedirect(request, answer, context)) return { ...answer, kind: 'response' }
  if (request.redirect === 'error') {
    const earlier = context.profile.userinfoBeforeRedirectMode ? userinfoRefusal(request, answer, context) : null
    if (earlier !== null) return earlier
    const detail = `status ${answer.status} redirects, and redirect mode is error`
    return context.fail(RULES.redirectMode, detail, { code: 'RedirectNotAllowed', phase: 'redirect', answer })
  }
  if (request.redirect === 'manual') {
    context.pass(RULES.redirectMode, `redirect mode is manual: the redirect is handed over, opaque`)
    return { ...answer, kind: 'opaqueredirect' }
  }
  return yield* httpRedirectFetch(request, answer, context)
}

function userinfoRefusal(
  request: FetchRequest,
  answer: NormalizedResponse,
  context: FetchContext,
): NetworkError | null {
  const location = locationUrl(answer, request.currentUrl, context.profile)
  return location instanceof URL ? (refuseUserinfo(request, location, answer, context)?.() ?? null) : null
}

/**
 * A redirect status makes a redirect. Its `Location` is read by HTTP-redirect fetch; some engines read it here.
 */
function isRedirect(request: FetchRequest, answer: NormalizedResponse, context: FetchContext): boolean {
  if (!isRedirectStatus(answer.status)) return false
  if (request.redirect === 'manual') return true
  const location = locationText(answer, context.profile)
  if (location === null) return context.profile.statusAloneRedirects
  if (location !== '') return true
  const { emptyLocation } = context.profile
  return emptyLocation === 'self' || (emptyLocation === 'error' && request.redirect === 'follow')
}

/** Whether kept preflights already allow everything that this request needs. */
function isCovered(request: FetchRequest, unsafeNames: readonly string[], context: FetchContext): boolean {
  const { cache, forcedPreflightIsAboutMethod } = context.profile
  if (cache.bypassedByModes.has(request.cacheMode)) return false
  if (request.headers.some(([name]) => cache.bypassedBy.has(name))) return false
  const isSafe = cache.methodsWithoutEntry.has(request.method)
  const methodNeedsEntry = !isSafe || (request.useCorsPreflight && forcedPreflightIsAboutMethod)
  const question = { method: request.method, methodNeedsEntry, unsafeNames }
  const key = cacheKey(request, context)
  const covered = cacheFor(key, request, context)?.covers(key, question, cache, context.now) ?? false
  if (covered) context.pass(RULES.preflightCache, 'an earlier preflight covers this request')
  return covered
}

/** The checks on an answer, redirects included. */
function checkAnswer(request: FetchRequest, answer: NormalizedResponse, context: FetchContext): NetworkError | null {
  if (request.tainting === 'cors') {
    const origin = serializeRequestOrigin(request)
    const failed = corsCheck(origin, isCredentialed(request), answer.headers)
    if (failed !== null) {
      const { code, parameter, detail } = failed
      return context.fail(RULES.corsCheck, detail, { code, phase: 'actual', parameter, answer })
    }
    context.pass(RULES.corsCheck, `the answer allows ${origin}`)
  }
  timingAllowCheck(request, answer, context)
  return request.tainting === 'opaque' ? resourcePolicyCheck(request, answer, context) : null
}
