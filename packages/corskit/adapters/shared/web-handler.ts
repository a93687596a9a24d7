/**
 * `cors` around a handler that takes a `Request` and gives a `Response`: what `corskit/web`, `corskit/next` and
 * `corskit/elysia` share.
 */
import type { RequestFacts } from '../../policy/answers/answer.ts'
import type { CallOptions, PolicySource } from '../../policy/source.ts'
import { ruleBehind } from './behind.ts'
import { createDecide, type Decide } from './decide.ts'
import { callAround, decideOf, endCall, openCall, rememberDecide, rememberGiven } from './nested.ts'
import { isPreflight, webFacts, webPath } from './web-facts.ts'
import { applyToResponse, bare500, isResponse, preflightResponse } from './web-response.ts'

/**
 * `Rest` is what the platform hands over beside the request: `env` and `ctx`, or the server. `Given` is its own kind of
 * request: `NextRequest`, `BunRequest`.
 */
export type WebHandler<Rest extends unknown[] = unknown[], Given extends Request = Request> = (
  request: Given,
  ...rest: Rest
) => Response | Promise<Response>

/** The options of the wrapper beside its policy. */
export interface WebOptions<Kind extends Request = Request> extends CallOptions {
  /**
   * Makes the response for what the handler throws. It is needed because a platform's own error response never passes
   * through here, so no page could read it. A thrown `Response` is used as it is. Default: the error goes to
   * `console.error`, and a bare 500 to the client.
   */
  readonly onError?: (error: unknown, request: Kind) => Response | Promise<Response>
}

/** What platforms do in different ways. */
export interface WebPlatform {
  /** What the platform throws to itself, and must get. */
  readonly isOwn: (error: unknown) => boolean
  /** Whether the platform gets an error that `onError` throws again. */
  readonly getsErrors: boolean
  readonly factsOf: (request: Request) => RequestFacts
}

const ANY_PLATFORM: WebPlatform = { isOwn: () => false, getsErrors: false, factsOf: webFacts }

/**
 * The returned function also takes a scope: where it is given, a `cors` inside of another scope does not count as
 * inside.
 *
 * @param options checked already
 * @throws {PolicyError} when given a policy with mistakes
 */
export function createWebCors<Kind extends Request = Request>(
  source: PolicySource<Kind>,
  options: WebOptions<Kind>,
  { isOwn, getsErrors, factsOf }: WebPlatform = ANY_PLATFORM,
): <Rest extends unknown[], Given extends Kind = Kind>(
  handler: WebHandler<Rest, Given>,
  scope?: object,
) => WebHandler<Rest, Given> {
  const { onError = bare500, ...calls } = options
  const decide = createDecide<Kind>(source, webPath, calls)

  async function respond<Rest extends unknown[], Given extends Kind>(
    handler: WebHandler<Rest, Given>,
    request: Given,
    rest: Rest,
  ) {
    let error: unknown
    try {
      const value: unknown = await handler(request, ...rest)
      if (isResponse(value)) return value
      // In Bun, a handler that has called `server.upgrade` gives nothing.
      if (value === undefined && request.headers.has('upgrade')) return undefined
      error = new TypeError(`The handler gave ${nameOf(value)}, and not a Response`)
    } catch (thrown) {
      if (isResponse(thrown)) return thrown
      if (isOwn(thrown)) throw thrown
      error = thrown
    }
    return responseTo(error, request)
  }

  /** An `onError` that fails itself leaves the bare 500. */
  async function responseTo(error: unknown, request: Kind): Promise<Response> {
    try {
      const response: unknown = await onError(error, request)
      if (isResponse(response)) return response
      return bare500(new TypeError(`onError gave ${nameOf(response)}, and not a Response`))
    } catch (failure) {
      if (getsErrors && Object.is(failure, error)) throw failure
      return isResponse(failure) ? failure : bare500(failure)
    }
  }

  return (handler, scope) => {
    const inner = decideOf<Kind>(handler)
    const decideWithin: Decide<Kind> =
      inner === undefined ? decide : async (facts, request) => (await inner(facts, request)) ?? decide(facts, request)
    const withCors: typeof handler = async (request, ...rest) => {
      const around = callAround(request)
      const facts = factsOf(request)
      const answer = await (isPreflight(facts) ? decideWithin(facts, request) : decide(facts, request))
      if (answer === null) return handler(request, ...rest)
      if (answer.kind === 'preflight') return preflightResponse(answer)
      const call = openCall([request], around, scope)
      let response: Response | undefined
      let ruling = answer
      try {
        response = await respond(handler, request, rest)
      } finally {
        ruling = endCall(call, answer, response)
      }
      if (response === undefined) return response as unknown as Response
      ruleBehind(request, rest[0], ruling)
      const applied = applyToResponse(response, ruling)
      rememberGiven(applied, call)
      return applied
    }
    rememberDecide(withCors, decideWithin)
    return withCors
  }
}

function nameOf(value: unknown): string {
  if (value === null || value === undefined) return String(value)
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`
}
