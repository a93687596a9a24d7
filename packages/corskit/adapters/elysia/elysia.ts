/** `corskit/elysia`: for Elysia 1.4. */
import type { PolicySource } from '../../policy/source.ts'
import type { GuardOptions } from '../shared/guard-judge.ts'
import { cors as webCors, guard as webGuard } from '../web/web.ts'

export type { GuardOptions } from '../shared/guard-judge.ts'

type Fetch = (request: Request, ...rest: never[]) => Response | Promise<Response>

/** What of an Elysia app is used. */
export interface ElysiaApp {
  // biome-ignore lint/suspicious/noExplicitAny: Elysia types what it wraps as any function
  wrap(around: (fetch: any, request: Request) => any): unknown
}

/**
 * `app.use(cors(options))`. It goes around the whole app, because Elysia's hooks see neither every error nor what becomes of a `Response`; for
 * a policy of a path, give a function of the request.
 *
 * @throws {PolicyError} when given options with mistakes
 */
export function cors(source: PolicySource<Request>): <App extends ElysiaApp>(app: App) => App {
  const withCors = webCors(source)
  return (app) => {
    app.wrap((fetch: Fetch) => withCors(fetch))
    return app
  }
}

/**
 * Refuses cross-site requests that change something, with 403; the origins of the policy are trusted. Elysia puts what is used later outside,
 * so this goes before `cors`.
 *
 * @throws {PolicyError} when given options with mistakes
 */
export function guard(
  source: PolicySource<Request>,
  options: GuardOptions<Request> = {},
): <App extends ElysiaApp>(app: App) => App {
  const guarded = webGuard(source, options)
  return (app) => {
    app.wrap((fetch: Fetch) => guarded(fetch))
    return app
  }
}
