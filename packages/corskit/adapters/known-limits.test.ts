/**
 * What the documentation says that adapters do not do: when one of these fails, its line in docs/adapters.md can go.
 */
import express from 'express'
import Fastify from 'fastify'
import { getRouterParam, H3, type H3Event } from 'h3'
import { type Context, Hono } from 'hono'
import { methodOverride } from 'hono/method-override'
import { routePath } from 'hono/route'
import { timeout } from 'hono/timeout'
import { expect, test } from 'vitest'
import { cors as expressCors } from './express/express.ts'
import { cors as fastifyCors } from './fastify/fastify.ts'
import { cors as h3Cors } from './h3/h3.ts'
import { cors as honoCors } from './hono/hono.ts'
import { send } from './testing/http-client.ts'
import { listen } from './testing/listen.ts'
import { cors as webCors } from './web/web.ts'

const ORIGIN = 'https://app.example.com'
const policy = (name: string) => ({
  origin: ORIGIN,
  methods: '*' as const,
  allowedHeaders: [name],
  exposedHeaders: [name],
})

test('Fastify answers a path that cannot be decoded, and a parameter that is too long, before any hook', async () => {
  const app = Fastify()
  await app.register(fastifyCors, { origin: ORIGIN })
  app.get('/p/:id', async () => 'x')
  const ask = async (url: string) => {
    const { statusCode, headers } = await app.inject({ url, headers: { origin: ORIGIN } })
    return [statusCode, headers['access-control-allow-origin']]
  }
  expect(await ask(`/p/${'a'.repeat(100)}`)).toEqual([200, ORIGIN])
  expect(await ask(`/p/${'a'.repeat(101)}`)).toEqual([414, undefined])
  expect(await ask('/p/%zz')).toEqual([400, undefined])
  await app.close()
})

test('Fastify: a method that app.all of a path does not take is ruled by the route for the preflight, and by the app for its 404', async () => {
  const app = Fastify()
  await app.register(fastifyCors, policy('x-app'))
  app.all('/all', { config: { cors: policy('x-route') } }, async () => 'x')
  const preflight = await app.inject({
    method: 'OPTIONS',
    url: '/all',
    headers: { origin: ORIGIN, 'access-control-request-method': 'PROPFIND' },
  })
  expect(preflight.headers['access-control-allow-headers']).toBe('x-route')
  const actual = await app.inject({ method: 'PROPFIND' as 'GET', url: '/all', headers: { origin: ORIGIN } })
  expect([actual.statusCode, actual.headers['access-control-expose-headers']]).toEqual([404, 'x-app'])
  await app.close()
})

test('Hono: a route that stands before the cors of its part is answered by the policy around it, and its preflight by that of the part', async () => {
  const app = new Hono()
  app.use('*', honoCors(policy('x-app')))
  app.put('/part/x', (context) => context.text('x'))
  app.use('/part/*', honoCors(policy('x-part')))
  const ask = (method: string, headers = {}) =>
    app.request('/part/x', { method, headers: { origin: ORIGIN, ...headers } })
  expect((await ask('PUT')).headers.get('access-control-expose-headers')).toBe('x-app')
  const preflight = await ask('OPTIONS', { 'access-control-request-method': 'PUT' })
  expect(preflight.headers.get('access-control-allow-headers')).toBe('x-part')
})

test('Hono: a cors that a middleware of the app calls rules the response, and not the preflight', async () => {
  const app = new Hono()
  app.use('*', honoCors(policy('x-app')))
  const ofPart = honoCors(policy('x-part'))
  app.use('/part/*', (context, next) => ofPart(context, next))
  app.put('/part/x', (context) => context.text('x'))
  const ask = (method: string, headers = {}) =>
    app.request('/part/x', { method, headers: { origin: ORIGIN, ...headers } })
  expect((await ask('PUT')).headers.get('access-control-expose-headers')).toBe('x-part')
  const preflight = await ask('OPTIONS', { 'access-control-request-method': 'PUT' })
  expect(preflight.headers.get('access-control-allow-headers')).toBe('x-app')
})

test('Express: what router.param and a rewritten path decide, a preflight does not know', async () => {
  const app = express()
  app.use(expressCors(policy('x-app')))
  const users = express.Router()
  users.param('id', (_request, _response, next, id) => next(id === 'none' ? 'route' : undefined))
  users.use('/:id', expressCors(policy('x-user')))
  users.put('/:id', (_, response) => void response.send('x'))
  const inner = express.Router().use('/inner', expressCors(policy('x-inner')))
  const rewrites = express.Router().use((request, _, next) => {
    request.url = `/inner${request.url}`
    next()
  })
  app.use('/users', users).use('/old', rewrites, inner)
  const server = await listen(app)
  const ask = async (path: string) => {
    const headers: [string, string][] = [['origin', ORIGIN]]
    const asked: [string, string][] = [...headers, ['access-control-request-method', 'PUT']]
    const preflight = await send(server.url, { method: 'OPTIONS', path, headers: asked })
    const actual = await send(server.url, { method: 'PUT', path, headers })
    return [preflight.header('access-control-allow-headers'), actual.header('access-control-expose-headers')]
  }
  expect(await ask('/users/ada')).toEqual(['x-user', 'x-user'])
  expect(await ask('/users/none')).toEqual(['x-user', 'x-app'])
  expect(await ask('/old/x')).toEqual(['x-app', 'x-inner'])
  await server.close()
})

test('Express: a router that a function of the app calls rules the response, and not the preflight', async () => {
  const app = express()
  app.use(expressCors(policy('x-app')))
  const router = express.Router()
  router.use(expressCors(policy('x-part')))
  router.put('/x', (_, response) => void response.send('x'))
  app.use('/part', (request, response, next) => router(request, response, next))
  const server = await listen(app)
  const ask = (method: string, headers = {}) =>
    send(server.url, { method, path: '/part/x', headers: Object.entries({ origin: ORIGIN, ...headers }) })
  expect((await ask('PUT')).header('access-control-expose-headers')).toBe('x-part')
  const preflight = await ask('OPTIONS', { 'access-control-request-method': 'PUT' })
  expect(preflight.header('access-control-allow-headers')).toBe('x-app')
  await server.close()
})

test('web: a handler that is started while another one runs counts as inside it, but not with a copy of the request', async () => {
  const rulingOfFirst = async (second: (request: Request) => Request) => {
    let finish = () => {}
    const secondHasEnded = new Promise<void>((resolve) => {
      finish = resolve
    })
    const first = webCors(policy('x-first'))(async () => {
      await secondHasEnded
      return new Response('first')
    })
    const other = webCors(policy('x-second'))(() => new Response('second'))
    const request = new Request('https://api.example.com/', { headers: { origin: ORIGIN } })
    const response = first(request)
    // The first one has begun with its handler before the second one starts.
    await new Promise(setImmediate)
    await other(second(request))
    finish()
    return (await response).headers.get('access-control-expose-headers')
  }
  expect(await rulingOfFirst((request) => request)).toBe('x-second')
  expect(await rulingOfFirst((request) => request.clone())).toBe('x-first')
})

test('Hono: on a preflight a function of the context does not see the route of the method', async () => {
  const seen: unknown[] = []
  const app = new Hono().use(
    '/t/*',
    honoCors((context: Context) => {
      seen.push([context.req.method, routePath(context, -1)])
      return policy('x-t')
    }),
  )
  app.put('/t/:id', (context) => context.text('x'))
  await app.request('/t/1', {
    method: 'OPTIONS',
    headers: { origin: ORIGIN, 'access-control-request-method': 'PUT' },
  })
  await app.request('/t/1', { method: 'PUT', headers: { origin: ORIGIN } })
  expect(seen).toEqual([
    ['OPTIONS', '/t/*'],
    ['PUT', '/t/:id'],
  ])
})

test.each([
  ['between two cors', 'x-app', 'x-part'],
  ['before both', 'x-part', 'x-part'],
])(
  'Hono: methodOverride %s hands on a copy of the request: the response has %s, the preflight %s',
  async (place, name, asked) => {
    const app = new Hono()
    if (place === 'before both') app.use(methodOverride({ app }))
    app.use(honoCors(policy('x-app')))
    if (place !== 'before both') app.use(methodOverride({ app }))
    app.use('/part/*', honoCors(policy('x-part'))).put('/part/x', (context) => context.text('x'))
    const body = new URLSearchParams({ _method: 'PUT' })
    const response = await app.request('/part/x', { method: 'POST', headers: { origin: ORIGIN }, body })
    expect(response.headers.get('access-control-expose-headers')).toBe(name)
    const preflight = await app.request('/part/x', {
      method: 'OPTIONS',
      headers: { origin: ORIGIN, 'access-control-request-method': 'POST' },
    })
    expect(preflight.headers.get('access-control-allow-headers')).toBe(asked)
  },
)

test.each([
  ['outside of cors', ['timeout', 'x-app'], null],
  ['between two cors', ['x-app', 'timeout', 'x-part'], 'x-app'],
  ['behind cors', ['x-app', 'timeout'], 'x-app'],
] as const)('Hono: the 504 of a timeout %s has the headers of what stands before it', async (_, order, name) => {
  const app = new Hono()
  for (const one of order) app.use(one === 'timeout' ? timeout(5) : honoCors(policy(one)))
  app.get('/x', async (context) => {
    await new Promise((resolve) => setTimeout(resolve, 50))
    return context.text('late')
  })
  const response = await app.request('/x', { headers: { origin: ORIGIN } })
  expect([response.status, response.headers.get('access-control-expose-headers')]).toEqual([504, name])
})

test('Hono: on a preflight a function does not see what a middleware between two cors sets, and one in front of both it sees', async () => {
  const seen: unknown[] = []
  const inner = honoCors((context: Context) => {
    seen.push([context.req.method, context.get('between' as never), context.get('before' as never)])
    return policy('x-part')
  })
  const app = new Hono()
    .use(async (context, next) => {
      context.set('before' as never, 'yes' as never)
      await next()
    })
    .use(honoCors(policy('x-app')))
    .use(async (context, next) => {
      context.set('between' as never, 'yes' as never)
      await next()
    })
    .use('/part/*', inner)
    .put('/part/x', (context) => context.text('x'))
  const preflight = { origin: ORIGIN, 'access-control-request-method': 'PUT' }
  await app.request('/part/x', { method: 'OPTIONS', headers: preflight })
  await app.request('/part/x', { method: 'PUT', headers: { origin: ORIGIN } })
  expect(seen).toEqual([
    ['OPTIONS', undefined, 'yes'],
    ['PUT', 'yes', 'yes'],
  ])
})

test('h3: on a preflight a function of the event has the parameters of the path of cors, and not those of the route', async () => {
  const seen: unknown[] = []
  const app = new H3().use(
    '/t/:id',
    h3Cors((event: H3Event) => {
      const params: { id?: string } = event.context.middlewareParams ?? {}
      seen.push([event.req.method, getRouterParam(event, 'id'), params.id])
      return policy('x-t')
    }),
  )
  app.put('/t/:id', () => 'x')
  for (const method of ['OPTIONS', 'PUT']) {
    const headers = { origin: ORIGIN, ...(method === 'OPTIONS' ? { 'access-control-request-method': 'PUT' } : {}) }
    await app.fetch(new Request('http://localhost/t/1', { method, headers }))
  }
  expect(seen).toEqual([
    ['OPTIONS', undefined, '1'],
    ['PUT', '1', '1'],
  ])
})

test.each<[string, (app: Hono) => unknown]>([
  [
    'a text',
    (app) =>
      app.get('/x', () => {
        throw 'x'
      }),
  ],
  [
    'a Response',
    (app) =>
      app.get('/x', () => {
        throw new Response('no', { status: 403 })
      }),
  ],
  [
    'what onError throws',
    (app) =>
      app
        .get('/x', () => {
          throw new Error('x')
        })
        .onError(() => {
          throw new Error('again')
        }),
  ],
])('Hono: %s leaves Hono, which makes no response of it', async (_, fill) => {
  const app = new Hono().use(honoCors(policy('x-app')))
  fill(app)
  await expect((async () => app.request('/x', { headers: { origin: ORIGIN } }))()).rejects.toBeDefined()
})

test('Hono: a cors that takes OPTIONS beside other methods answers the preflights of every method', async () => {
  const app = new Hono().use(honoCors(policy('x-app'))).on(['PUT', 'OPTIONS'], '/x', honoCors(policy('x-put')))
  app.all('/x', (context) => context.text('x'))
  const ask = async (method: string, headers = {}) =>
    (await app.request('/x', { method, headers: { origin: ORIGIN, ...headers } })).headers
  for (const [method, name] of [
    ['PUT', 'x-put'],
    ['GET', 'x-app'],
  ] as const) {
    expect((await ask(method)).get('access-control-expose-headers')).toBe(name)
    const preflight = await ask('OPTIONS', { 'access-control-request-method': method })
    expect(preflight.get('access-control-allow-headers')).toBe('x-put')
  }
})

test('h3: onResponse of the app runs after cors, and what it sets stays', async () => {
  const app = new H3({ onResponse: ({ headers }) => headers.set('access-control-allow-origin', '*') })
  app.use(h3Cors(policy('x-app'))).get('/x', () => 'x')
  const response = await app.fetch(new Request('http://localhost/x', { headers: { origin: 'https://evil.example' } }))
  expect(response.headers.get('access-control-allow-origin')).toBe('*')
})

test('Fastify: where only another host has the newest version, the policy of the app answers the preflight', async () => {
  const app = Fastify()
  await app.register(fastifyCors, policy('x-app'))
  for (const [version, host] of [
    ['3.0.0', 'new.example'],
    ['1.0.0', undefined],
  ] as const) {
    const constraints = host === undefined ? { version } : { version, host }
    app.put('/x', { constraints, config: { cors: policy(`x-${version[0]}`) } }, async () => 'x')
  }
  const ask = async (method: 'PUT' | 'OPTIONS', host: string, more: Record<string, string>) =>
    (await app.inject({ method, url: '/x', headers: { origin: ORIGIN, host, ...more } })).headers
  const asked = { 'access-control-request-method': 'PUT', 'access-control-request-headers': 'accept-version' }
  for (const [host, version, preflight] of [
    ['new.example', '3', 'x-3'],
    ['old.example', '1', 'x-app'],
  ] as const) {
    expect((await ask('OPTIONS', host, asked))['access-control-allow-headers']).toBe(preflight)
    const actual = await ask('PUT', host, { 'accept-version': `${version}.x` })
    expect(actual['access-control-expose-headers']).toBe(`x-${version}`)
  }
  await app.close()
})

test('Express: a mounted app with cors answers the preflights of what it passes on, and a router does not', async () => {
  for (const [make, preflight] of [
    [express, 'x-users'],
    [express.Router, 'x-orders'],
  ] as const) {
    const users = make().use('/', expressCors(policy('x-users')))
    users.put('/users', (_, response) => void response.send('x'))
    const orders = make().use('/', expressCors(policy('x-orders')))
    orders.put('/orders', (_, response) => void response.send('x'))
    const server = await listen(express().use('/api', users).use('/api', orders))
    const headers: [string, string][] = [['origin', ORIGIN]]
    const asked: [string, string][] = [...headers, ['access-control-request-method', 'PUT']]
    const answer = await send(server.url, { method: 'OPTIONS', path: '/api/orders', headers: asked })
    expect(answer.header('access-control-allow-headers')).toBe(preflight)
    const actual = await send(server.url, { method: 'PUT', path: '/api/orders', headers })
    expect(actual.header('access-control-expose-headers')).toBe('x-orders')
    await server.close()
  }
})

test('Hono and h3: what a middleware in front of cors sets after its next stays', async () => {
  const request = () => new Request('http://localhost/x', { headers: { origin: 'https://evil.example' } })
  const hono = new Hono().use(async (context, next) => {
    await next()
    context.header('access-control-allow-origin', '*')
  })
  hono.use(honoCors(policy('x-app'))).get('/x', (context) => context.text('x'))
  const h3 = new H3().use(async (event, next) => {
    const value = await next()
    event.res.headers.set('access-control-allow-origin', '*')
    return value
  })
  h3.use(h3Cors(policy('x-app'))).get('/x', () => 'x')
  for (const app of [hono, h3])
    expect((await app.fetch(request())).headers.get('access-control-allow-origin')).toBe('*')
})

test('Fastify: a constraint that reads a header does not see it on a preflight', async () => {
  const tenant = {
    name: 'tenant',
    storage: () => {
      const handlers = new Map()
      return {
        get: (key: string) => handlers.get(key) ?? null,
        set: (key: string, value: unknown) => void handlers.set(key, value),
      }
    },
    deriveConstraint: ({ headers }: { headers: Record<string, unknown> }) => headers['x-tenant'],
    mustMatchWhenDerived: false,
  }
  const app = Fastify({ routerOptions: { constraints: { tenant } } } as never)
  await app.register(fastifyCors, policy('x-app'))
  app.put('/x', { constraints: { tenant: 'a' }, config: { cors: policy('x-a') } } as never, async () => 'x')
  app.put('/x', async () => 'x')
  const headers = { origin: ORIGIN, 'x-tenant': 'a' }
  const actual = await app.inject({ method: 'PUT', url: '/x', headers })
  expect(actual.headers['access-control-expose-headers']).toBe('x-a')
  const asked = { origin: ORIGIN, 'access-control-request-method': 'PUT', 'access-control-request-headers': 'x-tenant' }
  const preflight = await app.inject({ method: 'OPTIONS', url: '/x', headers: asked })
  expect(preflight.headers['access-control-allow-headers']).toBe('x-app')
  await app.close()
})

test('Express: in one route, a handler before cors is taken to pass on', async () => {
  const app = express().use(expressCors(policy('x-app')))
  app.all('/r', (_, res) => void res.send('x'), expressCors(policy('x-route')))
  const server = await listen(app)
  const preflight = await send(server.url, {
    method: 'OPTIONS',
    path: '/r',
    headers: [
      ['origin', ORIGIN],
      ['access-control-request-method', 'PUT'],
    ],
  })
  expect(preflight.header('access-control-allow-headers')).toBe('x-route')
  const actual = await send(server.url, { method: 'PUT', path: '/r', headers: [['origin', ORIGIN]] })
  expect(actual.header('access-control-expose-headers')).toBe('x-app')
  await server.close()
})

test('Express: a policy of the app behind a part that answers takes the preflights of that part, but not of its route', async () => {
  const answers = (_: unknown, response: { json(value: unknown): void }) => response.json({})
  const asked = async (register: (app: ReturnType<typeof express>) => void) => {
    const app = express()
    register(app)
    const { url } = await listen(app)
    const headers = [['origin', ORIGIN]] as const
    const asks = [...headers, ['access-control-request-method', 'PUT']] as const
    const preflight = await send(url, { method: 'OPTIONS', path: '/part', headers: asks })
    const actual = await send(url, { method: 'PUT', path: '/part', headers })
    return [preflight.header('access-control-allow-headers'), actual.header('access-control-expose-headers')]
  }
  const [part, rest] = [expressCors(policy('x-part')), expressCors(policy('x-app'))]
  expect(await asked((app) => app.use('/part', part, answers).use(rest))).toEqual(['x-app', 'x-part'])
  expect(await asked((app) => app.use(rest).use('/part', part, answers))).toEqual(['x-part', 'x-part'])
  expect(await asked((app) => app.all('/part', part, answers).use(rest))).toEqual(['x-part', 'x-part'])
})
