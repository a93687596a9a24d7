/**
 * Chromium's console lines for a blocked fetch.
 * third_party/blink/renderer/platform/loader/cors/cors_error_string.cc
 */
import { type FailureFacts, isQuietUserinfo } from './failure-facts.ts'

const HAVE_VALID_VALUE = ' Have the server send the header with a valid value.'

export function chromiumMessages(facts: FailureFacts): string[] {
  const { reason, firstUrl, pageOrigin } = facts
  // Refused by another part of Chromium, which says nothing.
  if (isQuietUserinfo(facts)) return []
  const line = lineOf(facts)
  if (line !== null) return [line]
  const text = textOf(facts)
  if (text === null) return []
  const strange = strangeLocation(facts)
  const redirected = facts.urls.length > 1 || strange !== null ? `(redirected from '${firstUrl}') ` : ''
  const preflight = reason.code.startsWith('Preflight')
    ? "Response to preflight request doesn't pass access control check: "
    : ''
  return [
    `Access to fetch at '${strange ?? facts.wholeUrl}' ${redirected}from origin '${pageOrigin}' has been blocked by CORS policy: ${preflight}${text}`,
  ]
}

/** The refusals that stand outside the frame "Access to fetch at …". */
function lineOf(facts: FailureFacts): string | null {
  const { reason, pageOrigin, pageUrl, wholeUrl } = facts
  if (reason.phase === 'redirect') {
    const target = reason.code === 'DisallowedByMode' ? wholeUrl : strangeLocation(facts)
    if (target === null || facts.mode !== 'same-origin') return null
    return `Unsafe attempt to load URL ${target} from frame with URL ${pageUrl}. Domains, protocols and ports must match.\n`
  }
  const start = `Fetch API cannot load ${reason.url}.`
  switch (reason.code) {
    case 'DisallowedByMode':
      return `${start} Request mode is "same-origin" but the URL's origin is not same as the request origin ${pageOrigin}.`
    case 'NoCorsRedirectModeNotFollow':
      return `${start} Request mode is "no-cors" but the redirect mode is not "follow".`
    case 'CorsDisabledScheme':
      return `${start} URL scheme "${reason.parameter}" is not supported.`
    default:
      return null
  }
}

/** Schemes that redirects are kept from by a part that says nothing: net's ERR_UNSAFE_REDIRECT. */
const UNSAFE_SCHEMES = /^(?:about|blob|chrome|data|file|filesystem):/

/** Where a redirect to a scheme leads that is neither http(s) nor unsafe. */
function strangeLocation({ reason, locationUrl }: FailureFacts): string | null {
  if (reason.code !== 'RedirectUnsupportedScheme' || locationUrl === null) return null
  return UNSAFE_SCHEMES.test(locationUrl) ? null : locationUrl
}

const CORS_SCHEMES =
  'chrome, chrome-experimental-site-token-provider, chrome-extension, chrome-untrusted, data, http, https, isolated-app'

function textOf(facts: FailureFacts): string | null {
  const { reason } = facts
  const value = escapeValue(reason.parameter)
  switch (reason.code) {
    case 'DisallowedByMode':
      return 'Cross origin requests are not allowed by request mode.'
    case 'WildcardOriginNotAllowed':
    case 'PreflightWildcardOriginNotAllowed':
      return "The value of the 'Access-Control-Allow-Origin' header in the response must not be the wildcard '*' when the request's credentials mode is 'include'."
    case 'MissingAllowOriginHeader':
    case 'PreflightMissingAllowOriginHeader':
      return "No 'Access-Control-Allow-Origin' header is present on the requested resource."
    case 'MultipleAllowOriginValues':
    case 'PreflightMultipleAllowOriginValues':
      return `The 'Access-Control-Allow-Origin' header contains multiple values '${value}', but only one is allowed.${HAVE_VALID_VALUE}`
    case 'InvalidAllowOriginValue':
    case 'PreflightInvalidAllowOriginValue':
      return `The 'Access-Control-Allow-Origin' header contains the invalid value '${value}'.${HAVE_VALID_VALUE}`
    case 'AllowOriginMismatch':
    case 'PreflightAllowOriginMismatch':
      return `The 'Access-Control-Allow-Origin' header has a value '${value}' that is not equal to the supplied origin.${HAVE_VALID_VALUE}`
    case 'InvalidAllowCredentials':
    case 'PreflightInvalidAllowCredentials':
      return `The value of the 'Access-Control-Allow-Credentials' header in the response is '${value}' which must be 'true' when the request's credentials mode is 'include'.`
    case 'PreflightInvalidStatus':
      return 'It does not have HTTP ok status.'
    case 'PreflightDisallowedRedirect':
      return 'Redirect is not allowed for a preflight request.'
    case 'InvalidAllowMethodsPreflightResponse':
      return 'Cannot parse Access-Control-Allow-Methods response header field in preflight response.'
    case 'InvalidAllowHeadersPreflightResponse':
      return 'Cannot parse Access-Control-Allow-Headers response header field in preflight response.'
    case 'MethodDisallowedByPreflightResponse':
      return `Method ${reason.parameter} is not allowed by Access-Control-Allow-Methods in preflight response.`
    case 'HeaderDisallowedByPreflightResponse':
      return `Request header field ${reason.parameter} is not allowed by Access-Control-Allow-Headers in preflight response.`
    case 'RedirectContainsCredentials':
      return "Redirect location '' contains a username and password, which is disallowed for cross-origin requests."
    case 'RedirectUnsupportedScheme':
      return strangeLocation(facts) === null || facts.mode !== 'cors'
        ? null
        : `Cross origin requests are only supported for protocol schemes: ${CORS_SCHEMES}.`
    case 'InsecureLocalNetwork':
      return `The request client is not a secure context and the resource is in more-private address space \`${reason.parameter}\`.`
    case 'LocalNetworkAccessPermissionDenied':
      return `Permission was denied for this request to access the \`${reason.parameter}\` address space.`
    default:
      return null
  }
}

/** Control and non-ASCII characters are printed as `\uXXXX`. */
function escapeValue(value: string): string {
  return value.replace(
    /[^\x20-\x7e]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`,
  )
}
