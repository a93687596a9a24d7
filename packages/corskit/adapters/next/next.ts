/** `corskit/next`: for the route handlers, and for the proxy (before: middleware), of Next.js 16. */
import { checkCallOptions } from '../../policy/checks/check-call-options.ts'
import type { CallOptions, PolicySource } from '../../policy/source.ts'
import { createDecide } from '../shared/decide.ts'
import { webFacts, webPath } from '../shared/web-facts.ts'
import { createWebCors, type WebHandler, type WebOptions } from '../shared/web-handler.ts'
import { applyToHeaders, bare500, preflightResponse } from '../shared/web-response.ts'

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
export function cors<Kind extends Request = Request>(
  source: PolicySource<Kind>,
  options: WebOptions<Kind> = {},
): <Rest extends unknown[], Given extends Kind = Kind>(handler?: WebHandler<Rest, Given>) => WebHandler<Rest, Given> {
  const { onError = bare500, ...calls } = checkCallOptions(options, 'onError')
  const withCors = createWebCors(
    source,
    // `redirect()`, `notFound()` and their like throw. Next.js makes responses of that, but without the headers: so it
    // is done here.
    { ...calls, onError: (error, request) => responseOf(digestOf(error)) ?? onError(error, request) },
    (error) => INTERNAL_DIGESTS.has(digestOf(error)),
  )
  return (handler = plainOptions) => withCors(handler)
}

/**
 * What Next.js does itself when a route exports no OPTIONS, except for the list of methods, which only Next.js knows.
 */
function plainOptions(): Response {
  return new Response(null, { status: 204 })
}

/** What Next.js marks the errors with that it throws to itself. Other errors may have a `digest` as well. */
function digestOf(error: unknown): string {
  try {
    const digest = (error as { digest?: unknown } | null | undefined)?.digest
    return typeof digest === 'string' ? digest : ''
  } catch {
    // Reading it throws: Next.js has not made it.
    return ''
  }
}

/**
 * What Next.js throws to itself while it builds and renders, and must get back. An error of the app with another
 * `digest` is an error of the app.
 */
const INTERNAL_DIGESTS: ReadonlySet<string> = new Set([
  'DYNAMIC_SERVER_USAGE',
  'NEXT_PRERENDER_INTERRUPTED',
  'BAILOUT_TO_CLIENT_SIDE_RENDERING',
  'HANGING_PROMISE_REJECTION',
  'CLIENT_HOOK_DYNAMIC',
])

/** `NEXT_REDIRECT;replace;/where;307;` and `NEXT_HTTP_ERROR_FALLBACK;404`, as Next.js recognises them. */
function responseOf(digest: string): Response | null {
  const parts = digest.split(';')
  if (parts[0] === 'NEXT_REDIRECT' && (parts[1] === 'replace' || parts[1] === 'push')) {
    const status = Number(parts.at(-2))
    const location = parts.slice(2, -2).join(';')
    return [303, 307, 308].includes(status) ? new Response(null, { status, headers: { location } }) : null
  }
  const status = Number(parts[1])
  return parts[0] === 'NEXT_HTTP_ERROR_FALLBACK' && [401, 403, 404].includes(status)
    ? new Response(null, { status })
    : null
}

/**
 * For `proxy.ts`, when many routes share a policy: `export const proxy = corsProxy(options)`. Next.js joins the headers
 * given here with the route's, and merges `Vary`; a route under it should set no CORS headers itself. On its own 404
 * page Next.js drops this `Vary`.
 *
 * @throws {PolicyError} when given options with mistakes
 */
export function corsProxy<Kind extends Request = Request>(
  source: PolicySource<Kind>,
  options: CallOptions = {},
): (request: Kind) => Promise<Response> {
  const decide = createDecide<Kind>(source, webPath, options)
  return async (request) => {
    const answer = await decide(webFacts(request), request)
    if (answer?.kind === 'preflight') return preflightResponse(answer)
    // This header is what `NextResponse.next()` is made of.
    const headers = new Headers({ 'x-middleware-next': '1' })
    if (answer !== null) applyToHeaders(headers, answer)
    return new Response(null, { headers })
  }
}
