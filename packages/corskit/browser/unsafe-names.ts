/** The CORS-unsafe request-header names as an engine sees them. https://fetch.spec.whatwg.org/#cors-unsafe-request-header-names */
import type { Header } from '../protocol/header-list.ts'
import { corsUnsafeRequestHeaderNames, isCorsSafelistedRequestHeader } from '../protocol/safelist.ts'
import type { EngineProfile } from './engine-profile.ts'

export function unsafeNamesByProfile(headers: readonly Header[], profile: EngineProfile): readonly string[] {
  const { combinesHeaderLines, contentTypeBeforeSemicolon, extraSafelistedHeaders } = profile
  const list = combinesHeaderLines ? combineLines(headers) : headers
  if (extraSafelistedHeaders.size === 0 && !contentTypeBeforeSemicolon) return corsUnsafeRequestHeaderNames(list)
  return corsUnsafeRequestHeaderNames(list, (name, value) => {
    if (extraSafelistedHeaders.has(name)) return true
    if (!contentTypeBeforeSemicolon || name !== 'content-type') return isCorsSafelistedRequestHeader(name, value)
    return isCorsSafelistedRequestHeader(name, value) || isContentTypeSafelistedByStart(value)
  })
}

/** The bytes and the length of the whole value count all the same. */
function isContentTypeSafelistedByStart(value: string): boolean {
  if (!isCorsSafelistedRequestHeader('accept', value)) return false
  return isCorsSafelistedRequestHeader('content-type', value.split(';', 1)[0] as string)
}

/** Lines of one name as one header, in the place of the first. */
function combineLines(headers: readonly Header[]): readonly Header[] {
  const values = new Map<string, string>()
  for (const [name, value] of headers) {
    const known = values.get(name)
    values.set(name, known === undefined ? value : `${known}, ${value}`)
  }
  return values.size === headers.length ? headers : [...values]
}
