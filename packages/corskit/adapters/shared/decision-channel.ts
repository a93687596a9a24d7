/**
 * Publishes decisions on the `corskit:decision` channel of `node:diagnostics_channel`. The module is asked for at run
 * time and not imported, so that this file loads where there is no Node; there, nothing is published.
 * https://nodejs.org/api/diagnostics_channel.html
 */
import type { GuardFacts, GuardReason } from '../../guard/judge.ts'
import type { Answer, RequestFacts } from '../../policy/answers/answer.ts'
import type { Reason } from '../../policy/answers/reason.ts'

/** What subscribers of `corskit:decision` get. Requests without `Origin` are not decisions. */
export interface Decision {
  readonly verdict: 'allowed' | 'denied'
  /** `write` is a refusal by `guard`. */
  readonly kind: 'preflight' | 'actual' | 'write'
  /** `null` when allowed. */
  readonly reason: Reason | GuardReason | null
  /** The method or header name that is refused, where the reason is about one. */
  readonly parameter: string | null
  /** As the client sent it: escape it before it goes into a log. */
  readonly origin: string
  /** The method of the request; of a preflight, the one that it asks for. */
  readonly method: string
  /** Path and query of the request; from Lambda, the path alone. */
  readonly path: string
}

interface Channel {
  readonly hasSubscribers: boolean
  publish(message: Decision): void
}

/**
 * `undefined` until the first decision: Node's module would be a fifth of what the import of an adapter costs. `null`
 * where there is none.
 */
let channel: Channel | null | undefined

function openChannel(): Channel | null {
  try {
    return globalThis.process?.getBuiltinModule?.('node:diagnostics_channel')?.channel('corskit:decision') ?? null
  } catch {
    // The edge runtime of Next.js has every function of Node's `process`, to throw when it is called.
    return null
  }
}

/** Free when nobody listens, except for one look. */
export function publishDecision<Request>(
  answer: Answer,
  facts: RequestFacts,
  request: Request,
  pathOf: (request: Request) => string,
): void {
  if (channel === undefined) channel = openChannel()
  if (channel === null || !channel.hasSubscribers || answer.verdict === 'not-cors') return
  const method = answer.kind === 'preflight' ? facts.requestMethod : facts.method
  channel.publish({
    verdict: answer.verdict,
    kind: answer.kind,
    reason: answer.reason,
    parameter: answer.parameter,
    origin: String(facts.origin),
    method: String(method),
    path: pathOf(request),
  })
}

/** The refusals of `guard`. What it lets through is not a decision: it is nearly everything. */
export function publishRefusal<Request>(
  reason: GuardReason,
  { method, origin }: GuardFacts,
  request: Request,
  pathOf: (request: Request) => string,
): void {
  if (channel === undefined) channel = openChannel()
  if (channel === null || !channel.hasSubscribers) return
  const path = pathOf(request)
  channel.publish({ verdict: 'denied', kind: 'write', reason, parameter: null, origin: origin ?? '', method, path })
}
