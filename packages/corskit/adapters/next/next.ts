/** `corskit/next`: for the route handlers, and for the proxy (before: middleware), of Next.js 16. */
import type { RequestFacts } from '../../policy/answers/answer.ts'
import { checkCallOptions } from '../../policy/checks/check-call-options.ts'
import { definePolicy, type Policy } from '../../policy/define.ts'
import { isOurs } from '../../policy/our-policies.ts'
import { type CallOptions, isPolicy, type PolicySource } from '../../policy/source.ts'
import { createDecide } from '../shared/decide.ts'
import { webFacts, webMethod, webPath } from '../shared/web-facts.ts'
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
 * An error that `onError` throws again goes on to Next.js, which reports it to `onRequestError` and answers 500 without
 * CORS headers. Where the policy is `origin: '*'`, GET and HEAD read no header of the request, so Next.js may answer
 * them from the build.
 *
 * @throws {PolicyError} when given options with mistakes
 */
export function cors<Kind extends Request = Request>(
  source: PolicySource<Kind>,
  options: WebOptions<Kind> = {},
): <Rest extends unknown[], Given extends Kind = Kind>(handler?: WebHandler<Rest, Given>) => WebHandler<Rest, Given> {
  const { onError = bare500, ...calls } = checkCallOptions(options, 'onError')
  const policy = typeof source === 'function' || isPolicy(source) ? source : definePolicy(source)
  const withCors = createWebCors(
    policy,
    // `redirect()`, `notFound()` and their like throw. Next.js makes responses of that, but without the headers: so it
    // is done here.
    { ...calls, onError: (error, request) => responseOf(digestOf(error)) ?? onError(error, request) },
    {
      isOwn: (error) => INTERNAL_DIGESTS.has(digestOf(error)),
      getsErrors: true,
      factsOf: isForEveryone(policy) ? factsWithoutHeaders : webFacts,
    },
  )
  return (handler = plainOptions) => withCors(handler)
}

/** Whether every GET gets the same headers, with an `Origin` or without. A policy that is not ours may do otherwise. */
function isForEveryone<Kind>(policy: Policy<Kind> | ((request: Kind) => unknown)): boolean {
  return typeof policy !== 'function' && isOurs(policy) && policy.options.origin === '*'
}

/**
 * Next.js gives a GET from the build, or from its cache, only when the handler reads no header of the request. Only GET
 * and HEAD are given so.
 */
function factsWithoutHeaders(request: Request): RequestFacts {
  const method = webMethod(request)
  return method === 'GET' || method === 'HEAD' ? { method, origin: null } : webFacts(request)
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
 * given here with the route's, and a route under it should set no CORS headers itself. Route handlers, pages of the
 * Pages Router and files keep this `Vary`. On every page of the App Router Next.js replaces it, though shared caches
 * may keep the page; an API route of the Pages Router replaces it with its own. Give these `Cache-Control: private` in
 * `headers()` of `next.config`, or use `corskit/node` around Next.js.
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
