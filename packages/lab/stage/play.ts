/** Runs an experiment by the model: every call in turn, with one memory for preflights. */
import { type Engine, PreflightCache, simulateFetch } from 'corskit/browser'
import type { Experiment, Played } from '../words/experiment.ts'
import type { PictureEvent } from '../words/picture.ts'
import { actorsOf, eventsOf } from './picture-of.ts'

export async function play<Choice extends string>(
  experiment: Experiment<Choice>,
  choice: Choice,
  engine: Engine = 'standard',
): Promise<Played> {
  if (experiment.kind === 'drawn') return { outcomes: [], picture: experiment.draw(choice) }
  const { effect, cast, respond } = experiment
  const cache = new PreflightCache()
  const events: PictureEvent[] = []
  const outcomes = []
  const calls = experiment.calls(choice)
  for (const { request, at = 0, title } of calls) {
    const options = { engine, cache, now: at * 1000 }
    const outcome = await simulateFetch(request, (exchange) => respond(exchange, choice), options)
    outcomes.push(outcome)
    if (title !== undefined) events.push({ type: 'note', at: 'page', says: title })
    events.push(...eventsOf(request, outcome, effect ? { effect: (exchange) => effect(exchange, choice) } : {}))
  }
  const [first] = calls
  return { outcomes, picture: { actors: first === undefined ? [] : actorsOf(first.request, cast), events } }
}
