/**
 * The CORS-unsafe request-header names as an engine sees them.
 * https://fetch.spec.whatwg.org/#cors-unsafe-request-header-names
 */
import type { Header } from '../../protocol/header-list.ts'
import { corsUnsafeRequestHeaderNames, isCorsSafelistedRequestHeader } from '../../protocol/safelist.ts'
import type { EngineProfile } from '../words/engine-profile.ts'

export function unsafeNamesByProfile(headers: readonly Header[], profile: EngineProfile): readonly string[] {
  const list = profile.combinesHeaderLines ? combineLines(headers) : headers
  const followsStandard =
    profile.extraSafelistedHeaders.size === 0 && !profile.rangeUnitIgnoresCase && !profile.nonAsciiIsUnsafe
  return corsUnsafeRequestHeaderNames(
    list,
    followsStandard ? undefined : (name, value) => isSafelisted(name, value, profile),
    profile.preflightRepeatsNames,
    profile.limitsSafelistedSum ? undefined : Number.POSITIVE_INFINITY,
  )
}

function isSafelisted(name: string, value: string, profile: EngineProfile): boolean {
  if (profile.extraSafelistedHeaders.has(name)) return true
  if (profile.nonAsciiIsUnsafe && /[^\0-\x7f]/.test(value)) return false
  if (isCorsSafelistedRequestHeader(name, value)) return true
  return profile.rangeUnitIgnoresCase && name === 'range' && isCorsSafelistedRequestHeader(name, value.toLowerCase())
}

/** Joins the lines of one name into one header, at the place of the first. */
function combineLines(headers: readonly Header[]): readonly Header[] {
  const values = new Map<string, string>()
  for (const [name, value] of headers) {
    const known = values.get(name)
    values.set(name, known === undefined ? value : `${known}, ${value}`)
  }
  return values.size === headers.length ? headers : [...values]
}
