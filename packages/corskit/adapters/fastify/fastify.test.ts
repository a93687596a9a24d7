import { connect } from 'node:net'
import fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PolicyError, quoted } from '../../policy/checks/issue.ts'
import { describeBehaviour } from '../testing/behaviour.ts'
import { FASTIFY_HANDLERS } from '../testing/fastify-routes.ts'
import { type Harness, isWebhook, type RunningServer } from '../testing/harness.ts'
import { send } from '../testing/http-client.ts'
import { cors, guard } from './fastify.ts'

async function running(app: FastifyInstance): Promise<RunningServer> {
  const url = await app.listen({ port: 0, host: '127.0.0.1' })
  return { url, close: () => app.close() }
}

const METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'OPTIONS'] as const

async function routes(scope: FastifyInstance): Promise<void> {
  for (const [name, handler] of Object.entries(FASTIFY_HANDLERS)) {
    scope.route({ method: name === 'hello' ? [...METHODS] : ['GET'], url: `/${name}`, handler })
  }
}

const harness: Harness = {
  start(mounts) {
    const app = fastify({ forceCloseConnections: true })
    const all = mounts['/']
    if (all !== undefined) app.register(cors, { policy: all })
    app.register(routes)
    for (const path of ['/a', '/b']) {
      app.register(
        async (scope) => {
          const source = mounts[path]
          if (source !== undefined) scope.register(cors, { policy: source })
          scope.register(routes)
        },
        { prefix: path },
      )
    }
    return running(app)
  },
  startGuarded(policy) {
    const app = fastify({ forceCloseConnections: true })
    app.register(cors, policy)
    app.register(guard, { policy, bypass: ({ url }) => isWebhook(url) })
    app.register(routes)
    return running(app)
  },
}

describeBehaviour('fastify', harness)

describe('a route’s own config.cors', () => {
  const GLOBAL = 'https://global.example'
  const OWN = 'https://own.example'
  let server: RunningServer
  beforeAll(async () => {
    const app = fastify({ forceCloseConnections: true })
    app.register(cors, { origin: GLOBAL, methods: ['PUT', 'DELETE'] })
    app.register(async (routes) => {
      const own = { origin: OWN, methods: ['PUT'] }
      routes.put('/own/:id', { config: { cors: own } }, async () => 'own')
      routes.delete('/own/:id', async () => 'global')
      routes.put('/off', { config: { cors: false } }, async () => 'off')
    })
    server = await running(app)
  })
  afterAll(() => server.close())

  const allowOrigin = async (method: string, path: string, origin: string, asked?: string) => {
    const headers: [string, string][] = [['origin', origin]]
    if (asked !== undefined) headers.push(['access-control-request-method', asked])
    const response = await send(server.url, { method, path, headers })
    return [response.status, response.header('access-control-allow-origin')]
  }

  test('rules the route and its preflight', async () => {
    expect(await allowOrigin('PUT', '/own/1', OWN)).toEqual([200, OWN])
    expect(await allowOrigin('PUT', '/own/1', GLOBAL)).toEqual([200, null])
    expect(await allowOrigin('OPTIONS', '/own/1', OWN, 'PUT')).toEqual([204, OWN])
    expect(await allowOrigin('OPTIONS', '/own/1', GLOBAL, 'PUT')).toEqual([204, null])
  })

  test('other methods of the same path have the policy of the app', async () => {
    expect(await allowOrigin('DELETE', '/own/1', GLOBAL)).toEqual([200, GLOBAL])
    expect(await allowOrigin('OPTIONS', '/own/1', GLOBAL, 'DELETE')).toEqual([204, GLOBAL])
    expect(await allowOrigin('OPTIONS', '/own/1', OWN, 'DELETE')).toEqual([204, null])
  })

  test('of false switches CORS off, preflights included', async () => {
    expect(await allowOrigin('PUT', '/off', GLOBAL)).toEqual([200, null])
    expect(await allowOrigin('OPTIONS', '/off', GLOBAL, 'PUT')).toEqual([404, null])
  })

  test('is checked when the route is registered', async () => {
    const app = fastify()
    app.register(cors, { origin: GLOBAL })
    app.register(async (routes) => {
      routes.get('/', { config: { cors: { origin: 'https://a.com/' } } }, async () => '')
    })
    await expect(app.ready()).rejects.toThrow(PolicyError)
  })
})

test('refuses options with mistakes when it is registered', async () => {
  const app = fastify()
  app.register(cors, { origin: 'https://a.com/' })
  await expect(app.ready()).rejects.toThrow(PolicyError)
})

test.each<[string, object]>([
  ['routerOptions', { routerOptions: { defaultRoute: () => {} } }],
  ['routerOptions, with nothing in it', { routerOptions: { defaultRoute: undefined } }],
  ['the options of the app, as before', { defaultRoute: () => {} }],
])('an app with a defaultRoute in %s is refused: it would answer the preflights', async (_, options) => {
  const app = fastify(options)
  await expect(async () => app.register(cors, { origin: '*' })).rejects.toThrow(/defaultRoute.*setNotFoundHandler/)
})

test.each([undefined, null, false, true, 5, 'https://a.com', [], {}, Symbol('x'), new Date()])(
  'a policy that is %o, registered or given to a route, is refused by name',
  async (policy) => {
    for (const plugin of [cors, guard]) {
      const app = fastify()
      app.register(plugin, { policy: policy as never })
      await expect(app.ready()).rejects.toThrow(PolicyError)
    }
    if (policy === undefined || policy === false) return
    const app = fastify()
    await app.register(cors, { origin: 'https://a.com' })
    expect(() => app.get('/', { config: { cors: policy as never } }, async () => 'hello')).toThrow(PolicyError)
    await app.close()
  },
)

describe('other values than documented in the config of a route', () => {
  const VALUES = [null, true, 0, 1, '', 'off', 'false', 'https://a.com', [], {}, new Map(), Promise.resolve(false)]
  const refused = async (plugin: typeof cors | typeof guard, route: object) => {
    const app = fastify()
    await app.register(plugin as typeof cors, { origin: 'https://a.com' })
    try {
      app.route({ method: ['GET', 'PUT'], url: '/x/:id', handler: async () => '', ...route })
      return 'accepted'
    } catch (error) {
      return (error as Error).message
    } finally {
      await app.close()
    }
  }

  test.each(VALUES)('%o', async (value) => {
    for (const [name, plugin] of [
      ['cors', cors],
      ['guard', guard],
    ] as const) {
      const message = await refused(plugin, { config: { [name]: value } })
      expect(message).toContain(`config.${name}`)
      expect(message).toContain('(in the route GET|PUT /x/:id)')
      if (name === 'guard' || value === null || typeof value !== 'object') expect(message).toContain(quoted(value))
      expect(await refused(plugin, { [name]: value })).toContain(
        `the route GET|PUT /x/:id has ${name} beside its path, which does nothing: write { config: { ${name}: … } }`,
      )
    }
  })

  test('a function is no value of config.guard: bypass is an option of the whole guard', async () => {
    expect(await refused(guard, { config: { guard: () => true } })).toContain('not a function')
  })

  test('that a hook writes there is refused when the app gets ready', async () => {
    const app = fastify()
    await app.register(guard, { origin: 'https://a.com' })
    app.addHook('onRoute', (route) => void Object.assign(route, { config: { guard: 0 } }))
    app.get('/late', async () => '')
    await expect(app.ready()).rejects.toThrow('not 0 (in the route GET /late)')
  })

  test.each([undefined, false])('%o is documented', async (value) => {
    for (const plugin of [cors, guard]) {
      expect(await refused(plugin, { config: { cors: value, guard: value } })).toBe('accepted')
      expect(await refused(plugin, { cors: undefined, guard: undefined })).toBe('accepted')
    }
  })
})

test('works under inject', async () => {
  const app = fastify()
  await app.register(cors, { origin: 'https://a.com' })
  app.get('/', async () => 'hello')
  const response = await app.inject({ url: '/', headers: { origin: 'https://a.com' } })
  expect(response.headers).toMatchObject({ 'access-control-allow-origin': 'https://a.com', vary: 'Origin' })
})

test.each([
  ['https://a.com', 'https://a.com'],
  ['https://evil.example', undefined],
])('headers on the raw response have the policy too, for %s', async (origin, allowed) => {
  const app = fastify()
  await app.register(cors, { origin: 'https://a.com' })
  app.get('/', async (_, reply) => {
    reply.raw.setHeader('Vary', 'Accept')
    reply.raw.setHeader('Access-Control-Allow-Origin', '*')
    reply.raw.setHeader('Access-Control-Expose-Headers', '*')
    return 'hello'
  })
  const { headers } = await app.inject({ url: '/', headers: { origin } })
  expect(headers.vary).toBe('Accept, Origin')
  expect(headers['access-control-allow-origin']).toBe(allowed)
  expect(headers).not.toHaveProperty('access-control-expose-headers')
})

test('a route’s config.guard: false lets the route be', async () => {
  const app = fastify()
  await app.register(guard, { origin: 'https://a.com' })
  app.post('/guarded', async () => 'hello')
  app.post('/open', { config: { guard: false } }, async () => 'hello')
  const post = (url: string) => app.inject({ method: 'POST', url, headers: { origin: 'https://evil.example' } })
  expect([(await post('/guarded')).statusCode, (await post('/open')).statusCode]).toEqual([403, 200])
})

describe('scopes', () => {
  const preflight = (app: FastifyInstance, url: string, origin: string) =>
    app.inject({ method: 'OPTIONS', url, headers: { origin, 'access-control-request-method': 'GET' } })
  const allowed = async (app: FastifyInstance, url: string, origin: string) =>
    (await preflight(app, url, origin)).headers['access-control-allow-origin']

  test('without a prefix rule the preflights of their routes', async () => {
    const app = fastify()
    app.register(cors, { origin: 'https://outer.example' })
    app.register(async (inner) => {
      inner.register(cors, { origin: 'https://inner.example' })
      inner.register(async (routes) => void routes.get('/inner', async () => ''))
    })
    app.register(async (routes) => void routes.get('/outer', async () => ''))
    expect(await allowed(app, '/inner', 'https://inner.example')).toBe('https://inner.example')
    expect(await allowed(app, '/inner', 'https://outer.example')).toBeUndefined()
    expect(await allowed(app, '/outer', 'https://outer.example')).toBe('https://outer.example')
  })

  test('with a prefix do not rule paths that only begin like it', async () => {
    const app = fastify()
    app.register(cors, { origin: 'https://outer.example' })
    app.register(
      async (inner) => {
        inner.register(cors, { origin: 'https://inner.example' })
        for (const path of ['/', '/x']) inner.put(path, async () => '')
      },
      { prefix: '/a' },
    )
    expect(await allowed(app, '/a/x', 'https://inner.example')).toBe('https://inner.example')
    expect(await allowed(app, '/a', 'https://inner.example')).toBe('https://inner.example')
    expect(await allowed(app, '/ab', 'https://outer.example')).toBe('https://outer.example')
  })

  test('tell routes at one path apart by their constraints', async () => {
    const app = fastify()
    app.register(cors, { origin: 'https://outer.example' })
    app.register(async (routes) => {
      for (const name of ['one', 'two']) {
        const config = { cors: { origin: `https://${name}.example` } }
        routes.get('/', { config, constraints: { host: `${name}.test` } }, async () => name)
      }
    })
    for (const name of ['one', 'two']) {
      const headers = {
        origin: `https://${name}.example`,
        host: `${name}.test`,
        'access-control-request-method': 'GET',
      }
      const response = await app.inject({ method: 'OPTIONS', url: '/', headers })
      expect(response.headers['access-control-allow-origin']).toBe(`https://${name}.example`)
    }
  })
})

test('a route for everything may be registered after cors', async () => {
  const app = fastify()
  await app.register(cors, { origin: 'https://a.com' })
  app.all('/*', async () => 'hello')
  const { headers, body } = await app.inject({ method: 'OPTIONS', url: '/x', headers: { origin: 'https://a.com' } })
  expect([headers['access-control-allow-origin'], body]).toEqual(['https://a.com', 'hello'])
})

test('cors beside the path of a route, where it would do nothing, is refused', async () => {
  const app = fastify()
  await app.register(cors, { origin: 'https://a.com' })
  const misplaced: object = { cors: false }
  expect(() => app.get('/x', misplaced, async () => '')).toThrow('write { config: { cors: … } }')
})

test('a mistake in the policy of a route that cors could not see at the start denies, and is reported', async () => {
  const faults: string[] = []
  const app = fastify()
  app.register(cors, { policy: { origin: '*' }, onFault: ({ code }) => faults.push(code) })
  app.get('/', { config: { cors: { origin: 'https://a.com/' } } }, async () => '')
  const { statusCode, headers } = await app.inject({ url: '/', headers: { origin: 'https://a.com' } })
  expect([statusCode, headers['access-control-allow-origin']]).toEqual([200, undefined])
  expect(faults).toEqual(['policy-function-gave-no-policy'])
})

test.each(['https://a.com', 'https://evil.example'])(
  'a response that a handler took over has the policy too, for %s',
  async (origin) => {
    const app = fastify()
    await app.register(cors, { origin: 'https://a.com' })
    app.get('/', (_, reply) => {
      reply.hijack()
      reply.raw.writeHead(200, {
        'content-type': 'text/event-stream',
        'access-control-allow-origin': '*',
        vary: 'Accept',
      })
      reply.raw.end('data: 1\n\n')
    })
    const { headers, body } = await app.inject({ url: '/', headers: { origin } })
    expect(headers['access-control-allow-origin']).toBe(origin === 'https://a.com' ? origin : undefined)
    expect([headers.vary, headers['content-type'], body]).toEqual([
      'Accept, Origin',
      'text/event-stream',
      'data: 1\n\n',
    ])
  },
)

test('finding the route of a preflight calls no hook and no handler of it', async () => {
  const called: string[] = []
  const app = fastify()
  app.addHook('onRequest', async ({ method }) => void called.push(`before ${method}`))
  app.register(async (routes) => {
    routes.addHook('onRequest', async ({ method }) => void called.push(`inside ${method}`))
    routes.put('/x', async () => called.push('handler'))
  })
  app.register(cors, { origin: 'https://a.com', methods: ['PUT'] })
  app.addHook('onResponse', async ({ method }) => void called.push(`response ${method}`))
  const headers = { origin: 'https://a.com', 'access-control-request-method': 'PUT' }
  const response = await app.inject({ method: 'OPTIONS', url: '/x', headers })
  expect(response.headers['access-control-allow-origin']).toBe('https://a.com')
  expect(called).toEqual(['before OPTIONS', 'response OPTIONS'])
})

test('constraints that are asynchronous are asked as well', async () => {
  const tenant = {
    name: 'tenant',
    storage: () => {
      const handlers = new Map<string, unknown>()
      return {
        get: (key: string) => handlers.get(key) ?? null,
        set: (key: string, value: unknown) => void handlers.set(key, value),
      }
    },
    deriveConstraint: (
      request: { headers: Record<string, unknown> },
      _: unknown,
      done: (error: null, key: unknown) => void,
    ) => setImmediate(() => done(null, request.headers['x-tenant'])),
  }
  const app = fastify({ routerOptions: { constraints: { tenant: tenant as never } } })
  app.register(cors, { origin: 'https://app.example' })
  for (const name of ['one', 'two']) {
    app.put(
      '/',
      { constraints: { tenant: name }, config: { cors: { origin: `https://${name}.example`, methods: 'PUT' } } },
      async () => name,
    )
  }
  for (const name of ['one', 'two']) {
    const headers = { origin: `https://${name}.example`, 'access-control-request-method': 'PUT', 'x-tenant': name }
    const response = await app.inject({ method: 'OPTIONS', url: '/', headers })
    expect(response.headers['access-control-allow-origin']).toBe(`https://${name}.example`)
  }
})

test('a preflight is one request in the log', async () => {
  const lines: string[] = []
  const app = fastify({ logger: { stream: { write: (line: string) => void lines.push(line) } } })
  app.register(cors, { origin: 'https://a.com', methods: ['PUT'] })
  app.put('/x', { config: { cors: { origin: 'https://b.com', methods: ['PUT'] } } }, async () => '')
  const headers = { origin: 'https://b.com', 'access-control-request-method': 'PUT' }
  const response = await app.inject({ method: 'OPTIONS', url: '/x', headers })
  expect(response.headers['access-control-allow-origin']).toBe('https://b.com')
  expect(lines.map((line) => JSON.parse(line).msg)).toEqual(['incoming request', 'request completed'])
})

test('the route of a preflight is found by the URL that the app makes of it', async () => {
  const app = fastify({ rewriteUrl: ({ url = '' }) => url.replace(/^\/v1/, '') })
  app.register(cors, { origin: 'https://a.com', methods: ['PUT'] })
  app.put('/x', { config: { cors: { origin: 'https://b.com', methods: ['PUT'] } } }, async () => '')
  const headers = { origin: 'https://b.com', 'access-control-request-method': 'PUT' }
  const response = await app.inject({ method: 'OPTIONS', url: '/v1/x', headers })
  expect(response.headers['access-control-allow-origin']).toBe('https://b.com')
})

test.each(['*', 'http://api.example/x', '/%zz', '//', '/x?a=%zz'])(
  'a preflight for %s gets an answer',
  async (target) => {
    const app = fastify({ forceCloseConnections: true })
    app.register(cors, { origin: 'https://a.com', methods: ['PUT'] })
    app.put('/x', async () => '')
    const { url, close } = await running(app)
    try {
      const lines = ['Origin: https://a.com', 'Access-Control-Request-Method: PUT', 'Host: a', 'Connection: close']
      const socket = connect(Number(new URL(url).port), '127.0.0.1')
      socket.write(`OPTIONS ${target} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`)
      let answer = ''
      for await (const chunk of socket) answer += chunk
      expect(answer).toMatch(/^HTTP\/1\.1 (204|400|404)/)
    } finally {
      await close()
    }
  },
)

test('what a handler assigns to the config of its route rules no later request', async () => {
  const evil = 'https://evil.example'
  const app = fastify()
  app.register(cors, { origin: 'https://a.com' }).register(guard, { origin: 'https://a.com' })
  app.post('/x', { config: { cors: { origin: 'https://b.com' } } }, async ({ routeOptions }) => {
    Object.assign(routeOptions.config, { cors: { origin: evil }, guard: false })
    return ''
  })
  const ask = async (origin: string) => {
    const { statusCode, headers } = await app.inject({ method: 'POST', url: '/x', headers: { origin } })
    return [statusCode, headers['access-control-allow-origin']]
  }
  expect(await ask('https://a.com')).toEqual([200, undefined])
  expect(await ask(evil)).toEqual([403, undefined])
  expect(await ask('https://b.com')).toEqual([403, 'https://b.com'])
})
