/**
 * `corskit/web`: for handlers that take a `Request` and give a `Response`, as in Bun, Deno, Cloudflare Workers and edge
 * functions.
 */
import { checkCallOptions } from '../../policy/checks/check-call-options.ts'
import type { PolicySource } from '../../policy/source.ts'
import { createJudge, type GuardOptions, REFUSAL } from '../shared/guard-judge.ts'
import { decideOf, rememberDecide } from '../shared/nested.ts'
import { webGuardFacts, webPath } from '../shared/web-facts.ts'
import { createWebCors, type WebHandler, type WebOptions } from '../shared/web-handler.ts'
import { refusedResponse } from '../shared/web-response.ts'

export type { Decision } from '../shared/decision-channel.ts'
export type { GuardOptions } from '../shared/guard-judge.ts'
export type { WebHandler, WebOptions } from '../shared/web-handler.ts'

/**
 * Wraps a handler: preflights are answered, everything else gets the policy's headers.
 *
 * ```ts
 * export default { fetch: cors({ origin: 'https://app.example.com' })((request) => new Response('hello')) }
 * ```
 *
 * @throws {PolicyError} when given options with mistakes
 */
export function cors<Kind extends Request = Request>(
  source: PolicySource<Kind>,
  options: WebOptions<Kind> = {},
): <Rest extends unknown[], Given extends Kind = Kind>(handler: WebHandler<Rest, Given>) => WebHandler<Rest, Given> {
  const withCors = createWebCors(source, checkCallOptions(options, 'onError'))
  return (handler) => withCors(handler)
}

/**
 * Refuses cross-site requests that change something, with 403; the origins of the policy are trusted. Web sockets,
 * which open with a GET, are checked too. Goes inside `cors`, so that a refusal can be read where CORS allows it:
 * `cors(options)(guard(options)(handler))`.
 *
 * @throws {PolicyError} when given options with mistakes
 */
export function guard<Kind extends Request = Request>(
  source: PolicySource<Kind>,
  options: GuardOptions<Kind> = {},
): <Rest extends unknown[], Given extends Kind = Kind>(handler: WebHandler<Rest, Given>) => WebHandler<Rest, Given> {
  const judge = createJudge<Kind>(source, options, webPath)
  return (handler) => {
    const guarded: typeof handler = async (request, ...rest) => {
      const reason = await judge(webGuardFacts(request), request)
      return reason === null ? handler(request, ...rest) : refusedResponse(REFUSAL, request)
    }
    const inner = decideOf<Kind>(handler)
    if (inner !== undefined) rememberDecide(guarded, inner)
    return guarded
  }
}
