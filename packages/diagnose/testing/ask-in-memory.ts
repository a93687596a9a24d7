/** Diagnoses a server that is a function, without a socket, so that thousands can be tested. */
import { type Engine, type RequestInput, simulateFetch } from 'corskit/browser'
import { toHeaderList } from 'corskit/protocol'
import { type Investigation, investigate } from '../investigate.ts'
import type { Evidence, ProbeAnswer, ProbeName } from '../words/evidence.ts'

export interface AskedInMemory {
  readonly method: string
  readonly url: string
  readonly header: (name: string) => string | null
}

export type ServerInMemory = (asked: AskedInMemory) => ProbeAnswer

/**
 * @param isAnswered whether an answer comes back for a probe; default: always
 * @param engine default: `chromium`
 */
export async function diagnoseInMemory(
  input: RequestInput,
  server: ServerInMemory,
  isAnswered: (name: ProbeName) => boolean = () => true,
  engine: Engine = 'chromium',
): Promise<Investigation & { verdict: string; evidence: Evidence }> {
  const answer = (method: string, url: string, headers: readonly (readonly [string, string])[]) =>
    server({ method, url, header: (name) => headers.find(([own]) => own === name)?.[1] ?? null })
  const outcome = await simulateFetch(input, async ({ method, url, headers }) => answer(method, url, headers), {
    engine,
  })
  const evidence: Evidence = {
    request: {
      method: input.method ?? 'GET',
      url: input.url,
      origin: input.origin,
      headers: toHeaderList(input.headers),
      credentials: input.credentials ?? 'same-origin',
    },
    outcome,
    message: null,
  }
  const run = investigate(evidence)
  let step = run.next()
  while (!step.done) {
    const { headers, method, name, url } = step.value
    step = run.next(isAnswered(name) ? answer(method, url, headers) : NO_ANSWER)
  }
  return { ...step.value, verdict: outcome.verdict, evidence }
}

export const NO_ANSWER: ProbeAnswer = { networkError: 'The server closed the connection without an answer.' }
