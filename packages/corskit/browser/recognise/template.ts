/**
 * Reads a line against a template such as `Method {method} is not allowed`. Plain searches for the literal parts: linear in the line, whatever
 * somebody pasted, where a regular expression with several gaps would backtrack.
 */

/** What stood in the gaps, by name. */
export type Gaps = Readonly<Record<string, string>>

/** A template taken apart: literal, gap, literal, gap, …, literal. */
export interface Template {
  readonly literals: readonly string[]
  readonly gaps: readonly string[]
}

export function template(text: string): Template {
  const parts = text.split(/[{}]/)
  return {
    literals: parts.filter((_, index) => index % 2 === 0),
    gaps: parts.filter((_, index) => index % 2 === 1),
  }
}

/** The gaps of a line that fits as a whole, else `null`. Every gap but the last ends at the first place where it can. */
export function readTemplate({ literals, gaps }: Template, line: string): Gaps | null {
  const [first = ''] = literals
  const last = literals.at(-1) ?? ''
  if (!line.startsWith(first)) return null
  if (gaps.length === 0) return line === first ? {} : null
  const found: Record<string, string> = {}
  let position = first.length
  for (let i = 0; i < gaps.length; i++) {
    const literal = literals[i + 1] ?? ''
    const isLast = i === gaps.length - 1
    const end = isLast ? line.length - last.length : line.indexOf(literal, position)
    if (end < position || (isLast && !line.endsWith(last))) return null
    found[gaps[i] as string] = line.slice(position, end)
    position = end + literal.length
  }
  return found
}
