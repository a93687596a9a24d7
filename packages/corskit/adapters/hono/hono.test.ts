import { type Context, Hono } from 'hono'
import { every } from 'hono/combine'
import { expect, test } from 'vitest'
import type { PolicyOptions } from '../../policy/options.ts'
import { describeBehaviour } from '../testing/behaviour.ts'
import { type Harness, isWebhook } from '../testing/harness.ts'
import { listenWeb } from '../testing/listen.ts'
import { describeNested } from '../testing/nested.ts'
import { webRoute } from '../testing/web-routes.ts'
import { cors, guard, type HonoContext } from './hono.ts'

type Route = (app: Hono) => void

/** What a handler returns. */
const answer = (context: Context) => webRoute(context.req.raw) ?? context.notFound()
const responses: Route = (app) => {
  app.all('*', answer)
}

/** What a handler sets on the context. */
const staged: Route = (app) => {
  app.all('*', async (context) => {
    const response = await webRoute(context.req.raw)
    if (response === null) return context.notFound()
    for (const [name, value] of response.headers) context.header(name, value, { append: name === 'set-cookie' })
    context.status(response.status as 200)
    return context.body(response.body as ReadableStream)
  })
}

function harnessOf(route: Route): Harness {
  const serve = (app: Hono) => {
    route(app)
    app.onError((_, context) => context.text('', 500))
    return listenWeb((request) => app.fetch(request))
  }
  return {
    start(mounts) {
      const app = new Hono()
      for (const [path, source] of Object.entries(mounts)) app.use(path === '/' ? '*' : `${path}/*`, cors(source))
      return serve(app)
    },
    startGuarded(policy) {
      const app = new Hono()
      app.use('*', cors(policy), guard(policy, { bypass: ({ req }) => isWebhook(req.raw.url) }))
      return serve(app)
    },
  }
}

describeBehaviour('hono', harnessOf(responses))

const nestings: [title: string, nest: (app: Hono, outer: PolicyOptions, inner: PolicyOptions) => void][] = [
  ['by paths', (app, outer, inner) => app.use('*', cors(outer)).use('/a/*', cors(inner))],
  ['by a parameter', (app, outer, inner) => app.use(cors(outer)).use('/:part{a}/*', cors(inner))],
  [
    'in an app of its own',
    (app, outer, inner) => app.use(cors(outer)).route('/a', new Hono().use(cors(inner)).all('*', answer)),
  ],
  [
    'in an app with an error handler of its own',
    (app, outer, inner) => {
      const part = new Hono().use(cors(inner)).all('*', answer)
      part.onError((_, context) => context.text('', 500))
      app.use(cors(outer)).route('/a', part)
    },
  ],
  [
    'that some requests do not have',
    (app, outer, inner) =>
      app.use(cors(outer)).use(cors(({ req }: HonoContext) => (req.raw.url.includes('/a/') ? inner : null))),
  ],
  [
    'behind what refuses all without a cookie',
    (app, outer, inner) => {
      app.use(cors(outer))
      app.use(async (context, next) => (context.req.method === 'OPTIONS' ? context.text('', 401) : await next()))
      app.use('/a/*', cors(inner))
    },
  ],
]
for (const [title, nest] of nestings)
  describeNested(`hono ${title}`, {
    preflights: 'inner',
    start(outer, inner) {
      const app = new Hono()
      nest(app, outer, inner)
      responses(app)
      app.onError((_, context) => context.text('', 500))
      return listenWeb((request) => app.fetch(request))
    },
  })
describeNested('hono within every of hono/combine', {
  preflights: 'outer',
  start(outer, inner) {
    const app = new Hono().use(cors(outer)).use('/a/*', every(cors(inner)))
    responses(app)
    app.onError((_, context) => context.text('', 500))
    return listenWeb((request) => app.fetch(request))
  },
})
describeBehaviour('hono, headers set on the context', harnessOf(staged))

test('a function gets Hono’s own context', async () => {
  const app = new Hono<{ Variables: { tenant: string } }>()
  app.use('*', async (context, next) => {
    context.set('tenant', 'https://a.com')
    await next()
  })
  app.use(
    '*',
    cors<Context<{ Variables: { tenant: string } }>>((context) => ({ origin: context.get('tenant') })),
  )
  const response = await app.request('/', { headers: { origin: 'https://a.com' } })
  expect([response.status, response.headers.get('access-control-allow-origin')]).toEqual([404, 'https://a.com'])
})

test.each([
  ['context.header', (context: Context) => context.header('access-control-allow-origin', '*')],
  ['context.res.headers', (context: Context) => context.res.headers.set('access-control-allow-origin', '*')],
])('headers of CORS that somebody set before, by %s, are replaced on preflights too', async (_, set) => {
  const app = new Hono()
  app.use('*', async (context, next) => {
    set(context)
    await next()
  })
  app.use('*', cors({ origin: 'https://a.com', methods: ['PUT'] }))
  const preflight = (origin: string) =>
    app.request('/', { method: 'OPTIONS', headers: { origin, 'access-control-request-method': 'PUT' } })
  const allowed = await preflight('https://a.com')
  expect([allowed.status, allowed.headers.get('access-control-allow-origin')]).toEqual([204, 'https://a.com'])
  expect(allowed.headers.get('vary')).toBe('Origin, Access-Control-Request-Method')
  const denied = await preflight('https://b.com')
  expect([denied.status, denied.headers.get('access-control-allow-origin')]).toEqual([204, null])
})

test('a preflight asks a policy of a path about the request as it is there', async () => {
  const seen: unknown[] = []
  const origin = async (_: string, context: Context) => {
    seen.push(context.req.param('tenant'))
    await Promise.resolve()
    return context.req.param('tenant') === 'ours'
  }
  const app = new Hono()
  app.use('*', cors({ origin: 'https://outer.example' }))
  app.use('/t/:tenant/*', cors<Context>({ origin, methods: ['PUT'] }))
  app.put('/t/:tenant/x', (context) => context.text('hello'))
  for (const [tenant, allowed] of [
    ['ours', 'https://page.example'],
    ['theirs', null],
  ]) {
    const headers = { origin: 'https://page.example', 'access-control-request-method': 'PUT' }
    for (const method of ['PUT', 'OPTIONS']) {
      const response = await app.request(`/t/${tenant}/x`, { method, headers })
      expect([tenant, method, response.headers.get('access-control-allow-origin')]).toEqual([tenant, method, allowed])
    }
  }
  expect(seen).toEqual(['ours', 'ours', 'theirs', 'theirs'])
})
