/** A pattern as it is written, from its parts. */
import type { PatternParts } from '../origins/origin-tree.ts'

export function patternOf({ scheme, host, port, subdomains, label }: PatternParts): string {
  const left = label === null ? (subdomains ? '*.' : '') : `${label.prefix}*${label.suffix}.`
  return `${scheme}://${left}${host}${port === '' ? '' : `:${port}`}`
}
