/** `corskit/elysia`: for Elysia 1.4. */
import { checkCallOptions } from '../../policy/checks/check-call-options.ts'
import type { CallOptions, PolicySource } from '../../policy/source.ts'
import type { GuardOptions } from '../shared/guard-judge.ts'
import { createWebCors } from '../shared/web-handler.ts'
import { guard as webGuard } from '../web/web.ts'
import { aroundApp, type ElysiaApp } from './around-app.ts'

export type { GuardOptions } from '../shared/guard-judge.ts'
export type { ElysiaApp } from './around-app.ts'

type Fetch = (request: Request, ...rest: never[]) => Response | Promise<Response>

/**
 * `app.use(cors(options))`. It goes around the whole app, because Elysia's hooks see neither every error nor what
 * becomes of a `Response`; for a policy of a path, give a function of the request. In a plugin or a group, which Elysia
 * copies into the app, it is refused.
 *
 * @throws {PolicyError} when given options with mistakes
 */
export function cors(
  source: PolicySource<Request>,
  options: CallOptions = {},
): <App extends ElysiaApp>(app: App) => App {
  const withCors = createWebCors(source, checkCallOptions(options))
  return (app) => {
    // Without `aot`, a mounted app gets the same request, and not a copy as with `aot`. In both modes the outer policy
    // answers its preflights, so the outer policy rules.
    const scope = app.config.aot === false ? app : undefined
    aroundApp(app, 'cors', (fetch: Fetch) => withCors(fetch, scope))
    return app
  }
}

/**
 * Refuses cross-site requests that change something, with 403; the origins of the policy are trusted. Elysia puts what
 * is used later outside, so this goes before `cors`.
 *
 * @throws {PolicyError} when given options with mistakes
 */
export function guard(
  source: PolicySource<Request>,
  options: GuardOptions<Request> = {},
): <App extends ElysiaApp>(app: App) => App {
  const guarded = webGuard(source, options)
  return (app) => {
    aroundApp(app, 'guard', (fetch: Fetch) => guarded(fetch))
    return app
  }
}
