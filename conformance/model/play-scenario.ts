/** Plays a scenario's servers to the model: what a recording of it should say. */
import {
  type Engine,
  type ExchangeRequest,
  type ExchangeResponse,
  type Outcome,
  PreflightCache,
  type RequestInput,
  simulateFetch,
} from 'corskit/browser'
import { profileOf } from '../../packages/corskit/browser/profiles/profile-of.ts'
import { isElement } from '../../packages/corskit/browser/words/initiator.ts'
import type { Places } from '../places.ts'
import type { Call, CallBody, CallWay, Scenario, ServedResponse, ServedResponses } from '../scenario.ts'
import { withMetadata } from './metadata.ts'
import { MODEL_ORIGINS, withOrigins } from './model-origins.ts'
import { xhrInput } from './xhr-input.ts'

/** One call: what came of it, and what was asked of the network for it, one entry an exchange. */
export interface Played {
  readonly outcome: Outcome
  readonly asked: readonly ExchangeRequest[]
  readonly by: CallWay
}

export function playScenario(scenario: Scenario, engine: Engine): Promise<Played[]> {
  const cache = new PreflightCache()
  return playCalls(scenario, async (request, respond, now, call) => {
    const asked: ExchangeRequest[] = []
    const outcome = await simulateFetch(
      request,
      (exchange) => {
        asked.push(exchange)
        return respond(exchange)
      },
      { engine, cache, now },
    )
    return { outcome, by: call.by ?? 'fetch', asked: withMetadata(asked, scenario, request, profileOf(engine)) }
  })
}

type Respond = (request: { kind: string; url: string }) => ExchangeResponse

/** Hands each call over in turn, with the scenario's servers and the time. */
export async function playCalls<Result>(
  scenario: Scenario,
  play: (request: RequestInput, respond: Respond, now: number, call: Call) => Result | Promise<Result>,
): Promise<Result[]> {
  const turns = new Map<string, number>()
  const respond: Respond = ({ kind, url }) => {
    const path = new URL(url).pathname.slice(1)
    const side = kind === 'preflight' ? 'pre' : 'act'
    return responseOf(inTurn(scenario.answers?.[path], side, turns, path), scenario.places)
  }
  const results: Result[] = []
  let now = 0
  for (const call of scenario.calls) {
    now += 10 + (call.delay ?? 0)
    results.push(await play(inputOf(scenario, call), respond, now, call))
  }
  return results
}

function pageOf({ page = 'normal', places = 'http' }: Scenario): Pick<RequestInput, 'origin' | 'pageUrl'> {
  const { A } = MODEL_ORIGINS[places]
  if (page === 'data') return { origin: 'null' }
  if (page === 'blob' || page === 'blob-worker')
    return { origin: A, pageUrl: `blob:${A}/0f9e7ad6-1c0e-4f7e-8d8b-3b1d5f3c2a10` }
  if (page === 'worker') return { origin: A, pageUrl: `${A}/worker.js` }
  return { origin: page === 'normal' ? A : 'null', pageUrl: `${A}/${page === 'normal' ? 'page' : page}.html` }
}

function inputOf(scenario: Scenario, call: Call): RequestInput {
  const { by = 'fetch' } = call
  const request = requestOf(scenario, call)
  if (by === 'fetch') return request
  return isElement(by) ? { ...request, initiator: by } : xhrInput(request, by)
}

function requestOf(scenario: Scenario, { url, init = {} }: Call): RequestInput {
  const { body, headers, method, mode, credentials, redirect, referrerPolicy, cache, referrer, integrity } = init
  return {
    ...pageOf(scenario),
    url: withOrigins(url, scenario.places),
    ...(method === undefined ? {} : { method }),
    ...(mode === undefined ? {} : { mode: mode as 'cors' }),
    ...(credentials === undefined ? {} : { credentials }),
    ...(redirect === undefined ? {} : { redirect }),
    ...(cache === undefined ? {} : { cache: cache as 'default' }),
    ...(referrer === undefined ? {} : { referrer: withOrigins(referrer, scenario.places) }),
    ...(integrity === undefined ? {} : { integrity }),
    ...(referrerPolicy === undefined ? {} : { referrerPolicy: referrerPolicy as 'origin' }),
    ...(headers === undefined ? {} : { headers }),
    ...(body === undefined ? {} : { body: bodyOf(body) }),
  }
}

function bodyOf(body: CallBody): NonNullable<RequestInput['body']> {
  switch (body.kind) {
    case 'string':
      return body.value
    case 'urlsearchparams':
      return new URLSearchParams(body.value)
    case 'formdata': {
      const form = new FormData()
      for (const [name, value] of body.value) form.append(name, value)
      return form
    }
    case 'blob':
      return new Blob([body.value], body.type === undefined ? {} : { type: body.type })
    case 'bytes':
      return Uint8Array.from(body.value)
  }
}

function inTurn(
  answers: ServedResponses | undefined,
  side: 'pre' | 'act',
  turns: Map<string, number>,
  path: string,
): ServedResponse {
  const given = answers?.[side]
  if (given === undefined) return { status: 404 }
  if (!Array.isArray(given)) return given
  const key = `${side} ${path}`
  const turn = turns.get(key) ?? 0
  turns.set(key, turn + 1)
  return given[Math.min(turn, given.length - 1)] ?? { status: 404 }
}

function responseOf(answer: ServedResponse, places?: Places): ExchangeResponse {
  if ('drop' in answer) return { networkError: 'Connection terminated unexpectedly' }
  return {
    status: answer.status,
    headers: (answer.headers ?? []).map(([name, value]): [string, string] => [name, withOrigins(value, places)]),
  }
}
