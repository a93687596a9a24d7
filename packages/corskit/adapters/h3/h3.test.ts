import type { RequestListener, ServerResponse } from 'node:http'
import { defineWebSocketHandler, fromNodeHandler, H3, type H3Config, H3Event, HTTPError, HTTPResponse, serve } from 'h3'
import { toNodeHandler } from 'h3/node'
import { describe, expect, test, vi } from 'vitest'
import { describeBehaviour } from '../testing/behaviour.ts'
import { type Harness, isWebhook } from '../testing/harness.ts'
import { send } from '../testing/http-client.ts'
import { listen, listenWeb } from '../testing/listen.ts'
import { describeNested } from '../testing/nested.ts'
import { webRoute } from '../testing/web-routes.ts'
import { cors, guard, type NitroAppLike, nitroPlugin } from './h3.ts'

type Route = (app: H3) => void

/** What a handler returns. */
const responses: Route = (app) => {
  app.all('/**', (event) => webRoute(event.req) ?? new HTTPError({ status: 404 }))
}

/** What a handler sets on the event. */
const staged: Route = (app) => {
  app.all('/**', async (event) => {
    const response = await webRoute(event.req)
    if (response === null) throw HTTPError.status(404)
    for (const [name, value] of response.headers) event.res.headers.append(name, value)
    event.res.status = response.status
    return response.body ?? ''
  })
}

function harnessOf(route: Route): Harness {
  const serve = (app: H3) => {
    route(app)
    return listenWeb((request) => app.fetch(request))
  }
  return {
    start(mounts) {
      const app = new H3({ silent: true })
      for (const [path, source] of Object.entries(mounts)) {
        if (path === '/') app.use(cors(source))
        else app.use(`${path}/**`, cors(source))
      }
      return serve(app)
    },
    startGuarded(policy) {
      const app = new H3({ silent: true })
      app.use(cors(policy)).use(guard(policy, { bypass: ({ req }) => isWebhook(req.url) }))
      return serve(app)
    },
  }
}

describeBehaviour('h3', { ...harnessOf(responses), preflightsAreOuter: true })
for (const [title, route] of [
  ['responses', responses],
  ['headers set on the event', staged],
] as const)
  describeNested(`h3, ${title}`, {
    preflights: 'outer',
    start(outer, inner) {
      const app = new H3({ silent: true }).use(cors(outer)).use('/a/**', cors(inner))
      route(app)
      return listenWeb((request) => app.fetch(request))
    },
  })
describeNested('h3, in what nitroPlugin is around', {
  preflights: 'outer',
  start(outer, inner) {
    const app = new H3({ silent: true }).use('/a/**', cors(inner))
    responses(app)
    const nitro: NitroAppLike = { fetch: (request: Request) => app.fetch(request) }
    nitroPlugin(cors(outer))(nitro)
    return listenWeb((request) => nitro.fetch(request))
  },
})
describeBehaviour('h3, headers set on the event', { ...harnessOf(staged), preflightsAreOuter: true })

test('does not write into a value that many requests share', async () => {
  const shared = new HTTPResponse('hello', { headers: { vary: 'Accept' } })
  const app = new H3()
  app.use(cors({ origin: ['https://a.com', 'https://b.com'] }))
  app.get('/', () => shared)
  const ask = (origin: string) => app.fetch(new Request('http://localhost/', { headers: { origin } }))
  const responses = await Promise.all([ask('https://a.com'), ask('https://b.com')])
  expect(responses.map((response) => response.headers.get('access-control-allow-origin'))).toEqual([
    'https://a.com',
    'https://b.com',
  ])
  expect(responses.map((response) => response.headers.get('vary'))).toEqual(['Accept, Origin', 'Accept, Origin'])
  expect([...shared.headers.keys()]).toEqual(['vary'])
})

test('takes no header from a value that routes with and without a policy share', async () => {
  const shared = new HTTPResponse('hello', {
    status: 201,
    statusText: 'Made',
    headers: { 'access-control-allow-origin': '*', 'access-control-allow-credentials': 'true', 'x-own': '1' },
  })
  const app = new H3().use('/with', cors({ origin: 'https://a.com' })).get('/**', () => shared)
  const ask = async (path: string, origin: string) => {
    const response = await app.fetch(new Request(`http://localhost${path}`, { headers: { origin } }))
    const get = (name: string) => response.headers.get(name)
    const cors = ['access-control-allow-origin', 'access-control-allow-credentials'].map(get)
    return [response.status, response.statusText, get('x-own'), await response.text(), ...cors]
  }
  for (const _ of [1, 2]) {
    expect(await ask('/with', 'https://a.com')).toEqual([201, 'Made', '1', 'hello', 'https://a.com', null])
    expect(await ask('/with', 'https://evil.example')).toEqual([201, 'Made', '1', 'hello', null, null])
    expect(await ask('/without', 'https://a.com')).toEqual([201, 'Made', '1', 'hello', '*', 'true'])
  }
})

describe('an app with an onError of its own', () => {
  const ask = (app: H3, path: string) =>
    app.fetch(new Request(`http://localhost${path}`, { headers: { origin: 'https://a.com' } }))
  const appWith = (onError: NonNullable<H3Config['onError']>, config = (given: H3Config) => given) => {
    const app = new H3(config({ silent: true, onError }))
    app.use(cors({ origin: ['https://a.com', 'https://b.com'] }))
    return app.get('/throws', () => {
      throw new Error('on purpose')
    })
  }

  test.each([
    ['a response', () => new Response('sorry', { status: 503, headers: { vary: 'Accept' } }), 503, 'Accept, Origin'],
    ['a value', () => 'sorry', 200, 'Origin'],
    ['nothing', () => undefined, 500, 'Origin'],
  ])('that makes %s keeps the headers', async (_, onError, status, vary) => {
    const app = appWith(onError)
    for (const path of ['/throws', '/throws', '/missing']) {
      const response = await ask(app, path)
      expect(response.headers.get('access-control-allow-origin')).toBe('https://a.com')
      expect(response.headers.get('vary')).toBe(vary)
      if (path === '/throws') expect(response.status).toBe(status)
    }
  })
  test('is called once for each error, with what h3 made of it', async () => {
    const onError = vi.fn(() => new Response('', { status: 500 }))
    const app = appWith(onError)
    await ask(app, '/throws')
    await ask(app, '/throws')
    expect(onError.mock.calls).toEqual(Array(2).fill([expect.any(HTTPError), expect.any(H3Event)]))
  })
  const readOnly = (config: H3Config) => Object.defineProperty(config, 'onError', { writable: false })
  test.each([
    ['of a frozen configuration', Object.freeze],
    ['that is read-only', readOnly],
  ])('%s keeps the headers of its response from the first request on', async (_, config) => {
    const app = appWith(() => new Response('sorry', { status: 503 }), config).get('/', () => 'hello')
    const responses = await Promise.all(['/throws', '/missing', '/throws', '/'].map((path) => ask(app, path)))
    const allowed = responses.map(({ status, headers }) => [status, headers.get('access-control-allow-origin')])
    expect(allowed).toEqual([...Array(3).fill([503, 'https://a.com']), [200, 'https://a.com']])
  })
  test('keeps them too where a predicate takes its time', async () => {
    const app = new H3(Object.freeze({ silent: true, onError: () => new Response('sorry', { status: 503 }) }))
    app.use(cors({ origin: async () => true }))
    expect((await ask(app, '/missing')).headers.get('access-control-allow-origin')).toBe('https://a.com')
  })
  test('keeps them in an app that `serve` has started, which freezes the configuration', async () => {
    const app = appWith(() => new Response('sorry', { status: 503 }))
    const server = serve(app, { port: 0, hostname: '127.0.0.1', silent: true })
    await server.ready()
    const responses = []
    for (const path of ['/throws', '/missing']) {
      responses.push(await send(server.url as string, { path, headers: [['origin', 'https://a.com']] }))
    }
    await server.close(true)
    expect(responses.map(({ status }) => status)).toEqual([503, 503])
    for (const { header } of responses) expect(header('access-control-allow-origin')).toBe('https://a.com')
  })
  test('is left alone where neither it nor the configuration can be changed', async () => {
    const app = appWith(() => new Response('sorry', { status: 503 }), Object.freeze).get('/', () => 'hello')
    Object.defineProperty(app, 'config', { writable: false })
    expect((await ask(app, '/throws')).status).toBe(503)
    expect(await (await ask(app, '/')).text()).toBe('hello')
  })
})

describe.each([200, 404, 503])('a response with status %i', (status) => {
  const places = ['headers', 'errHeaders'] as const
  test.each(places)(
    'is given by h3 as it is, or copied, where the app has put something into %s, as without cors',
    async (place) => {
      const isGivenItself = async (app: H3) => {
        const given = new Response('hello', { status })
        app.get('/', (event) => {
          event.res[place].set('x-own', '1')
          return given
        })
        const response = await app.fetch(new Request('http://localhost/', { headers: { origin: 'https://a.com' } }))
        return [response === given, response.headers.get('x-own')]
      }
      expect(await isGivenItself(new H3().use(cors({ origin: 'https://a.com' })))).toEqual(
        await isGivenItself(new H3()),
      )
    },
  )
  test.each(places)('has the headers of the policy and not those in %s', async (place) => {
    const app = new H3().use(cors({ origin: 'https://a.com' })).get('/', (event) => {
      event.res[place].set('access-control-allow-origin', '*')
      event.res[place].set('vary', 'Accept')
      return new Response('hello', { status, headers: { vary: 'Cookie' } })
    })
    for (const [origin, allowed] of [
      ['https://a.com', 'https://a.com'],
      ['https://evil.example', null],
    ] as const) {
      const { headers } = await app.fetch(new Request('http://localhost/', { headers: { origin } }))
      expect(headers.get('access-control-allow-origin')).toBe(allowed)
      expect(headers.get('vary')?.split(', ')).toEqual(expect.arrayContaining(['Cookie', 'Origin']))
    }
  })
})

test('headers of CORS that somebody set before are replaced on preflights too', async () => {
  const app = new H3()
  app.use((event) => {
    event.res.headers.set('access-control-allow-origin', '*')
    event.res.headers.set('access-control-allow-methods', '*')
    event.res.headers.set('vary', 'Accept')
  })
  app.use(cors({ origin: 'https://a.com', methods: ['PUT'] }))
  const preflight = (origin: string) =>
    app.fetch(
      new Request('http://localhost/', {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'PUT' },
      }),
    )
  expect(Object.fromEntries((await preflight('https://a.com')).headers)).toEqual({
    'access-control-allow-origin': 'https://a.com',
    'access-control-allow-methods': 'PUT',
    vary: 'Origin, Access-Control-Request-Method, Accept',
  })
  expect(Object.fromEntries((await preflight('https://b.com')).headers)).toEqual({
    vary: 'Origin, Access-Control-Request-Method, Accept',
  })
})

test('the hooks of a web socket are on the response of a client that may open it; a refusal is a 403, also by its own hook', async () => {
  const hooks = { message: () => {} }
  const app = new H3().use(cors({ origin: 'https://a.com' })).use(guard({ origin: 'https://a.com' }))
  app.get('/h3', defineWebSocketHandler(hooks))
  app.get('/bare', () => Object.assign(new Response(null), { crossws: hooks }))
  for (const path of ['/h3', '/bare']) {
    const ask = async (origin: string) => {
      const headers = { origin, upgrade: 'websocket', 'sec-fetch-site': 'cross-site' }
      return (await app.fetch(new Request(`http://localhost${path}`, { headers }))) as Response & { crossws?: unknown }
    }
    expect([path, (await ask('https://a.com')).crossws]).toEqual([path, hooks])
    const { status, crossws } = await ask('https://evil.example')
    expect([path, status, crossws]).toEqual([path, 403, { upgrade: expect.any(Function) }])
    expect((crossws as { upgrade(): Response }).upgrade().status).toBe(403)
  }
})

test('h3 before 2.0.1 has one place for all headers', async () => {
  const res = { headers: new Headers() }
  const req = new Request('http://localhost/', { headers: { origin: 'https://a.com' } })
  expect(await cors({ origin: 'https://a.com' })({ req, res }, () => 'hello')).toBe('hello')
  expect(res.headers.get('access-control-allow-origin')).toBe('https://a.com')
})

test('what a handler writes to Node’s own response is left alone, without the headers', async () => {
  const app = new H3().use(cors({ origin: 'https://a.com' }))
  const raw = fromNodeHandler((_, raw) => {
    const response = raw as ServerResponse
    response.writeHead(200, { 'content-type': 'text/event-stream' })
    response.end('data: 1\n\n')
  })
  const server = await listen(toNodeHandler(app.get('/', raw)) as RequestListener)
  const response = await send(server.url, { path: '/', headers: [['origin', 'https://a.com']] })
  await server.close()
  expect([response.status, response.body]).toEqual([200, 'data: 1\n\n'])
  // The head was sent before `cors` could know of it: docs/adapters.md says so.
  expect(response.header('access-control-allow-origin')).toBeNull()
})

test('h3 answers 400 for a path that cannot be decoded before any middleware, so without the headers', async () => {
  const origin = 'https://app.example.com'
  const app = new H3().use(cors({ origin })).get('/x/**', () => 'x')
  const statuses: unknown[] = []
  for (const path of ['/x/a', '/x/%E0%A4']) {
    const { status, headers } = await app.fetch(new Request(`http://localhost${path}`, { headers: { origin } }))
    statuses.push([status, headers.get('access-control-allow-origin')])
  }
  expect(statuses).toEqual([
    [200, origin],
    [400, null],
  ])
})
