/** A console line that several reasons print is read as each of them. */
import type { Evidence } from './words/evidence.ts'

/** The code of a line that only says that a load failed, and not why. */
export const ECHO = 'AccessControlChecks'

/** The evidence once for each reason that it can have, the likeliest first. Evidence that is not a line has one. */
export function readingsOf(evidence: Evidence): readonly [Evidence, ...Evidence[]] {
  const { message, outcome, said } = evidence
  if (message === null || outcome !== null || said !== undefined || message.code === ECHO) return [evidence]
  const [first, ...others] = message.codes.map((code): Evidence => ({ ...evidence, message: { ...message, code } }))
  return first === undefined ? [evidence] : [first, ...others]
}
