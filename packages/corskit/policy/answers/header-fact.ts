/** A request header as the caller gives it, which may be anything: adapters and tests of other people call a policy too. */
import type { HeaderFact } from './answer.ts'

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
