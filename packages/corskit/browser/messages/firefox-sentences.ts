/**
 * What Firefox prints about CORS today, in English, by the keys of its locale files. `messages/` writes these
 * sentences, `recognise/` reads them. dom/locales/en-US/chrome/security/security.properties
 */

export const FIREFOX_FRAME =
  'Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at {url}. '

export const FIREFOX_REASONS = {
  CORSDisabled: '(Reason: CORS disabled).',
  CORSDidNotSucceed2: '(Reason: CORS request did not succeed). Status code: {status}.',
  CORSOriginHeaderNotAdded: '(Reason: CORS header ‘Origin’ cannot be added).',
  CORSExternalRedirectNotAllowed: '(Reason: CORS request external redirect not allowed).',
  CORSRequestNotHttp: '(Reason: CORS request not http).',
  CORSMissingAllowOrigin2: '(Reason: CORS header ‘Access-Control-Allow-Origin’ missing). Status code: {status}.',
  CORSMultipleAllowOriginNotAllowed: '(Reason: Multiple CORS header ‘Access-Control-Allow-Origin’ not allowed).',
  CORSAllowOriginNotMatchingOrigin: '(Reason: CORS header ‘Access-Control-Allow-Origin’ does not match ‘{value}’).',
  CORSNotSupportingCredentials:
    '(Reason: Credential is not supported if the CORS header ‘Access-Control-Allow-Origin’ is ‘*’).',
  CORSMethodNotFound: '(Reason: Did not find method in CORS header ‘Access-Control-Allow-Methods’).',
  CORSMissingAllowCredentials: '(Reason: expected ‘true’ in CORS header ‘Access-Control-Allow-Credentials’).',
  CORSPreflightDidNotSucceed3: '(Reason: CORS preflight response did not succeed). Status code: {status}.',
  CORSInvalidAllowMethod: '(Reason: invalid token ‘{value}’ in CORS header ‘Access-Control-Allow-Methods’).',
  CORSInvalidAllowHeader: '(Reason: invalid token ‘{value}’ in CORS header ‘Access-Control-Allow-Headers’).',
  CORSMissingAllowHeaderFromPreflight2:
    '(Reason: header ‘{header}’ is not allowed according to header ‘Access-Control-Allow-Headers’ from CORS preflight response).',
} as const

export type FirefoxKey = keyof typeof FIREFOX_REASONS

export const FIREFOX_LINES = {
  authorizationWarning:
    'Cross-Origin Request Warning: The Same Origin Policy will disallow reading the remote resource at {url} soon. (Reason: When the `Access-Control-Allow-Headers` is `*`, the `Authorization` header is not covered. To include the `Authorization` header, it must be explicitly listed in CORS header `Access-Control-Allow-Headers`).',
  mixedContent: 'Blocked loading mixed active content “{url}”',
  mayNotLoadData: 'Security Error: Content at {origin} may not load data from {url}.',
  mayNotLoad: 'Security Error: Content at {origin} may not load or link to {url}.',
  noIntegrity: '“{url}” is not eligible for integrity checks since it’s neither CORS-enabled nor same-origin.',
  otherIntegrity:
    'None of the “{value}” hashes in the integrity attribute match the content of the subresource at “{url}”. The computed hash is “{rest}”.',
  scriptNotAllowed: '<script> source URI is not allowed in this document: “{url}”.',
  scriptFailed: 'Loading failed for the <script> with source “{url}”.',
  moduleNotAllowed: 'Module source URI is not allowed in this document: “{url}”.',
  moduleFailed: 'Loading failed for the module with source “{url}”.',
  resourcePolicy:
    'The resource at “{url}” was blocked due to its Cross-Origin-Resource-Policy header (or lack thereof). {rest}',
} as const
