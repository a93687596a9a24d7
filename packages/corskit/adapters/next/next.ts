/** `corskit/next`: for the route handlers, and for the proxy (before: middleware), of Next.js 16. */
import type { PolicySource } from '../../policy/source.ts'
import { createDecide } from '../shared/decide.ts'
import { webFacts, webPath } from '../shared/web-facts.ts'
import { applyToHeaders, bare500, preflightResponse } from '../shared/web-response.ts'
import { type WebHandler, type WebOptions, cors as webCors } from '../web/web.ts'

/** For `route.ts`: `export const POST = withCors(guarded(handler))` with `guarded = guard(options)`. */
export { type GuardOptions, guard } from '../web/web.ts'

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
  { onError = bare500 }: WebOptions = {},
): <Rest extends unknown[]>(handler?: WebHandler<Rest>) => WebHandler<Rest> {
  const withCors = webCors(source, {
    onError(error, request) {
      // `redirect()`, `notFound()` and their like throw. Next.js makes responses of that, but without the headers: so it is done here.
      const digest = digestOf(error)
      const response = responseOf(digest)
      if (response !== null) return response
      // What else it throws to itself, while it builds, is none of ours.
      if (digest !== '') throw error
      return onError(error, request)
    },
  })
  return (handler = plainOptions) => withCors(handler)
}

/** What Next.js does itself when a route exports no OPTIONS, but for the list of methods, which only Next.js knows. */
function plainOptions(): Response {
  return new Response(null, { status: 204 })
}

/** What Next.js marks the errors with that it throws to itself. */
function digestOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'digest' in error ? String(error.digest) : ''
}

/** `NEXT_REDIRECT;replace;/where;307;` and `NEXT_HTTP_ERROR_FALLBACK;404` */
function responseOf(digest: string): Response | null {
  const parts = digest.split(';')
  if (parts[0] === 'NEXT_REDIRECT' && parts.length >= 5) {
    const location = parts.slice(2, -2).join(';')
    return new Response(null, { status: Number(parts.at(-2)), headers: { location } })
  }
  return parts[0] === 'NEXT_HTTP_ERROR_FALLBACK' ? new Response(null, { status: Number(parts[1]) }) : null
}

/**
 * For `proxy.ts`, when many routes share a policy: `export const proxy = corsProxy(options)`. Next.js joins the headers given here with the route's, and
 * merges `Vary`; a route under it should set no CORS headers itself. On its own 404 page Next.js drops this `Vary`.
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
