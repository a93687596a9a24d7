/**
 * What functions of a policy see on a preflight is compared with what they see on the request itself, property by
 * property.
 */
import fastify, { type FastifyInstance, type FastifyRequest, type FastifyServerOptions } from 'fastify'
import { expect, test } from 'vitest'
import { cors } from './fastify.ts'

const ORIGIN = 'https://app.example'

/** What a preflight cannot have as the request will: it is another request, with other headers. */
const ITS_OWN = ['method', 'raw', 'headers', 'log', 'id', 'socket', 'signal']

/** What is said of another kind of thing: an object is told by what it says, a function by itself. */
function snapshot(request: FastifyRequest): Record<string, unknown> {
  const seen: Record<string, unknown> = {}
  const names = new Set<string>()
  for (let at: object = request; at !== Object.prototype; at = Object.getPrototypeOf(at)) {
    for (const key of Reflect.ownKeys(at)) if (typeof key === 'string' && key !== 'constructor') names.add(key)
  }
  for (const name of names) {
    if (ITS_OWN.includes(name)) continue
    const value: unknown = Reflect.get(request, name)
    seen[name] = name === 'server' || typeof value === 'function' ? value : JSON.stringify(value)
  }
  return { ...seen, json: JSON.stringify(request.routeOptions.config), isFastifys: typeof request.getDecorator }
}

interface App {
  readonly options?: FastifyServerOptions
  readonly fill: (app: FastifyInstance, policy: (request: FastifyRequest) => object) => unknown
  readonly url: string
  readonly headers?: Record<string, string>
}

const route = { handler: async () => 'hello' }

const APPS: Readonly<Record<string, App>> = {
  'a route': { url: '/x', fill: (app, policy) => app.register(cors, { policy } as never).put('/x', route) },
  'a route that was there before': {
    url: '/x?a=1',
    fill: (app, policy) => app.put('/x', route).register(cors, { policy } as never),
  },
  'parameters and a query': {
    url: '/users/Ada%20L/1?a=1&a=2',
    fill: (app, policy) => app.register(cors, { policy } as never).put('/users/:name/:id', route),
  },
  'a query that the app reads its own way': {
    url: '/x?T=ONE',
    options: { routerOptions: { querystringParser: (text) => ({ tenant: text.toLowerCase() }) } },
    fill: (app, policy) => app.register(cors, { policy } as never).put('/x', route),
  },
  'names in any case': {
    url: '/USERS/Ada/',
    options: { routerOptions: { caseSensitive: false, ignoreTrailingSlash: true } },
    fill: (app, policy) => app.register(cors, { policy } as never).put('/users/:name', route),
  },
  'a proxy that is trusted': {
    url: '/x',
    headers: { 'x-forwarded-for': '1.2.3.4', 'x-forwarded-host': 'far.example', 'x-forwarded-proto': 'https' },
    options: { trustProxy: true },
    fill: (app, policy) => app.register(cors, { policy } as never).put('/x', route),
  },
  'a URL that is rewritten': {
    url: '/v1/x',
    options: { rewriteUrl: ({ url = '' }) => url.replace('/v1', '') },
    fill: (app, policy) => app.register(cors, { policy } as never).put('/x', route),
  },
  'options of the route': {
    url: '/x',
    fill: (app, policy) =>
      app.register(cors, { policy } as never).put('/x', {
        ...route,
        bodyLimit: 5,
        attachValidation: true,
        logLevel: 'warn',
        schema: { querystring: { type: 'object' } },
        config: { tenant: 'one' } as object,
      }),
  },
  'a host': {
    url: '/x',
    headers: { host: 'one.test' },
    fill(app, policy) {
      app.register(cors, { policy } as never)
      for (const host of ['one.test', 'two.test'])
        app.put('/x', { ...route, constraints: { host }, config: { host } as object })
    },
  },
  'a policy of the route': {
    url: '/x/1',
    fill: (app, policy) =>
      app
        .register(cors, { origin: 'https://other.example' })
        .put('/x/:id', { ...route, config: { cors: policy as never } }),
  },
  'decorators, before and after': {
    url: '/x',
    fill(app, policy) {
      app.decorateRequest('early', 'root').register(cors, { policy } as never)
      app.register(async (inner) => {
        inner.decorateRequest('late', 5).decorateRequest('asked', () => 'asked')
        inner.decorateRequest('got', { getter: () => 'got' })
        inner.put('/x', route)
      })
    },
  },
  'decorators of two plugins with one name': {
    url: '/a/x',
    fill(app, policy) {
      app.register(cors, { policy } as never)
      for (const prefix of ['/a', '/b']) {
        app.register(async (inner) => void inner.decorateRequest('tenant', prefix).put('/x', route), { prefix })
      }
    },
  },
  'a plugin within a plugin, with a policy': {
    url: '/a/one/x?y=z',
    fill(app, policy) {
      app.register(cors, { origin: 'https://other.example' })
      app.register(
        async (outer) => {
          outer.decorateRequest('outer', 'outer')
          outer.register(
            async (inner) => {
              inner.decorateRequest('inner', 'inner')
              inner.register(cors, { policy } as never)
              inner.put('/x', route)
            },
            { prefix: '/:tenant' },
          )
        },
        { prefix: '/a' },
      )
    },
  },
  'what a hook has set': {
    url: '/a/x',
    fill(app, policy) {
      app.decorateRequest('user', null as string | null)
      app.addHook('onRequest', async (request) => void Object.assign(request, { user: 'Ada' }))
      app.register(async (inner) => void inner.register(cors, { policy } as never).put('/x', route), { prefix: '/a' })
    },
  },
  'no such route': { url: '/none', fill: (app, policy) => app.register(cors, { policy } as never).put('/x', route) },
}

test.each(Object.entries(APPS))('%s', async (_, { options = {}, fill, url, headers = {} }) => {
  const seen: Record<string, unknown>[] = []
  const app = fastify(options)
  await fill(app, (request) => {
    seen.push(snapshot(request))
    return { origin: ORIGIN, methods: ['PUT'] }
  })
  await app.inject({ method: 'PUT', url, headers: { ...headers, origin: ORIGIN } })
  const asked = { ...headers, origin: ORIGIN, 'access-control-request-method': 'PUT' }
  expect((await app.inject({ method: 'OPTIONS', url, headers: asked })).statusCode).toBe(204)
  const [request, preflight] = seen
  expect(Object.keys(request ?? {}).length).toBeGreaterThan(20)
  expect(preflight).toEqual(request)
  await app.close()
})
