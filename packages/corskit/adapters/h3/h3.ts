/** `corskit/h3`: for h3 2 and Nitro 3. */
import type { Answer } from '../../policy/answers/answer.ts'
import { mergeVary } from '../../policy/answers/vary.ts'
import type { CallOptions, PolicySource } from '../../policy/source.ts'
import { ruleBehind } from '../shared/behind.ts'
import { CORS_RESPONSE_HEADERS } from '../shared/cors-response-headers.ts'
import { createDecide } from '../shared/decide.ts'
import { createJudge, type GuardOptions, REFUSAL } from '../shared/guard-judge.ts'
import { endCall, forgetWithin, openCall, rememberGiven } from '../shared/nested.ts'
import { webFacts, webGuardFacts, webPath } from '../shared/web-facts.ts'
import {
  applyToHeaders,
  applyToResponse,
  preflightResponse,
  putIntoEmpty,
  refusedResponse,
} from '../shared/web-response.ts'
import { type H3AppLike, keepOnError } from './h3-on-error.ts'

export type { GuardOptions } from '../shared/guard-judge.ts'

/** What of h3's event is used. */
export interface H3EventLike {
  readonly req: Request
  /**
   * h3 adds `headers` to what the handler gave, and `errHeaders` to an error. The h3 of Nitro 3.0.0 has only `headers`,
   * for both.
   */
  readonly res: { readonly headers: Headers; readonly errHeaders?: Headers }
  readonly app?: H3AppLike | undefined
}

/** What `app.use` takes in h3. */
export type H3Middleware<Event extends H3EventLike = H3EventLike> = (
  event: Event,
  next: () => unknown,
) => Promise<unknown>

/**
 * `app.use(cors(options))`, or with the path that the policy is for: `app.use('/api/**', cors(options))`.
 *
 * @throws {PolicyError} when given options with mistakes
 */
export function cors<Event extends H3EventLike = H3EventLike>(
  source: PolicySource<Event>,
  options: CallOptions = {},
): H3Middleware<Event> {
  const decide = createDecide<Event>(source, (event) => webPath(event.req), options)
  // Two parameters: h3 tells a middleware from a handler by their number.
  return async (event, next) => {
    const decided = decide(webFacts(event.req), event)
    const answer = decided instanceof Promise ? await decided : decided
    if (answer === null) {
      forgetWithin(event)
      return next()
    }
    if (answer.kind === 'preflight') return stageAfter(event, preflightResponse(answer), answer)
    keepOnError(event, answer)
    const call = openCall(event)
    let value: unknown
    try {
      value = await next()
    } catch (error) {
      const ruling = endCall(call, answer)
      ruleBehind(event.req, undefined, ruling)
      stage(event, headersOf(error), ruling)
      throw error
    }
    const isGiven = value instanceof Response
    const ruling = endCall(call, answer, isGiven ? (value as Response) : undefined)
    ruleBehind(event.req, undefined, ruling)
    if (isGiven) {
      const applied = stageAfter(event, applyToResponse(value as Response, ruling), ruling)
      rememberGiven(applied, call)
      return applied
    }
    stage(event, headersOf(value), ruling)
    return value
  }
}

/**
 * Refuses cross-site requests that change something, with 403; the origins of the policy are trusted. Goes after
 * `cors`.
 *
 * @throws {PolicyError} when given options with mistakes
 */
export function guard<Event extends H3EventLike = H3EventLike>(
  source: PolicySource<Event>,
  options: GuardOptions<Event> = {},
): H3Middleware<Event> {
  const judge = createJudge<Event>(source, options, (event) => webPath(event.req))
  return async (event, next) => {
    const reason = await judge(webGuardFacts(event.req), event)
    return reason === null ? next() : refusedResponse(REFUSAL)
  }
}

/**
 * Headers that are staged already (a `Vary`, or headers of CORS) would replace those of the response, so the right ones
 * are staged too.
 */
function stageAfter(event: H3EventLike, response: Response, answer: Answer): Response {
  // When nothing is staged, h3 gives the response itself. A copy would be sent in another way by some runtimes.
  if (!isNothingStaged(event)) stage(event, response.headers, answer)
  return response
}

/** Looks at h3's own symbols, because reading `event.res` would create the headers. */
function isNothingStaged(event: H3EventLike): boolean {
  if (Object.hasOwn(event, 'res')) return false
  const res: object | undefined = Reflect.get(event, Symbol.for('h3.internal.event.res'))
  if (res === undefined) return true
  return [Symbol.for('h3.internal.event.res.headers'), Symbol.for('h3.internal.event.res.err.headers')].every(
    (symbol) => (Reflect.get(res, symbol) as Headers | undefined)?.keys().next().done !== false,
  )
}

/**
 * Puts the answer where h3 takes headers from. `own` are the headers of the value that the handler gave, or of the
 * error that it threw. Many requests may share such an object, so nothing is added to it; only CORS headers are
 * removed, which the policy alone decides.
 */
function stage(event: H3EventLike, own: Headers | null, answer: Answer): void {
  const ownVary = own?.get('vary') ?? ''
  if (own !== null) withoutCors(own, answer)
  // Headers that are made just now are empty.
  const put = isNothingStaged(event) ? putIntoEmpty : applyToHeaders
  const { headers, errHeaders } = event.res
  for (const staged of [headers, errHeaders]) {
    if (staged === undefined) continue
    put(staged, answer)
    if (ownVary !== '') staged.set('vary', mergeVary(ownVary, staged.get('vary') ?? ''))
  }
}

function withoutCors(own: Headers, answer: Answer): void {
  const ruled = new Set(answer.headers.map(([name]) => name))
  for (const name of CORS_RESPONSE_HEADERS) if (!ruled.has(name) && own.has(name)) own.delete(name)
}

/** `HTTPResponse` and `HTTPError` of h3 both have their headers here. */
function headersOf(value: unknown): Headers | null {
  if (typeof value !== 'object' || value === null || !('headers' in value)) return null
  return value.headers instanceof Headers ? value.headers : null
}
