import express, { type Express, type Request } from 'express'
// @ts-expect-error the second Express is an alias, and has no types of its own
import express4 from 'express4'
import { expect, test } from 'vitest'
import { replaceablePolicy } from '../../policy/replaceable.ts'
import { describeBehaviour } from '../testing/behaviour.ts'
import { type Harness, isWebhook } from '../testing/harness.ts'
import { send } from '../testing/http-client.ts'
import { listen } from '../testing/listen.ts'
import { NODE_HANDLERS } from '../testing/node-routes.ts'
import { cors, guard } from './express.ts'

function harnessOf(createApp: () => Express): Harness {
  const serve = (app: Express) => {
    app.set('env', 'test') // keeps the errors that are thrown on purpose off the console
    for (const [route, handler] of Object.entries(NODE_HANDLERS)) {
      // Express 4 does not look at promises.
      app.all([`/${route}`, `/a/${route}`, `/b/${route}`], (request, response, next) => {
        Promise.resolve()
          .then(() => handler(request, response))
          .catch(next)
      })
    }
    return listen(app)
  }
  return {
    start(mounts) {
      const app = createApp()
      for (const [path, source] of Object.entries(mounts)) app.use(path, cors(source))
      return serve(app)
    },
    startGuarded(policy) {
      const app = createApp()
      app.use(cors(policy), guard(policy, { bypass: ({ url }) => isWebhook(url) }))
      return serve(app)
    },
  }
}

describeBehaviour('express 5', harnessOf(express))
describeBehaviour('express 4', harnessOf(express4 as unknown as typeof express))

test("the policy of a router replaces the app's policy", async () => {
  const app = express()
  app.use(cors({ origin: 'https://outer.example', credentials: true, vary: 'x-outer' }))
  const router = express.Router()
  router.use(cors({ origin: 'https://inner.example' }))
  router.get('/hello', (_, response) => void response.vary('Accept').send('hello'))
  app.use('/inner', router)
  const server = await listen(app)
  try {
    const ask = (origin: string) => send(server.url, { path: '/inner/hello', headers: [['origin', origin]] })
    const inner = await ask('https://inner.example')
    expect(inner.header('access-control-allow-origin')).toBe('https://inner.example')
    expect(inner.header('access-control-allow-credentials')).toBeNull()
    expect(inner.header('vary')).toBe('Origin, x-outer, Accept')
    expect((await ask('https://outer.example')).header('access-control-allow-origin')).toBeNull()
  } finally {
    await server.close()
  }
})

test('a predicate gets Express’s own request', async () => {
  const app = express()
  app.use(cors<Request>({ origin: (_, request) => request.query['tenant'] === 'a' }))
  const server = await listen(app)
  try {
    const ask = (path: string) => send(server.url, { path, headers: [['origin', 'https://a.com']] })
    expect((await ask('/?tenant=a')).header('access-control-allow-origin')).toBe('https://a.com')
    expect((await ask('/?tenant=b')).header('access-control-allow-origin')).toBeNull()
  } finally {
    await server.close()
  }
})

test.each([
  ['5', express],
  ['4', express4 as unknown as typeof express],
])(
  'Express %s: where the request stands in the place already, no copy of it is made for a preflight',
  async (_, make) => {
    const origin = 'https://app.example'
    const met: unknown[] = []
    const asked: unknown[] = []
    const policyOf = (request: Request) => {
      asked.push(request)
      return { origin }
    }
    const app = make()
    app.use((request, _response, next) => {
      met.push(request)
      next()
    })
    app.use(cors(policyOf))
    app.put('/item', cors(policyOf), (_request, response) => void response.end())
    const server = await listen(app)
    try {
      await send(server.url, {
        method: 'OPTIONS',
        path: '/item?q=1',
        headers: [
          ['origin', origin],
          ['access-control-request-method', 'PUT'],
        ],
      })
      expect(asked.length).toBeGreaterThan(0)
      for (const each of asked) expect(each).toBe(met[0])
    } finally {
      await server.close()
    }
  },
)

test('cors and guard each take the policy when the request reaches them, as docs/policy.md says', async () => {
  const [old, next] = ['https://old.example', 'https://next.example']
  const policy = replaceablePolicy<Request>({ origin: old })
  const app = express()
  app.use(cors(policy))
  app.use((_, __, pass) => {
    policy.replace({ origin: next })
    pass()
  })
  app.use(guard(policy), (_, response) => void response.end('written'))
  const { url, close } = await listen(app)
  const post = () => send(url, { method: 'POST', path: '/', headers: [['origin', old]] })
  const [between, after] = [await post(), await post()]
  await close()
  expect([between.status, between.header('access-control-allow-origin')]).toEqual([403, old])
  expect([after.status, after.header('access-control-allow-origin')]).toEqual([403, null])
})
