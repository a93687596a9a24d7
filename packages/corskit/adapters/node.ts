/** `corskit/node`: for `http`, `https` and `http2` servers, and for everything that calls `(request, response, next)`, like Connect. */
import type { Answer } from '../policy/answer.ts'
import type { PolicySource } from '../policy/source.ts'
import { createDecide } from './decide.ts'
import { type NodeRequest, nodeFacts, nodePath } from './node-facts.ts'
import { applyAnswer, endPreflight, type NodeResponse } from './node-response.ts'

export type { NodeRequest } from './node-facts.ts'
export type { NodeResponse } from './node-response.ts'

/** Gives a promise only when a predicate, or the function that gives policies, did. */
export type NodeMiddleware<Request extends NodeRequest = NodeRequest> = (
  request: Request,
  response: NodeResponse,
  next: (error?: unknown) => unknown,
) => Promise<void> | undefined

/**
 * Answers preflights and puts the policy's headers on everything else, errors and 404s included. `next` is called for what is no preflight.
 *
 * ```ts
 * const withCors = cors({ origin: 'https://app.example.com' })
 * createServer((request, response) => withCors(request, response, () => response.end('hello')))
 * ```
 *
 * @throws {PolicyError} when given options with mistakes
 */
export function cors<Request extends NodeRequest = NodeRequest>(
  source: PolicySource<Request>,
): NodeMiddleware<Request> {
  const decide = createDecide<Request>(source, nodePath)
  return (request, response, next) => {
    const answer = decide(nodeFacts(request), request)
    if (answer instanceof Promise) return answer.then((settled) => proceed(settled, response, next))
    proceed(answer, response, next)
    return undefined
  }
}

function proceed(answer: Answer | null, response: NodeResponse, next: () => unknown): void {
  if (answer !== null) {
    applyAnswer(response, answer)
    if (answer.kind === 'preflight') {
      endPreflight(response)
      return
    }
  }
  next()
}
