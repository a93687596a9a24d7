/**
 * `Vary`: the names of the request headers that the answer depends on.
 * https://www.rfc-editor.org/rfc/rfc9110#section-12.5.5
 */
import { asciiLowerCase } from '../../protocol/header-list.ts'
import { stripTabsAndSpaces } from '../../protocol/whitespace.ts'

/** Each name once, as one header value. */
export function joinVary(names: readonly string[]): string {
  const seen = new Map<string, string>()
  for (const name of names) if (!seen.has(asciiLowerCase(name))) seen.set(asciiLowerCase(name), name)
  return [...seen.values()].join(', ')
}

/**
 * Adds `wanted` to the value that a framework holds, in any form. Returns `existing` itself when nothing is missing, so
 * the common case costs one comparison. `*` already says more than any list.
 */
export function mergeVary(existing: unknown, wanted: string): string {
  if (existing === undefined || existing === null || existing === wanted) return wanted
  const present = Array.isArray(existing) ? existing.join(', ') : String(existing)
  if (wanted === '' || present === '') return present + wanted
  const names = new Set<string>()
  for (const name of present.split(',')) names.add(asciiLowerCase(stripTabsAndSpaces(name)))
  if (names.has('*')) return '*'
  let merged = present
  for (const name of wanted.split(', ')) if (!names.has(asciiLowerCase(name))) merged += `, ${name}`
  return merged
}
