/** `simulateFetch`: the face of the model. */

import { toHeaderList } from '../protocol/headers-input.ts'
import { fetchMachine, type RunResult } from './fetch/fetch-machine.ts'
import { outcomeOf } from './outcome-of.ts'
import { profileOf } from './profiles/profile-of.ts'
import { FetchContext } from './state/context.ts'
import { PreflightCache } from './state/preflight-cache.ts'
import type { AnswerOrFailure, ExchangeRequest, ExchangeResponse, NetworkPosition } from './words/exchange.ts'
import type { Engine, Outcome } from './words/outcome.ts'
import type { RequestInput } from './words/request-input.ts'

/** Plays the server, once an exchange. */
export type Respond = (request: ExchangeRequest) => ExchangeResponse | PromiseLike<ExchangeResponse>

export interface SimulateOptions {
  /** Default `standard`. */
  readonly engine?: Engine
  /** Carries preflights from call to call; without one, every call starts with none. */
  readonly cache?: PreflightCache
  /** The time, in milliseconds; only differences matter. Needed with `cache` for entries to expire. Default 0. */
  readonly now?: number
  /** Where page and server stand, when known: switches Local Network Access on for engines that have it. */
  readonly network?: NetworkPosition
}

/**
 * Says what a browser does with one call of `fetch`: plays the page's side, and asks `respond` for the server's.
 *
 * @throws {TypeError} when `request.origin` is no serialized origin, or `options.engine` no engine. What a browser would refuse is no error
 * but an outcome. An error thrown by `respond` goes through.
 */
export async function simulateFetch(
  request: RequestInput,
  respond: Respond,
  options: SimulateOptions = {},
): Promise<Outcome> {
  const simulation = new Simulation(request, options)
  while (simulation.asked !== null) {
    const given = respond(simulation.asked)
    // Not `instanceof`: a test runner's promises may be of another realm. No `await` where nothing is to be waited for.
    simulation.answer(isThenable(given) ? await given : given)
  }
  return simulation.outcome()
}

/** The same at once, for whoever has each answer without waiting for it. */
export function simulateFetchSync(
  request: RequestInput,
  respond: (request: ExchangeRequest) => ExchangeResponse,
  options: SimulateOptions = {},
): Outcome {
  const simulation = new Simulation(request, options)
  while (simulation.asked !== null) simulation.answer(respond(simulation.asked))
  return simulation.outcome()
}

/** One run of the machine, between its answers. */
class Simulation {
  readonly #request: RequestInput
  readonly #context: FetchContext
  readonly #machine: ReturnType<typeof fetchMachine>
  #step: IteratorResult<ExchangeRequest, RunResult>
  #networkError = ''

  constructor(request: RequestInput, { engine = 'standard', cache, now = 0, network }: SimulateOptions) {
    this.#request = request
    this.#context = new FetchContext(profileOf(engine), cache ?? new PreflightCache(), now, network ?? null)
    this.#machine = fetchMachine(request, this.#context)
    this.#step = this.#machine.next()
  }

  /** What is to be answered next, `null` at the end. */
  get asked(): ExchangeRequest | null {
    return this.#step.done ? null : this.#step.value
  }

  answer(given: ExchangeResponse): void {
    const answer = readAnswer(given)
    if ('networkError' in answer) this.#networkError = answer.networkError
    this.#step = this.#machine.next(answer)
  }

  outcome(): Outcome {
    if (!this.#step.done) throw new Error('an exchange is under way')
    return outcomeOf(this.#request, this.#context, this.#step.value, this.#networkError)
  }
}

function isThenable(given: ExchangeResponse | PromiseLike<ExchangeResponse>): given is PromiseLike<ExchangeResponse> {
  return typeof (given as Partial<PromiseLike<unknown>> | null)?.then === 'function'
}

function readAnswer(response: ExchangeResponse): AnswerOrFailure {
  if (response === null || typeof response !== 'object') {
    throw new TypeError('respond must give { status, headers } or { networkError }')
  }
  if ('networkError' in response) return response
  const { status, headers } = response
  if (!Number.isInteger(status) || status < 100 || status > 999) {
    throw new TypeError(`respond must give a status from 100 to 999, not ${JSON.stringify(status)}`)
  }
  return { status, headers: toHeaderList(headers) }
}
