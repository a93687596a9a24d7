/** `simulateFetch`: the face of the model. */

import { toHeaderList } from '../protocol/headers-input.ts'
import { fetchMachine, type RunResult } from './fetch/fetch-machine.ts'
import { outcomeOf } from './outcome-of.ts'
import { profileOf } from './profiles/profile-of.ts'
import { FetchContext } from './state/context.ts'
import { PreflightCache } from './state/preflight-cache.ts'
import { ADDRESS_SPACES, isAddressSpace } from './words/address-space.ts'
import type { ExchangeRequest, ExchangeResponse, NetworkPosition, ResponseOrFailure } from './words/exchange.ts'
import type { Engine, Outcome } from './words/outcome.ts'
import type { RequestInput } from './words/request-input.ts'
import { wrong } from './words/wrong-input.ts'

/** Plays the server: called once for each exchange. */
export type Respond = (request: ExchangeRequest) => ExchangeResponse | PromiseLike<ExchangeResponse>

/** Which browser is simulated, and what it remembers and knows. */
export interface SimulateOptions {
  /** Default `standard`. */
  readonly engine?: Engine
  /** Keeps preflights from call to call; without it, each call starts with none. */
  readonly cache?: PreflightCache
  /** The time, in milliseconds; only differences matter. Needed with `cache` for entries to expire. Default 0. */
  readonly now?: number
  /** Where page and server stand, when known: switches Local Network Access on for engines that have it. */
  readonly network?: NetworkPosition
}

/**
 * Says what a browser does with one call of `fetch`: simulates the browser, and asks `respond` for the server's
 * answers.
 *
 * @throws {TypeError} naming what is not of its type: a part of `request` or `options`, `respond`, what `respond` gave.
 * What a browser would refuse is not an error but an outcome. An error thrown by `respond` goes through.
 */
export async function simulateFetch(
  request: RequestInput,
  respond: Respond,
  options: SimulateOptions = {},
): Promise<Outcome> {
  const simulation = new Simulation(request, respond, options)
  while (simulation.asked !== null) {
    const given = respond(simulation.asked)
    // Not `instanceof`: a test runner's promises may be of another realm. No `await` when the answer is there already.
    simulation.answer(isThenable(given) ? await given : given)
  }
  return simulation.outcome()
}

/** The same without promises, for callers that have each answer at once. */
export function simulateFetchSync(
  request: RequestInput,
  respond: (request: ExchangeRequest) => ExchangeResponse,
  options: SimulateOptions = {},
): Outcome {
  const simulation = new Simulation(request, respond, options)
  while (simulation.asked !== null) simulation.answer(respond(simulation.asked))
  return simulation.outcome()
}

/** A run of the machine that waits for an answer. */
class Simulation {
  readonly #request: RequestInput
  readonly #context: FetchContext
  readonly #machine: ReturnType<typeof fetchMachine>
  #step: IteratorResult<ExchangeRequest, RunResult>
  #networkError = ''

  constructor(request: RequestInput, respond: unknown, options: SimulateOptions) {
    if (typeof respond !== 'function') throw wrong('respond', 'a function of the request', respond)
    checkOptions(options)
    const { engine = 'standard', cache, now = 0, network } = options
    this.#request = request
    this.#context = new FetchContext(profileOf(engine), cache ?? new PreflightCache(), now, network ?? null)
    this.#machine = fetchMachine(request, this.#context)
    this.#step = this.#machine.next()
  }

  /** The request to be answered next, `null` at the end. */
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

function checkOptions(options: SimulateOptions): void {
  if (options === null || typeof options !== 'object') throw wrong('options', 'an object', options)
  const { cache, network, now } = options
  if (cache !== undefined && !(cache instanceof PreflightCache)) throw wrong('cache', 'a PreflightCache', cache)
  if (now !== undefined && (typeof now !== 'number' || Number.isNaN(now))) {
    throw wrong('now', 'a number of milliseconds', now)
  }
  if (network === undefined) return
  if (network === null || typeof network !== 'object') throw wrong('network', 'an object', network)
  if (!isAddressSpace(network.page)) throw wrong('network.page', ADDRESS_SPACES.join(', '), network.page)
  if (typeof network.target !== 'function') throw wrong('network.target', 'a function of a URL', network.target)
  const { permission } = network
  if (permission !== undefined && !PERMISSIONS.includes(permission))
    throw wrong('network.permission', PERMISSIONS.join(', '), permission)
}

const PERMISSIONS: readonly string[] = ['granted', 'denied', 'prompt']

function readAnswer(response: ExchangeResponse): ResponseOrFailure {
  if (response === null || typeof response !== 'object') throw wrong('what respond gives', FORMS, response)
  if ('networkError' in response) {
    if (typeof response.networkError === 'string') return response
    throw wrong('networkError', 'a string', response.networkError)
  }
  const { status, headers } = response
  if (!Number.isInteger(status) || status < 0 || status > 999) {
    throw wrong('the status that respond gives', 'a whole number from 0 to 999', status)
  }
  return { status, headers: toHeaderList(headers) }
}

const FORMS = '{ status, headers } or { networkError }'
