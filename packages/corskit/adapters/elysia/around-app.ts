/** Puts a function around everything that an Elysia app answers, in both of Elysia's modes. */
import { bare } from '../../policy/bare-descriptor.ts'

// biome-ignore lint/suspicious/noExplicitAny: Elysia types what it wraps as any function
type Around = (fetch: any) => any

/** What of an Elysia app is used. */
export interface ElysiaApp {
  // biome-ignore lint/suspicious/noExplicitAny: as above
  wrap(around: (fetch: any, request: Request) => any): unknown
  // biome-ignore lint/suspicious/noExplicitAny: as above
  fetch: any
  compile(): unknown
  readonly config: { readonly aot?: boolean | undefined }
}

/**
 * The apps in which this file was used. For an app without `aot`: the functions around it, which Elysia does not call
 * by itself.
 */
const appsWith = new WeakMap<ElysiaApp, Around[]>()
let given = 0

/**
 * @param name of the function that is used, for the message
 * @throws {Error} where Elysia would lose the function, or put it around more than this app
 */
export function aroundApp(app: ElysiaApp, name: 'cors' | 'guard', wrap: Around): void {
  // Elysia calls this for each request, with the same handler.
  const wrapped = new WeakMap<object, unknown>()
  const around: Around = (fetch) => {
    const known = wrapped.get(fetch) ?? wrap(fetch)
    wrapped.set(fetch, known)
    return known
  }
  refuseParts(app, name)
  // Elysia ignores a function when it knows one with the same source text, and minified, those of `cors` and `guard`
  // may be the same.
  const text = `corskit ${++given}`
  app.wrap(Object.assign((fetch: unknown) => around(fetch), { toString: () => text }))
  // A handler that Elysia has already made does not have the function around it: it must make another.
  if (app.config.aot === false) aroundDynamic(app, around)
  else Reflect.deleteProperty(app, 'fetch')
}

/**
 * Without `aot`, Elysia ignores what is given to `wrap`. It makes its handler in two places: when `fetch` is first
 * read, and in `compile`.
 */
function aroundDynamic(app: ElysiaApp, around: Around): void {
  const arounds = appsWith.get(app) ?? []
  arounds.push(around)
  const put = (fetch: unknown) => {
    for (const around of arounds) fetch = around(fetch)
    Object.defineProperty(app, 'fetch', bare({ value: fetch, configurable: true, writable: true }))
    return fetch
  }
  const get = () => {
    Reflect.deleteProperty(app, 'fetch')
    return put(app.fetch)
  }
  Object.defineProperty(app, 'fetch', bare({ get, configurable: true }))
  if (arounds.length > 1) return
  const { compile } = app
  app.compile = () => {
    compile.call(app)
    put(app.fetch)
    return app
  }
}

/**
 * Elysia copies the routes of plugins and groups into the app that uses them. A function around a plugin would be
 * around the whole app. Around a plugin that is loaded later, or around a group without `aot`, it would never be
 * called. So both are refused: Elysia sets `getServer` on every plugin and group.
 */
function refuseParts(app: ElysiaApp, name: string): void {
  if (appsWith.has(app)) return
  const refusal = `corskit/elysia: ${name} is used in a plugin or a group, whose routes Elysia copies into another app. Use it on the app that is served; for the policy of a path, give it a function of the request`
  if (Object.hasOwn(app, 'getServer')) throw new Error(refusal)
  const getServer: unknown = Reflect.get(app, 'getServer')
  Object.defineProperty(
    app,
    'getServer',
    bare({
      configurable: true,
      get: () => getServer,
      set() {
        throw new Error(refusal)
      },
    }),
  )
  appsWith.set(app, [])
}
