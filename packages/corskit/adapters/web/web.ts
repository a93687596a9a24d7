/** `corskit/web`: for handlers that take a `Request` and give a `Response`, as in Bun, Deno, Cloudflare Workers and edge functions. */
import type { Answer } from '../../policy/answers/answer.ts'
import type { PolicySource } from '../../policy/source.ts'
import { createDecide } from '../shared/decide.ts'
import { createJudge, type GuardOptions, REFUSAL } from '../shared/guard-judge.ts'
import { webFacts, webGuardFacts, webPath } from '../shared/web-facts.ts'
import { applyToResponse, bare500, preflightResponse, refusedResponse } from '../shared/web-response.ts'

export type { Decision } from '../shared/decision-channel.ts'
export type { GuardOptions } from '../shared/guard-judge.ts'

/** `Rest` is what the platform hands over beside the request: `env` and `ctx`, or the server. */
export type WebHandler<Rest extends unknown[] = unknown[]> = (
  request: Request,
  ...rest: Rest
) => Response | Promise<Response>

export interface WebOptions {
  /**
   * Makes the response for what the handler throws. It is needed because a platform's own error response never passes through here, so no page
   * could read it. A thrown `Response` is used as it is. Default: the error goes to `console.error`, and a bare 500 to the client.
   */
  readonly onError?: (error: unknown, request: Request) => Response | Promise<Response>
}

/**
 * Wraps a handler: preflights are answered, everything else gets the policy's headers.
 *
 * ```ts
 * export default { fetch: cors({ origin: 'https://app.example.com' })((request) => new Response('hello')) }
 * ```
 *
 * @throws {PolicyError} when given options with mistakes
 */
export function cors(
  source: PolicySource<Request>,
  { onError = bare500 }: WebOptions = {},
): <Rest extends unknown[]>(handler: WebHandler<Rest>) => WebHandler<Rest> {
  const decide = createDecide(source, webPath)
  return (handler) =>
    async (request, ...rest) => {
      const answer: Answer | null = await decide(webFacts(request), request)
      if (answer === null) return handler(request, ...rest)
      if (answer.kind === 'preflight') return preflightResponse(answer)
      return applyToResponse(await respond(handler, onError, request, rest), answer)
    }
}

async function respond<Rest extends unknown[]>(
  handler: WebHandler<Rest>,
  onError: NonNullable<WebOptions['onError']>,
  request: Request,
  rest: Rest,
): Promise<Response> {
  try {
    return await handler(request, ...rest)
  } catch (error) {
    return error instanceof Response ? error : onError(error, request)
  }
}

/**
 * Refuses cross-site requests that change something, with 403; the origins of the policy are trusted. Web sockets, which open with a GET, are checked
 * too. Goes inside `cors`, so that a refusal can be read where CORS allows it: `cors(options)(guard(options)(handler))`.
 *
 * @throws {PolicyError} when given options with mistakes
 */
export function guard(
  source: PolicySource<Request>,
  options: GuardOptions<Request> = {},
): <Rest extends unknown[]>(handler: WebHandler<Rest>) => WebHandler<Rest> {
  const judge = createJudge(source, options, webPath)
  return (handler) =>
    async (request, ...rest) => {
      const reason = await judge(webGuardFacts(request), request)
      return reason === null ? handler(request, ...rest) : refusedResponse(REFUSAL)
    }
}
