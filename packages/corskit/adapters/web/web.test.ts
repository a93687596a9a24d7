import { expect, test, vi } from 'vitest'
import { describeBehaviour } from '../testing/behaviour.ts'
import { type Harness, isWebhook, mountOf } from '../testing/harness.ts'
import { listenWeb } from '../testing/listen.ts'
import { describeNested } from '../testing/nested.ts'
import { webRoute } from '../testing/web-routes.ts'
import { cors, guard } from './web.ts'

const route = (request: Request) => webRoute(request) ?? new Response('', { status: 404 })
const onError = () => new Response('', { status: 500 })

const harness: Harness = {
  start(mounts) {
    const handlers = new Map(Object.values(mounts).map((source) => [source, cors(source, { onError })(route)]))
    return listenWeb((request) => {
      const source = mountOf(mounts, new URL(request.url).pathname)
      const handler = source === null ? undefined : handlers.get(source)
      return handler === undefined ? route(request) : handler(request)
    })
  },
  startGuarded(policy) {
    const guarded = guard(policy, { bypass: ({ url }) => isWebhook(url) })
    return listenWeb(cors(policy, { onError })(guarded(route)))
  },
}

describeBehaviour('web', harness)

const isUnderA = (request: Request) => new URL(request.url).pathname.startsWith('/a/')

describeNested('web, around a router', {
  preflights: 'outer',
  start(outer, inner) {
    const [under, beside] = [cors(inner, { onError })(route), route]
    return listenWeb(cors(outer, { onError })((request) => (isUnderA(request) ? under : beside)(request)))
  },
})
describeNested('web, one around the other', {
  preflights: 'inner',
  start(outer, inner) {
    const [under, beside] = [cors(inner, { onError })(route), cors(outer, { onError })(route)]
    const both = cors(outer, { onError })(guard({ origin: '*' }, { bypass: () => true })(under))
    return listenWeb((request) => (isUnderA(request) ? both : beside)(request))
  },
})
describeNested('web, one around the other, which has no policy for some requests', {
  preflights: 'inner',
  start(outer, inner) {
    const under = cors((request: Request) => (isUnderA(request) ? inner : null), { onError })(route)
    return listenWeb(cors(outer, { onError })(under))
  },
})

test('passes what the platform hands over beside the request', async () => {
  const handler = cors({ origin: '*' })((_: Request, env: { name: string }) => new Response(env.name))
  const response = await handler(new Request('http://localhost/'), { name: 'worker' })
  expect(await response.text()).toBe('worker')
})

test('uses a thrown Response as it is', async () => {
  const handler = cors({ origin: '*' })(() => {
    throw new Response('no', { status: 403 })
  })
  const response = await handler(new Request('http://localhost/', { headers: { origin: 'https://a.com' } }))
  expect([response.status, response.headers.get('access-control-allow-origin')]).toEqual([403, '*'])
})

test('does not change a response that cannot be copied', async () => {
  const handler = cors({ origin: '*' })(() => Response.error())
  expect((await handler(new Request('http://localhost/'))).type).toBe('error')
})

const APP = 'https://a.com'
const ask = (headers: Record<string, string> = {}) =>
  new Request('http://localhost/', { headers: { origin: APP, ...headers } })
// biome-ignore lint/suspicious/noExplicitAny: what JavaScript may give
const giving = (value: any) => () => value
const quiet = { onError: (error: unknown) => new Response(String(error), { status: 500 }) }

test.each([
  ['nothing', undefined, 'undefined'],
  ['null', null, 'null'],
  ['a string', 'hello', 'a string'],
  ['an object', { hi: 1 }, 'an object'],
  ['an object with a status', { status: 200, headers: { 'content-type': 'text/plain' } }, 'an object'],
  ['a function', () => new Response(), 'a function'],
  ['a promise of nothing', Promise.resolve(), 'undefined'],
])('a handler that gives %s is an error, which comes to onError and has the headers', async (_, value, name) => {
  const response = await cors({ origin: APP }, quiet)(giving(value))(ask())
  expect(response.headers.get('access-control-allow-origin')).toBe(APP)
  expect([response.status, await response.text()]).toEqual([
    500,
    `TypeError: The handler gave ${name}, and not a Response`,
  ])
})

test('a handler that gives nothing for an upgrade has answered it itself, as in Bun', async () => {
  const handler = guard({ origin: APP })(giving(undefined))
  expect(await cors({ origin: APP }, quiet)(handler)(ask({ upgrade: 'websocket' }))).toBe(undefined)
})

test.each([
  ['its tag', { [Symbol.toStringTag]: 'Response' }],
  ['its methods', { arrayBuffer() {}, clone() {} }],
])('a Response of another realm or library is one, by %s', async (_, known) => {
  const foreign = { status: 201, statusText: '', headers: new Headers({ 'x-a': 'b' }), body: null, ...known }
  const handler = cors({ origin: APP }, quiet)(giving(foreign))
  const [first, second] = [await handler(ask()), await handler(ask())]
  expect([first.status, first.headers.get('x-a'), first.headers.get('vary')]).toEqual([201, 'b', 'Origin'])
  expect([second.status, second.headers.get('x-a'), second.headers.get('vary')]).toEqual([201, 'b', 'Origin'])
})

test.each([
  [
    'throws',
    () => {
      throw new Error('on purpose')
    },
  ],
  [
    'rejects',
    async () => {
      throw new Error('on purpose')
    },
  ],
  ['gives nothing', giving(undefined)],
])('an onError that %s leaves a bare 500 with the headers', async (_, onError) => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
  const throwing = () => {
    throw new Error('first')
  }
  const response = await cors({ origin: APP }, { onError })(throwing)(ask())
  vi.restoreAllMocks()
  expect([response.status, response.headers.get('access-control-allow-origin')]).toEqual([500, APP])
})

test.each([
  ['without a body', new Response()],
  ['that says no content', new Response(null, { status: 204, headers: { 'content-type': 'text/plain' } })],
  ['that says not modified', new Response(null, { status: 304, headers: { vary: 'Accept' } })],
  ['that redirects', Response.redirect('http://localhost/there')],
  ['without a body, with a type', new Response(null, { headers: { 'content-type': 'text/plain' } })],
])('a response %s that the app gives to many requests keeps them apart', async (_, constant) => {
  const origins = ['https://a.com', 'https://b.com', 'https://c.com']
  const handler = cors({ origin: origins })(() => constant)
  const ask = (origin: string) => handler(new Request('http://localhost/', { headers: { origin } }))
  const responses = await Promise.all([...origins, ...origins].map(ask))
  expect(responses.map(({ headers }) => headers.get('access-control-allow-origin'))).toEqual([...origins, ...origins])
  expect(new Set(responses.map(({ headers }) => headers.get('vary'))).size).toBe(1)
})

test('of two policies, the outer one decides when the request is passed on as a copy', async () => {
  const inner = cors({ origin: 'https://inner.example', methods: ['DELETE'] })(() => new Response('hello'))
  const handler = cors({ origin: APP, methods: ['PUT'] })((request) => inner(new Request(request)))
  const preflight = { method: 'OPTIONS', headers: { origin: APP, 'access-control-request-method': 'PUT' } }
  for (const request of [ask(), new Request('http://localhost/', preflight)])
    expect((await handler(request)).headers.get('access-control-allow-origin')).toBe(APP)
})

test('a body that the app gives a second time is a 500 with the headers', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
  const constant = new Response('hello')
  const handler = cors({ origin: APP })(() => constant)
  expect(await (await handler(ask())).text()).toBe('hello')
  const second = await handler(ask())
  vi.restoreAllMocks()
  expect([second.status, second.headers.get('access-control-allow-origin')]).toEqual([500, APP])
})
