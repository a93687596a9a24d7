/** `Vary`: the request headers that an answer was chosen by. https://www.rfc-editor.org/rfc/rfc9110#section-12.5.5 */
import { asciiLowerCase } from '../../protocol/header-list.ts'
import { stripTabsAndSpaces } from '../../protocol/whitespace.ts'

/** The names once each, as one header value. */
export function joinVary(names: readonly string[]): string {
  const seen = new Map<string, string>()
  for (const name of names) if (!seen.has(asciiLowerCase(name))) seen.set(asciiLowerCase(name), name)
  return [...seen.values()].join(', ')
}

/**
 * Adds `wanted` to what stands there already, in whatever shape a framework keeps it. Gives `existing` itself when
 * nothing is missing, so that the common case costs a comparison. `*` already says more than any list.
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
