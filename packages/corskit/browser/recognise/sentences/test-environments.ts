/**
 * The sentences of the test environments that imitate a part of CORS. lib/jsdom/living/xhr/xhr-utils.js,
 * FetchCORSUtility.ts
 */
import { type KnownSentence, sentencesOf } from './known-sentence.ts'

const jsdom = sentencesOf('jsdom')

/** Only as lines of their own, because these are everyday words. */
export const JSDOM_LINE_SENTENCES: readonly KnownSentence[] = [
  jsdom('Cross origin {origin} forbidden', 'MissingAllowOriginHeader', 'AllowOriginMismatch', 'DisallowedByMode'),
  jsdom('Credentials forbidden', 'InvalidAllowCredentials', 'PreflightInvalidAllowCredentials'),
  jsdom('Header {header} forbidden', 'HeaderDisallowedByPreflightResponse'),
  jsdom('Headers {header} forbidden', 'HeaderDisallowedByPreflightResponse'),
  jsdom('Response for preflight has invalid HTTP status code {status}', 'PreflightInvalidStatus'),
  jsdom('Userinfo forbidden in cors redirect', 'RedirectContainsCredentials'),
  jsdom('Cannot redirect to non-HTTP(S) URL', 'RedirectUnsupportedScheme'),
]

/** Before its version 15, happy-dom wrote Firefox's frame with a mistake in it. */
export const HAPPY_DOM_FRAME = sentencesOf('happy-dom')(
  'Cross-Origin Request Blocked: The Same Origin Policy dissallows reading the remote resource at {url}',
)

/** happy-dom prints Firefox's frame without a reason. */
export const HAPPY_DOM_CODES = [
  'MissingAllowOriginHeader',
  'AllowOriginMismatch',
  'PreflightInvalidStatus',
  'MethodDisallowedByPreflightResponse',
  'HeaderDisallowedByPreflightResponse',
] as const
