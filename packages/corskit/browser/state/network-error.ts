import type { NormalizedResponse } from '../words/exchange.ts'
import type { Reason } from '../words/outcome.ts'

/**
 * *Network error*: all that script learns is that there was one. https://fetch.spec.whatwg.org/#concept-network-error
 */
export interface NetworkError {
  readonly networkError: true
  readonly reason: Reason
  /** The answer that was refused, for the console lines that quote it. */
  readonly answer: NormalizedResponse | null
}
