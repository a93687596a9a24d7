/** *Parse a MIME type*, as far as CORS asks: its essence. https://mimesniff.spec.whatwg.org/#parse-a-mime-type */
import { isToken } from './token.ts'
import { normalizeHeaderValue } from './whitespace.ts'

/**
 * The essence `type/subtype` in lower case, or `null` on failure. Parameters cannot make parsing fail, so they are not
 * looked at. This is *not* "extract a MIME type": a comma is not a separator here.
 */
export function mimeTypeEssence(input: string): string | null {
  const value = normalizeHeaderValue(input)
  const slash = value.indexOf('/')
  // A text without a slash has no type.
  if (!isToken(value, 0, slash)) return null
  const subtype = normalizeHeaderValue(value.slice(slash + 1).split(';')[0] as string)
  if (!isToken(subtype)) return null
  return `${value.slice(0, slash)}/${subtype}`.toLowerCase()
}
