/** `corskit/koa`: for Koa 3 and 2. */
import type { Answer } from '../../policy/answers/answer.ts'
import type { CallOptions, PolicySource } from '../../policy/source.ts'
import { createDecide } from '../shared/decide.ts'
import { createJudge, type GuardOptions, REFUSAL } from '../shared/guard-judge.ts'
import { type NodeRequest, nodeFacts, nodeGuardFacts } from '../shared/node-facts.ts'
import { applyAnswer, type NodeResponse } from '../shared/node-response.ts'
import { closeUpgraded } from '../shared/upgraded.ts'

export type { GuardOptions } from '../shared/guard-judge.ts'

/** What of Koa's context is used. */
export interface KoaContext {
  readonly req: NodeRequest
  readonly res: NodeResponse
  readonly originalUrl: string
  status: number
  body?: unknown
}

/** What `app.use` takes in Koa. */
export type KoaMiddleware<Context extends KoaContext = KoaContext> = (
  context: Context,
  next: () => Promise<unknown>,
) => Promise<unknown>

/**
 * `app.use(cors(options))`, before everything that should have the headers.
 *
 * @throws {PolicyError} when given options with mistakes
 */
export function cors<Context extends KoaContext = KoaContext>(
  source: PolicySource<Context>,
  options: CallOptions = {},
): KoaMiddleware<Context> {
  const decide = createDecide<Context>(source, (context) => context.originalUrl, options)
  // No `async`: it would cost turns of the event loop's microtasks, and most answers are there at once.
  return (context, next) => {
    const answer = decide(nodeFacts(context.req), context)
    if (answer instanceof Promise) return answer.then((settled) => proceed(settled, context, next))
    return proceed(answer, context, next)
  }
}

function proceed(answer: Answer | null, context: KoaContext, next: () => Promise<unknown>): Promise<unknown> {
  // A server that gave up on a slow predicate has answered: the request goes no further.
  if (context.res.writableEnded) return Promise.resolve()
  if (answer === null || context.res.headersSent) return next()
  // On Node's response and not on Koa's: when a middleware throws, Koa clears all headers before it writes the head.
  applyAnswer(context.res, answer)
  if (answer.kind === 'actual') return next()
  closeUpgraded(context.res)
  context.status = 204
  return Promise.resolve()
}

/**
 * Refuses cross-site requests that change something, with 403; the origins of the policy are trusted. Goes after
 * `cors`. For web sockets see `guardUpgrade` of `corskit/node`.
 *
 * @throws {PolicyError} when given options with mistakes
 */
export function guard<Context extends KoaContext = KoaContext>(
  source: PolicySource<Context>,
  options: GuardOptions<Context> = {},
): KoaMiddleware<Context> {
  const judge = createJudge<Context>(source, options, (context) => context.originalUrl)
  return async (context, next) => {
    const reason = await judge(nodeGuardFacts(context.req), context)
    if (context.res.writableEnded || (reason !== null && context.res.headersSent)) return undefined
    if (reason === null) return next()
    closeUpgraded(context.res)
    context.status = 403
    context.body = REFUSAL
    return undefined
  }
}
