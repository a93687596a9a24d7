/**
 * *Main fetch*: decides by which rules a URL is fetched, and what script may see of the answer.
 * https://fetch.spec.whatwg.org/#main-fetch
 */

import { isCorsSafelistedMethod } from '../../protocol/method.ts'
import { isSameOrigin } from '../../protocol/origin.ts'
import { hasBadPort } from '../checks/bad-port.ts'
import { isMixedContent, upgradeMixedContent } from '../checks/mixed-content.ts'
import { determineReferrer } from '../checks/referrer.ts'
import type { FetchContext } from '../state/context.ts'
import { type FetchRequest, withoutFragment } from '../state/fetch-request.ts'
import type { NetworkError } from '../state/network-error.ts'
import type { EngineProfile } from '../words/engine-profile.ts'
import type { Exchanging, FetchedResponse } from '../words/exchange.ts'
import { RULES } from '../words/rules.ts'
import { cacheFor, cacheKey } from './cors-preflight-fetch.ts'
import { httpFetch } from './http-fetch.ts'
import { fetchDataUrl } from './scheme-fetch.ts'
import { unsafeNamesByProfile } from './unsafe-names.ts'

export function* mainFetch(request: FetchRequest, context: FetchContext): Exchanging<FetchedResponse | NetworkError> {
  upgradeMixedContent(request, context)
  const checks = context.profile.modeBeforeUrlChecks
    ? ([refuseByMode, refuseUrl] as const)
    : ([refuseUrl, refuseByMode] as const)
  const refused = checks[0](request, context) ?? checks[1](request, context)
  if (refused !== null) return refused
  determineReferrer(request, context.profile)
  const { currentUrl, mode } = request
  const scheme = currentUrl.protocol.slice(0, -1)
  const isHttp = scheme === 'http' || scheme === 'https'
  const need = preflightNeed(request, context)

  if (isOwn(request)) {
    request.tainting = 'basic'
    if (scheme === 'data') return fetchDataUrl(currentUrl, context)
    context.pass(RULES.mainFetch, `${withoutFragment(currentUrl)} is of the page's own origin: no CORS`)
    return yield* httpFetch(request, null, context)
  }
  if (mode === 'no-cors') {
    request.tainting = 'opaque'
    context.pass(RULES.mainFetch, 'mode is no-cors: the answer will be opaque')
    if (isHttp) return yield* httpFetch(request, null, context)
  }
  if (!isHttp) {
    const detail = `${scheme}: is neither http nor https`
    return context.fail(RULES.mainFetch, detail, { code: 'CorsDisabledScheme', parameter: scheme })
  }

  request.tainting = 'cors'
  if (need.reasons === null) {
    context.pass(RULES.preflightNeeded, `no: ${request.method} and its headers are safelisted`)
    return yield* httpFetch(request, null, context)
  }
  context.pass(RULES.preflightNeeded, `yes: ${need.reasons}`)
  const response = yield* httpFetch(request, need.names, context)
  // A failed fetch forgets what the preflight allowed, so the next fetch asks again.
  if ('networkError' in response && clears(response, context)) {
    const key = cacheKey(request, context)
    cacheFor(key, request, context)?.clear(key, context.profile.cache)
  }
  return response
}

function clears({ reason }: NetworkError, context: FetchContext): boolean {
  const { failureClears } = context.profile.cache
  return (
    failureClears === 'every' || (failureClears === 'all-but-redirect-mode' && reason.code !== 'RedirectNotAllowed')
  )
}

/** What needs a preflight, or `null`, and the header names that it would ask for. */
interface PreflightNeed {
  readonly reasons: string | null
  readonly names: readonly string[]
}

function preflightNeed(request: FetchRequest, context: FetchContext): PreflightNeed {
  const { preflightAsksFor, preflightIsSticky } = context.profile
  const names = unsafeNamesByProfile(request.headers, context.profile)
  const reasons = whyPreflight(request, names)
  request.memory.firstUnsafeNames ??= names
  const { firstUnsafeNames } = request.memory
  const sticky =
    preflightIsSticky !== 'no' &&
    (request.memory.neededPreflight || (preflightIsSticky === 'after-unsafe-request' && firstUnsafeNames.length > 0))
  const isOwn = isSameOrigin(request.origin, request.currentOrigin)
  if (!isOwn && (reasons !== null || sticky)) request.memory.neededPreflight = true
  return {
    reasons: reasons ?? (sticky ? 'the first request needed one' : null),
    names: askedNames(preflightAsksFor, names, firstUnsafeNames, request),
  }
}

function askedNames(
  rule: EngineProfile['preflightAsksFor'],
  current: readonly string[],
  first: readonly string[],
  request: FetchRequest,
): readonly string[] {
  if (rule === 'current') return current
  return rule === 'first' ? first : first.filter((name) => !request.memory.lostInThisRedirect(name))
}

function whyPreflight(request: FetchRequest, unsafeNames: readonly string[]): string | null {
  const methodIsSafe = isCorsSafelistedMethod(request.method)
  if (methodIsSafe && unsafeNames.length === 0 && !request.useCorsPreflight) return null
  const reasons: string[] = []
  if (!methodIsSafe) reasons.push(`method ${request.method}`)
  if (unsafeNames.length > 0) reasons.push(`header ${unsafeNames.join(', ')}`)
  if (request.useCorsPreflight) reasons.push(request.bodyIsStream ? 'a stream as body' : 'listeners on the upload')
  return reasons.join(', ')
}

/** What a mode refuses: step 12 of https://fetch.spec.whatwg.org/#main-fetch. */
function refuseByMode(request: FetchRequest, context: FetchContext): NetworkError | null {
  const { currentUrl, mode, redirect } = request
  if (isOwn(request) || mode === 'cors') return null
  if (mode === 'same-origin') {
    const detail = `mode is same-origin and ${currentUrl.origin} is another origin`
    return context.fail(RULES.mainFetch, detail, { code: 'DisallowedByMode' })
  }
  if (redirect === 'follow') return null
  const detail = `mode no-cors needs redirect follow, not ${redirect}`
  return context.fail(RULES.mainFetch, detail, { code: 'NoCorsRedirectModeNotFollow' })
}

/** Fetched without CORS in every mode. */
const isOwn = ({ currentUrl, currentOrigin, origin, tainting }: FetchRequest) =>
  currentUrl.protocol === 'data:' || (isSameOrigin(origin, currentOrigin) && tainting === 'basic')

/** What is refused without asking the server: https://fetch.spec.whatwg.org/#main-fetch, step 7. */
function refuseUrl(request: FetchRequest, context: FetchContext): NetworkError | null {
  const { currentUrl } = request
  if (hasBadPort(currentUrl)) {
    const { port } = currentUrl
    return context.fail(RULES.badPort, `no browser connects to port ${port}`, { code: 'BadPort', parameter: port })
  }
  if (!isMixedContent(request, context.profile)) return null
  const refuse = () => {
    const detail = `an https page may not fetch ${currentUrl.origin}`
    const parameter = currentUrl.protocol.slice(0, -1)
    return context.fail(RULES.mixedContent, detail, { code: 'MixedContent', parameter })
  }
  if (!context.profile.preflightsMixedContent || request.urlList.length === 1) return refuse()
  request.memory.refusedBeforeSending ??= refuse
  return null
}
