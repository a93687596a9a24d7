/** Turns a finished run into the outcome that callers see. */

import type { RunResult } from './fetch/fetch-machine.ts'
import { messagesOf } from './messages/messages-of.ts'
import type { FetchContext } from './state/context.ts'
import type { Exchange } from './words/exchange.ts'
import type { Messages, Outcome, OutcomeParts, Reason, Step, Verdict, VisibleResponse } from './words/outcome.ts'
import type { RequestInput } from './words/request-input.ts'

export function outcomeOf(
  input: RequestInput,
  context: FetchContext,
  result: RunResult,
  networkError: string,
): Outcome {
  // Whether there is a reason decides the verdict.
  return new SimulatedOutcome(input, context, result, networkError) as OutcomeParts as Outcome
}

class SimulatedOutcome implements OutcomeParts {
  readonly verdict: Verdict
  readonly reason: Reason | null
  readonly exchanges: readonly Exchange[]
  readonly steps: readonly Step[]
  readonly response: VisibleResponse | null
  declare readonly messages: Messages
  readonly #input: RequestInput
  readonly #context: FetchContext
  readonly #networkError: string
  #messages: Messages | null = null

  constructor(input: RequestInput, context: FetchContext, result: RunResult, networkError: string) {
    this.verdict = verdictOf(result)
    this.reason = result.failure?.reason ?? null
    this.exchanges = context.exchanges
    this.steps = context.steps
    this.response = result.response
    this.#input = input
    this.#context = context
    this.#networkError = networkError
    Object.defineProperty(this, 'messages', MESSAGES)
  }

  /** The value of the property {@link MESSAGES}. */
  static messagesOf(outcome: SimulatedOutcome): Messages {
    const { exchanges } = outcome
    const { network } = outcome.#context
    const networkError = outcome.#networkError
    outcome.#messages ??= messagesOf({ input: outcome.#input, exchanges, network, networkError })
    return outcome.#messages
  }
}

/**
 * Made when first read, because it takes three more runs. It is an own property, so copies and JSON have it too. All
 * outcomes share one descriptor, because a new getter for each outcome would cost five times as much.
 */
const MESSAGES: PropertyDescriptor & ThisType<SimulatedOutcome> = {
  enumerable: true,
  get() {
    return SimulatedOutcome.messagesOf(this)
  },
}
// What somebody has put on `Object.prototype`, such as `value`, would stand in it.
Object.setPrototypeOf(MESSAGES, null)

function verdictOf({ failure, response }: RunResult): Verdict {
  if (failure !== null) return failure.reason.code === 'NetworkError' ? 'unreachable' : 'blocked'
  return response?.type === 'opaque' || response?.type === 'opaqueredirect' ? 'opaque' : 'allowed'
}
