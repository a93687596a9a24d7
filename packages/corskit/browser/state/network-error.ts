import type { NormalizedResponse } from '../words/exchange.ts'
import type { Reason } from '../words/outcome.ts'

/**
 * *Network error*: script only learns that there was one. https://fetch.spec.whatwg.org/#concept-network-error
 */
export interface NetworkError {
  readonly networkError: true
  readonly reason: Reason
  /** The refused answer, for console lines that quote it. */
  readonly answer: NormalizedResponse | null
}
