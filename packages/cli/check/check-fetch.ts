/** One `fetch` of a page, on real servers: the model says what goes out next, the transport sends it, and the model judges what comes back. */
import { type Engine, type ExchangeRequest, type Outcome, type RequestInput, simulateFetch } from 'corskit/browser'
import { type Origin, parseSerializedOrigin } from 'corskit/protocol'
import { type Page, wireRequest } from '../transport/browser-headers.ts'
import type { Failure } from '../transport/failure.ts'
import { send } from '../transport/send.ts'
import type { WireOptions } from '../transport/wire.ts'

export interface CheckOptions extends WireOptions {
  readonly engine: Engine
  readonly userAgent: string
  /** Whether nothing but OPTIONS, GET and HEAD goes out: a request that could change something ends before it is sent. */
  readonly withoutWrites?: boolean
}

export interface CheckResult {
  readonly outcome: Outcome
  /** Why the server could not be reached; `null` when every exchange was answered. */
  readonly failure: Failure | null
}

export async function checkFetch(input: RequestInput, options: CheckOptions): Promise<CheckResult> {
  const page: Page = { origin: originOf(input), mode: input.mode ?? 'cors' }
  const urls: URL[] = []
  let failure: Failure | null = null
  const outcome = await simulateFetch(
    input,
    async (request) => {
      const url = new URL(request.url)
      if (options.withoutWrites === true && !READING.has(request.method))
        return { networkError: 'not sent: it could write' }
      const wire = wireRequest(request, await bodyBytes(request), page, [...urls, url], options.userAgent)
      // A preflight and its actual request are one entry of the URL list.
      if (request.kind === 'actual') urls.push(url)
      const answer = await send(wire, options)
      if (!('failure' in answer)) return answer
      failure = answer.failure
      return { networkError: answer.failure.sentence }
    },
    { engine: options.engine },
  )
  return { outcome, failure }
}

const READING: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS'])

/** `simulateFetch` has the last word on a bad origin; until then an opaque one is as good as any. */
function originOf(input: RequestInput): Origin {
  return parseSerializedOrigin(input.origin) ?? { opaque: true, serialized: 'null' }
}

async function bodyBytes({ body }: ExchangeRequest): Promise<Uint8Array | null> {
  if (body === null) return null
  // The command line has strings only; `Response` takes everything else, and 10 ms to load.
  if (typeof body === 'string') return new TextEncoder().encode(body)
  return new Uint8Array(await new Response(body as BodyInit).arrayBuffer())
}
