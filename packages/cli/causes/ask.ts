/** The diagnosis asks, the transport answers: probes of `check` and `explain --probe`. */
import { type Evidence, type InvestigateOptions, type Investigation, investigate } from '@corskit/diagnose'
import { send } from '../transport/send.ts'
import type { WireOptions } from '../transport/wire.ts'

export interface AskOptions extends InvestigateOptions {
  readonly wire: WireOptions
  readonly userAgent: string
  /** Told before each probe. */
  readonly onProbe?: (why: string, url: string) => void
}

export async function investigated(evidence: Evidence, options: AskOptions): Promise<Investigation> {
  const run = investigate(evidence, options)
  let step = run.next()
  while (!step.done) {
    const { method, url, headers, why } = step.value
    options.onProbe?.(why, url)
    const answer = await send(
      {
        method,
        url: new URL(url),
        headers: [
          ['host', new URL(url).host],
          ['connection', 'keep-alive'],
          ['accept', '*/*'],
          ...headers,
          ['user-agent', options.userAgent],
        ],
        body: null,
      },
      options.wire,
    )
    step = run.next('failure' in answer ? { networkError: answer.failure.sentence } : answer)
  }
  return step.value
}
