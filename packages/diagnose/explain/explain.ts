/** Finds causes and fixes for a pasted text. */
import { causesOf, type InvestigateOptions } from '../investigate.ts'
import type { Explanation, Failure, InputRead } from './explanation.ts'

/** Sends no request. */
export function explain({ input, failures }: InputRead, options: InvestigateOptions = {}): Explanation {
  return {
    input,
    failures: failures.map(({ evidence, missing }): Failure => {
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
