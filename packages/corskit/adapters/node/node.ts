/**
 * `corskit/node`: for `http`, `https` and `http2` servers, and for everything that calls `(request, response, next)`,
 * like Connect.
 */
import type { Answer, RequestFacts } from '../../policy/answers/answer.ts'
import type { CallOptions, PolicySource } from '../../policy/source.ts'
import { createDecide } from '../shared/decide.ts'
import { createJudge, type GuardOptions, REFUSAL } from '../shared/guard-judge.ts'
import { decideOf, rememberDecide } from '../shared/nested.ts'
import { isPreflight, type NodeRequest, nodeFacts, nodeGuardFacts, nodePath } from '../shared/node-facts.ts'
import { applyAnswer, endPreflight, endRefused, type NodeResponse } from '../shared/node-response.ts'
import { handlesOnTheWay, type MetHandle } from './express-layers.ts'

import { middlewareNamed, nameIt } from './wrapped.ts'

export type { Decision } from '../shared/decision-channel.ts'
export type { GuardOptions } from '../shared/guard-judge.ts'
export type { NodeRequest } from '../shared/node-facts.ts'
export type { NodeResponse } from '../shared/node-response.ts'
export { guardUpgrade, guardUpgrades, type UpgradeSocket, type UpgradingServer } from './guard-upgrade.ts'

/** Gives nothing: some frameworks, such as restify, take a promise for a second call of `next`. */
export type NodeMiddleware<Request extends NodeRequest = NodeRequest> = (
  request: Request,
  response: NodeResponse,
  next: (error?: unknown) => unknown,
) => void

/**
 * Answers preflights and puts the policy's headers on everything else, errors and 404s included. `next` is called for
 * what is not a preflight.
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
    const met = isPreflight(facts) ? handlesOnTheWay(request, middleware, oursIn) : []
    const answer = met.length === 0 ? decide(facts, request) : innermostAnswer(met, facts)
    if (answer instanceof Promise) answer.then((settled) => proceed(settled, response, next))
    else proceed(answer, response, next)
  }
  rememberDecide(middleware, decide)
  nameIt(middleware)
  return middleware
}

/** @param name what Express calls it */
function oursIn(handle: object, name: unknown): object | null {
  if (decideOf(handle) !== undefined) return handle
  return middlewareNamed((handle as { name?: unknown }).name) ?? middlewareNamed(name) ?? null
}

/** The last of them that has a policy for this request. */
function innermostAnswer<Request>(
  met: readonly MetHandle<Request>[],
  facts: RequestFacts,
): Answer | null | Promise<Answer | null> {
  for (let i = met.length - 1; i >= 0; i--) {
    const { handle, request } = met[i] as MetHandle<Request>
    const answer = decideOf<Request>(handle)?.(facts, request) ?? null
    if (answer instanceof Promise) return answer.then((settled) => settled ?? innermostAnswer(met.slice(0, i), facts))
    if (answer !== null) return answer
  }
  return null
}

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
 * Refuses cross-site requests that change something, with 403; the origins of the policy are trusted. Goes after
 * `cors`, so that a refusal can be read where CORS allows it. See `guardUpgrade` for web sockets.
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
    if (reason instanceof Promise) reason.then(settle)
    else settle(reason)
  }
}
