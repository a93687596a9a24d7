/** Plays a recorded scenario's server to the model. */
import { type Outcome, PreflightCache, type RequestInput, simulateFetch } from 'corskit/browser'
import {
  ORIGINS,
  type RecordedAnswer,
  type RecordedEngine,
  type RecordedScenario,
  type RecordedServer,
} from './recorded-scenarios.ts'

/** The URL of the first request; redirects lead to paths below it. */
export const FIRST_URL = `${ORIGINS.B}/s`

/** One outcome a call, with one preflight cache over all of them. */
export async function playRecorded(scenario: RecordedScenario, engine: RecordedEngine): Promise<Outcome[]> {
  const servers = new Map<string, RecordedServer>([[FIRST_URL, scenario.server]])
  const turns = new Map<string, number>()
  const cache = new PreflightCache()
  const outcomes: Outcome[] = []
  for (const init of callsOf(scenario)) {
    const request = {
      ...init,
      origin: ORIGINS.A,
      pageUrl: `${ORIGINS.A}/page.html`,
      url: scenario.opt.url ?? FIRST_URL,
    } as RequestInput
    const outcome = await simulateFetch(
      request,
      ({ kind, url }) => {
        const side = kind === 'preflight' ? 'pre' : 'act'
        const server = servers.get(url)
        if (server === undefined) throw new Error(`nothing stands at ${url}`)
        const answer = inTurn(server[side], turns, `${side} ${url}`)
        if (answer === undefined || answer.drop) return { networkError: 'Connection terminated unexpectedly' }
        return { status: answer.status ?? 200, headers: headersOf(answer, servers) }
      },
      { engine, cache, now: outcomes.length },
    )
    outcomes.push(outcome)
  }
  return outcomes
}

function callsOf({ init, opt }: RecordedScenario): Readonly<Record<string, unknown>>[] {
  if (opt.then !== undefined) return [init, opt.then]
  return Array.from({ length: opt.repeat ?? 1 }, () => init)
}

function inTurn(
  answers: RecordedAnswer | readonly RecordedAnswer[] | undefined,
  turns: Map<string, number>,
  key: string,
): RecordedAnswer | undefined {
  if (answers === undefined || !Array.isArray(answers)) return answers as RecordedAnswer | undefined
  const turn = turns.get(key) ?? 0
  turns.set(key, turn + 1)
  return answers[Math.min(turn, answers.length - 1)]
}

function headersOf(answer: RecordedAnswer, servers: Map<string, RecordedServer>): [string, string][] {
  return (answer.headers ?? []).map(([name, value]) => {
    if (typeof value === 'string') return [name, withOrigins(value)]
    const url = withOrigins(value.to).replace('…', `hop${servers.size}`)
    servers.set(url, value.answers)
    return [name, url]
  })
}

/** Puts the run's origins where the file has placeholders. */
export function withOrigins(text: string): string {
  return text
    .replaceAll('{A:upper}', ORIGINS.A.toUpperCase())
    .replace(/\{([ABC])\}/g, (_, key: 'A' | 'B' | 'C') => ORIGINS[key])
}
