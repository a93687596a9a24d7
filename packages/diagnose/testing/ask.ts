/** A network for the tests of the diagnosis: sends what the model and the probes want to know, over node:http. */
import { request as httpRequest } from 'node:http'
import { type ExchangeRequest, type ExchangeResponse, type RequestInput, simulateFetch } from 'corskit/browser'
import type { Header } from 'corskit/protocol'
import { type InvestigateOptions, type Investigation, investigate } from '../investigate.ts'
import type { Evidence, ProbeAnswer, ProbeName } from '../words/evidence.ts'
import { NO_ANSWER } from './ask-in-memory.ts'

export async function diagnose(
  input: RequestInput,
  options: InvestigateOptions = {},
): Promise<Investigation & { evidence: Evidence }> {
  let networkError = ''
  const outcome = await simulateFetch(
    input,
    async (request: ExchangeRequest) => {
      const answer = await send(request.method, request.url, request.headers, request.body as string | null)
      if ('networkError' in answer) networkError = answer.networkError
      return answer as ExchangeResponse
    },
    { engine: 'chromium' },
  )
  const evidence: Evidence = {
    request: {
      method: input.method ?? 'GET',
      url: input.url,
      origin: input.origin,
      headers: Object.entries((input.headers ?? {}) as Record<string, string>).map(([name, value]) => [
        name.toLowerCase(),
        value,
      ]),
      credentials: input.credentials ?? 'same-origin',
    },
    outcome,
    message: null,
    ...(networkError === '' ? {} : { networkError }),
  }
  const run = investigate(evidence, options)
  let step = run.next()
  while (!step.done) step = run.next(await send(step.value.method, step.value.url, step.value.headers, null))
  return { ...step.value, evidence }
}

/** The same investigation again, where some probes are not answered. */
export function investigatedWithout(
  { evidence, probes }: Investigation & { readonly evidence: Evidence },
  isSilent: (name: ProbeName) => boolean,
): Investigation {
  const answers = new Map(probes.map(({ answer, probe }) => [probe.name, answer]))
  const run = investigate(evidence)
  let step = run.next()
  while (!step.done) {
    const { name } = step.value
    step = run.next(isSilent(name) ? NO_ANSWER : (answers.get(name) ?? NO_ANSWER))
  }
  return step.value
}

/** Names of tests lead to loopback, whatever they are. */
function send(method: string, url: string, headers: readonly Header[], body: string | null): Promise<ProbeAnswer> {
  const { port, pathname, search, host } = new URL(url)
  return new Promise((resolve) => {
    const request = httpRequest({
      host: '127.0.0.1',
      port,
      path: pathname + search,
      method,
      headers: Object.fromEntries([['host', host], ...headers]),
      agent: false,
      timeout: 5000,
    })
    request.on('response', (response) => {
      response.destroy()
      const pairs: Header[] = []
      for (let at = 0; at < response.rawHeaders.length; at += 2)
        pairs.push([(response.rawHeaders[at] ?? '').toLowerCase(), response.rawHeaders[at + 1] ?? ''])
      resolve({ status: response.statusCode ?? 0, headers: pairs })
    })
    request.on('error', (error: Error & { code?: string }) =>
      resolve({ networkError: `${error.message} ${error.code ?? ''}` }),
    )
    request.on('timeout', () => request.destroy(new Error('no answer in 5 seconds')))
    request.end(body ?? undefined)
  })
}
