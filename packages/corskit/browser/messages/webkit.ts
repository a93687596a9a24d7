/**
 * WebKit's console lines for a blocked fetch: the reason, then that the load failed.
 * Source/WebCore/loader/CrossOriginAccessControl.cpp, CrossOriginPreflightResultCache.cpp, NetworkLoadChecker.cpp
 */
import { getHeader } from '../../protocol/header-list.ts'
import { WEBKIT_HEADER_NAMES } from '../profiles/webkit-header-names.ts'
import { withoutFragment } from '../state/fetch-request.ts'
import { type FailureFacts, isQuietUserinfo } from './failure-facts.ts'

export function webkitMessages(facts: FailureFacts): string[] {
  const { reason, pageOrigin } = facts
  const wholeUrl = withoutCredentials(facts.wholeUrl)
  const cannotLoad = cannotLoadLine(wholeUrl)
  switch (reason.code) {
    case 'DisallowedByMode':
      if (reason.phase === 'request') return [`Fetch API cannot load ${reason.url}.`]
      return [
        `Unsafe attempt to load URL ${wholeUrl} from origin ${pageOrigin}. Domains, protocols and ports must match.`,
        cannotLoad,
      ]
    case 'NoCorsRedirectModeNotFollow':
      return ['No-Cors mode requires follow redirect mode', 'Not allowed to request resource', cannotLoad]
    case 'RedirectNotAllowed':
      return [`Not allowed to follow a redirection while loading ${reason.url}`, cannotLoad]
    case 'CorpNotSameOrigin':
    case 'CorpNotSameSite':
      return [
        `${redirectFrame(facts)}Cancelled load to ${wholeUrl} because it violates the resource's Cross-Origin-Resource-Policy response header.`,
        cannotLoad,
      ]
    case 'TooManyRedirects':
      return ['Load cannot follow more than 20 redirections', cannotLoad]
    case 'RedirectUnsupportedScheme':
      return strangeRedirect(facts)
    case 'CorsDisabledScheme':
      return ['Cross origin requests are only supported for HTTP.', cannotLoad]
  }
  // The network layer's own words; a request that was not preflighted gets none.
  if (reason.code === 'NetworkError') return reason.phase === 'preflight' ? [reason.parameter, cannotLoad] : []
  if (isQuietUserinfo(facts)) return []
  const text = textOf(facts)
  return text === null ? [] : [redirectFrame(facts) + text, cannotLoad]
}

const cannotLoadLine = (url: string) => `Fetch API cannot load ${url} due to access control checks.`

const notHttp = (location: string) =>
  `Cross-origin redirection to ${location} denied by Cross-Origin Resource Sharing policy: not allowed to follow a cross-origin CORS redirection with non CORS scheme`

/** A redirect to a scheme that is neither http nor https. */
function strangeRedirect(facts: FailureFacts): string[] {
  const { locationUrl, mode, pageOrigin, tainting, wholeUrl } = facts
  const location = locationUrl ?? ''
  const cannotLoad = cannotLoadLine(wholeUrl)
  if (location.startsWith('ftp:')) return ['FTP URLs are disabled', cannotLoadLine(loadUrl(facts))]
  if (location.startsWith('file:') && tainting !== 'cors') {
    return [`Not allowed to load local resource: ${location}`, cannotLoad]
  }
  if (mode === 'no-cors' || (location.startsWith('blob:') && tainting !== 'cors')) {
    return ['Redirection to URL with a scheme that is not HTTP(S).', cannotLoadLine(location)]
  }
  if (mode === 'same-origin') {
    return [
      `Unsafe attempt to load URL ${location} from origin ${pageOrigin}. Domains, protocols and ports must match.`,
      cannotLoad,
    ]
  }
  return [notHttp(location), cannotLoad]
}

/** Where the load began: once more where a redirect leaves the page's own origin and thereby turns credentials off. */
function loadUrl({ credentials, firstUrl, pageOrigin, urls }: FailureFacts): string {
  if (credentials !== 'same-origin') return firstUrl
  return urls.find((url) => new URL(url).origin !== pageOrigin) ?? firstUrl
}

/** What is wrong with a redirect itself is told as a refusal of where it leads. */
function redirectFrame({ reason, answer, invalidLocation, locationUrl }: FailureFacts): string {
  const location = locationUrl ?? invalidLocation
  if (reason.phase !== 'actual' || location === null || getHeader(answer?.headers ?? [], 'location') === '') return ''
  return `Cross-origin redirection to ${withoutCredentials(location)} denied by Cross-Origin Resource Sharing policy: `
}

function textOf(facts: FailureFacts): string | null {
  const { reason, answer, requestOrigin } = facts
  const value = (name: string) => getHeader(answer?.headers ?? [], name) ?? ''
  switch (reason.code) {
    case 'MissingAllowOriginHeader':
    case 'PreflightMissingAllowOriginHeader':
    case 'InvalidAllowOriginValue':
    case 'PreflightInvalidAllowOriginValue':
    case 'AllowOriginMismatch':
    case 'PreflightAllowOriginMismatch':
      return `Origin ${requestOrigin} is not allowed by Access-Control-Allow-Origin. Status code: ${answer?.status}`
    case 'MultipleAllowOriginValues':
    case 'PreflightMultipleAllowOriginValues':
      return value('access-control-allow-origin').includes(',')
        ? 'Access-Control-Allow-Origin cannot contain more than one origin.'
        : `Origin ${requestOrigin} is not allowed by Access-Control-Allow-Origin. Status code: ${answer?.status}`
    case 'WildcardOriginNotAllowed':
    case 'PreflightWildcardOriginNotAllowed':
      return 'Cannot use wildcard in Access-Control-Allow-Origin when credentials flag is true.'
    case 'InvalidAllowCredentials':
    case 'PreflightInvalidAllowCredentials':
      return 'Credentials flag is true, but Access-Control-Allow-Credentials is not "true".'
    case 'PreflightInvalidStatus':
    case 'PreflightDisallowedRedirect':
      return `Preflight response is not successful. Status code: ${answer?.status}`
    case 'InvalidAllowMethodsPreflightResponse':
      return `Header Access-Control-Allow-Methods has an invalid value: ${value('access-control-allow-methods')}`
    case 'InvalidAllowHeadersPreflightResponse':
      return `Header Access-Control-Allow-Headers has an invalid value: ${value('access-control-allow-headers')}`
    case 'MethodDisallowedByPreflightResponse':
      return `Method ${reason.parameter} is not allowed by Access-Control-Allow-Methods.`
    case 'HeaderDisallowedByPreflightResponse':
      return `Request header field ${headerName(facts)} is not allowed by Access-Control-Allow-Headers.`
    case 'InvalidRedirectLocation':
      return facts.tainting === 'cors' && facts.invalidLocation ? notHttp(facts.invalidLocation) : null
    case 'RedirectContainsCredentials':
      return `Cross-origin redirection to ${withoutCredentials(facts.locationUrl ?? '')} denied by Cross-Origin Resource Sharing policy: redirection URL ${locationAsSent(facts)} has credentials`
    default:
      return null
  }
}

/** Without the fragment that it takes over from the URL before. */
function locationAsSent({ answer, locationUrl }: FailureFacts): string {
  if (locationUrl === null || getHeader(answer?.headers ?? [], 'location')?.includes('#')) return locationUrl ?? ''
  return withoutFragment(new URL(locationUrl))
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
