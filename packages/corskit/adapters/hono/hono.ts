/** `corskit/hono`: for Hono 4, on every runtime that it has. */
import type { Answer, RequestFacts } from '../../policy/answers/answer.ts'
import { mergeVary } from '../../policy/answers/vary.ts'
import type { CallOptions, PolicySource } from '../../policy/source.ts'
import { ruleBehind } from '../shared/behind.ts'
import { CORS_RESPONSE_HEADERS, headerValue } from '../shared/cors-response-headers.ts'
import { createDecide, type Decide } from '../shared/decide.ts'
import { createJudge, type GuardOptions, REFUSAL } from '../shared/guard-judge.ts'
import {
  callAround,
  decideOf,
  endCall,
  type NestedCall,
  openCall,
  rememberDecide,
  rememberGiven,
} from '../shared/nested.ts'
import { isPreflight, webFacts, webGuardFacts, webPath } from '../shared/web-facts.ts'
import { applyToHeaders, applyToResponse, isResponse, refusedResponse } from '../shared/web-response.ts'

export type { GuardOptions } from '../shared/guard-judge.ts'

/** What of Hono's context is used. */
export interface HonoContext {
  readonly env?: unknown
  readonly req: {
    readonly raw: Request
    // biome-ignore lint/complexity/noBannedTypes: any function, only compared
    readonly matchedRoutes?: readonly { readonly handler: Function }[]
    /** Which of `matchedRoutes` is being called. */
    routeIndex?: number
  }
  /** Whether there is a response. Reading `res` makes one, which does not count. */
  readonly finalized: boolean
  get res(): Response
  set res(response: Response | undefined)
  body(data: null, status: 204, headers: Record<string, string>): Response
}

/** What `app.use` takes in Hono. */
export type HonoMiddleware<Context extends HonoContext = HonoContext> = (
  context: Context,
  next: () => Promise<void>,
) => Promise<Response | undefined>

/**
 * Hono puts another function around the middleware of a mounted app that has its own error handler, one for each such
 * app.
 */
function innermostOf(handler: object): object {
  for (let found = handler; ; ) {
    const key = Object.hasOwn(found, COMPOSED)
      ? COMPOSED
      : Object.getOwnPropertySymbols(found).find(({ description }) => description === 'composedHandler')
    const inner: unknown = key === undefined ? null : Reflect.get(found, key)
    if (typeof inner !== 'function') return found
    found = inner
  }
}

/** Before Hono 4.7 it was a symbol. */
const COMPOSED = '__COMPOSED_HANDLER'

/** How many `cors` there are: a single one is never inside another. */
let made = 0

/**
 * `app.use('*', cors(options))`, or with the path that the policy is for. Most errors pass here as the responses that
 * Hono made of them.
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
    const around = callAround(context, context.req.raw)
    const facts = webFacts(context.req.raw)
    const decided = made > 1 && isPreflight(facts) ? decideWithin(facts, context, decide) : decide(facts, context)
    const answer = decided instanceof Promise ? await decided : decided
    if (answer?.kind === 'preflight') {
      return preflightOf(context, answer)
    }
    if (answer === null) {
      await next()
      return undefined
    }
    const call = openCall([context, context.req.raw], around)
    let isThrown = true
    try {
      await next()
      isThrown = false
    } finally {
      // Without a response, Hono makes one of an error, with the headers that are on the context.
      const given = isThrown || !context.finalized ? undefined : context.res
      const ruling = endCall(call, answer, given)
      ruleBehind(context.req.raw, context.env, ruling)
      if (given === undefined) applyToHeaders(context.res.headers, ruling)
      else put(context, given, ruling, call)
    }
    return undefined
  }
  rememberDecide(withCors, decide)
  return withCors
}

/** Hono makes the response, with the headers that were set before. So there is only one response, and no copy. */
function preflightOf(context: HonoContext, { headers, vary }: Answer): Response {
  const response = context.body(null, 204, Object.fromEntries(headers))
  for (const name of CORS_RESPONSE_HEADERS) {
    if (headerValue(headers, name) === undefined && response.headers.get(name) !== null) response.headers.delete(name)
  }
  if (vary !== '') response.headers.set('vary', mergeVary(response.headers.get('vary'), vary))
  replace(context, response)
  return response
}

function put(context: HonoContext, given: Response, ruling: Answer, call: NestedCall): void {
  // Whatever else a handler gives, Hono hands to the platform.
  if (!isResponse(given)) return
  const response = applyToResponse(given, ruling)
  rememberGiven(response, call)
  if (response !== given) replace(context, response)
}

/** Without the first assignment, Hono would copy the headers of the old response onto the new one. */
function replace(context: HonoContext, response: Response): void {
  context.res = undefined
  context.res = response
}

/** Asks the innermost policy: Hono knows all handlers that the request would pass, from the outside to the inside. */
async function decideWithin<Context extends HonoContext>(
  facts: RequestFacts,
  context: Context,
  own: Decide<Context>,
): Promise<Answer | null> {
  const routes = context.req.matchedRoutes ?? []
  for (let i = routes.length - 1; i >= 0; i--) {
    const handler = routes[i]?.handler ?? own
    const decide = decideOf<Context>(innermostOf(handler))
    const answer = decide === undefined ? null : await decideAt(i, decide, facts, context)
    if (answer !== null) return answer
    if (decide === own) return null
  }
  return own(facts, context)
}

/**
 * Asks as if the middleware at this index were being called: `context.req.param()` then gives the parameters of its
 * path.
 */
async function decideAt<Context extends HonoContext>(
  index: number,
  decide: Decide<Context>,
  facts: RequestFacts,
  context: Context,
): Promise<Answer | null> {
  const { req } = context
  const own = req.routeIndex
  if (own === undefined) return decide(facts, context)
  req.routeIndex = index
  try {
    return await decide(facts, context)
  } finally {
    req.routeIndex = own
  }
}

/**
 * Refuses cross-site requests that change something, with 403; the origins of the policy are trusted. Goes after
 * `cors`.
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
    if (reason !== null) return refusedResponse(REFUSAL, context.req.raw)
    await next()
    return undefined
  }
}
