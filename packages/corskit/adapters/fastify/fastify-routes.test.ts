/** Random apps: the policy of a preflight is that of the route which the request itself reaches, as Fastify routes it. */
import fc from 'fast-check'
import fastify, { type FastifyInstance, type RouteOptions } from 'fastify'
import { expect, test } from 'vitest'
import { runs } from '../../../../testing/property-runs.ts'
import { cors } from './fastify.ts'

const ORIGIN = 'https://page.example'
const METHODS = ['GET', 'PUT', 'DELETE'] as const

/** A policy can be told by its name, which each of its answers carries. */
const policyNamed = (name: string) => ({
  origin: ORIGIN,
  methods: METHODS.slice(1),
  allowedHeaders: [name],
  exposedHeaders: [name],
})

const segment = fc.constantFrom('users', 'admin', ':id', ':a-:b', ':n(^\\d+$)', ':file.png', 'a', 'b')
const path = fc
  .tuple(fc.array(segment, { maxLength: 3 }), fc.constantFrom('', '', '/*', '/:last?', '/'))
  .map(([segments, end]) => segments.map((text) => `/${text}`).join('') + end || '/')

interface Route {
  readonly kind: 'route'
  readonly path: string
  readonly methods: readonly string[]
  /** `null`: a function that gives it. */
  readonly cors: 'absent' | 'false' | 'own' | 'null'
  readonly constraints: { host?: string; version?: string }
}
interface Register {
  readonly kind: 'register'
  readonly awaited: boolean
  readonly givesNull?: boolean
}
interface Plugin {
  readonly kind: 'plugin'
  readonly prefix: string
  readonly awaited: boolean
  readonly items: readonly (Route | Register)[]
}
type Item = Route | Register | Plugin

const route: fc.Arbitrary<Route> = fc.record({
  kind: fc.constant('route' as const),
  path,
  methods: fc.subarray([...METHODS, 'OPTIONS'], { minLength: 1 }),
  cors: fc.constantFrom('absent' as const, 'false' as const, 'own' as const, 'null' as const),
  constraints: fc.constantFrom({}, {}, {}, { host: 'one.test' }, { version: '1.2.0' }),
})
const register: fc.Arbitrary<Register> = fc.record({
  kind: fc.constant('register' as const),
  awaited: fc.boolean(),
  givesNull: fc.boolean(),
})
const plugin: fc.Arbitrary<Plugin> = fc.record({
  kind: fc.constant('plugin' as const),
  prefix: fc.constantFrom('', '/a', '/users', '/:tenant'),
  awaited: fc.boolean(),
  items: fc.array(fc.oneof({ weight: 4, arbitrary: route }, register), { maxLength: 4 }),
})
const app: fc.Arbitrary<readonly Item[]> = fc.array(
  fc.oneof({ weight: 4, arbitrary: route }, register, { weight: 2, arbitrary: plugin }),
  { minLength: 1, maxLength: 7 },
)

/** @param addsHooks called when the app has its own `cors`, if that stands first */
async function build(
  items: readonly Item[],
  addsHooks: (instance: FastifyInstance) => void = () => {},
): Promise<FastifyInstance> {
  let policies = 0
  async function fill(instance: FastifyInstance, all: readonly Item[]): Promise<void> {
    let hasCors = false
    for (const item of all) {
      if (item.kind === 'route') addRoute(instance, item)
      else if (item.kind === 'register') {
        if (hasCors) continue
        hasCors = true
        const options = item.givesNull ? { policy: async () => null } : policyNamed(`x-scope-${policies++}`)
        const registered = instance.register(cors, options)
        if (item.awaited) await registered
        if (item === items[0]) addsHooks(instance)
      } else {
        const registered = instance.register((inner) => fill(inner, item.items), { prefix: item.prefix })
        if (item.awaited) await registered
      }
    }
  }
  function addRoute(instance: FastifyInstance, { path, methods, cors: given, constraints }: Route): void {
    const rules = {
      absent: () => ({}),
      false: () => ({ cors: false as const }),
      own: () => ({ cors: policyNamed(`x-own-${policies++}`) }),
      null: () => ({ cors: () => null }),
    }
    const config = rules[given]()
    for (const method of methods) {
      const options: RouteOptions = { method, url: path, constraints, config, handler: async () => 'hello' }
      try {
        instance.route(options)
      } catch (error) {
        // Two routes at one place: Fastify refuses the second.
        if ((error as { code?: string }).code !== 'FST_ERR_DUPLICATED_ROUTE') throw error
        // Of the two routes of an optional parameter, it may have kept one that it never finished.
        fc.pre(!path.endsWith('?'))
      }
    }
  }
  const instance = fastify({ exposeHeadRoutes: false })
  await fill(instance, items)
  await instance.ready()
  return instance
}

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
      const instance = await build(items)
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
        // A preflight that reaches an OPTIONS route of the app outside every scope is the app's.
        if (preflight.body === 'hello' && ofActual !== undefined) continue
        const allowed = preflight.headers['access-control-allow-headers']
        expect([url, method, preflight.statusCode === 204 ? allowed : undefined]).toEqual([url, method, ofActual])
      }
      await instance.close()
    }),
    runs(300),
  )
}, 3_600_000)

/** The same app without the functions that give `null`. Of several `register` in one place, the first counts. */
function withoutNull(items: readonly Item[]): Item[] {
  const first = items.find(({ kind }) => kind === 'register')
  return items.flatMap((item): Item[] => {
    if (item.kind === 'register') return item === first && !item.givesNull ? [item] : []
    if (item.kind === 'plugin') return [{ ...item, items: withoutNull(item.items) as (Route | Register)[] }]
    return [item.cors === 'null' ? { ...item, cors: 'absent' } : item]
  })
}

test('a function that gives no policy leaves the request, and its preflight, to the policy around it', async () => {
  const first: Register = { kind: 'register', awaited: true }
  await fc.assert(
    fc.asyncProperty(app, fc.array(request, { minLength: 1, maxLength: 8 }), async (items, requests) => {
      const within = items.filter(({ kind }) => kind !== 'register')
      const instances = [await build([first, ...within]), await build([first, ...withoutNull(within)])]
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
      for (const instance of instances) await instance.close()
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
      const instance = await build([first, ...items], answersEarly)
      for (const { url, method, host } of requests) {
        const policyOf = async (early: object) => {
          const { headers } = await instance.inject({ method, url, headers: { origin: ORIGIN, host, ...early } })
          return [headers['access-control-expose-headers'], headers['vary']]
        }
        const expected = await policyOf({})
        for (const how of ['throw', 'send']) expect(await policyOf({ 'x-early': how })).toEqual(expected)
      }
      await instance.close()
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
  await instance.close()
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
      const instance = await build(app)
      for (const method of ['patch', 'FOO', 'QUERY', 'DELETE']) {
        const headers = { origin: ORIGIN, 'access-control-request-method': method }
        const { statusCode } = await instance.inject({ method: 'OPTIONS', url: '/a', headers })
        expect([app, method, statusCode]).toEqual([app, method, 204])
      }
      await instance.close()
    }
  }
})
