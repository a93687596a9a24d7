/** One run of the model, from a call of `fetch` to its result, as a state machine: it sends nothing itself. */

import { refuseByIntegrity } from '../checks/integrity.ts'
import type { FetchContext } from '../state/context.ts'
import type { FetchRequest } from '../state/fetch-request.ts'
import type { NetworkError } from '../state/network-error.ts'
import type { ExchangeRequest, ResponseOrFailure } from '../words/exchange.ts'
import type { VisibleResponse } from '../words/outcome.ts'
import type { RequestInput } from '../words/request-input.ts'
import { constructRequest } from './construct-request.ts'
import { filterResponse } from './filtered-response.ts'
import { mainFetch } from './main-fetch.ts'

/** How a run ended. */
export interface RunResult {
  readonly response: VisibleResponse | null
  readonly failure: NetworkError | null
  /** `null` when there was no request to make. */
  readonly request: FetchRequest | null
}

/**
 * The machine: each `next` gives it an answer and returns the next request to send, until the run is done.
 * @throws {TypeError} at the first `next`, when `input.origin` is not an origin
 */
export function* fetchMachine(
  input: RequestInput,
  context: FetchContext,
): Generator<ExchangeRequest, RunResult, ResponseOrFailure> {
  const request = constructRequest(input, context)
  if ('networkError' in request) return { response: null, failure: request, request: null }
  const response = yield* mainFetch(request, context)
  if ('networkError' in response) return { response: null, failure: response, request }
  const refused = refuseByIntegrity(request, response, context)
  if (refused !== null) return { response: null, failure: refused, request }
  return { response: filterResponse(request, response, context), failure: null, request }
}
