/** Lines of Chromium, today's and older ones. third_party/blink/renderer/platform/loader/cors/cors_error_string.cc */
import type { MessageCode, RecognisedMessage } from './recognised-message.ts'
import { readTemplate, type Template, template } from './template.ts'

const FRAMES = [
  "Access to {initiator} at '{url}' (redirected from '{firstUrl}') from origin '{origin}' has been blocked by CORS policy: {text}",
  "Access to {initiator} at '{url}' from origin '{origin}' has been blocked by CORS policy: {text}",
  // Until Chromium 60.
  "{initiator} cannot load {url}. {text} Origin '{origin}' is therefore not allowed access.",
].map(template)

const PREFLIGHT = "Response to preflight request doesn't pass access control check: "

const XHR_ADDITION =
  ' The credentials mode of requests initiated by the XMLHttpRequest is controlled by the withCredentials attribute.'

/** Advice that Chromium appends, or used to; it says nothing about the reason. */
const ADVICE = [
  XHR_ADDITION,
  " Have the server send the header with a valid value, or, if an opaque response serves your needs, set the request's mode to 'no-cors' to fetch the resource with CORS disabled.",
  ' Have the server send the header with a valid value.',
  " If an opaque response serves your needs, set the request's mode to 'no-cors' to fetch the resource with CORS disabled.",
]

type Text = readonly [template: Template, codes: readonly [MessageCode, ...MessageCode[]]]
const text = (written: string, ...codes: [MessageCode, ...MessageCode[]]): Text => [template(written), codes]

/** Texts that a preflight shares with the request itself; with {@link PREFLIGHT} in front the code has `Preflight` in front too. */
const CHECK_TEXTS: readonly Text[] = [
  text("No 'Access-Control-Allow-Origin' header is present on the requested resource.", 'MissingAllowOriginHeader'),
  text(
    "The value of the 'Access-Control-Allow-Origin' header in the response must not be the wildcard '*' when the request's credentials mode is 'include'.",
    'WildcardOriginNotAllowed',
  ),
  text(
    "The 'Access-Control-Allow-Origin' header contains multiple values '{value}', but only one is allowed.",
    'MultipleAllowOriginValues',
  ),
  text("The 'Access-Control-Allow-Origin' header contains the invalid value '{value}'.", 'InvalidAllowOriginValue'),
  text(
    "The 'Access-Control-Allow-Origin' header has a value '{value}' that is not equal to the supplied origin.",
    'AllowOriginMismatch',
  ),
  text(
    "The value of the 'Access-Control-Allow-Credentials' header in the response is '{value}' which must be 'true' when the request's credentials mode is 'include'.",
    'InvalidAllowCredentials',
  ),
]

const OTHER_TEXTS: readonly Text[] = [
  text('Cross origin requests are not allowed by request mode.', 'DisallowedByMode'),
  text('The response is invalid.', 'InvalidResponse'),
  text('It does not have HTTP ok status.', 'PreflightInvalidStatus'),
  text('Redirect is not allowed for a preflight request.', 'PreflightDisallowedRedirect'),
  text(
    'Cannot parse Access-Control-Allow-Methods response header field in preflight response.',
    'InvalidAllowMethodsPreflightResponse',
  ),
  text(
    'Cannot parse Access-Control-Allow-Headers response header field in preflight response.',
    'InvalidAllowHeadersPreflightResponse',
  ),
  text(
    'Method {method} is not allowed by Access-Control-Allow-Methods in preflight response.',
    'MethodDisallowedByPreflightResponse',
  ),
  text(
    'Request header field {header} is not allowed by Access-Control-Allow-Headers in preflight response.',
    'HeaderDisallowedByPreflightResponse',
  ),
  text(
    "Redirect location '{value}' contains a username and password, which is disallowed for cross-origin requests.",
    'RedirectContainsCredentials',
  ),
  text(
    'Cross origin requests are only supported for protocol schemes: {value}.',
    'CorsDisabledScheme',
    'RedirectUnsupportedScheme',
  ),
  text(
    'The request client is not a secure context and the resource is in more-private address space `{addressSpace}`.',
    'InsecureLocalNetwork',
  ),
  text(
    'Request had a target IP address space of `{value}` yet the resource is in address space `{addressSpace}`.',
    'InvalidLocalNetworkAccess',
  ),
  text(
    'Permission was denied for this request to access the `{addressSpace}` address space.',
    'LocalNetworkAccessPermissionDenied',
  ),
  text(
    "No 'Access-Control-Allow-Private-Network' header was present in the preflight response for this private network request targeting the `{addressSpace}` address space.",
    'PreflightMissingAllowPrivateNetwork',
  ),
  text(
    "The 'Access-Control-Allow-Private-Network' header in the preflight response for this private network request targeting the `{addressSpace}` address space had a value of '{value}',  not 'true'.",
    'PreflightInvalidAllowPrivateNetwork',
  ),
  text(
    'Request had no target IP address space, yet the resource is in address space `{addressSpace}`.',
    'UnexpectedPrivateNetworkAccess',
  ),
  text(
    "No 'Private-Network-Access-Id' header was present in the preflight response for this private network request targeting the `{addressSpace}` address space.",
    'PreflightMissingPrivateNetworkAccessId',
  ),
  text(
    "No 'Private-Network-Access-Name' header was present in the preflight response for this private network request targeting the `{addressSpace}` address space.",
    'PreflightMissingPrivateNetworkAccessName',
  ),
  text(
    'Unable to ask for permission to access the `{addressSpace}` IP address space.',
    'PrivateNetworkAccessPermissionUnavailable',
  ),
  text(
    "No 'Access-Control-Allow-External' header was present in the preflight response for this external request (This is an experimental header which is defined in 'https://wicg.github.io/cors-rfc1918/').",
    'PreflightMissingAllowExternal',
  ),
]

/** Lines that stand outside the frame. */
const WHOLE_LINES: readonly Text[] = [
  text(
    'Unsafe attempt to load URL {url} from frame with URL {value}. Domains, protocols and ports must match.',
    'DisallowedByMode',
    'RedirectUnsupportedScheme',
  ),
  text(
    'Fetch API cannot load {url}. Request mode is "same-origin" but the URL\'s origin is not same as the request origin {origin}.',
    'DisallowedByMode',
  ),
  text(
    'Fetch API cannot load {url}. Request mode is "no-cors" but the redirect mode is not "follow".',
    'NoCorsRedirectModeNotFollow',
  ),
  text('Fetch API cannot load {url}. URL scheme "{value}" is not supported.', 'CorsDisabledScheme'),
]

export function recogniseChromium(line: string): RecognisedMessage | null {
  for (const [whole, codes] of WHOLE_LINES) {
    const gaps = readTemplate(whole, line)
    if (gaps !== null) return { engine: 'chromium', code: codes[0], codes, ...gaps }
  }
  for (const frame of FRAMES) {
    const gaps = readTemplate(frame, line)
    if (gaps === null) continue
    const { text: written = '', ...around } = gaps
    const read = readText(written)
    if (read !== null) return { engine: 'chromium', ...around, ...read }
  }
  return null
}

function readText(written: string): Omit<RecognisedMessage, 'engine'> | null {
  const isPreflight = written.startsWith(PREFLIGHT)
  const bare = withoutAdvice(isPreflight ? written.slice(PREFLIGHT.length) : written)
  for (const [template, [code]] of CHECK_TEXTS) {
    const gaps = readTemplate(template, bare)
    const full = isPreflight ? (`Preflight${code}` as MessageCode) : code
    if (gaps !== null) return { code: full, codes: [full], ...gaps }
  }
  for (const [template, codes] of OTHER_TEXTS) {
    const gaps = readTemplate(template, bare)
    if (gaps !== null) return { code: codes[0], codes, ...gaps }
  }
  return null
}

function withoutAdvice(written: string): string {
  for (const advice of ADVICE) if (written.endsWith(advice)) return written.slice(0, -advice.length)
  return written
}
