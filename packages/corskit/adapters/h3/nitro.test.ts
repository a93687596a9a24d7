import { request } from 'node:http'
import { describe, expect, test } from 'vitest'
import { describeCore } from '../testing/behaviour.ts'
import { EVIL, expectAllowed, expectNoCors, from, preflightOf, varyOf, withServer } from '../testing/cases.ts'
import { describeExampleApi } from '../testing/example-api.ts'
import { describeExample, type ExampleApp } from '../testing/frameworks.ts'
import { guarded } from '../testing/guarded.ts'
import { type Harness, ROUTES } from '../testing/harness.ts'
import { type ReceivedResponse, send } from '../testing/http-client.ts'
import { APP } from '../testing/policy.ts'
import { cors, guard, type H3EventLike } from './h3.ts'
import { nitroPlugin } from './nitro-plugin.ts'

const routes = ROUTES.map((route) => [
  `routes/${route}.ts`,
  `import { webRoute } from '../suite.js'
  export default (event) => webRoute(event.req)`,
])

const POLICIES = `
  import { cors, guard } from 'corskit/h3'
  import { isWebhook, POLICY } from '../suite.js'
  const withCors = cors(POLICY)
  const guarded = guard(POLICY, { bypass: ({ req }) => isWebhook(req.url) })`

/** What answers a request before the middlewares of an app, and the `Vary` that it gives. */
const RULES: Readonly<Record<string, readonly [rule: object, vary: readonly string[]]>> = {
  '/ruled/swr': [{ swr: 60 }, []],
  '/ruled/cache': [{ cache: { maxAge: 60 } }, []],
  '/ruled/part': [{ swr: 60 }, []],
  '/ruled/proxy': [{ proxy: '/hello' }, []],
  '/ruled/redirect': [{ redirect: '/hello' }, []],
  '/ruled/vary': [{ headers: { vary: 'X-Tenant' } }, ['x-tenant']],
  '/ruled/open': [{ headers: { 'access-control-allow-origin': '*', 'access-control-allow-credentials': 'true' } }, []],
  '/ruled/cors': [{ cors: true }, []],
  '/file.txt': [{}, []],
}

/** A route with a policy of its own. */
const PART = `
  import { cors } from 'corskit/h3'
  const withCors = cors({ origin: 'https://part.example' })
  export default (event) => withCors(event, () => 'part')`

const files = (plugin: string, webSockets: boolean) => ({
  'nitro.config.ts': `export default {
    serverDir: './',
    errorHandler: './error-handler.ts',
    routeRules: ${JSON.stringify(Object.fromEntries(Object.entries(RULES).map(([path, [rule]]) => [path, rule])))},
    features: { websocket: ${webSockets} },
  }`,
  'error-handler.ts': `export default (error, event) =>
    event.url.pathname === '/own-error' ? new Response('sorry', { status: 503, headers: { vary: 'X-Own' } }) : undefined`,
  'public/file.txt': 'hello',
  'routes/ruled/[name].ts': `export default () => ({ a: 1 })`,
  'routes/part.ts': PART,
  'routes/ruled/part.ts': PART,
  'routes/socket.ts': `
    import { defineWebSocketHandler } from 'h3'
    export default defineWebSocketHandler({ open: (peer) => void peer.send('welcome') })`,
  'plugins/cors.ts': plugin,
  ...Object.fromEntries(routes),
})

const NO_PLUGIN = 'export default () => {}'

const PLUGIN = `
  import { nitroPlugin } from 'corskit/h3'${POLICIES}
  export default nitroPlugin(withCors, guarded)`

const MIDDLEWARES = {
  'middleware/1.cors.ts': `${POLICIES}
    export default withCors`,
  'middleware/2.guard.ts': `${POLICIES}
    export default guarded`,
}

/** The parts that no one reads as CORS: a body with its length, the type, the name of the status. */
const rest = ({ status, header, body }: ReceivedResponse) => [
  status,
  header('content-length'),
  header('transfer-encoding'),
  header('content-type'),
  body.replace(/127\.0\.0\.1:\d+/g, 'host'),
]

// Two, because they are built on an h3 from before 2.0.1 and on one from after it. Nitro 3.0.0 cannot start an app with
// web sockets.
describe.each([
  ['nitro', false],
  ['nitro-beta', true],
] as const)('%s', (installed, webSockets) => {
  const app = (plugin: string, others: Readonly<Record<string, string>> = {}): ExampleApp => ({
    example: 'nitro',
    installed,
    files: { ...files(plugin, webSockets), ...others },
    build: ['../node_modules/nitro/dist/cli/index.mjs', 'build'],
    start: () => ['.output/server/index.mjs'],
  })
  describeExample('without corskit', app(NO_PLUGIN), (serveWithout) => {
    const without = serveWithout()
    describeExample('the example, built and started', app(PLUGIN), (serve) => {
      const harness = serve()
      describeCore(harness)
      describe('guard', () => guarded(harness))
      describeExampleApi(harness)
      describeRuled(harness, without)
      if (webSockets) describeWebSockets(harness)
    })
  })
  describeExample('with the files in middleware/', app(NO_PLUGIN, MIDDLEWARES), (serve) => {
    const harness = serve()
    describeCore(harness)
    describe('guard', () => guarded(harness))
    describeUnguarded(harness, installed === 'nitro-beta')
    if (webSockets) describeWebSockets(harness)
  })
})

function describeRuled(harness: Pick<Harness, 'start'>, without: Pick<Harness, 'start'>): void {
  withServer(harness, 'the policy rules', {}, (ask) => {
    describe.each(Object.keys(RULES))('%s', (path) => {
      const [, vary] = RULES[path] as (typeof RULES)[string]
      test('gives each origin its own headers, in whatever order they come', async () => {
        for (const origin of [APP, 'http://localhost:1', EVIL, APP]) {
          const response = await ask({ path, headers: from(origin) })
          if (origin === EVIL) expectNoCors(response)
          else expectAllowed(response, origin)
          expect(varyOf(response)).toEqual(expect.arrayContaining(['origin', ...vary]))
        }
      })
      test('refuses a write of another site, and answers preflights by the policy', async () => {
        const headers = [...from(EVIL), ['sec-fetch-site', 'cross-site']] as const
        const refused = await ask({ method: 'POST', path, headers })
        expect([refused.status, refused.body]).toEqual([403, 'Cross-site request refused'])
        const preflight = await ask(preflightOf('PUT', 'x-a', APP, path))
        expect(preflight.status).toBe(204)
        expectAllowed(preflight)
      })
    })
    test.each([...Object.keys(RULES), '/throws', '/missing', '/own-error'])(
      'the rest of %s is as without corskit',
      async (path) => {
        const { url } = await without.start({})
        for (const method of ['GET', 'HEAD']) {
          const sent = { method, path, headers: from(APP) }
          expect(rest(await ask(sent))).toEqual(rest(await send(url, sent)))
        }
      },
    )
    test('a route may have a policy of its own, where no rule stores its answer', async () => {
      const allowed = []
      for (const path of ['/part', '/ruled/part']) {
        for (const origin of ['https://part.example', APP]) {
          allowed.push((await ask({ path, headers: from(origin) })).header('access-control-allow-origin'))
        }
      }
      expect(allowed).toEqual(['https://part.example', null, null, APP])
    })
    test('the Vary of an error handler stays', async () => {
      expect(varyOf(await ask({ path: '/own-error', headers: from(APP) }))).toEqual(['x-own', 'origin'])
    })
  })
}

/** As docs/adapters.md says. A file of the app's own, and what `headers` rules, cannot be written. */
function describeUnguarded(harness: Pick<Harness, 'start'>, headersGoOver: boolean): void {
  withServer(harness, 'route rules answer before them', {}, (ask) => {
    test.each([
      ['swr', 200],
      ['cache', 200],
      ['redirect', 307],
    ])('%s: nothing is refused, and no header is set', async (rule, status) => {
      const path = `/ruled/${rule}`
      const headers = [...from(EVIL), ['sec-fetch-site', 'cross-site']] as const
      expect((await ask({ method: 'POST', path, headers })).status).toBe(status)
      expectNoCors(await ask({ path, headers: from(APP) }))
    })
    if (headersGoOver) {
      test('headers: they go over those of the policy', async () => {
        const open = await ask({ path: '/ruled/open', headers: from(EVIL) })
        expect(open.header('access-control-allow-origin')).toBe('*')
        expect(varyOf(await ask({ path: '/ruled/vary', headers: from(APP) }))).toEqual(['x-tenant'])
      })
    }
    test('the Vary of an error handler stays', async () => {
      expect(varyOf(await ask({ path: '/own-error', headers: from(APP) }))).toEqual(['x-own', 'origin'])
    })
  })
}

function describeWebSockets(harness: Pick<Harness, 'start'>): void {
  test.each([
    [APP, 101],
    [EVIL, 403],
  ])('a web socket of %s is answered with %i', async (origin, status) => {
    const { url } = await harness.start({})
    const headers = { origin, 'sec-fetch-site': 'cross-site' }
    expect(await upgradeStatus(`${url}/socket`, headers)).toBe(status)
  })
}

function upgradeStatus(url: string, headers: Readonly<Record<string, string>>): Promise<number | undefined> {
  const webSocket = {
    connection: 'Upgrade',
    upgrade: 'websocket',
    'sec-websocket-version': '13',
    'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
  }
  return new Promise((resolve, reject) => {
    const sent = request(url, { headers: { ...headers, ...webSocket } })
    sent.on('upgrade', ({ statusCode }, socket) => {
      socket.destroy()
      resolve(statusCode)
    })
    sent.on('response', ({ statusCode }) => {
      sent.destroy()
      resolve(statusCode)
    })
    sent.on('error', reject)
    sent.end()
  })
}

describe('the plugin', () => {
  test.each([
    ['cors that was not called', cors],
    ['another middleware', (_: unknown, next: () => unknown) => next()],
    ['options', { origin: APP }],
    ['nothing', undefined],
  ])('refuses %s, and says where it stands', (_, middleware) => {
    const make = () => nitroPlugin(guard({ origin: APP }), middleware as never)
    expect(make).toThrow(/takes what cors\(…\) and guard\(…\) of corskit\/h3 return; its argument 2 is something else$/)
  })
  test('gives functions of the request an event with the request, whose URL has the path', async () => {
    const pathOf = (event: H3EventLike) => new URL(event.req.url).pathname
    const app = { fetch: (_: Request): Response | Promise<Response> => new Response('hello') }
    nitroPlugin(cors((event) => ({ origin: pathOf(event) === '/api' ? APP : 'https://other.example' })))(app)
    const allowedAt = async (path: string) =>
      (await app.fetch(new Request(`http://a.com${path}`, { headers: { origin: APP } }))).headers.get(
        'access-control-allow-origin',
      )
    expect([await allowedAt('/api'), await allowedAt('/')]).toEqual([APP, null])
  })
})

describe('an app of Nitro 3.0.0 is also called with the parts of a request', () => {
  const origin = 'https://app.example.com'
  const start = () => {
    const seen: unknown[] = []
    const app = {
      fetch: (given: Request, init?: unknown, context?: unknown): Response | Promise<Response> => {
        seen.push([given.method, given.url, init, context])
        return new Response('hello')
      },
    }
    nitroPlugin(cors({ origin }), guard({ origin }))(app)
    return { seen, fetch: app.fetch as (...given: unknown[]) => Promise<Response> }
  }
  test.each([
    ['/a', 'http://localhost/a'],
    ['http://a.com/a', 'http://a.com/a'],
    [new URL('http://a.com/a'), 'http://a.com/a'],
  ])('%s', async (given, url) => {
    const { seen, fetch } = start()
    const response = await fetch(given, { method: 'PUT', headers: { origin } }, { own: 1 })
    expect(response.headers.get('access-control-allow-origin')).toBe(origin)
    expect(seen).toEqual([['PUT', url, undefined, { own: 1 }]])
    const refused = await fetch(given, { method: 'PUT', headers: { origin: EVIL, host: 'a.com' } })
    expect([refused.status, seen.length]).toEqual([403, 1])
  })
  test('a path gets the host of its headers', async () => {
    const { seen, fetch } = start()
    await fetch('/a', { headers: { host: 'a.com' } })
    expect(seen).toEqual([['GET', 'http://a.com/a', undefined, undefined]])
  })
})
