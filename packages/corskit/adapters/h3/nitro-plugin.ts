/**
 * Puts middlewares around all of a Nitro app. Nitro calls the middlewares of an app after its route rules, so an answer
 * of `swr`, `cache`, `proxy` or `redirect` does not pass them.
 */
import type { H3EventLike, H3Middleware } from './h3-event.ts'
import { isOurs } from './our-middlewares.ts'

/** Nitro's app, as far as it is used here. Nitro 3.0.0 calls `fetch` with an address and options, too. */
export interface NitroAppLike {
  // biome-ignore lint/suspicious/noExplicitAny: the types of both versions of Nitro are to fit
  fetch: (request: any, init?: any, context?: any) => Response | Promise<Response>
}

/**
 * `export default nitroPlugin(cors(options), guard(options))` in `plugins/cors.ts`. Every request passes them before
 * everything else in the app, in their order. It takes `cors` and `guard` of `corskit/h3` only.
 *
 * Functions of the request get an event that has only `req`: write `new URL(event.req.url).pathname`.
 *
 * @throws {Error} when given another middleware
 */
export function nitroPlugin(...middlewares: readonly H3Middleware[]): (app: NitroAppLike) => void {
  for (const [at, middleware] of middlewares.entries()) {
    if (!isOurs(middleware)) {
      throw new Error(
        `corskit/h3: nitroPlugin takes what cors(…) and guard(…) of corskit/h3 return; its argument ${at + 1} is something else`,
      )
    }
  }
  return (app) => {
    const { fetch } = app
    app.fetch = async (given: Request | URL | string, init?: RequestInit, context?: unknown) => {
      const req = requestOf(given, init)
      const event: H3EventLike = { req, res: { headers: new Headers() } }
      const pass = (at: number): unknown => {
        const middleware = middlewares[at]
        return middleware === undefined
          ? fetch.call(app, req, undefined, context)
          : middleware(event, () => pass(at + 1))
      }
      return (await pass(0)) as Response
    }
  }
}

/** The same request where there is one: servers put more on it. */
function requestOf(given: Request | URL | string, init: RequestInit | undefined): Request {
  if (init === undefined && typeof given === 'object' && !(given instanceof URL)) return given
  if (typeof given !== 'string' || !given.startsWith('/')) return new Request(given, init)
  return new Request(`http://${new Headers(init?.headers).get('host') ?? 'localhost'}${given}`, init)
}
