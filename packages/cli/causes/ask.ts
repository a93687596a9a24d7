/** The diagnosis asks, the transport answers: probes of `check` and `explain --probe`. */
import { randomUUID } from 'node:crypto'
import { type Evidence, type InvestigateOptions, type Investigation, investigate } from '@corskit/diagnose'
import type { Header } from 'corskit/protocol'
import { sendProbe } from '../transport/probe.ts'
import type { WireOptions } from '../transport/wire.ts'

export interface AskOptions extends InvestigateOptions {
  readonly wire: WireOptions
  readonly userAgent: string
  /** Told before each probe. */
  readonly onProbe?: (why: string, url: string) => void
  /** Told the headers of each answer. */
  readonly onAnswer?: (headers: readonly Header[]) => void
}

export async function investigated(evidence: Evidence, options: AskOptions): Promise<Investigation> {
  const run = investigate(evidence, { token: randomUUID().slice(0, 8), ...options })
  let step = run.next()
  while (!step.done) {
    options.onProbe?.(step.value.why, step.value.url)
    const answer = await sendProbe(step.value, options.userAgent, options.wire)
    if ('headers' in answer) options.onAnswer?.(answer.headers)
    step = run.next(answer)
  }
  return step.value
}
