/** *HTTP-redirect fetch*: what changes from one hop to the next. https://fetch.spec.whatwg.org/#http-redirect-fetch */
import { getHeader, getHeaderLines } from '../protocol/header-list.ts'
import { isRequestBodyHeaderName } from '../protocol/header-name.ts'
import { isSameOrigin, originOfUrl } from '../protocol/origin.ts'
import type { Answer, FetchContext, NetworkError } from './context.ts'
import { type FetchRequest, withoutFragment } from './fetch-request.ts'
import type { FetchedResponse } from './http-fetch.ts'
import type { Exchanging } from './http-network-or-cache-fetch.ts'
import { mainFetch } from './main-fetch.ts'
import type { ReasonCode } from './reason-code.ts'
import { parseReferrerPolicy } from './referrer.ts'
import { RULES } from './rules.ts'

const MAX_REDIRECTS = 20

export function* httpRedirectFetch(
  request: FetchRequest,
  answer: Answer,
  context: FetchContext,
): Exchanging<FetchedResponse | NetworkError> {
  const refuse = (code: ReasonCode, parameter: string, detail: string) =>
    context.fail(RULES.redirect, detail, {
      code,
      phase: 'redirect',
      parameter,
      url: withoutFragment(request.currentUrl),
      answer,
    })
  const location = locationUrl(request, answer)
  if (location === null) return { ...answer, kind: 'response' }
  if (typeof location === 'string' || (context.profile.emptyLocation === 'error' && isEmpty(answer))) {
    return refuse('InvalidRedirectLocation', String(location), `Location '${location}' cannot be followed`)
  }
  if (location.protocol !== 'http:' && location.protocol !== 'https:') {
    const scheme = location.protocol.slice(0, -1)
    return refuse('RedirectUnsupportedScheme', scheme, `${location.href} is neither http nor https`)
  }
  if (request.redirectCount === MAX_REDIRECTS) {
    return refuse('TooManyRedirects', String(MAX_REDIRECTS), `more than ${MAX_REDIRECTS} redirects`)
  }
  request.redirectCount++
  const locationOrigin = originOfUrl(location)
  if (location.username !== '' || location.password !== '') {
    const crossOrigin = request.mode === 'cors' && !isSameOrigin(request.origin, locationOrigin)
    if (crossOrigin || request.tainting === 'cors') {
      return refuse('RedirectContainsCredentials', '', 'Location has a user name or password')
    }
  }
  if (answer.status !== 303 && request.bodyIsStream && request.body !== null) {
    return refuse('StreamBodyNotAllowed', String(answer.status), 'a stream cannot be sent a second time')
  }
  context.pass(RULES.redirect, `status ${answer.status} leads to ${location.href}`)
  const sameOrigin = isSameOrigin(request.currentOrigin, locationOrigin)
  changeMethod(request, answer.status, sameOrigin, context)
  dropHeaders(request, sameOrigin, context)
  if (context.profile.noCorsRedirectHidesOrigin && request.mode === 'no-cors' && !sameOrigin)
    request.originIsHidden = true
  request.urlList.push(location)
  request.currentUrl = location
  request.currentOrigin = locationOrigin
  const policy = parseReferrerPolicy(getHeader(answer.headers, 'referrer-policy'))
  if (policy !== '') request.referrerPolicy = policy
  return yield* mainFetch(request, context)
}

const isEmpty = (answer: Answer) => getHeader(answer.headers, 'location') === ''

/**
 * *Location URL*: `null` where there is no `Location`, the text itself where it cannot be parsed.
 * https://fetch.spec.whatwg.org/#concept-response-location-url
 */
function locationUrl(request: FetchRequest, answer: Answer): URL | string | null {
  const lines = getHeaderLines(answer.headers, 'location')
  const [location] = lines
  if (location === undefined) return null
  if (lines.length > 1 && lines.some((line) => line !== location)) return lines.join(', ')
  let url: URL
  try {
    url = new URL(utf8Decode(location), request.currentUrl)
  } catch {
    return location
  }
  if (url.hash === '' && !url.href.endsWith('#')) url.hash = request.currentUrl.hash
  return url
}

/** Header values are bytes; a `Location` is read as UTF-8. */
function utf8Decode(value: string): string {
  if (!/[\x80-\xff]/.test(value)) return value
  return new TextDecoder().decode(Uint8Array.from(value, (character) => character.charCodeAt(0)))
}

/** 301 and 302 turn POST into GET, 303 everything but HEAD; the body goes, with the headers that describe it. */
function changeMethod(request: FetchRequest, status: number, sameOrigin: boolean, context: FetchContext): void {
  const { method } = request
  const becomesGet =
    ((status === 301 || status === 302) && method === 'POST') ||
    (status === 303 && method !== 'GET' && method !== 'HEAD')
  if (!becomesGet) {
    returnBodyHeaders(request, status, context)
    return
  }
  request.method = 'GET'
  request.methodWasChanged = true
  request.body = null
  request.bodyHeaders = request.headers.filter(([name]) => isRequestBodyHeaderName(name))
  request.headers = request.headers.filter(([name]) => !isRequestBodyHeaderName(name))
  context.pass(RULES.redirect, `status ${status} turns ${method} into GET without a body`)
}

function becomesGet(method: string, status: number): boolean {
  if (status === 301 || status === 302) return method === 'POST'
  return status === 303 && method !== 'GET' && method !== 'HEAD'
}

/** Not in the standard: some engines start from the first request's headers at every redirect. */
function returnBodyHeaders(request: FetchRequest, status: number, context: FetchContext): void {
  const when = context.profile.bodyHeadersReturn[request.tainting === 'cors' ? 'cors' : 'basic']
  if (when === 'never' || (when === 'method-kept' && becomesGet(request.firstMethod, status))) return
  request.headers.push(...request.bodyHeaders)
  request.bodyHeaders = []
}

/** `Authorization` does not follow to another origin; what else stays behind is an engine's own affair. */
function dropHeaders(request: FetchRequest, sameOrigin: boolean, context: FetchContext): void {
  const { droppedOnRedirect } = context.profile
  const goes = (name: string) => (name === 'authorization' && !sameOrigin) || droppedOnRedirect.has(name)
  const dropped = request.headers.filter(([name]) => goes(name))
  if (dropped.length === 0) return
  request.headers = request.headers.filter(([name]) => !goes(name))
  context.pass(RULES.redirect, `${dropped.map(([name]) => name).join(', ')} not sent on`)
}
