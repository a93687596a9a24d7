/**
 * What Chromium prints about CORS today. `messages/` writes these sentences, `recognise/` reads them.
 * third_party/blink/renderer/platform/loader/cors/cors_error_string.cc
 */
import type { Initiator } from '../words/initiator.ts'
import type { CorsErrorCode } from '../words/reason-code.ts'

export const CHROMIUM_FRAME =
  "Access to {initiator} at '{url}' from origin '{origin}' has been blocked by CORS policy: "
export const CHROMIUM_REDIRECTED_FRAME =
  "Access to {initiator} at '{url}' (redirected from '{firstUrl}') from origin '{origin}' has been blocked by CORS policy: "

/** What the frames call each initiator. third_party/blink/renderer/core/inspector: `Resource::ResourceTypeToString` */
export const CHROMIUM_INITIATORS: Readonly<Record<Initiator, string>> = {
  fetch: 'fetch',
  xmlhttprequest: 'XMLHttpRequest',
  img: 'image',
  script: 'script',
  module: 'script',
  stylesheet: 'CSS stylesheet',
  font: 'font',
  audio: 'audio',
  video: 'video',
  eventsource: 'resource',
  beacon: 'resource',
}

/** The initiator that a frame calls so; `null` for `resource`, which is several. */
export function initiatorNamed(word: string): Initiator | null {
  const named = Object.entries(CHROMIUM_INITIATORS).filter(([, name]) => name === word)
  // A module is a script, too.
  return named.length === 0 || word === CHROMIUM_INITIATORS.eventsource ? null : (named[0]?.[0] as Initiator)
}

/** Comes before a sentence about the answer to a preflight. */
export const CHROMIUM_PREFLIGHT = "Response to preflight request doesn't pass access control check: "

/** Follows a sentence about a value of `Access-Control-Allow-Origin`. */
export const CHROMIUM_ADVICE = ' Have the server send the header with a valid value.'

/** Follows a sentence about credentials when XMLHttpRequest sent the request. */
export const CHROMIUM_XHR_ADVICE =
  ' The credentials mode of requests initiated by the XMLHttpRequest is controlled by the withCredentials attribute.'

/** The CORS check of an answer, the same for a preflight, whose codes begin with `Preflight`. */
export const CHROMIUM_CHECKS = {
  WildcardOriginNotAllowed:
    "The value of the 'Access-Control-Allow-Origin' header in the response must not be the wildcard '*' when the request's credentials mode is 'include'.",
  MissingAllowOriginHeader: "No 'Access-Control-Allow-Origin' header is present on the requested resource.",
  MultipleAllowOriginValues:
    "The 'Access-Control-Allow-Origin' header contains multiple values '{value}', but only one is allowed.",
  InvalidAllowOriginValue: "The 'Access-Control-Allow-Origin' header contains the invalid value '{value}'.",
  AllowOriginMismatch:
    "The 'Access-Control-Allow-Origin' header has a value '{value}' that is not equal to the supplied origin.",
  InvalidAllowCredentials:
    "The value of the 'Access-Control-Allow-Credentials' header in the response is '{value}' which must be 'true' when the request's credentials mode is 'include'.",
} as const satisfies Partial<Record<CorsErrorCode, string>>

export const CHROMIUM_REASONS = {
  DisallowedByMode: 'Cross origin requests are not allowed by request mode.',
  InvalidResponse: 'The response is invalid.',
  CorsDisabledScheme: 'Cross origin requests are only supported for protocol schemes: {value}.',
  PreflightInvalidStatus: 'It does not have HTTP ok status.',
  PreflightDisallowedRedirect: 'Redirect is not allowed for a preflight request.',
  InvalidAllowMethodsPreflightResponse:
    'Cannot parse Access-Control-Allow-Methods response header field in preflight response.',
  InvalidAllowHeadersPreflightResponse:
    'Cannot parse Access-Control-Allow-Headers response header field in preflight response.',
  MethodDisallowedByPreflightResponse:
    'Method {method} is not allowed by Access-Control-Allow-Methods in preflight response.',
  HeaderDisallowedByPreflightResponse:
    'Request header field {header} is not allowed by Access-Control-Allow-Headers in preflight response.',
  RedirectContainsCredentials:
    "Redirect location '{value}' contains a username and password, which is disallowed for cross-origin requests.",
  InsecureLocalNetwork:
    'The request client is not a secure context and the resource is in more-private address space `{addressSpace}`.',
  InvalidLocalNetworkAccess:
    'Request had a target IP address space of `{value}` yet the resource is in address space `{addressSpace}`.',
  LocalNetworkAccessPermissionDenied:
    'Permission was denied for this request to access the `{addressSpace}` address space.',
} as const satisfies Partial<Record<CorsErrorCode, string>>

/** Lines that do not begin with "Access to fetch at …". */
export const CHROMIUM_LINES = {
  unsafeLoad: 'Unsafe attempt to load URL {url} from frame with URL {value}. Domains, protocols and ports must match.',
  sameOriginMode:
    'Fetch API cannot load {url}. Request mode is "same-origin" but the URL\'s origin is not same as the request origin {origin}.',
  noCorsRedirectMode: 'Fetch API cannot load {url}. Request mode is "no-cors" but the redirect mode is not "follow".',
  mixedContent:
    "Mixed Content: The page at '{value}' was loaded over HTTPS, but requested an insecure resource '{url}'. This request has been blocked; the content must be served over HTTPS.",
  mixedContentOfXhr:
    "Mixed Content: The page at '{value}' was loaded over HTTPS, but requested an insecure XMLHttpRequest endpoint '{url}'. This request has been blocked; the content must be served over HTTPS.",
  mixedContentOfElement:
    "Mixed Content: The page at '{value}' was loaded over HTTPS, but requested an insecure {initiator} '{url}'. This request has been blocked; the content must be served over HTTPS.",
  noIntegrity:
    "Subresource Integrity: The resource '{url}' has an integrity attribute, but the response is not eligible for integrity validation.",
  otherIntegrity:
    "Failed to find a valid digest in the 'integrity' attribute for resource '{url}' with computed {value} integrity '{rest}'. The resource has been blocked.",
  integrityFailed: "Fetch API cannot load {url}. SRI's integrity checks failed.",
  scheme: 'Fetch API cannot load {url}. URL scheme "{value}" is not supported.',
} as const
