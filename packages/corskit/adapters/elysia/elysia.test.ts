import { Elysia } from 'elysia'
import { describe, expect, test, vi } from 'vitest'
import { describeBehaviour } from '../testing/behaviour.ts'
import { EVIL } from '../testing/cases.ts'
import { type Harness, isWebhook, mountOf, type RunningServer } from '../testing/harness.ts'
import { listenWeb } from '../testing/listen.ts'
import { describeNested } from '../testing/nested.ts'
import { APP } from '../testing/policy.ts'
import { webRoute } from '../testing/web-routes.ts'
import { cors as webCors } from '../web/web.ts'
import { cors, guard } from './elysia.ts'

function serve(app: Elysia): Promise<RunningServer> {
  app.onError(({ code }) => new Response('', { status: code === 'NOT_FOUND' ? 404 : 500 }))
  app.all('*', async ({ request }) => (await webRoute(request)) ?? new Response('', { status: 404 }))
  return listenWeb((request) => app.fetch(request))
}

const harnessOf = (aot: boolean): Harness => ({
  start(mounts) {
    // Elysia has no policy of a path: a function of the request chooses.
    const byPath = (request: Request) => {
      const found = mountOf(mounts, new URL(request.url).pathname)
      return typeof found === 'function' ? null : found
    }
    const only = Object.keys(mounts).length === 1 ? mounts['/'] : undefined
    return serve(new Elysia({ aot }).use(cors(only ?? byPath)))
  },
  startGuarded(policy) {
    const guarded = guard(policy, { bypass: ({ url }) => isWebhook(url) })
    return serve(new Elysia({ aot }).use(guarded).use(cors(policy)))
  },
})

describeBehaviour('elysia', harnessOf(true))
for (const aot of [true, false])
  describeNested(`elysia, aot: ${aot}`, {
    preflights: 'inner',
    start(outer, inner) {
      const within = ({ url }: Request) => (new URL(url).pathname.startsWith('/a/') ? inner : null)
      return serve(new Elysia({ aot }).use(cors(within)).use(cors(outer)))
    },
  })
describeBehaviour('elysia, without aot', harnessOf(false))

describe.each([true, false])('with aot: %s', (aot) => {
  const options = { origin: APP, methods: ['PUT'] }
  const refused = /^corskit\/elysia: (cors|guard) is used in a plugin or a group/
  const write = () =>
    new Request('http://localhost/', { method: 'POST', headers: { origin: EVIL, 'sec-fetch-site': 'cross-site' } })

  test('an app that has made its handler before makes another', async () => {
    const app = new Elysia({ aot }).post('/', () => 'written')
    expect((await app.fetch(write())).status).toBe(200)
    app.use(guard(options)).use(cors(options))
    for (const served of [app, app.compile(), app]) {
      const response = await served.fetch(write())
      expect([response.status, response.headers.get('vary')]).toEqual([403, 'Origin'])
      expect((await served.handle(write())).status).toBe(403)
    }
  })
  test('routes that are added after the first request have the policy too', async () => {
    const app = new Elysia({ aot }).use(guard(options)).use(cors(options))
    await app.fetch(write())
    app.post('/', () => 'written')
    expect((await app.fetch(write())).status).toBe(403)
  })
  test.each([cors, guard])('an app that is mounted is ruled by its own', async (use) => {
    const inner = new Elysia({ aot }).use(use === cors ? cors(options) : guard(options)).all('*', () => 'inner')
    const app = new Elysia({ aot }).mount('/inner', inner).post('/outer', () => 'outer')
    const ask = (path: string) => app.fetch(new Request(`http://localhost${path}`, write()))
    const mounted = await ask('/inner/')
    expect([mounted.status, mounted.headers.get('vary')]).toEqual(use === cors ? [200, 'Origin'] : [403, null])
    const outer = await ask('/outer')
    expect([outer.status, outer.headers.get('vary')]).toEqual([200, null])
  })
  test.each([
    ['Elysia', () => new Elysia({ aot }).use(cors({ origin: EVIL, methods: ['PUT'] })).all('*', () => 'inner').fetch],
    ['a Web handler', () => webCors({ origin: EVIL, methods: ['PUT'] })(() => new Response('inner'))],
  ])('of two policies, that of the app around what is mounted (%s) rules preflight and response', async (_, inner) => {
    const app = new Elysia({ aot }).use(cors(options)).mount('/inner', inner() as () => Response)
    for (const origin of [APP, EVIL]) {
      const headers = { origin, 'access-control-request-method': 'PUT' }
      const allowed = origin === APP ? APP : null
      for (const method of ['OPTIONS', 'GET', 'PUT']) {
        const response = await app.fetch(new Request('http://localhost/inner/x', { method, headers }))
        expect([method, response.headers.get('access-control-allow-origin')]).toEqual([method, allowed])
      }
    }
  })
  test.each([
    ['an instance', (plugin: Elysia) => new Elysia({ aot }).use(plugin)],
    ['a named instance', (plugin: Elysia) => new Elysia({ aot, name: 'app' }).use(plugin)],
    ['an instance of an instance', (plugin: Elysia) => new Elysia({ aot }).use(new Elysia({ aot }).use(plugin))],
  ])('a plugin with a policy of its own is refused in %s', (_, use) => {
    expect(() => use(new Elysia({ aot, name: 'x' }).use(cors(options)))).toThrow(refused)
    expect(() => use(new Elysia({ aot, name: 'y' }).use(guard(options)))).toThrow(refused)
  })
  test('a plugin that is loaded later is refused when it comes', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {})
    const plugin = new Elysia({ aot }).use(cors(options)).post('/', () => 'written')
    const app = new Elysia({ aot }).use(Promise.resolve(plugin))
    await app.modules
    expect(console.error).toHaveBeenCalledWith(expect.objectContaining({ message: expect.stringMatching(refused) }))
    vi.restoreAllMocks()
    expect((await app.fetch(write())).status).toBe(404)
  })
  test('a group with a policy of its own is refused', () => {
    const app = new Elysia({ aot })
    expect(() => app.group('/a', (group) => group.use(cors(options)))).toThrow(refused)
    expect(() => app.guard({}, (group) => group.use(guard(options)))).toThrow(refused)
  })
  test('a plugin that is a function rules the app that uses it', async () => {
    const app = new Elysia({ aot }).use((app) => app.use(guard(options)).use(cors(options))).post('/', () => 'written')
    expect((await app.fetch(write())).status).toBe(403)
  })
  test('Elysia drops functions with the same text, but neither of two policies', async () => {
    const app = new Elysia({ aot }).use(guard(options)).use(guard({ ...options, origin: EVIL }))
    app.use(new Elysia({ aot }).wrap((fetch) => fetch)).post('/', () => 'written')
    expect((await app.fetch(write())).status).toBe(403)
  })
})
