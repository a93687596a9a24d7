/** Turns a finished run into the outcome that callers see. */
import type { FetchContext } from './context.ts'
import type { RunResult } from './fetch-machine.ts'
import { messagesOf } from './messages/messages-of.ts'
import type { Messages, Outcome, Verdict } from './outcome.ts'
import type { RequestInput } from './request-input.ts'

export function outcomeOf(
  input: RequestInput,
  context: FetchContext,
  result: RunResult,
  networkError: string,
): Outcome {
  const { exchanges, network, steps } = context
  let messages: Messages | null = null
  return {
    verdict: verdictOf(result),
    reason: result.failure?.reason ?? null,
    exchanges,
    steps,
    response: result.response,
    /** Made when first asked for: three more runs are no small part of the cost of one. */
    get messages(): Messages {
      messages ??= messagesOf({ input, exchanges, network, networkError })
      return messages
    },
  }
}

function verdictOf({ failure, response }: RunResult): Verdict {
  if (failure !== null) return failure.reason.code === 'NetworkError' ? 'unreachable' : 'blocked'
  return response?.type === 'opaque' || response?.type === 'opaqueredirect' ? 'opaque' : 'allowed'
}
