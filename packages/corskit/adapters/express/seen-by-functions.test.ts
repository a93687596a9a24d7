/**
 * What functions of a policy see on a preflight is compared with what they see on the request itself, property by
 * property.
 */
import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import express, { type Express, type Request, type RequestHandler, type Router } from 'express'
// @ts-expect-error the second Express is an alias, and has no types of its own
import express4 from 'express4'
import { describe, expect, test } from 'vitest'
import { send } from '../testing/http-client.ts'
import { listen } from '../testing/listen.ts'
import { cors } from './express.ts'

const ORIGIN = 'https://app.example'

/** What a preflight does not have as the request will: see docs/adapters.md. */
const UNSAID: PropertyKey = 'route'

/** What a preflight cannot have as the request will (it is another request), and what is nobody's but Node's. */
const ITS_OWN: readonly PropertyKey[] = [
  ...['method', 'res', 'next', 'connection', 'fresh', 'stale', 'socket', '_parsedUrl', UNSAID],
  ...Reflect.ownKeys(new IncomingMessage(new Socket())).filter((name) => name !== 'url'),
]

/** An object is told by what it says, a function by itself. */
function snapshot(request: Request): Record<string, unknown> {
  const names = new Set<string>()
  for (let at: object = request; at !== IncomingMessage.prototype; at = Object.getPrototypeOf(at)) {
    for (const key of Reflect.ownKeys(at)) if (typeof key === 'string' && !ITS_OWN.includes(key)) names.add(key)
  }
  const seen: Record<string, unknown> = {}
  for (const name of names) {
    const value: unknown = Reflect.get(request, name)
    seen[name] = name === 'app' || typeof value === 'function' ? value : JSON.stringify(value)
  }
  return { ...seen, host: request.get('host'), lastPrototype: request instanceof IncomingMessage }
}

interface Make {
  (): Express
  Router(options?: { mergeParams?: boolean; caseSensitive?: boolean; strict?: boolean }): Router
}

interface Case {
  readonly url: string
  readonly headers?: Record<string, string>
  readonly fill: (app: Express, policy: RequestHandler, make: Make) => unknown
}

const answers: RequestHandler = (_, response) => void response.send('hello')
const outer = () => cors({ origin: 'https://other.example' })

const CASES: Readonly<Record<string, Case>> = {
  'the app': { url: '/x?a=1&a=2', fill: (app, policy) => app.use(policy).put('/x', answers) },
  'a path with parameters': {
    url: '/users/Ada%20L/y?q=1',
    fill: (app, policy) => app.use(outer()).use('/users/:name', policy, answers),
  },
  'the whole path is taken': { url: '/a?q=1', fill: (app, policy) => app.use(outer()).use('/a', policy, answers) },
  'the whole path and a slash': { url: '/a/', fill: (app, policy) => app.use(outer()).use('/a', policy, answers) },
  'a router': {
    url: '/a/x',
    fill: (app, policy, { Router }) => app.use(outer()).use('/a', Router().use(policy).put('/x', answers)),
  },
  'routers in each other, whose parameters are merged': {
    url: '/one/two/three?q=1',
    fill(app, policy, { Router }) {
      const inner = Router({ mergeParams: true }).use('/:inner', policy, answers)
      app.use(outer()).use('/:outer', Router({ mergeParams: true }).use('/:middle', inner))
    },
  },
  'routers in each other, whose parameters are not': {
    url: '/one/two/three',
    fill(app, policy, { Router }) {
      app.use(outer()).use('/:outer', Router().use('/:middle', Router().use('/:inner', policy, answers)))
    },
  },
  'a parameter of one name twice': {
    url: '/one/two',
    fill: (app, policy, { Router }) =>
      app.use(outer()).use('/:id', Router({ mergeParams: true }).use('/:id', policy, answers)),
  },
  'a RegExp': {
    url: '/users/12/x',
    fill: (app, policy) => app.use(outer()).use(/^\/users\/(\d+)/, policy, answers),
  },
  'one of several paths': {
    url: '/b/7',
    fill: (app, policy) => app.use(outer()).use(['/a/:first', '/b/:second'], policy, answers),
  },
  'a path in another case': {
    url: '/USERS/Ada',
    fill: (app, policy) => app.use(outer()).use('/users/:id', policy, answers),
  },
  'a query that the app reads its own way': {
    url: '/a/x?T=ONE',
    fill: (app, policy) =>
      app
        .set('query parser', (text: string) => ({ tenant: text?.toLowerCase() }))
        .use(outer())
        .use('/a', policy, answers),
  },
  'a proxy that is trusted': {
    url: '/a/x',
    headers: { 'x-forwarded-for': '1.2.3.4', 'x-forwarded-host': 'a.far.example', 'x-forwarded-proto': 'https' },
    fill: (app, policy) => app.set('trust proxy', true).use(outer()).use('/a', policy, answers),
  },
  'a URL that was rewritten': {
    url: '/v1/a/x?q=1',
    fill(app, policy) {
      app.use((request, _, next) => {
        request.url = request.url.replace('/v1', '')
        next()
      })
      app.use(outer()).use('/a/:id', policy, answers)
    },
  },
  'what stood before has set': {
    url: '/a/x',
    fill(app, policy) {
      app.use((request, _, next) => {
        Object.assign(request, { user: 'Ada' })
        next()
      })
      app.use(outer()).use('/a', policy, answers)
    },
  },
  // But for `route`, as documented: to say so, every such preflight would need a copy of its request.
  'the cors of a route': { url: '/a/7', fill: (app, policy) => app.use(outer()).all('/a/:id', policy, answers) },
  'behind another of the same path': {
    url: '/a/x',
    fill: (app, policy) => app.use(outer()).use('/a', outer(), policy, answers),
  },
  'no such route': { url: '/a/none', fill: (app, policy) => app.use(outer()).use('/a', policy) },
}

describe.each<[string, Make]>([
  ['5', express],
  ['4', express4 as unknown as Make],
])('Express %s', (_, make) => {
  test.each(Object.entries(CASES))('%s', async (_, { url, headers = {}, fill }) => {
    const seen: Record<string, unknown>[] = []
    const app = make()
    const policy = cors<Request>((request) => {
      seen.push(snapshot(request))
      return { origin: ORIGIN, methods: ['PUT'] }
    })
    fill(app, policy as RequestHandler, make)
    const server = await listen(app)
    const sent = Object.entries({ ...headers, origin: ORIGIN })
    await send(server.url, { method: 'PUT', path: url, headers: sent })
    const asked = [...sent, ['access-control-request-method', 'PUT'] as const]
    const { status } = await send(server.url, { method: 'OPTIONS', path: url, headers: asked })
    await server.close()
    expect(status).toBe(204)
    const [request, preflight] = seen
    expect(Object.keys(request ?? {}).length).toBeGreaterThan(20)
    expect(preflight).toEqual(request)
  })
})

test('what a middleware keeps of a request is found by a property, and not by a WeakMap', async () => {
  const kept = new WeakMap<object, string>()
  const seen: unknown[] = []
  const app = express()
  app.use((request, _, next) => {
    kept.set(request, 'tenant')
    Object.assign(request, { tenant: 'tenant' })
    next()
  })
  app.use(cors({ origin: ORIGIN }))
  app.use(
    '/part',
    cors<Request>((request) => {
      seen.push([kept.get(request), (request as Request & { tenant?: string }).tenant])
      return { origin: ORIGIN, methods: ['PUT'] }
    }),
  )
  const { url, close } = await listen(app)
  const headers = [
    ['origin', ORIGIN],
    ['access-control-request-method', 'PUT'],
  ] as const
  await send(url, { method: 'OPTIONS', path: '/part', headers })
  await send(url, { method: 'PUT', path: '/part', headers })
  await close()
  // docs/adapters.md says so.
  expect(seen).toEqual([
    [undefined, 'tenant'],
    ['tenant', 'tenant'],
  ])
})
