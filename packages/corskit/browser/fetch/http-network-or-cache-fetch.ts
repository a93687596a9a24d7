/**
 * *HTTP-network-or-cache fetch*: the headers that the browser adds, and the only place that sends anything.
 */
import { containsHeader, type Header } from '../../protocol/header-list.ts'
import { isSameOrigin, originOfUrl } from '../../protocol/origin.ts'
import { localNetworkAccessCheck } from '../checks/local-network-access.ts'
import { policyFor } from '../checks/referrer.ts'
import { refuseUnread } from '../checks/refused-unread.ts'
import type { FetchContext } from '../state/context.ts'
import {
  type FetchRequest,
  includesCredentials,
  isRedirectTainted,
  serializeRequestOrigin,
  withoutFragment,
} from '../state/fetch-request.ts'
import { keptLines } from '../state/kept-lines.ts'
import type { NetworkError } from '../state/network-error.ts'
import type { EngineProfile } from '../words/engine-profile.ts'
import type { ExchangeRequest, Exchanging, ResponseOrFailure } from '../words/exchange.ts'
import { RULES } from '../words/rules.ts'
import { cacheModeHeaders } from './cache-mode-headers.ts'

/** https://fetch.spec.whatwg.org/#http-network-or-cache-fetch */
export function* httpNetworkOrCacheFetch(
  request: FetchRequest,
  context: FetchContext,
): Exchanging<ResponseOrFailure | NetworkError> {
  const headers = headersToSend(request, context.profile)
  appendOrigin(request, headers, context)
  if (request.sentReferrer !== null) headers.push(['referer', request.sentReferrer])
  if (context.profile.crossOriginHopTellsCacheMode || !isCrossOriginHop(request)) {
    for (const header of cacheModeHeaders(request, context.profile)) {
      if (!containsHeader(headers, header[0])) headers.push(header)
    }
  } else if (request.initiator === 'eventsource' && context.profile.eventSourceSetsCacheControl) {
    headers.push(['cache-control', 'no-cache'])
  }
  if (request.cacheMode === 'only-if-cached' && context.profile.onlyIfCachedNeedsCache) {
    const detail = 'cache mode only-if-cached, and nothing is cached'
    return context.fail(RULES.network, detail, { code: 'NetworkError', phase: 'request', parameter: detail })
  }
  return yield* exchange(request, 'actual', request.method, headers, context)
}

function headersToSend(request: FetchRequest, profile: EngineProfile): Header[] {
  const headers = profile.sendsOneContentType ? withOneContentType(request) : request.headers.slice()
  const isRedirectedAtHome = request.tainting === 'basic' && request.urlList.length > 1
  if (!profile.ownRedirectsLoseUserAgent || !isRedirectedAtHome) return headers
  return headers.filter(([name]) => name !== 'user-agent')
}

function isCrossOriginHop({ mode, urlList, currentOrigin }: FetchRequest): boolean {
  const last = urlList.at(-2)
  return mode === 'cors' && last !== undefined && !isSameOrigin(originOfUrl(last), currentOrigin)
}

/**
 * The first content type is the one that came with the body. A type that is set as a header replaces the one before;
 * after a redirect, all are set so.
 */
function withOneContentType({ headers, body, urlList }: FetchRequest): Header[] {
  const isType = ([name]: Header) => name === 'content-type'
  const sent = body !== null && urlList.length === 1 ? headers.find(isType) : headers.findLast(isType)
  return headers.filter((header) => !isType(header) || header === sent)
}

/**
 * *HTTP-network fetch*: sends one request and records it. Local Network Access decides here.
 * https://fetch.spec.whatwg.org/#concept-http-network-fetch
 */
export function* exchange(
  request: FetchRequest,
  kind: ExchangeRequest['kind'],
  method: string,
  headers: readonly Header[],
  context: FetchContext,
): Exchanging<ResponseOrFailure | NetworkError> {
  const refused = context.network === null ? null : localNetworkAccessCheck(request, context.network, context)
  if (refused !== null) return refused
  const url = withoutFragment(request.currentUrl)
  const given = yield {
    kind,
    method,
    url,
    headers,
    body: kind === 'actual' ? request.body : null,
    includeCredentials: kind === 'actual' && includesCredentials(request),
  }
  const failed = 'networkError' in given
  context.exchanges.push({ kind, request: { method, url, headers }, response: failed ? null : given })
  if (failed) {
    const { networkError } = given
    return context.fail(RULES.network, networkError, { code: 'NetworkError', phase: kind, parameter: networkError })
  }
  if (given.status === 407 && context.profile.refusesProxyStatus) return unaskedProxy(kind, context)
  const answer = keptLines(given, context.profile)
  return refuseUnread(request, kind, answer, context) ?? answer
}

/**
 * Steps about 407 of *HTTP-network-or-cache fetch*; Chromium: ERR_UNEXPECTED_PROXY_AUTH.
 * https://fetch.spec.whatwg.org/#http-network-or-cache-fetch
 */
function unaskedProxy(phase: ExchangeRequest['kind'], context: FetchContext): NetworkError {
  const detail = 'status 407, which only a proxy may answer'
  return context.fail(RULES.network, detail, { code: 'NetworkError', phase, parameter: detail })
}

/** *Append a request `Origin` header*. https://fetch.spec.whatwg.org/#append-a-request-origin-header */
function appendOrigin(request: FetchRequest, headers: Header[], context: FetchContext): void {
  if (request.tainting === 'cors' || isOwnOriginTold(request, context)) {
    headers.push(['origin', serializeRequestOrigin(request)])
    return
  }
  const bodyless = request.method === 'GET' || request.method === 'HEAD'
  if (bodyless && (context.profile.originDroppedWithMethod || !request.memory.originStays)) return
  headers.push(['origin', isOriginHidden(request, context) ? 'null' : originToldOpaquely(request, context)])
}

function originToldOpaquely(request: FetchRequest, { profile }: FetchContext): string {
  const { initiator, origin, pageUrl } = request
  const isOfUrl = initiator === 'beacon' && profile.beaconTellsOriginOfUrl && origin.opaque
  if (!isOfUrl || pageUrl === null || isRedirectTainted(request)) return serializeRequestOrigin(request)
  return originOfUrl(pageUrl).serialized
}

const isOwnOriginTold = ({ initiator, mode }: FetchRequest, { profile }: FetchContext) =>
  mode === 'cors' && profile.ownOriginToldBy.has(initiator)

/** When the referrer policy hides the origin. Not in cors mode, where servers need `Origin`. */
function isOriginHidden(request: FetchRequest, context: FetchContext): boolean {
  if (request.memory.originIsHidden) return true
  if (request.mode === 'cors' || request.memory.originIsTold || !context.profile.referrerPolicyHidesOrigin) return false
  if (context.profile.noReferrerHidesOrigin && request.memory.asksForNoReferrer) return true
  const policy = context.profile.originHiddenByFirstPolicy
    ? request.memory.firstReferrerPolicy
    : policyFor(request, context.profile)
  switch (policy) {
    case 'no-referrer':
      return true
    case 'no-referrer-when-downgrade':
    case 'strict-origin':
    case 'strict-origin-when-cross-origin':
      return !request.origin.opaque && request.origin.scheme === 'https' && request.currentUrl.protocol !== 'https:'
    case 'same-origin':
      return !isSameOrigin(request.origin, request.currentOrigin)
    default:
      return false
  }
}
