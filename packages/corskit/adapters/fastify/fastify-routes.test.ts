/**
 * Random apps: the policy of a preflight is that of the route which the request itself reaches, as Fastify routes it.
 */
import fc from 'fast-check'
import fastify, { type FastifyInstance, type RouteOptions } from 'fastify'
import { expect, test } from 'vitest'
import { runs } from '../../../../testing/property-runs.ts'
import {
  app,
  build,
  close,
  type Item,
  METHODS,
  ORIGIN,
  type Plugin,
  policyNamed,
  type Register,
  type Route,
} from '../testing/fastify-random-app.ts'
import { cors } from './fastify.ts'

const url = fc
  .array(fc.constantFrom('users', 'admin', '42', 'x-y', 'pic.png', 'a', 'b', ''), { maxLength: 4 })
  .map((segments) => `/${segments.join('/')}`)

const request = fc.record({
  url,
  method: fc.constantFrom(...METHODS),
  host: fc.constantFrom('one.test', 'two.test'),
  version: fc.constantFrom(undefined, undefined, '1.x'),
})

test('the policy of a preflight is that of the route which the request reaches', async () => {
  await fc.assert(
    fc.asyncProperty(app, fc.array(request, { minLength: 1, maxLength: 8 }), async (items, requests) => {
      const { instance } = await build(items)
      for (const { url, method, host, version } of requests) {
        const page = { origin: ORIGIN, host }
        const headers = version === undefined ? page : { ...page, 'accept-version': version }
        const actual = await instance.inject({ method, url, headers })
        // No route is reached: the 404 is the root's, and the preflight is answered where it came to.
        if (actual.statusCode === 404) continue
        // Browsers name what the page will send, and do not say what it will say.
        const names = version === undefined ? {} : { 'access-control-request-headers': 'accept-version' }
        const asked = { ...page, ...names, 'access-control-request-method': method }
        const preflight = await instance.inject({ method: 'OPTIONS', url, headers: asked })
        const ofActual = actual.headers['access-control-expose-headers']
        const allowed = preflight.headers['access-control-allow-headers']
        expect([url, method, preflight.statusCode === 204 ? allowed : undefined]).toEqual([url, method, ofActual])
      }
      await close(instance)
    }),
    runs(300),
  )
}, 3_600_000)

test('a preflight meets only hooks that the request itself meets, and no handler', async () => {
  await fc.assert(
    fc.asyncProperty(app, fc.array(request, { minLength: 1, maxLength: 8 }), async (items, requests) => {
      const { instance, called } = await build(items)
      for (const { url, method, host } of requests) {
        called.length = 0
        const headers = { origin: ORIGIN, host }
        const actual = await instance.inject({ method, url, headers })
        if (actual.statusCode === 404 || actual.headers['access-control-expose-headers'] === undefined) continue
        const met = new Set(called.splice(0))
        met.delete('handler')
        const asked = { ...headers, 'access-control-request-method': method }
        await instance.inject({ method: 'OPTIONS', url, headers: asked })
        expect([url, method, called.filter((name) => !met.has(name))]).toEqual([url, method, []])
        // Each once.
        expect(new Set(called).size).toBe(called.length)
      }
      await close(instance)
    }),
    runs(150),
  )
}, 3_600_000)

test('an app has the routes that it has without cors, and its OPTIONS requests are answered as without', async () => {
  await fc.assert(
    fc.asyncProperty(app, fc.array(request, { minLength: 1, maxLength: 8 }), async (items, requests) => {
      const [withCors, without] = [await build(items), await build(items, { withoutCors: true })]
      expect(withCors.routes).toEqual(without.routes)
      for (const { url, method, host } of requests) {
        const answers = async (headers: Record<string, string>) => {
          const both: unknown[] = []
          for (const { instance, called } of [withCors, without]) {
            called.length = 0
            const { statusCode, body, headers: of } = await instance.inject({ method: 'OPTIONS', url, headers })
            both.push([url, statusCode, body, of['content-type'], [...called]])
          }
          return both
        }
        const kinds: Record<string, string>[] = [
          { host },
          { host, origin: ORIGIN },
          { host, 'access-control-request-method': method },
          { host, 'content-type': 'foo/bar' },
        ]
        for (const headers of kinds) {
          const [given, expected] = await answers(headers)
          expect(given).toEqual(expected)
        }
      }
      for (const { instance } of [withCors, without]) await close(instance)
    }),
    runs(50),
  )
}, 3_600_000)

/** The same app without the functions that give `null`. Of several `register` in one place, the first counts. */
function withoutNull(items: readonly Item[]): Item[] {
  const first = items.find(({ kind }) => kind === 'register')
  return items.flatMap((item): Item[] => {
    if (item.kind === 'register') return item === first && !item.givesNull ? [item] : []
    if (item.kind === 'plugin') return [{ ...item, items: withoutNull(item.items) as Plugin['items'] }]
    if (item.kind === 'hook') return [item]
    return [item.cors === 'null' ? { ...item, cors: 'absent' } : item]
  })
}

test('a function that gives no policy leaves the request, and its preflight, to the policy around it', async () => {
  const first: Register = { kind: 'register', awaited: true }
  await fc.assert(
    fc.asyncProperty(app, fc.array(request, { minLength: 1, maxLength: 8 }), async (items, requests) => {
      const within = items.filter(({ kind }) => kind !== 'register')
      const built = [await build([first, ...within]), await build([first, ...withoutNull(within)])]
      const instances = built.map(({ instance }) => instance)
      for (const { url, method, host } of requests) {
        const headers = { origin: ORIGIN, host }
        const asked = { ...headers, 'access-control-request-method': method }
        const ruled = instances.map(async (instance) => {
          const actual = await instance.inject({ method, url, headers })
          const preflight = await instance.inject({ method: 'OPTIONS', url, headers: asked })
          const { headers: of } = preflight
          return [
            actual.headers['access-control-expose-headers'],
            actual.statusCode === 404 ? undefined : of['access-control-allow-headers'],
          ]
        })
        const [given, expected] = await Promise.all(ruled)
        expect([method, url, given]).toEqual([method, url, expected])
      }
      for (const instance of instances) await close(instance)
    }),
    runs(100),
  )
}, 3_600_000)

test('what a hook of the app answers by itself, behind the cors of the app, has the policy of the route', async () => {
  const first: Register = { kind: 'register', awaited: true }
  const answersEarly = (instance: FastifyInstance) => {
    instance.addHook('onRequest', async ({ headers }, reply) => {
      if (headers['x-early'] === 'throw') throw new Error('who are you?')
      if (headers['x-early'] === 'send') return reply.code(401).send('who are you?')
      return undefined
    })
  }
  await fc.assert(
    fc.asyncProperty(app, fc.array(request, { minLength: 1, maxLength: 8 }), async (items, requests) => {
      const { instance } = await build([first, ...items], { addsHooks: answersEarly })
      for (const { url, method, host } of requests) {
        const policyOf = async (early: object) => {
          const { headers } = await instance.inject({ method, url, headers: { origin: ORIGIN, host, ...early } })
          return [headers['access-control-expose-headers'], headers['vary']]
        }
        const expected = await policyOf({})
        for (const how of ['throw', 'send']) expect(await policyOf({ 'x-early': how })).toEqual(expected)
      }
      await close(instance)
    }),
    runs(100),
  )
}, 3_600_000)

test.each<[how: string, change: (route: RouteOptions, own: object) => void]>([
  [
    'writes into',
    (route, own) => {
      route.config ??= {}
      Object.assign(route.config, own)
    },
  ],
  ['replaces', (route, own) => Object.assign(route, { config: { ...route.config, ...own } })],
])('a hook that stands after cors and %s the config of a route gives the route its policy', async (_, change) => {
  const instance = fastify()
  await instance.register(cors, policyNamed('x-app'))
  instance.addHook('onRoute', (route) => {
    if (route.url === '/own') change(route, { cors: policyNamed('x-own') })
    if (route.url === '/off') change(route, { cors: false })
  })
  for (const url of ['/own', '/off', '/other']) instance.put(url, async () => 'hello')
  const rules: unknown[] = []
  for (const url of ['/own', '/off', '/other']) {
    const headers = { origin: ORIGIN }
    const asked = { ...headers, 'access-control-request-method': 'PUT' }
    const preflight = await instance.inject({ method: 'OPTIONS', url, headers: asked })
    const actual = await instance.inject({ method: 'PUT', url, headers })
    rules.push([preflight.headers['access-control-allow-headers'], actual.headers['access-control-expose-headers']])
  }
  expect(rules).toEqual([
    ['x-own', 'x-own'],
    [undefined, undefined],
    ['x-app', 'x-app'],
  ])
  await close(instance)
})

test('a preflight for a method that no route has is answered, wherever the policy was registered', async () => {
  const route: Route = { kind: 'route', path: '/a', methods: ['PUT'], cors: 'absent', constraints: {} }
  for (const awaited of [true, false]) {
    const register: Register = { kind: 'register', awaited }
    const items: (Route | Register)[][] = [
      [register, route],
      [route, register],
    ]
    const apps: Item[][] = [
      ...items,
      ...items.map((inner): Item[] => [{ kind: 'plugin', prefix: '', awaited, items: inner }]),
    ]
    for (const app of apps) {
      const { instance } = await build(app)
      for (const method of ['patch', 'FOO', 'QUERY', 'DELETE']) {
        const headers = { origin: ORIGIN, 'access-control-request-method': method }
        const { statusCode } = await instance.inject({ method: 'OPTIONS', url: '/a', headers })
        expect([app, method, statusCode]).toEqual([app, method, 204])
      }
      await close(instance)
    }
  }
})
