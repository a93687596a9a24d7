/** `corskit/hono`: for Hono 4, on every runtime that it has. */
import type { PolicySource } from '../../policy/source.ts'
import { createDecide } from '../shared/decide.ts'
import { createJudge, type GuardOptions, REFUSAL } from '../shared/guard-judge.ts'
import { webFacts, webGuardFacts, webPath } from '../shared/web-facts.ts'
import { applyToHeaders, applyToResponse, preflightResponse, refusedResponse } from '../shared/web-response.ts'

export type { GuardOptions } from '../shared/guard-judge.ts'

/** What of Hono's context is used. */
export interface HonoContext {
  readonly req: { readonly raw: Request }
  get res(): Response
  set res(response: Response | undefined)
}

export type HonoMiddleware<Context extends HonoContext = HonoContext> = (
  context: Context,
  next: () => Promise<void>,
) => Promise<Response | undefined>

/**
 * `app.use('*', cors(options))`, or with the path that the policy is for. Errors pass here as the responses that Hono made of them.
 *
 * @throws {PolicyError} when given options with mistakes
 */
export function cors<Context extends HonoContext = HonoContext>(
  source: PolicySource<Context>,
): HonoMiddleware<Context> {
  const decide = createDecide<Context>(source, (context) => webPath(context.req.raw))
  return async (context, next) => {
    const answer = await decide(webFacts(context.req.raw), context)
    if (answer?.kind === 'preflight') {
      // Hono copies what is set here onto the response that is returned.
      applyToHeaders(context.res.headers, answer)
      return preflightResponse(answer)
    }
    await next()
    if (answer === null) return undefined
    const response = applyToResponse(context.res, answer)
    if (response !== context.res) {
      // Hono copies the headers of the response that is there onto the one that takes its place.
      context.res = undefined
      context.res = response
    }
    return undefined
  }
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
