/** WebKit's console lines for a blocked fetch: the reason, then that the load failed. */
import { getHeader } from '../../protocol/header-list.ts'
import { isPotentiallyTrustworthy, originOfUrl } from '../../protocol/origin.ts'
import { WEBKIT_HEADER_NAMES } from '../profiles/webkit-header-names.ts'
import { withoutFragment } from '../state/fetch-request.ts'
import type { Initiator } from '../words/initiator.ts'
import { type FailureFacts, headersOf, isQuietUserinfo } from './failure-facts.ts'
import { fill } from './fill.ts'
import { WEBKIT_LINES, WEBKIT_REASONS, WEBKIT_REDIRECT_REASONS, WEBKIT_REDIRECTED } from './webkit-sentences.ts'

/** The last line says that the load failed. Some elements have none, and a beacon's repeats the reason. */
export function webkitMessages(facts: FailureFacts): string[] {
  const lines = linesOfFetch(facts).filter((line) => line !== '')
  if (facts.initiator !== 'beacon' || facts.reason.code === 'MixedContent') return lines
  const reason = lines.length > 1 ? lines[0] : facts.reason.parameter
  return lines.map((line, index) => (index === lines.length - 1 ? `${line}${reason}` : line))
}

function linesOfFetch(facts: FailureFacts): string[] {
  const { reason, pageOrigin } = facts
  const wholeUrl = withoutCredentials(facts.wholeUrl)
  const cannotLoad = cannotLoadLine(wholeUrl, facts)
  switch (reason.code) {
    case 'DisallowedByMode':
      if (reason.phase === 'request') return [fill(WEBKIT_LINES.sameOriginMode, { url: reason.url })]
      return [fill(WEBKIT_LINES.unsafeLoad, { url: wholeUrl, origin: pageOrigin }), cannotLoad]
    case 'MixedContent':
      if (facts.urlBefore !== null) return [mixedContent(facts), cannotLoadLine(facts.urlBefore, facts)]
      return [mixedContent(facts), ...notRequested(facts, cannotLoad)]
    case 'BadPort':
      return [fill(WEBKIT_LINES.badPort, { port: reason.parameter, url: reason.url })]
    case 'InvalidUrl':
      // A data: URL: any other one that cannot be read is an error of the constructor, which prints nothing.
      return [fill(WEBKIT_LINES.sameOriginMode, { url: reason.url })]
    case 'NoCorsRedirectModeNotFollow':
      return [WEBKIT_LINES.noCorsRedirectMode, WEBKIT_LINES.notAllowedToRequest, cannotLoad]
    case 'RedirectNotAllowed':
      return [fill(WEBKIT_LINES.redirectMode, { url: reason.url }), cannotLoad]
    case 'CorpNotSameOrigin':
    case 'CorpNotSameSite':
      return [redirectFrame(facts) + fill(WEBKIT_LINES.resourcePolicy, { url: wholeUrl }), cannotLoad]
    case 'TooManyRedirects':
      return [WEBKIT_LINES.tooManyRedirects, cannotLoad]
    case 'RedirectUnsupportedScheme':
      return strangeRedirect(facts)
    case 'CorsDisabledScheme':
      return [WEBKIT_LINES.onlyHttp, cannotLoad]
  }
  // A line before it has the length of the body, which is not known here.
  if (reason.code === 'IntegrityCheckFailed') return [cannotLoadLine(facts.firstUrl, facts)]
  // The network layer's own line; a request without a preflight has none.
  if (reason.code === 'NetworkError') {
    if (facts.initiator === 'beacon' && reason.phase === 'actual') return [cannotLoad]
    return reason.phase === 'preflight' ? [reason.parameter, cannotLoad] : []
  }
  if (isQuietUserinfo(facts)) return []
  const text = textOf(facts)
  return text === null ? [] : [redirectFrame(facts) + text, cannotLoad]
}

/** What follows where a request is refused before it is sent. */
function notRequested({ initiator }: FailureFacts, cannotLoad: string): string[] {
  if (initiator === 'beacon') return [cannotLoad + WEBKIT_LINES.notAllowedToRequest]
  return hasLoader(initiator) ? [WEBKIT_LINES.notAllowedToRequest, cannotLoad] : []
}

const hasLoader = (initiator: Initiator) =>
  initiator === 'fetch' || initiator === 'xmlhttprequest' || initiator === 'eventsource'

function mixedContent({ documentUrl, wholeUrl }: FailureFacts): string {
  const isOnLoopback = isPotentiallyTrustworthy(originOfUrl(new URL(wholeUrl)))
  const sentence = isOnLoopback ? WEBKIT_LINES.mixedContentOnLoopback : WEBKIT_LINES.mixedContent
  return fill(sentence, { value: documentUrl, url: wholeUrl })
}

/** Nothing where nothing is printed. */
function cannotLoadLine(url: string, { firstUrl, initiator }: FailureFacts): string {
  switch (initiator) {
    case 'fetch':
      return fill(WEBKIT_LINES.cannotLoad, { initiator: 'Fetch API', url })
    case 'xmlhttprequest':
      return fill(WEBKIT_LINES.cannotLoad, { initiator: 'XMLHttpRequest', url })
    case 'eventsource':
      return fill(WEBKIT_LINES.cannotLoad, { initiator: 'EventSource', url })
    case 'img':
      return fill(WEBKIT_LINES.cannotLoadImage, { url: firstUrl })
    case 'script':
      return WEBKIT_LINES.scriptDenied
    case 'beacon':
      return fill(WEBKIT_LINES.beaconCannotLoad, { url })
    default:
      return ''
  }
}

const notHttp = (location: string) => fill(WEBKIT_REDIRECTED, { url: location }) + WEBKIT_REDIRECT_REASONS.scheme

/** A redirect to a scheme that is neither http nor https. */
function strangeRedirect(facts: FailureFacts): string[] {
  const { locationUrl, mode, pageOrigin, tainting, wholeUrl } = facts
  const location = locationUrl as string
  const cannotLoad = cannotLoadLine(wholeUrl, facts)
  if (location.startsWith('ftp:')) return [WEBKIT_LINES.ftp, cannotLoadLine(loadUrl(facts), facts)]
  if (location.startsWith('file:') && tainting !== 'cors') {
    return [fill(WEBKIT_LINES.localResource, { url: location }), cannotLoad]
  }
  if (mode === 'no-cors' || (location.startsWith('blob:') && tainting !== 'cors')) {
    return [WEBKIT_LINES.redirectScheme, cannotLoadLine(location, facts)]
  }
  if (mode === 'same-origin') {
    return [fill(WEBKIT_LINES.unsafeLoad, { url: location, origin: pageOrigin }), cannotLoad]
  }
  return [notHttp(location), cannotLoad]
}

/**
 * The URL where the load began. The load begins again when a redirect leaves the page's own origin and so turns
 * credentials off.
 */
function loadUrl({ credentials, firstUrl, pageOrigin, urls }: FailureFacts): string {
  if (credentials !== 'same-origin') return firstUrl
  return urls.find((url) => new URL(url).origin !== pageOrigin) ?? firstUrl
}

/** A mistake of the redirect itself is printed as a refusal of the URL to which it leads. */
function redirectFrame({ reason, answer, invalidLocation, locationUrl }: FailureFacts): string {
  const location = locationUrl ?? invalidLocation
  if (reason.phase !== 'actual' || location === null || getHeader(headersOf(answer), 'location') === '') return ''
  return fill(WEBKIT_REDIRECTED, { url: withoutCredentials(location) })
}

function textOf(facts: FailureFacts): string | null {
  const { reason, answer, requestOrigin } = facts
  const value = (name: string) => getHeader(headersOf(answer), name) as string
  const notAllowed = fill(WEBKIT_REASONS.notAllowed, { origin: requestOrigin, status: answer?.status })
  switch (reason.code) {
    case 'MissingAllowOriginHeader':
    case 'PreflightMissingAllowOriginHeader':
    case 'InvalidAllowOriginValue':
    case 'PreflightInvalidAllowOriginValue':
    case 'AllowOriginMismatch':
    case 'PreflightAllowOriginMismatch':
      return notAllowed
    case 'MultipleAllowOriginValues':
    case 'PreflightMultipleAllowOriginValues':
      return value('access-control-allow-origin').includes(',') ? WEBKIT_REASONS.several : notAllowed
    case 'WildcardOriginNotAllowed':
    case 'PreflightWildcardOriginNotAllowed':
      return WEBKIT_REASONS.wildcard
    case 'InvalidAllowCredentials':
    case 'PreflightInvalidAllowCredentials':
      return WEBKIT_REASONS.credentials
    case 'PreflightInvalidStatus':
    case 'PreflightDisallowedRedirect':
      return fill(WEBKIT_REASONS.preflightStatus, { status: answer?.status })
    case 'InvalidAllowMethodsPreflightResponse':
      return fill(WEBKIT_REASONS.invalidMethods, { value: value('access-control-allow-methods') })
    case 'InvalidAllowHeadersPreflightResponse':
      return fill(WEBKIT_REASONS.invalidHeaders, { value: value('access-control-allow-headers') })
    case 'MethodDisallowedByPreflightResponse':
      return fill(WEBKIT_REASONS.method, { method: reason.parameter })
    case 'HeaderDisallowedByPreflightResponse':
      return fill(WEBKIT_REASONS.header, { header: headerName(facts) })
    case 'InvalidRedirectLocation':
      return facts.tainting === 'cors' && facts.invalidLocation ? notHttp(facts.invalidLocation) : null
    case 'RedirectContainsCredentials':
      return (
        fill(WEBKIT_REDIRECTED, { url: withoutCredentials(facts.locationUrl as string) }) +
        fill(WEBKIT_REDIRECT_REASONS.credentials, { value: locationAsSent(facts.locationUrl as string, answer) })
      )
    default:
      return null
  }
}

/** Without the fragment that it inherits from the URL before. */
function locationAsSent(locationUrl: string, answer: FailureFacts['answer']): string {
  const hasOwn = getHeader(headersOf(answer), 'location')?.includes('#')
  return hasOwn ? locationUrl : withoutFragment(new URL(locationUrl))
}

function headerName({ authorName, reason: { parameter } }: FailureFacts): string {
  return WEBKIT_HEADER_NAMES.get(parameter) ?? authorName(parameter) ?? parameter
}

function withoutCredentials(location: string): string {
  if (!URL.canParse(location)) return location
  const url = new URL(location)
  url.username = ''
  url.password = ''
  return url.href
}
