/** `corskit/next`: for the route handlers, and for the proxy (before: middleware), of Next.js 16. */
import type { PolicySource } from '../policy/source.ts'
import { createDecide } from './decide.ts'
import { type WebHandler, type WebOptions, cors as webCors } from './web.ts'
import { webFacts, webPath } from './web-facts.ts'
import { applyToHeaders, preflightResponse } from './web-response.ts'

/** For `route.ts`: `export const POST = withCors(guarded(handler))` with `guarded = guard(options)`. */
export { type GuardOptions, guard } from './web.ts'

/**
 * For `route.ts`. `OPTIONS` must be exported for preflights to arrive:
 *
 * ```ts
 * const withCors = cors({ origin: 'https://app.example.com' })
 * export const GET = withCors(async (request) => Response.json({}))
 * export const OPTIONS = withCors()
 * ```
 *
 * @throws {PolicyError} when given options with mistakes
 */
export function cors(
  source: PolicySource<Request>,
  options?: WebOptions,
): <Rest extends unknown[]>(handler?: WebHandler<Rest>) => WebHandler<Rest> {
  const withCors = webCors(source, options)
  return (handler = plainOptions) => withCors(handler)
}

/** What Next.js does itself when a route exports no OPTIONS, but for the list of methods, which only Next.js knows. */
function plainOptions(): Response {
  return new Response(null, { status: 204 })
}

/**
 * For `proxy.ts`, when many routes share a policy: `export const proxy = corsProxy(options)`. Next.js lays the headers given here over the route's, so
 * a route under it should set neither CORS headers nor `Vary` itself.
 *
 * @throws {PolicyError} when given options with mistakes
 */
export function corsProxy(source: PolicySource<Request>): (request: Request) => Promise<Response> {
  const decide = createDecide(source, webPath)
  return async (request) => {
    const answer = await decide(webFacts(request), request)
    if (answer?.kind === 'preflight') return preflightResponse(answer)
    // This header is what `NextResponse.next()` is made of.
    const headers = new Headers({ 'x-middleware-next': '1' })
    if (answer !== null) applyToHeaders(headers, answer)
    return new Response(null, { headers })
  }
}
