/** `corskit/node`: for `http`, `https` and `http2` servers, and for everything that calls `(request, response, next)`, like Connect. */
import type { Answer } from '../../policy/answers/answer.ts'
import type { CallOptions, PolicySource } from '../../policy/source.ts'
import { createDecide } from '../shared/decide.ts'
import { rulingMiddleware } from '../shared/express-layers.ts'
import { createJudge, type GuardOptions, REFUSAL } from '../shared/guard-judge.ts'
import { isPreflight, type NodeRequest, nodeFacts, nodeGuardFacts, nodePath } from '../shared/node-facts.ts'
import { applyAnswer, endPreflight, endRefused, type NodeResponse } from '../shared/node-response.ts'

export type { Decision } from '../shared/decision-channel.ts'
export type { GuardOptions } from '../shared/guard-judge.ts'
export type { NodeRequest } from '../shared/node-facts.ts'
export type { NodeResponse } from '../shared/node-response.ts'
export { guardUpgrade, type UpgradeSocket } from './guard-upgrade.ts'

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
  options: CallOptions = {},
): NodeMiddleware<Request> {
  const decide = createDecide<Request>(source, nodePath, options)
  const middleware: NodeMiddleware<Request> = (request, response, next) => {
    const facts = nodeFacts(request)
    if (isPreflight(facts)) {
      const ruling = rulingMiddleware(request, middleware, (handle) => CORS.has(handle))
      if (ruling !== middleware) return ruling(request, response, next)
    }
    const answer = decide(facts, request)
    if (answer instanceof Promise) return answer.then((settled) => proceed(settled, response, next))
    proceed(answer, response, next)
    return undefined
  }
  CORS.add(middleware)
  return middleware
}

/** All that `cors` has made. */
const CORS = new WeakSet<(...given: never[]) => unknown>()

function proceed(answer: Answer | null, response: NodeResponse, next: () => unknown): void {
  // A server that gave up on a slow predicate has answered: the request goes no further.
  if (response.writableEnded) return
  // Where it has begun to answer, setting a header would throw.
  if (answer !== null && !response.headersSent) {
    if (answer.kind === 'preflight') {
      endPreflight(response, answer)
      return
    }
    applyAnswer(response, answer)
  }
  next()
}

/**
 * Refuses cross-site requests that change something, with 403; the origins of the policy are trusted. Goes after `cors`, so that a refusal can be
 * read where CORS allows it. See `guardUpgrade` for web sockets.
 *
 * @throws {PolicyError} when given options with mistakes
 */
export function guard<Request extends NodeRequest = NodeRequest>(
  source: PolicySource<Request>,
  options: GuardOptions<Request> = {},
): NodeMiddleware<Request> {
  const judge = createJudge<Request>(source, options, nodePath)
  return (request, response, next) => {
    const settle = (reason: unknown) => {
      if (reason !== null) endRefused(response, REFUSAL)
      else if (!response.writableEnded) next()
    }
    const reason = judge(nodeGuardFacts(request), request)
    if (reason instanceof Promise) return reason.then(settle)
    settle(reason)
    return undefined
  }
}
