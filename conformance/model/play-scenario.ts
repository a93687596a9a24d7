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
import type { Call, CallBody, Scenario, ServedResponse, ServedResponses } from '../scenario.ts'

/** Where the model's servers stand. Ports as in a real run: the page and the others differ in host or port. */
export const MODEL_ORIGINS = {
  A: 'http://web-platform.test:9100',
  B: 'http://www1.web-platform.test:9101',
  C: 'http://not-web-platform.test:9102',
  D: 'http://web-platform.test:9103',
} as const

export type OriginKey = keyof typeof MODEL_ORIGINS

/** One call: what came of it, and what was asked of the network for it, one entry an exchange. */
export interface Played {
  readonly outcome: Outcome
  readonly asked: readonly ExchangeRequest[]
}

export function playScenario(scenario: Scenario, engine: Engine): Promise<Played[]> {
  const cache = new PreflightCache()
  return playCalls(scenario, async (request, respond, now) => {
    const asked: ExchangeRequest[] = []
    const outcome = await simulateFetch(
      request,
      (exchange) => {
        asked.push(exchange)
        return respond(exchange)
      },
      { engine, cache, now },
    )
    return { outcome, asked }
  })
}

type Respond = (request: { kind: string; url: string }) => ExchangeResponse

/** Hands each call over in turn, with the scenario's servers and the time. */
export async function playCalls<Result>(
  scenario: Scenario,
  play: (request: RequestInput, respond: Respond, now: number) => Result | Promise<Result>,
): Promise<Result[]> {
  const turns = new Map<string, number>()
  const respond: Respond = ({ kind, url }) => {
    const path = new URL(url).pathname.slice(1)
    const side = kind === 'preflight' ? 'pre' : 'act'
    return responseOf(inTurn(scenario.answers?.[path], side, turns, path))
  }
  const results: Result[] = []
  let now = 0
  for (const call of scenario.calls) {
    now += 10 + (call.delay ?? 0)
    results.push(await play(requestOf(scenario, call), respond, now))
  }
  return results
}

const PAGES = {
  normal: { origin: MODEL_ORIGINS.A, pageUrl: `${MODEL_ORIGINS.A}/page.html` },
  sandboxed: { origin: 'null', pageUrl: `${MODEL_ORIGINS.A}/sandboxed.html` },
  data: { origin: 'null' },
}

function requestOf(scenario: Scenario, { url, init = {} }: Call): RequestInput {
  const { body, headers, method, mode, credentials, redirect, referrerPolicy, cache, referrer } = init
  return {
    ...PAGES[scenario.page ?? 'normal'],
    url: withOrigins(url),
    ...(method === undefined ? {} : { method }),
    ...(mode === undefined ? {} : { mode: mode as 'cors' }),
    ...(credentials === undefined ? {} : { credentials }),
    ...(redirect === undefined ? {} : { redirect }),
    ...(cache === undefined ? {} : { cache: cache as 'default' }),
    ...(referrer === undefined ? {} : { referrer: withOrigins(referrer) }),
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

function responseOf(answer: ServedResponse): ExchangeResponse {
  if ('drop' in answer) return { networkError: 'Connection terminated unexpectedly' }
  return {
    status: answer.status,
    headers: (answer.headers ?? []).map(([name, value]): [string, string] => [name, withOrigins(value)]),
  }
}

export function withOrigins(text: string): string {
  return text
    .replaceAll('{A:upper}', MODEL_ORIGINS.A.toUpperCase())
    .replace(/\{([ABCD]):host\}/g, (_, key: OriginKey) => new URL(MODEL_ORIGINS[key]).host)
    .replace(/\{([ABCD])\}/g, (_, key: OriginKey) => MODEL_ORIGINS[key])
}
