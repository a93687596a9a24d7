/** `corskit/hono`: for Hono 4, on every runtime that it has. */
import type { Answer, RequestFacts } from '../../policy/answers/answer.ts'
import type { CallOptions, PolicySource } from '../../policy/source.ts'
import { createDecide, type Decide } from '../shared/decide.ts'
import { createJudge, type GuardOptions, REFUSAL } from '../shared/guard-judge.ts'
import { decideOf, rememberDecide, rulingAnswer } from '../shared/nested.ts'
import { isPreflight, webFacts, webGuardFacts, webPath } from '../shared/web-facts.ts'
import { applyToHeaders, applyToResponse, preflightResponse, refusedResponse } from '../shared/web-response.ts'

export type { GuardOptions } from '../shared/guard-judge.ts'

/** What of Hono's context is used. */
export interface HonoContext {
  readonly req: {
    readonly raw: Request
    // biome-ignore lint/complexity/noBannedTypes: any function, only compared
    readonly matchedRoutes?: readonly { readonly handler: Function }[]
  }
  get res(): Response
  set res(response: Response | undefined)
}

export type HonoMiddleware<Context extends HonoContext = HonoContext> = (
  context: Context,
  next: () => Promise<void>,
) => Promise<Response | undefined>

/** With one `cors` alone, none is inside of another. */
let made = 0

/**
 * `app.use('*', cors(options))`, or with the path that the policy is for. Errors pass here as the responses that Hono made of them.
 *
 * @throws {PolicyError} when given options with mistakes
 */
export function cors<Context extends HonoContext = HonoContext>(
  source: PolicySource<Context>,
  options: CallOptions = {},
): HonoMiddleware<Context> {
  const decide = createDecide<Context>(source, (context) => webPath(context.req.raw), options)
  made++
  const withCors: HonoMiddleware<Context> = async (context, next) => {
    const facts = webFacts(context.req.raw)
    const answer = await (made > 1 && isPreflight(facts)
      ? decideWithin(facts, context, decide)
      : decide(facts, context))
    if (answer?.kind === 'preflight') {
      // Hono copies what is set here onto the response that is returned.
      applyToHeaders(context.res.headers, answer)
      return preflightResponse(answer)
    }
    await next()
    if (answer === null) return undefined
    const response = applyToResponse(context.res, rulingAnswer(context, answer))
    if (response !== context.res) {
      // Hono copies the headers of the response that is there onto the one that takes its place.
      context.res = undefined
      context.res = response
    }
    return undefined
  }
  rememberDecide(withCors, decide)
  return withCors
}

/** Hono knows everything that the request will pass, from the outside to the inside. */
async function decideWithin<Context extends HonoContext>(
  facts: RequestFacts,
  context: Context,
  own: Decide<Context>,
): Promise<Answer | null> {
  const routes = context.req.matchedRoutes ?? []
  for (let i = routes.length - 1; i >= 0; i--) {
    const handler = routes[i]?.handler ?? own
    // The middleware of an app that was mounted with an error handler of its own is inside of another function.
    const decide =
      decideOf<Context>(handler) ?? decideOf<Context>(Reflect.get(handler, '__COMPOSED_HANDLER') ?? handler)
    const answer = await decide?.(facts, context)
    if (answer !== null && answer !== undefined) return answer
    if (decide === own) return null
  }
  return own(facts, context)
}

/**
 * Refuses cross-site requests that change something, with 403; the origins of the policy are trusted. Goes after `cors`.
 *
 * @throws {PolicyError} when given options with mistakes
 */
export function guard<Context extends HonoContext = HonoContext>(
  source: PolicySource<Context>,
  options: GuardOptions<Context> = {},
): HonoMiddleware<Context> {
  const judge = createJudge<Context>(source, options, (context) => webPath(context.req.raw))
  return async (context, next) => {
    const reason = await judge(webGuardFacts(context.req.raw), context)
    if (reason !== null) return refusedResponse(REFUSAL)
    await next()
    return undefined
  }
}
