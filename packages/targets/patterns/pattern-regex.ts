/**
 * Wildcard patterns as regular expressions that mean the same in all flavors: no flags, no look-around, nothing lazy.
 */
import type { PatternParts } from '../words/facts.ts'

/** Whole, whether the target anchors or not, and whichever of its branches it would anchor. */
export const anchored = (body: string) => `^(?:${body})$`

/** Escaped by a backslash where a flavor could take it for something else. */
export const literalRegex = (text: string) => text.replace(/[.+*?^${}()|[\]\\]/g, '\\$&')

const LABEL = '[a-z0-9_-]+'
/** Digits without a leading zero. */
const PORT = ':[1-9][0-9]{0,4}'

export function regexOfPattern({ scheme, host, port, subdomains, label }: PatternParts): string {
  const left =
    label === null
      ? subdomains
        ? `(?:${LABEL}\\.)+`
        : ''
      : `${literalRegex(label.prefix)}[a-z0-9-]+${literalRegex(label.suffix)}\\.`
  const tail = port === '*' ? `(?:${PORT})?` : port === '' ? '' : `:${port}`
  return `${literalRegex(scheme)}://${left}${literalRegex(host)}${tail}`
}
