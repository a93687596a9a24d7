/** The value of a request header as the caller gives it. Other people call a policy too, so it may be anything. */

/** A request header as a server has it: one value, a list of the values of several lines, or none. */
export type HeaderFact = string | readonly string[] | null | undefined

/** No header can have this character, so no rule takes it for a value. */
const MALFORMED = '\0'

/** The text of a header, its lines joined, or `null` when there is none. Never throws. */
export function textOf(fact: HeaderFact): string | null {
  if (typeof fact === 'string') return fact
  if (fact === null || fact === undefined) return null
  try {
    const lines = Array.from(fact)
    return Array.isArray(fact) && lines.every((line) => typeof line === 'string') ? lines.join(', ') : MALFORMED
  } catch {
    return MALFORMED
  }
}
