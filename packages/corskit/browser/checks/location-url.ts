/** Where a redirect leads. */
import { getHeader, getHeaderLines } from '../../protocol/header-list.ts'
import type { EngineProfile } from '../words/engine-profile.ts'
import type { NormalizedResponse } from '../words/exchange.ts'

/**
 * *Location URL*: `null` when there is no `Location`, the text itself when it cannot be parsed.
 * https://fetch.spec.whatwg.org/#concept-response-location-url
 */
export function locationUrl(answer: NormalizedResponse, base: URL, profile: EngineProfile): URL | string | null {
  const location = locationText(answer, profile)
  if (location === null) return null
  const isOneLine = location === getHeaderLines(answer.headers, 'location')[0]
  if (!isOneLine && profile.severalLocations !== 'joined') return location
  const text = profile.locationBytes === 'latin-1' ? withoutInvalidUtf8(location) : percentEncodeBytes(location)
  let url: URL
  try {
    url = new URL(text, base)
  } catch {
    return location
  }
  if (url.hash === '' && !url.href.endsWith('#')) url.hash = base.hash
  return url
}

/** The `Location` as one text: several lines are joined, unless the engine reads equal lines as one. */
export function locationText({ headers }: NormalizedResponse, profile: EngineProfile): string | null {
  const lines = getHeaderLines(headers, 'location')
  const [first = null] = lines
  return profile.severalLocations === 'one-if-equal' && !haveDiffering(lines) ? first : getHeader(headers, 'location')
}

export const haveDiffering = (lines: readonly string[]): boolean => lines.some((line) => line !== lines[0])

/**
 * Header values are bytes. Percent-encoding keeps each byte outside ASCII as it is. Decoding first would turn bytes
 * that are not UTF-8 into U+FFFD.
 * https://github.com/whatwg/fetch/issues/883
 */
function percentEncodeBytes(value: string): string {
  return value.replace(/[\x80-\xff]/g, (byte) => `%${byte.charCodeAt(0).toString(16).toUpperCase()}`)
}

/** The shortest form only, no surrogates, nothing above U+10FFFF: https://www.rfc-editor.org/rfc/rfc3629#section-4 */
const UTF8_OR_BYTE =
  /([\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xec\xee\xef][\x80-\xbf]{2}|\xed[\x80-\x9f][\x80-\xbf]|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf3][\x80-\xbf]{3}|\xf4[\x80-\x8f][\x80-\xbf]{2})|[\x80-\xff]/g

/** U+FFFD in UTF-8, as bytes. */
const REPLACEMENT = '\xef\xbf\xbd'

/**
 * Replaces every byte that does not begin a character, as GLib does. The standard's decoder replaces a cut character
 * once.
 */
const withoutInvalidUtf8 = (value: string): string =>
  value.replace(UTF8_OR_BYTE, (_, character: string | undefined) => character ?? REPLACEMENT)

/** https://fetch.spec.whatwg.org/#redirect-status */
export function isRedirectStatus(status: number): boolean {
  return status === 301 || status === 302 || status === 303 || status === 307 || status === 308
}
