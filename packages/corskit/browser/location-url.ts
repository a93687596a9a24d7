/** Where a redirect leads. */
import { getHeaderLines } from '../protocol/header-list.ts'
import type { Answer } from './context.ts'

/**
 * *Location URL*: `null` where there is no `Location`, the text itself where it cannot be parsed.
 * https://fetch.spec.whatwg.org/#concept-response-location-url
 */
export function locationUrl(answer: Answer, base: URL): URL | string | null {
  const lines = getHeaderLines(answer.headers, 'location')
  const [location] = lines
  if (location === undefined) return null
  if (lines.length > 1 && lines.some((line) => line !== location)) return lines.join(', ')
  let url: URL
  try {
    url = new URL(utf8Decode(location), base)
  } catch {
    return location
  }
  if (url.hash === '' && !url.href.endsWith('#')) url.hash = base.hash
  return url
}

/** Header values are bytes; a `Location` is read as UTF-8. */
function utf8Decode(value: string): string {
  if (!/[\x80-\xff]/.test(value)) return value
  return new TextDecoder().decode(Uint8Array.from(value, (character) => character.charCodeAt(0)))
}
