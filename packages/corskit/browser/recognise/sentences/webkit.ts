/**
 * The sentences of WebKit, today's and older ones. Source/WebCore/loader/CrossOriginAccessControl.cpp and its neighbors
 */
import {
  WEBKIT_LINES,
  WEBKIT_REASONS,
  WEBKIT_REDIRECT_REASONS,
  WEBKIT_REDIRECTED,
} from '../../messages/webkit-sentences.ts'
import { type KnownSentence, sentencesOf, withPreflight } from './known-sentence.ts'

const known = sentencesOf('webkit')

/** A missing value, another origin, a value that is not an origin: WebKit has one sentence for all. */
const NOT_ALLOWED = withPreflight(
  'MissingAllowOriginHeader',
  'AllowOriginMismatch',
  'InvalidAllowOriginValue',
  'MultipleAllowOriginValues',
)

export const WEBKIT_FRAMES: readonly KnownSentence[] = [known(WEBKIT_REDIRECTED)]

export const WEBKIT_SENTENCES: readonly KnownSentence[] = [
  known(WEBKIT_REASONS.notAllowed, ...NOT_ALLOWED),
  known('Origin {origin} is not allowed by Access-Control-Allow-Origin.', ...NOT_ALLOWED),
  known(WEBKIT_REASONS.several, ...withPreflight('MultipleAllowOriginValues')),
  known(WEBKIT_REASONS.wildcard, ...withPreflight('WildcardOriginNotAllowed')),
  known(WEBKIT_REASONS.credentials, ...withPreflight('InvalidAllowCredentials')),
  known(WEBKIT_REASONS.preflightStatus, 'PreflightInvalidStatus', 'PreflightDisallowedRedirect'),
  known('Preflight response is not successful', 'PreflightInvalidStatus', 'PreflightDisallowedRedirect'),
  known(WEBKIT_REASONS.invalidMethods, 'InvalidAllowMethodsPreflightResponse'),
  known(WEBKIT_REASONS.invalidHeaders, 'InvalidAllowHeadersPreflightResponse'),
  known(WEBKIT_REASONS.method, 'MethodDisallowedByPreflightResponse'),
  known(WEBKIT_REASONS.header, 'HeaderDisallowedByPreflightResponse'),
  known('Cross origin requests are not allowed when using same-origin fetch mode.', 'DisallowedByMode'),
  known(WEBKIT_LINES.onlyHttp, 'CorsDisabledScheme'),
  known(WEBKIT_LINES.unsafeLoad, 'DisallowedByMode', 'RedirectUnsupportedScheme'),
  known(WEBKIT_LINES.noCorsRedirectMode, 'NoCorsRedirectModeNotFollow'),
  known(WEBKIT_LINES.tooManyRedirects, 'TooManyRedirects'),
  known(WEBKIT_LINES.redirectScheme, 'RedirectUnsupportedScheme'),
  known(WEBKIT_LINES.redirectMode, 'RedirectNotAllowed'),
  known(WEBKIT_LINES.resourcePolicy, 'CorpNotSameOrigin', 'CorpNotSameSite'),
  // For elements; Chrome until version 36 printed it too. The reason is another line.
  ...['script', 'image', 'text track', 'media resource', 'stylesheet', 'font'].map((element) =>
    known(`Cross-origin ${element} load denied by Cross-Origin Resource Sharing policy.`, 'AccessControlChecks'),
  ),
  known('Cannot load image {url} due to access control checks.', 'AccessControlChecks'),
]

/** Follow a frame that names a URL. */
export const WEBKIT_FRAMED_SENTENCES: readonly KnownSentence[] = [
  known(WEBKIT_REDIRECT_REASONS.scheme, 'RedirectUnsupportedScheme', 'InvalidRedirectLocation'),
  known(WEBKIT_REDIRECT_REASONS.credentials, 'RedirectContainsCredentials'),
]

/** Follows a URL when the line says that the load failed, and not why. */
export const ACCESS_CONTROL_CHECKS: KnownSentence = known('due to access control checks', 'AccessControlChecks')

/** Only as a line of its own: within other lines, these are everyday words. */
export const WEBKIT_LINE_SENTENCES: readonly KnownSentence[] = [
  known(WEBKIT_LINES.ftp, 'RedirectUnsupportedScheme'),
  // Printed beside the line that gives the reason. Only for no-cors does it give the reason itself.
  known(WEBKIT_LINES.notAllowedToRequest, 'AccessControlChecks', 'MixedContent', 'NoCorsRedirectModeNotFollow'),
  // Chromium prints it too, for whatever on a page names a file.
  known(WEBKIT_LINES.localResource, 'CorsDisabledScheme', 'RedirectUnsupportedScheme'),
  known(WEBKIT_LINES.sameOriginMode, 'DisallowedByMode'),
]
