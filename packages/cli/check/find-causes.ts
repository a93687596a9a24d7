/** Finds out why it was not allowed: from the outcome itself, and from a few more requests to the server. */
import type { Cause } from '@corskit/diagnose'
import type { Outcome, RequestInput } from 'corskit/browser'
import { type Header, toHeaderList } from 'corskit/protocol'
import type { WireOptions } from '../transport/wire.ts'
import { USER_AGENT } from '../version.ts'

export interface FindCausesOptions {
  readonly wire: WireOptions
  /** Whether more requests may be sent. A server that cannot be reached gets one at the most: whether it speaks TLS. */
  readonly probe: boolean
  readonly stack: string | undefined
  /** Told of each answer to a probe. */
  readonly onAnswer: (headers: readonly Header[]) => void
}

export async function findCauses(
  input: RequestInput,
  outcome: Outcome,
  options: FindCausesOptions,
): Promise<readonly Cause[]> {
  const evidence = {
    request: {
      method: input.method ?? 'GET',
      url: input.url,
      origin: input.origin,
      headers: toHeaderList(input.headers),
      credentials: input.credentials ?? 'same-origin',
    },
    outcome,
    message: null,
  } as const
  const stack = options.stack === undefined ? {} : { stack: options.stack }
  // Loaded only when something is wrong, so that an allowed request does not wait for it.
  const { causesOf } = await import('@corskit/diagnose')
  const causes = options.probe ? await asked() : causesOf(evidence, [], stack)
  if (outcome.verdict !== 'unreachable') return causes
  // The report says already why no answer came. What is only possible adds to that where nothing else is known.
  const known = causes.filter(({ confidence }) => confidence !== 'possible')
  return known.length > 0 ? known : causes

  async function asked() {
    const { investigated } = await import('../causes/ask.ts')
    const { wire, onAnswer } = options
    return (await investigated(evidence, { wire, userAgent: USER_AGENT, onAnswer, ...stack })).causes
  }
}
