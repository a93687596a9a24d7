/** Finds causes and fixes for a pasted text. */
import { causesOf, type InvestigateOptions } from '../investigate.ts'
import { type Explanation, type Failure, hasFailed, type InputRead, withWarnings } from './explanation.ts'

/** Sends no request. */
export function explain({ input, failures }: InputRead, options: InvestigateOptions = {}): Explanation {
  const harmless = failures.flatMap((one) => one.harmless ?? [])
  return {
    input: withWarnings(input, harmless),
    failures: failures.filter(hasFailed).map(({ evidence, missing }): Failure => {
      const { method, url, origin } = evidence.request
      return {
        request: { method, url, origin },
        outcome: evidence.outcome,
        message: evidence.message,
        causes: causesOf(evidence, [], options),
        missing,
      }
    }),
  }
}
