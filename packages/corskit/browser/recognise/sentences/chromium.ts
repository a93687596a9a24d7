/**
 * The sentences of Chromium, of Chrome 40 to today.
 * third_party/blink/renderer/platform/loader/cors/cors_error_string.cc
 */
import {
  CHROMIUM_CHECKS,
  CHROMIUM_FRAME,
  CHROMIUM_LINES,
  CHROMIUM_PREFLIGHT,
  CHROMIUM_REASONS,
  CHROMIUM_REDIRECTED_FRAME,
} from '../../messages/chromium-sentences.ts'
import { lettersOnly } from '../letters.ts'
import type { MessageCode } from '../recognised-message.ts'
import { type KnownSentence, sentencesOf } from './known-sentence.ts'

const known = sentencesOf('chromium')

/** The beginning of a line, before its reason. */
export const CHROMIUM_FRAMES: readonly KnownSentence[] = [
  CHROMIUM_REDIRECTED_FRAME,
  CHROMIUM_FRAME,
  // Chrome 47 to 60, for fetches that were not made by script. The origin is that of what was loaded.
  "from origin '{rest}' has been blocked from loading by Cross-Origin Resource Sharing policy: ",
  "Redirect at '{url}' from origin '{origin}' has been blocked by CORS policy: ",
  "Redirect from '{firstUrl}' to '{url}' has been blocked by CORS policy: ",
  "Redirect at '{firstUrl}' from origin '{origin}' has been blocked by Cross-Origin Resource Sharing policy: ",
  "Access to {initiator} at '{url}' from origin '{origin}' has been blocked by Cross-Origin Resource Sharing policy: ",
  // Lines whose beginning was not copied.
  "from origin '{origin}' has been blocked by CORS policy: ",
  'has been blocked by CORS policy: ',
  'blocked by CORS policy: ',
].map((written) => known(written))

/** The frames that end with their URL, directly before the reason. */
export const CHROMIUM_OPEN_FRAMES: readonly KnownSentence[] = [
  'XMLHttpRequest cannot load {url}',
  'Fetch API cannot load {url}',
  'EventSource cannot load {url}',
  'Beacon API cannot load {url}',
  'Failed to load {url}',
  'Failed to load resource: {url}',
].map((written) => known(written))

export const CHROMIUM_PREFLIGHT_LETTERS = lettersOnly(CHROMIUM_PREFLIGHT)

/**
 * Sentences for a preflight and for the request itself. After `CHROMIUM_PREFLIGHT`, the code begins with `Preflight`.
 */
export const CHROMIUM_CHECK_SENTENCES: readonly KnownSentence[] = [
  ...Object.entries(CHROMIUM_CHECKS).map(([code, written]) => known(written, code as MessageCode)),
  known(
    "A wildcard '*' cannot be used in the 'Access-Control-Allow-Origin' header when the credentials flag is true.",
    'WildcardOriginNotAllowed',
  ),
  known(
    "Credentials flag is 'true', but the 'Access-Control-Allow-Credentials' header is '{value}'. It must be 'true' to allow credentials.",
    'InvalidAllowCredentials',
  ),
  known("The 'Access-Control-Allow-Origin' whitelists only '{value}'.", 'AllowOriginMismatch'),
]

export const CHROMIUM_OTHER_SENTENCES: readonly KnownSentence[] = [
  ...Object.entries(CHROMIUM_REASONS)
    .filter(([code]) => code !== 'CorsDisabledScheme' && code !== 'InvalidResponse')
    .map(([code, written]) => known(written, code as MessageCode)),
  known(CHROMIUM_REASONS.CorsDisabledScheme, 'CorsDisabledScheme', 'RedirectUnsupportedScheme'),
  known(
    'Cross origin requests are only supported for protocol schemes: {value}',
    'CorsDisabledScheme',
    'RedirectUnsupportedScheme',
  ),
  // Chrome 40 to 66.
  known('Response for preflight has invalid HTTP status code {status}', 'PreflightInvalidStatus'),
  known('Response for preflight is invalid (redirect)', 'PreflightDisallowedRedirect'),
  known('Invalid HTTP status code {status}', 'PreflightInvalidStatus'),
  known(
    'Request header field {header} is not present in the Access-Control-Allow-Headers list.',
    'HeaderDisallowedByPreflightResponse',
  ),
  known(
    "The request was redirected to '{value}', which is disallowed for cross-origin requests that require preflight.",
    'PreflightDisallowedRedirect',
  ),
  known(
    "The request was redirected to a URL ('{value}') which has a disallowed scheme for cross-origin requests.",
    'RedirectUnsupportedScheme',
  ),
  known(
    "The request was redirected to a URL ('{value}') containing userinfo, which is disallowed for cross-origin requests.",
    'RedirectContainsCredentials',
  ),
  known("Redirect location '{value}' has a disallowed scheme for cross-origin requests.", 'RedirectUnsupportedScheme'),
  known(
    "Redirect location '{value}' contains userinfo, which is disallowed for cross-origin requests.",
    'RedirectContainsCredentials',
  ),
  known(
    'Request requires preflight, which is disallowed to follow cross-origin redirect.',
    'PreflightDisallowedRedirect',
  ),
  known('The redirection would be cross-origin and the request requires a preflight.', 'PreflightDisallowedRedirect'),
  // Private Network Access, which Local Network Access has replaced.
  known(
    "No 'Access-Control-Allow-Private-Network' header was present in the preflight response for this private network request targeting the `{addressSpace}` address space.",
    'PreflightMissingAllowPrivateNetwork',
  ),
  known(
    "The 'Access-Control-Allow-Private-Network' header in the preflight response for this private network request targeting the `{addressSpace}` address space had a value of '{value}', not 'true'.",
    'PreflightInvalidAllowPrivateNetwork',
  ),
  known(
    'Request had no target IP address space, yet the resource is in address space `{addressSpace}`.',
    'UnexpectedPrivateNetworkAccess',
  ),
  known(
    "No 'Private-Network-Access-Id' header was present in the preflight response for this private network request targeting the `{addressSpace}` address space.",
    'PreflightMissingPrivateNetworkAccessId',
  ),
  known(
    "No 'Private-Network-Access-Name' header was present in the preflight response for this private network request targeting the `{addressSpace}` address space.",
    'PreflightMissingPrivateNetworkAccessName',
  ),
  known(
    'Unable to ask for permission to access the `{addressSpace}` IP address space.',
    'PrivateNetworkAccessPermissionUnavailable',
  ),
  known(
    "No 'Access-Control-Allow-External' header was present in the preflight response for this external request (This is an experimental header which is defined in 'https://wicg.github.io/cors-rfc1918/').",
    'PreflightMissingAllowExternal',
  ),
  known(
    "The 'Access-Control-Allow-External' header in the preflight response for this external request had a value of '{value}', not 'true' (This is an experimental header which is defined in 'https://wicg.github.io/cors-rfc1918/').",
    'PreflightInvalidAllowExternal',
  ),
]

/** Only after a frame: alone, other programs may have printed it. */
export const CHROMIUM_FRAMED_SENTENCES: readonly KnownSentence[] = [
  known(CHROMIUM_REASONS.InvalidResponse, 'InvalidResponse'),
  known('Invalid response.', 'InvalidResponse'),
]

/** What may follow the reason: more about the request, or advice. */
export const CHROMIUM_SEQUELS: readonly KnownSentence[] = [
  "Origin '{origin}' is therefore not allowed access.",
  'The response had HTTP status code {status}',
  ' Have the server send the header with a valid value.',
  ", or, if an opaque response serves your needs, set the request's mode to 'no-cors' to fetch the resource with CORS disabled.",
  "If an opaque response serves your needs, set the request's mode to 'no-cors' to fetch the resource with CORS disabled.",
  'The credentials mode of requests initiated by the XMLHttpRequest is controlled by the withCredentials attribute.',
  'The credentials mode of an XMLHttpRequest is controlled by the withCredentials attribute.',
].map((written) => known(written))

/** Lines that are a whole message. */
export const CHROMIUM_WHOLE_LINES: readonly KnownSentence[] = [
  known(CHROMIUM_LINES.unsafeLoad, 'DisallowedByMode', 'RedirectUnsupportedScheme'),
  known(CHROMIUM_LINES.sameOriginMode, 'DisallowedByMode'),
  known(CHROMIUM_LINES.noCorsRedirectMode, 'NoCorsRedirectModeNotFollow'),
  known(CHROMIUM_LINES.scheme, 'CorsDisabledScheme'),
]
