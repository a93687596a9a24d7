/** `corskit/koa`: for Koa 3 and 2. */
import type { PolicySource } from '../policy/source.ts'
import { createDecide } from './decide.ts'
import { type NodeRequest, nodeFacts } from './node-facts.ts'
import { applyAnswer, type NodeResponse } from './node-response.ts'

/** What of Koa's context is used. */
export interface KoaContext {
  readonly req: NodeRequest
  readonly res: NodeResponse
  readonly originalUrl: string
  status: number
}

export type KoaMiddleware<Context extends KoaContext = KoaContext> = (
  context: Context,
  next: () => Promise<unknown>,
) => Promise<unknown>

/**
 * `app.use(cors(options))`, before everything that should have the headers.
 *
 * @throws {PolicyError} when given options with mistakes
 */
export function cors<Context extends KoaContext = KoaContext>(source: PolicySource<Context>): KoaMiddleware<Context> {
  const decide = createDecide<Context>(source, (context) => context.originalUrl)
  return async (context, next) => {
    const answer = await decide(nodeFacts(context.req), context)
    if (answer === null) return next()
    // On Node's response and not on Koa's: when a middleware throws, Koa clears all headers before it writes the head.
    applyAnswer(context.res, answer)
    if (answer.kind === 'actual') return next()
    context.status = 204
    return undefined
  }
}
