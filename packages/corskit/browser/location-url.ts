/** Where a redirect leads. */
import { getHeaderLines } from '../protocol/header-list.ts'
import type { Answer } from './context.ts'
import type { EngineProfile } from './engine-profile.ts'

/**
 * *Location URL*: `null` where there is no `Location`, the text itself where it cannot be parsed.
 * https://fetch.spec.whatwg.org/#concept-response-location-url
 */
export function locationUrl(answer: Answer, base: URL, profile: EngineProfile): URL | string | null {
  const lines = getHeaderLines(answer.headers, 'location')
  let [location] = lines
  if (location === undefined) return null
  if (lines.length > 1) {
    const joined = lines.join(', ')
    if (profile.severalLocations === 'joined') location = joined
    else if (profile.severalLocations === 'failure' || haveDiffering(lines)) return joined
  }
  let url: URL
  try {
    url = new URL(utf8Decode(location), base)
  } catch {
    return location
  }
  if (url.hash === '' && !url.href.endsWith('#')) url.hash = base.hash
  return url
}

export const haveDiffering = (lines: readonly string[]): boolean => lines.some((line) => line !== lines[0])

/** Header values are bytes; a `Location` is read as UTF-8. */
function utf8Decode(value: string): string {
  if (!/[\x80-\xff]/.test(value)) return value
  return new TextDecoder().decode(Uint8Array.from(value, (character) => character.charCodeAt(0)))
}
