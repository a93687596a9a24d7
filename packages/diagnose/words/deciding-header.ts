/** Finds the header of an answer that decided, which is marked in a picture. */

/** @param code of the reason @returns the name in lower case; `null` where no header decided */
export function decidingHeader(code: string): string | null {
  if (/AllowCredentials/.test(code)) return 'access-control-allow-credentials'
  if (/Allow(?:Origin|ed?Origin)|WildcardOrigin/.test(code)) return 'access-control-allow-origin'
  if (/MethodDisallowed|AllowMethods/.test(code)) return 'access-control-allow-methods'
  if (/HeaderDisallowed|AllowHeaders/.test(code)) return 'access-control-allow-headers'
  if (/Redirect/.test(code)) return 'location'
  if (/^Corp/.test(code)) return 'cross-origin-resource-policy'
  return null
}
