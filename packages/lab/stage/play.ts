/** Runs an experiment by the model: every call in turn, with one memory for preflights. */
import {
  type Engine,
  type ExchangeRequest,
  type ExchangeResponse,
  PreflightCache,
  simulateFetch,
} from 'corskit/browser'
import type { Experiment, FetchExperiment, Played } from '../words/experiment.ts'
import type { PictureEvent } from '../words/picture.ts'
import { actorsOf, eventsOf } from './picture-of.ts'
import { withCookies } from './with-cookies.ts'

export async function play<Choice extends string>(
  experiment: Experiment<Choice>,
  choice: Choice,
  engine?: Engine,
): Promise<Played> {
  if (experiment.kind === 'drawn') return { outcomes: [], picture: experiment.draw(choice) }
  const { effect, cast, network } = experiment
  const cache = new PreflightCache()
  const events: PictureEvent[] = []
  const outcomes = []
  const calls = experiment.calls(choice)
  for (const { request, at = 0, title } of calls) {
    const server = new Server(experiment, choice)
    const found = await simulateFetch(request, (exchange) => server.answer(exchange), {
      engine: engine ?? experiment.engine ?? 'standard',
      cache,
      now: at * 1000,
      ...(network && { network: network(choice) }),
    })
    const outcome = withCookies(found, server.cookies)
    outcomes.push(outcome)
    if (title !== undefined) events.push({ type: 'note', at: 'page', says: title })
    events.push(...eventsOf(request, outcome, effect ? { effect: (exchange) => effect(exchange, choice) } : {}))
  }
  const [first] = calls
  return { outcomes, picture: { actors: first === undefined ? [] : actorsOf(first.request, cast), events } }
}

/** Answers as the experiment says, and keeps cookies, because the model has no cookie jar. */
class Server<Choice extends string> {
  readonly #experiment: FetchExperiment<Choice>
  readonly #choice: Choice
  /** One for each exchange so far. */
  readonly cookies: (string | null)[] = []

  constructor(experiment: FetchExperiment<Choice>, choice: Choice) {
    this.#experiment = experiment
    this.#choice = choice
  }

  answer(request: ExchangeRequest): ExchangeResponse {
    const { respond, cookies } = this.#experiment
    const cookie = request.includeCredentials ? (cookies?.(request, this.#choice) ?? null) : null
    this.cookies.push(cookie)
    return respond(
      cookie === null ? request : { ...request, headers: [...request.headers, ['cookie', cookie]] },
      this.#choice,
    )
  }
}
