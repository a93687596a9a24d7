/**
 * The category that Firefox's console service gives a line: the keys of
 * dom/locales/en-US/chrome/security/security.properties.
 */
const CATEGORIES: readonly (readonly [inLine: string, category: string])[] = [
  ['CORS request did not succeed', 'CORSDidNotSucceed2'],
  ['CORS header ‘Access-Control-Allow-Origin’ missing', 'CORSMissingAllowOrigin2'],
  ['Multiple CORS header', 'CORSMultipleAllowOriginNotAllowed'],
  ['does not match ‘', 'CORSAllowOriginNotMatchingOrigin'],
  ['Credential is not supported', 'CORSNotSupportingCredentials'],
  ['expected ‘true’ in CORS header', 'CORSMissingAllowCredentials'],
  ['Did not find method', 'CORSMethodNotFound'],
  ['CORS preflight response did not succeed', 'CORSPreflightDidNotSucceed3'],
  ['in CORS header ‘Access-Control-Allow-Methods’', 'CORSInvalidAllowMethod'],
  ['in CORS header ‘Access-Control-Allow-Headers’', 'CORSInvalidAllowHeader'],
  ['from CORS preflight response', 'CORSMissingAllowHeaderFromPreflight2'],
  ['CORS request external redirect not allowed', 'CORSExternalRedirectNotAllowed'],
  ['CORS request not http', 'CORSRequestNotHttp'],
  ['Cross-Origin Request Warning', 'CORSAllowHeaderFromPreflightDeprecation'],
  ['Security Error: Content at', 'SOP'],
  ['Cross-Origin-Resource-Policy', 'COEP'],
  ['is not eligible for integrity checks', 'Sub-resource Integrity'],
  ['hashes in the integrity attribute', 'Sub-resource Integrity'],
  ['Blocked loading mixed active content', 'Mixed Content Blocker'],
  ['source URI is not allowed in this document', 'Script Loader'],
  ['Loading failed for the ', 'Script Loader'],
]

export function firefoxCategory(line: string): string {
  return CATEGORIES.find(([inLine]) => line.includes(inLine))?.[1] ?? `no category for: ${line}`
}
