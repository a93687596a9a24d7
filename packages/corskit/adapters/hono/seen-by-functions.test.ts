/**
 * What functions of a policy see on a preflight is compared with what they see on the request itself, property by
 * property.
 */
import { type Context, Hono } from 'hono'
import { every } from 'hono/combine'
import { TrieRouter } from 'hono/router/trie-router'
import { expect, test } from 'vitest'
import { cors, type HonoMiddleware } from './hono.ts'

const ORIGIN = 'https://app.example'

/** All but `matchedRoutes`, which are those of OPTIONS, and the method and headers. */
function snapshot({ req, env, var: variables, executionCtx }: Context): Record<string, unknown> {
  const { routePath, path, url, routeIndex } = req
  return {
    ...{ routePath, path, url, routeIndex, env, executionCtx, variables: { ...variables } },
    params: req.param(),
    ofOne: ['id', 'tenant', 'name'].map((name) => req.param(name)),
    query: req.query(),
    queries: req.queries(),
  }
}

interface Case {
  readonly url: string
  readonly fill: (app: Hono, policy: HonoMiddleware<Context>) => unknown
}

const outer = () => cors<Context>({ origin: 'https://other.example' })
const answers = (context: Context) => context.text('hello')

const CASES: Readonly<Record<string, Case>> = {
  'the app': { url: '/x?a=1&a=2', fill: (app, policy) => app.use('*', policy).put('/x', answers) },
  'a path with parameters': {
    url: '/t/Ada%20L/x?q=1',
    fill: (app, policy) => app.use('*', outer()).use('/t/:tenant/*', policy).put('/t/:name/x', answers),
  },
  'a parameter that may be missing': {
    url: '/t',
    fill: (app, policy) => app.use('*', outer()).use('/t/:tenant?', policy).put('/t', answers),
  },
  'a parameter with an expression': {
    url: '/t/12/x',
    fill: (app, policy) => app.use('*', outer()).use('/t/:id{[0-9]+}/*', policy).put('/t/:id/x', answers),
  },
  'an app in the app': {
    url: '/t/one/two?q=1',
    fill: (app, policy) => app.use('*', outer()).route('/t/:tenant', new Hono().use('*', policy).put('/:id', answers)),
  },
  'an app in the app, with an error handler': {
    url: '/t/one/two',
    fill(app, policy) {
      const part = new Hono().use('*', policy).put('/:id', answers)
      app.use('*', outer()).route('/t/:tenant', part.onError((_, context) => context.text('')) as Hono)
    },
  },
  'a base path': {
    url: '/v1/t/one',
    fill(app, policy) {
      app.use('*', outer())
      app.basePath('/v1').use('/t/:tenant', policy).put('/t/:id', answers)
    },
  },
  'the cors of a route for every method': {
    url: '/t/one',
    fill: (app, policy) => app.use('*', outer()).all('/t/:id', policy, answers),
  },
  'what stood before has set': {
    url: '/x',
    fill(app, policy) {
      app.use('*', async (context, next) => {
        context.set('user' as never, 'Ada' as never)
        await next()
      })
      app.use('*', outer()).use('/x', policy).put('/x', answers)
    },
  },
  'behind another of the same path': {
    url: '/t/one',
    fill: (app, policy) => app.use('*', outer()).use('/t/:id', outer(), policy).put('/t/:name', answers),
  },
  'with others by every': { url: '/x', fill: (app, policy) => app.use('*', every(policy)).put('/x', answers) },
  'no such route': { url: '/t/none', fill: (app, policy) => app.use('*', outer()).use('/t/:id', policy) },
}

const ROUTERS = { smart: () => new Hono(), trie: () => new Hono({ router: new TrieRouter() }) }

test.each(Object.entries(ROUTERS).flatMap(([name, make]) => Object.keys(CASES).map((of) => [name, of, make] as const)))(
  'router %s: %s',
  async (_, of, make) => {
    const { url, fill } = CASES[of] as Case
    const seen: Record<string, unknown>[] = []
    const app = make()
    const policy = cors<Context>((context) => {
      seen.push(snapshot(context))
      return { origin: ORIGIN, methods: ['PUT'] }
    })
    fill(app, policy)
    const environment = { secret: 'kept' }
    const executionCtx = { waitUntil() {}, passThroughOnException() {}, props: {} }
    const ask = (method: string, headers = {}) =>
      app.fetch(
        new Request(`http://api.example${url}`, { method, headers: { origin: ORIGIN, ...headers } }),
        environment,
        executionCtx as never,
      )
    await ask('PUT')
    expect((await ask('OPTIONS', { 'access-control-request-method': 'PUT' })).status).toBe(204)
    const [request, preflight] = seen
    expect(request?.['url']).toBe(`http://api.example${url}`)
    expect(preflight).toEqual(request)
  },
)
