import { describe, expect, test, vi } from 'vitest'
import { definePolicy } from '../../policy/index.ts'
import { describeBehaviour } from '../testing/behaviour.ts'
import { type Harness, isWebhook, mountOf } from '../testing/harness.ts'
import { listenWeb } from '../testing/listen.ts'
import { describeNested } from '../testing/nested.ts'
import { webRoute } from '../testing/web-routes.ts'
import { cors, corsProxy, guard } from './next.ts'

const route = (request: Request) => webRoute(request) ?? new Response('', { status: 404 })
const onError = () => new Response('', { status: 500 })

/** Calls the wrapped route handlers as Next.js does: with the request and the parameters of the route. */
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

describeBehaviour('next', harness)

describeNested('next', {
  preflights: 'inner',
  start(outer, inner) {
    const within = cors((request: Request) => (new URL(request.url).pathname.startsWith('/a/') ? inner : null), {
      onError,
    })
    return listenWeb(cors(outer, { onError })(within(route)))
  },
})

const APP = 'https://app.example.com'
const ask = (method: string, headers: Record<string, string>) =>
  new Request('http://localhost/api', { method, headers })

test('a plain OPTIONS to withCors() is answered as Next.js does', async () => {
  const response = await cors({ origin: APP })()(ask('OPTIONS', { origin: APP }))
  expect([response.status, response.headers.get('access-control-allow-origin')]).toEqual([204, APP])
})

test('the proxy answers preflights', async () => {
  const response = await corsProxy({ origin: APP, methods: ['PUT'] })(
    ask('OPTIONS', { origin: APP, 'access-control-request-method': 'PUT' }),
  )
  expect(response.status).toBe(204)
  expect(response.headers.get('access-control-allow-methods')).toBe('PUT')
  expect(response.headers.has('x-middleware-next')).toBe(false)
})

test('the proxy lets everything else through, with the headers', async () => {
  const response = await corsProxy({ origin: APP })(ask('GET', { origin: APP }))
  expect(Object.fromEntries(response.headers)).toEqual({
    'access-control-allow-origin': APP,
    vary: 'Origin',
    'x-middleware-next': '1',
  })
})

test.each([
  ['NEXT_REDIRECT;replace;/login?a=b;c;307;', 307, '/login?a=b;c'],
  ['NEXT_HTTP_ERROR_FALLBACK;404', 404, null],
])(
  'what Next.js throws to itself (%s) becomes the response that it means, with the headers',
  async (digest, status, location) => {
    const handler = cors({ origin: APP })(() => {
      throw Object.assign(new Error('NEXT'), { digest })
    })
    const response = await handler(ask('GET', { origin: APP }))
    expect([response.status, response.headers.get('location')]).toEqual([status, location])
    expect(response.headers.get('access-control-allow-origin')).toBe(APP)
  },
)

test.each([
  'sha256-abc',
  '1234567890',
  'NEXT_NOT_FOUND_EITHER',
  'NEXT_REDIRECT',
  'NEXT_REDIRECT;replace;/a;600;',
  'NEXT_HTTP_ERROR_FALLBACK;418',
  'DYNAMIC_SERVER_USAGE;1',
  404,
  {},
])('an error of the app whose digest is %j becomes a 500 with the headers', async (digest) => {
  const handler = cors(
    { origin: APP },
    { onError: () => new Response('', { status: 500 }) },
  )(() => {
    throw Object.assign(new Error('the app’s'), { digest })
  })
  const response = await handler(ask('GET', { origin: APP }))
  expect([response.status, response.headers.get('access-control-allow-origin')]).toEqual([500, APP])
})

test.each([
  'DYNAMIC_SERVER_USAGE',
  'NEXT_PRERENDER_INTERRUPTED',
  'BAILOUT_TO_CLIENT_SIDE_RENDERING',
  'HANGING_PROMISE_REJECTION',
])('what else Next.js throws to itself (%s) goes through', async (digest) => {
  const error = Object.assign(new Error('NEXT'), { digest })
  const handler = cors({ origin: APP })(() => {
    throw error
  })
  await expect(handler(ask('GET', { origin: APP }))).rejects.toBe(error)
})

describe('an error that onError throws again', () => {
  const thrown = new Error('the app’s')
  const again = (error: unknown) => {
    throw error
  }
  const throwing = (error: unknown) => () => {
    throw error
  }
  const GET = () => ask('GET', { origin: APP })

  test.each([[thrown], ['a text'], [undefined], [Number.NaN]])('goes on to Next.js: %s', async (error) => {
    const handler = cors({ origin: APP }, { onError: again })(throwing(error))
    await expect(Promise.resolve(handler(GET())).catch((caught) => ({ caught }))).resolves.toEqual({ caught: error })
  })

  test('goes on also when the error is that the handler gave no response', async () => {
    const nothing = (() => undefined) as unknown as () => Response
    await expect(cors({ origin: APP }, { onError: again })(nothing)(GET())).rejects.toThrow(
      'The handler gave undefined',
    )
  })

  test('comes to the onError of a cors around', async () => {
    const outer = cors({ origin: APP }, { onError: (error) => new Response(String(error), { status: 503 }) })
    const response = await outer(cors({ origin: APP }, { onError: again })(throwing(thrown)))(GET())
    expect([response.status, await response.text()]).toEqual([503, 'Error: the app’s'])
    expect(response.headers.get('access-control-allow-origin')).toBe(APP)
  })

  test('must be the same error: for a mistake in onError, the answer is a 500 with the headers', async () => {
    const log = vi.spyOn(console, 'error').mockReturnValue()
    const response = await cors({ origin: APP }, { onError: throwing(new Error('a mistake')) })(throwing(thrown))(GET())
    expect(log).toHaveBeenCalledWith(new Error('a mistake'))
    expect([response.status, response.headers.get('access-control-allow-origin')]).toEqual([500, APP])
  })
})

describe('the headers of the request, which make a route dynamic when they are read,', () => {
  const everybody = { origin: '*', exposedHeaders: ['etag'], vary: ['x-tenant'] } as const
  const unreadable = (method: string) =>
    new Proxy(ask(method, {}), {
      get(target, name) {
        if (name === 'headers') throw new Error('the headers are read')
        return Reflect.get(target, name, target)
      },
    })
  const route = () => new Response('')

  test.each([
    ['options', cors(everybody)],
    ['a policy', cors(definePolicy(everybody))],
  ])('stay unread for GET and HEAD where everybody gets the same: %s', async (_, withCors) => {
    for (const method of ['GET', 'HEAD']) {
      const response = await withCors(route)(unreadable(method))
      const asked = await withCors(route)(ask(method, { origin: APP }))
      expect([...response.headers]).toEqual([...asked.headers])
      expect(Object.fromEntries(response.headers)).toMatchObject({
        'access-control-allow-origin': '*',
        'access-control-expose-headers': 'etag',
        vary: 'x-tenant',
      })
    }
  })

  test.each([
    ['a list of origins', 'GET', cors({ origin: [APP] })],
    ['a predicate', 'GET', cors({ origin: () => true })],
    ['a function of the request', 'GET', cors(() => everybody)],
    ['a policy that is not ours', 'GET', cors({ ...definePolicy(everybody) })],
    ['a preflight', 'OPTIONS', cors(everybody)],
    ['a write, which is never static', 'POST', cors(everybody)],
  ])('are read otherwise: %s', async (_, method, withCors) => {
    await expect(withCors(route)(unreadable(method))).rejects.toThrow('the headers are read')
  })
})

test('a request whose method cannot be read, as while Next.js builds a static route, is a GET', async () => {
  const request = new Proxy(ask('GET', {}), {
    get(target, name) {
      if (name === 'method') throw new TypeError('Cannot read private member')
      const value: unknown = Reflect.get(target, name)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
  const handler = cors({ origin: '*' })(guard({ origin: '*' })(() => new Response('static')))
  const response = await handler(request)
  expect([response.status, response.headers.get('access-control-allow-origin')]).toEqual([200, '*'])
})
