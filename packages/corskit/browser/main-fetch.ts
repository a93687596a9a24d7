/** *Main fetch*: decides under which regime a URL is fetched, and what script may see of the answer. https://fetch.spec.whatwg.org/#main-fetch */

import { isCorsSafelistedMethod } from '../protocol/method.ts'
import { isPotentiallyTrustworthy, isSameOrigin } from '../protocol/origin.ts'
import { corsUnsafeRequestHeaderNames, isCorsSafelistedRequestHeader } from '../protocol/safelist.ts'
import { hasBadPort } from './bad-port.ts'
import type { FetchContext, NetworkError } from './context.ts'
import { cacheKey } from './cors-preflight-fetch.ts'
import { type FetchRequest, withoutFragment } from './fetch-request.ts'
import { type FetchedResponse, httpFetch } from './http-fetch.ts'
import type { Exchanging } from './http-network-or-cache-fetch.ts'
import type { ReasonCode } from './reason-code.ts'
import { RULES, type Rule } from './rules.ts'
import { fetchDataUrl } from './scheme-fetch.ts'

export function* mainFetch(request: FetchRequest, context: FetchContext): Exchanging<FetchedResponse | NetworkError> {
  const refused = refuseUrl(request, context)
  if (refused !== null) return refused
  const { currentUrl, mode } = request
  const scheme = currentUrl.protocol.slice(0, -1)
  const isHttp = scheme === 'http' || scheme === 'https'
  const unsafeNames = unsafeNamesOf(request, context)

  if (scheme === 'data' || (isSameOrigin(request.origin, request.currentOrigin) && request.tainting === 'basic')) {
    request.tainting = 'basic'
    if (scheme === 'data') return fetchDataUrl(currentUrl, context)
    context.pass(RULES.mainFetch, `${withoutFragment(currentUrl)} is of the page's own origin: no CORS`)
    return yield* httpFetch(request, null, context)
  }
  if (mode === 'same-origin') {
    const detail = `mode is same-origin and ${currentUrl.origin} is another origin`
    return refuse(request, context, RULES.mainFetch, 'DisallowedByMode', '', detail)
  }
  if (mode === 'no-cors') {
    if (request.redirect !== 'follow') {
      const detail = `mode no-cors needs redirect follow, not ${request.redirect}`
      return refuse(request, context, RULES.mainFetch, 'NoCorsRedirectModeNotFollow', '', detail)
    }
    request.tainting = 'opaque'
    context.pass(RULES.mainFetch, 'mode is no-cors: the answer will be opaque')
    if (isHttp) return yield* httpFetch(request, null, context)
  }
  if (!isHttp) {
    const detail = `${scheme}: is neither http nor https`
    return refuse(request, context, RULES.mainFetch, 'CorsDisabledScheme', scheme, detail)
  }

  request.tainting = 'cors'
  const methodNeedsPreflight = !isCorsSafelistedMethod(request.method)
  if (!request.useCorsPreflight && !methodNeedsPreflight && unsafeNames.decide.length === 0) {
    context.pass(RULES.preflightNeeded, `no: ${request.method} and its headers are safelisted`)
    return yield* httpFetch(request, null, context)
  }
  context.pass(RULES.preflightNeeded, `yes: ${whyPreflight(request, methodNeedsPreflight, unsafeNames.decide)}`)
  const response = yield* httpFetch(request, unsafeNames.ask, context)
  // A failed fetch forgets what the preflight granted: the next one asks again.
  if ('networkError' in response && context.profile.cache.failureClears) {
    context.cache.clear(cacheKey(request, context), context.profile.cache)
  }
  return response
}

/** Which header names decide about a preflight, and which it asks for. The same in the standard; not in every engine after a redirect. */
function unsafeNamesOf(
  request: FetchRequest,
  context: FetchContext,
): { decide: readonly string[]; ask: readonly string[] } {
  const { extraSafelistedHeaders, preflightAfterRedirect } = context.profile
  const isSafelisted =
    extraSafelistedHeaders.size === 0
      ? isCorsSafelistedRequestHeader
      : (name: string, value: string) => extraSafelistedHeaders.has(name) || isCorsSafelistedRequestHeader(name, value)
  const current = corsUnsafeRequestHeaderNames(request.headers, isSafelisted)
  request.firstUnsafeNames ??= current
  if (preflightAfterRedirect === 'first-request')
    return { decide: request.firstUnsafeNames, ask: request.firstUnsafeNames }
  if (preflightAfterRedirect === 'first-request-decides') return { decide: request.firstUnsafeNames, ask: current }
  return { decide: current, ask: current }
}

function whyPreflight(request: FetchRequest, methodNeedsPreflight: boolean, unsafeNames: readonly string[]): string {
  const reasons: string[] = []
  if (methodNeedsPreflight) reasons.push(`method ${request.method}`)
  if (unsafeNames.length > 0) reasons.push(`header ${unsafeNames.join(', ')}`)
  if (request.useCorsPreflight) reasons.push('a stream as body')
  return reasons.join(', ')
}

/** What is refused whatever the other side would say: https://fetch.spec.whatwg.org/#main-fetch, step 7. */
function refuseUrl(request: FetchRequest, context: FetchContext): NetworkError | null {
  const { currentUrl } = request
  if (hasBadPort(currentUrl)) {
    return refuse(
      request,
      context,
      RULES.badPort,
      'BadPort',
      currentUrl.port,
      `no browser connects to port ${currentUrl.port}`,
    )
  }
  if (isMixedContent(request, context)) {
    const detail = `an https page may not fetch ${currentUrl.origin}`
    return refuse(request, context, RULES.mixedContent, 'MixedContent', currentUrl.protocol.slice(0, -1), detail)
  }
  return null
}

/** https://w3c.github.io/webappsec-mixed-content/#should-block-fetch */
function isMixedContent(request: FetchRequest, context: FetchContext): boolean {
  if (request.origin.opaque || request.origin.scheme !== 'https' || request.currentUrl.protocol !== 'http:')
    return false
  return !(context.profile.loopbackIsNoMixedContent && isPotentiallyTrustworthy(request.currentOrigin))
}

function refuse(
  request: FetchRequest,
  context: FetchContext,
  rule: Rule,
  code: ReasonCode,
  parameter: string,
  detail: string,
): NetworkError {
  const phase = request.urlList.length > 1 ? 'redirect' : 'request'
  return context.fail(rule, detail, { code, phase, parameter, url: withoutFragment(request.currentUrl) })
}
