/**
 * Stable names of everything that can refuse a fetch. The first group is Chromium's `Network.CorsError`, so a code is
 * the same word here, in DevTools and in a bug report. The second names what has no code in Chromium.
 * https://chromedevtools.github.io/devtools-protocol/tot/Network/#type-CorsError
 */
export const CORS_ERROR_CODES = [
  'DisallowedByMode',
  'InvalidResponse',
  'WildcardOriginNotAllowed',
  'MissingAllowOriginHeader',
  'MultipleAllowOriginValues',
  'InvalidAllowOriginValue',
  'AllowOriginMismatch',
  'InvalidAllowCredentials',
  'CorsDisabledScheme',
  'PreflightInvalidStatus',
  'PreflightDisallowedRedirect',
  'PreflightWildcardOriginNotAllowed',
  'PreflightMissingAllowOriginHeader',
  'PreflightMultipleAllowOriginValues',
  'PreflightInvalidAllowOriginValue',
  'PreflightAllowOriginMismatch',
  'PreflightInvalidAllowCredentials',
  'InvalidAllowMethodsPreflightResponse',
  'InvalidAllowHeadersPreflightResponse',
  'MethodDisallowedByPreflightResponse',
  'HeaderDisallowedByPreflightResponse',
  'RedirectContainsCredentials',
  'InsecureLocalNetwork',
  'InvalidLocalNetworkAccess',
  'NoCorsRedirectModeNotFollow',
  'LocalNetworkAccessPermissionDenied',
] as const

/**
 * A code of Chromium, as in `Network.CorsError` of its DevTools protocol.
 * https://chromedevtools.github.io/devtools-protocol/tot/Network/#type-CorsError
 */
export type CorsErrorCode = (typeof CORS_ERROR_CODES)[number]

/** Whether Chromium has this code. */
export function isCorsErrorCode(code: string): code is CorsErrorCode {
  return (CORS_ERROR_CODES as readonly string[]).includes(code)
}

/** What has no code in Chromium. */
export type OtherCode =
  /** The URL cannot be parsed. */
  | 'InvalidUrl'
  /** The URL given to `fetch` has a user name or password. */
  | 'UrlIncludesCredentials'
  /** The method is not a token. */
  | 'InvalidMethod'
  /** CONNECT, TRACE or TRACK. */
  | 'ForbiddenMethod'
  /** A `no-cors` request with a method other than GET, HEAD and POST. */
  | 'NoCorsUnsafeMethod'
  /** A header name or value that no request may have. */
  | 'InvalidHeader'
  /** GET or HEAD with a body. */
  | 'BodyNotAllowed'
  /** A mode, credentials mode or redirect mode that script cannot ask for. */
  | 'InvalidRequestOption'
  /** A stream as body in `no-cors`, or before a redirect that needs it twice. */
  | 'StreamBodyNotAllowed'
  /** A port that browsers never connect to. */
  | 'BadPort'
  /** http from an https page. */
  | 'MixedContent'
  /** `redirect: 'error'` and the server redirects. */
  | 'RedirectNotAllowed'
  /** A `Location` that cannot be parsed. */
  | 'InvalidRedirectLocation'
  /** A `Location` that is not http or https. */
  | 'RedirectUnsupportedScheme'
  /** More than 20 redirects. */
  | 'TooManyRedirects'
  /** `Cross-Origin-Resource-Policy: same-origin`. */
  | 'CorpNotSameOrigin'
  /** `Cross-Origin-Resource-Policy: same-site`. */
  | 'CorpNotSameSite'
  /** The answer has no body that `integrity` could be about, or another one. */
  | 'IntegrityCheckFailed'
  /** The network failed. Verdict `unreachable`. */
  | 'NetworkError'

/** Why a fetch is refused. docs/reasons.md has a row for each. */
export type ReasonCode = CorsErrorCode | OtherCode
