/** *HTTP-redirect fetch*: what changes from one hop to the next. https://fetch.spec.whatwg.org/#http-redirect-fetch */
import { getHeader } from '../../protocol/header-list.ts'
import { isSameOrigin, originOfUrl } from '../../protocol/origin.ts'
import { corsCheck } from '../checks/cors-check.ts'
import { parseReferrerPolicy, setReferrerPolicy } from '../checks/referrer.ts'
import { mainFetch } from '../fetch/main-fetch.ts'
import type { FetchContext } from '../state/context.ts'
import { type FetchRequest, serializeRequestOrigin, withoutFragment } from '../state/fetch-request.ts'
import type { NetworkError } from '../state/network-error.ts'
import type { Exchanging, FetchedResponse, NormalizedResponse } from '../words/exchange.ts'
import { RULES } from '../words/rules.ts'
import { followableLocation } from './followable-location.ts'
import { applyRedirect } from './redirect-changes.ts'
import { isRefusedLate, refuseUserinfo } from './redirect-userinfo.ts'

const MAX_REDIRECTS = 20

export function* httpRedirectFetch(
  request: FetchRequest,
  answer: NormalizedResponse,
  context: FetchContext,
): Exchanging<FetchedResponse | NetworkError> {
  const location = followableLocation(request, answer, context)
  if (location === null) return { ...answer, kind: 'response' }
  if (!(location instanceof URL)) return location
  if (request.redirectCount === MAX_REDIRECTS) {
    const detail = `more than ${MAX_REDIRECTS} redirects`
    const parameter = String(MAX_REDIRECTS)
    return context.fail(RULES.redirect, detail, { code: 'TooManyRedirects', phase: 'redirect', parameter, answer })
  }
  request.redirectCount++
  const locationOrigin = originOfUrl(location)
  const refusal = refuseUserinfo(request, location, answer, context)
  if (refusal !== null && !isRefusedLate(request, locationOrigin, context)) return refusal()
  if (answer.status !== 303 && request.bodyIsStream && request.body !== null) {
    const detail = 'a stream cannot be sent a second time'
    const parameter = String(answer.status)
    return context.fail(RULES.redirect, detail, { code: 'StreamBodyNotAllowed', phase: 'redirect', parameter, answer })
  }
  context.pass(RULES.redirect, `status ${answer.status} leads to ${location.href}`)
  request.memory.refusedBeforeSending = refusal ?? lateRefusal(request, answer, context)
  const sameOrigin = isSameOrigin(request.currentOrigin, locationOrigin)
  applyRedirect(request, answer.status, locationOrigin, context)
  if (context.profile.noCorsRedirectHidesOrigin && request.mode === 'no-cors' && !sameOrigin)
    request.memory.originIsHidden = true
  if (context.profile.ownOriginRedirectTellsOrigin && request.tainting === 'basic' && !sameOrigin)
    request.memory.originIsTold = true
  request.urlList.push(location)
  request.currentUrl = location
  request.currentOrigin = locationOrigin
  const policy = parseReferrerPolicy(getHeader(answer.headers, 'referrer-policy'))
  if (policy !== '') setReferrerPolicy(request, policy)
  return yield* mainFetch(request, context)
}

/**
 * https://fetch.spec.whatwg.org/#concept-cors-check, repeated with the wrong credentials mode; not in the standard.
 */
function lateRefusal(
  request: FetchRequest,
  answer: NormalizedResponse,
  context: FetchContext,
): (() => NetworkError) | null {
  const { credentials, currentUrl, origin, tainting, urlList } = request
  if (!context.profile.ownOriginStartKeepsCredentials || credentials !== 'same-origin' || tainting !== 'cors')
    return null
  const startedOwn = urlList.length > 1 && urlList.slice(0, -1).every((url) => isSameOrigin(originOfUrl(url), origin))
  const failed = startedOwn ? corsCheck(serializeRequestOrigin(request), true, answer.headers) : null
  if (failed === null) return null
  const { code, parameter, detail } = failed
  const url = withoutFragment(currentUrl)
  return () => context.fail(RULES.corsCheck, detail, { code, phase: 'actual', parameter, url, answer })
}
