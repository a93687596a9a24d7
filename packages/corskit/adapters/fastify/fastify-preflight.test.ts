/** A preflight is answered in the plugin of its route, wherever Fastify's router would have led the OPTIONS request. */
import type { IncomingMessage, ServerResponse } from 'node:http'
import { connect as connectHttp2 } from 'node:http2'
import connect from 'connect'
import express from 'express'
import fastify, { type FastifyInstance, type FastifyReply, type FastifyServerOptions } from 'fastify'
import { expect, test } from 'vitest'
import { send } from '../testing/http-client.ts'
import { listen } from '../testing/listen.ts'
import { cors } from './fastify.ts'

const originOf = (name: string) => `https://${name}.example`
const policy = (name: string) => ({ origin: originOf(name), methods: ['PUT'] })
const foreign = async () => 'foreign'
const route = async () => 'route'

const asking = (name: string) => ({ origin: originOf(name), 'access-control-request-method': 'PUT' })
const ask = (app: FastifyInstance, url: string, name = 'a') =>
  app.inject({ method: 'OPTIONS', url, headers: asking(name) })

/** A plugin with a policy and the route `/x`. */
const plugin = async (instance: FastifyInstance) => {
  await instance.register(cors, policy('a'))
  instance.put('/x', route)
}

const APPS: Readonly<Record<string, [url: string, fill: (app: FastifyInstance) => unknown, FastifyServerOptions?]>> = {
  'all("/*") of the app, before': [
    '/x',
    async (app) => {
      app.all('/*', foreign)
      await app.register(plugin)
    },
  ],
  'all("/*") of the app, after and not awaited': [
    '/x',
    (app) => {
      app.register(plugin)
      app.all('/*', foreign)
    },
  ],
  'options("*") of the app': [
    '/p/x',
    async (app) => {
      await app.register(plugin, { prefix: '/p' })
      app.options('*', foreign)
    },
  ],
  'a sibling with the same prefix': [
    '/p/x',
    async (app) => {
      await app.register(async (sibling) => void sibling.all('/*', foreign), { prefix: '/p' })
      await app.register(plugin, { prefix: '/p' })
    },
  ],
  'the very path': [
    '/x',
    async (app) => {
      app.options('/x', foreign)
      await app.register(plugin)
    },
  ],
  'a parameter in a plugin around': [
    '/p/q/x',
    (app) =>
      app.register(
        async (around) => {
          around.options('/q/:id', foreign)
          await around.register(plugin, { prefix: '/q' })
        },
        { prefix: '/p' },
      ),
  ],
  'a route for one host': [
    '/x',
    async (app) => {
      app.route({ method: 'OPTIONS', url: '/*', constraints: { host: 'localhost:80' }, handler: foreign })
      await app.register(plugin)
    },
  ],
  'a plugin whose hook refuses everything': [
    '/x',
    async (app) => {
      await app.register(async (sibling) => {
        sibling.addHook('onRequest', async (_, reply) => reply.code(401).send('who are you?'))
        await sibling.register(cors, policy('b'))
        sibling.all('/*', foreign)
      })
      await app.register(plugin)
    },
  ],
  'a plugin whose onSend changes everything': [
    '/x',
    async (app) => {
      await app.register(cors, policy('a'))
      await app.register(async (sibling) => {
        sibling.addHook('onSend', async (_, reply) => {
          reply.code(418).removeHeader('access-control-allow-origin')
          return 'changed'
        })
        sibling.all('/*', foreign)
      })
      app.put('/x', route)
    },
  ],
  'a handler for 404 of a sibling with the same prefix, behind a hook that refuses': [
    '/p/x',
    async (app) => {
      await app.register(
        async (sibling) => {
          sibling.addHook('onRequest', async (_, reply) => reply.code(401).send('who are you?'))
          sibling.setNotFoundHandler((_, reply) => reply.code(404).send('nothing here'))
        },
        { prefix: '/p' },
      )
      await app.register(plugin, { prefix: '/p' })
    },
  ],
  'a prefix that the app rewrites': [
    '/v1/x',
    async (app) => {
      app.all('/*', foreign)
      await app.register(plugin)
    },
    { rewriteUrl: ({ url = '' }) => url.replace('/v1', '') },
  ],
}

test.each(Object.entries(APPS))('whoever takes OPTIONS requests: %s', async (_, [url, fill, options = {}]) => {
  const app = fastify({ ...options, forceCloseConnections: true })
  await fill(app)
  const [injected, actual] = [await ask(app, url), await app.inject({ method: 'PUT', url, headers: asking('a') })]
  const base = await app.listen({ port: 0, host: '127.0.0.1' })
  const sent = await send(base, { method: 'OPTIONS', path: url, headers: Object.entries(asking('a')) })
  await app.close()
  const allowed = 'access-control-allow-origin'
  expect([injected.statusCode, injected.headers[allowed], injected.body]).toEqual([204, originOf('a'), ''])
  expect([sent.status, sent.header(allowed)]).toEqual([204, originOf('a')])
  expect([actual.statusCode, actual.headers[allowed]]).toEqual([200, originOf('a')])
})

/** Preflights for `/x` reach a route of the app; hooks of the plugin stand before its `cors`. */
async function behind(fill: (instance: FastifyInstance) => void, options: FastifyServerOptions = {}) {
  const app = fastify(options)
  app.all('/*', foreign)
  await app.register(async (instance) => {
    fill(instance)
    await plugin(instance)
  })
  return app
}

test('hooks of the plugin before its cors see the preflight as a request of that plugin', async () => {
  const seen: unknown[] = []
  const app = await behind((instance) => {
    instance.decorateRequest('user', 'nobody').decorateRequest('hello', () => 'hello')
    instance.decorateReply('deny', function deny(this: FastifyReply) {
      return this.code(401).send('who are you?')
    })
    instance.addHook('onRequest', (request, _, done) => {
      seen.push(request.method, request.getDecorator('user'), request.getDecorator<() => string>('hello')())
      done()
    })
    instance.addHook('onRequest', async (request, reply) => {
      seen.push(request.server === instance)
      if (request.headers['x-deny']) return reply.getDecorator<() => FastifyReply>('deny').call(reply)
      return undefined
    })
  })
  expect((await ask(app, '/x')).statusCode).toBe(204)
  expect(seen).toEqual(['OPTIONS', 'nobody', 'hello', true])
  const denied = await app.inject({ method: 'OPTIONS', url: '/x', headers: { ...asking('a'), 'x-deny': '1' } })
  expect([denied.statusCode, denied.body]).toEqual([401, 'who are you?'])
  await app.close()
})

test.each<[string, (instance: FastifyInstance) => void]>([
  ['throws', (instance) => void instance.addHook('onRequest', () => fault())],
  ['rejects', (instance) => void instance.addHook('onRequest', async () => fault())],
  ['calls back with an error', (instance) => void instance.addHook('onRequest', (_, __, done) => done(new Error('x')))],
  ['rejects with nothing', (instance) => void instance.addHook('onRequest', () => Promise.reject())],
])('a hook of the plugin before its cors that %s is answered by the error handler of the plugin', async (_, add) => {
  const app = await behind((instance) => {
    instance.setErrorHandler((_, __, reply) => reply.code(503).send('of the plugin'))
    add(instance)
  })
  const { statusCode, body } = await ask(app, '/x')
  expect([statusCode, body]).toEqual([503, 'of the plugin'])
  await app.close()
})

function fault(): never {
  throw new Error('x')
}

test('the response of a preflight is that of the plugin, and one request in its log', async () => {
  const called: string[] = []
  const messages: string[] = []
  for (const logger of [undefined, { stream: { write: (line: string) => void messages.push(JSON.parse(line).msg) } }]) {
    let finish = () => {}
    const finished = new Promise<void>((resolve) => {
      finish = resolve
    })
    const app = await behind(
      (instance) => {
        instance.addHook('onSend', async () => void called.push('onSend'))
        instance.addHook('onResponse', async () => {
          called.push('onResponse')
          finish()
        })
      },
      logger === undefined ? {} : { logger },
    )
    expect((await ask(app, '/x')).statusCode).toBe(204)
    await finished
    await app.close()
  }
  expect(called).toEqual(['onSend', 'onResponse', 'onSend', 'onResponse'])
  expect(messages).toEqual(['incoming request', 'request completed'])
})

test('a preflight for a route without a policy goes to the route for OPTIONS, as without cors', async () => {
  const app = fastify()
  app.all('/*', async ({ server, params }) => [server === app, params])
  await app.register(async (instance) => {
    instance.decorateRequest('user', 'nobody')
    await instance.register(cors, { policy: () => null })
    instance.put('/:none', route)
    instance.put('/off', { config: { cors: false } }, route)
  })
  for (const url of ['/none', '/off']) {
    const { statusCode, body, headers } = await ask(app, url)
    expect([statusCode, JSON.parse(body)]).toEqual([200, [true, { '*': url.slice(1) }]])
    expect(headers['access-control-allow-origin']).toBeUndefined()
  }
  await app.close()
})

test('when no route has the method, a policy of the path says so; a path without routes has that of its 404', async () => {
  const app = fastify()
  await app.register(plugin)
  await app.register(
    async (instance) => {
      await instance.register(cors, policy('b'))
      instance.setNotFoundHandler((_, reply) => reply.code(404).send('none'))
    },
    { prefix: '/p' },
  )
  app.options('*', foreign)
  const rows: unknown[] = []
  for (const [url, name, method] of [
    ['/x', 'a', 'PATCH'],
    ['/x', 'a', 'FOO'],
    ['/p/none', 'b', 'PUT'],
    ['/none', 'a', 'PUT'],
  ] as const) {
    const headers = { ...asking(name), 'access-control-request-method': method }
    const { statusCode, headers: of } = await app.inject({ method: 'OPTIONS', url, headers })
    rows.push([statusCode, of['access-control-allow-origin']])
  }
  expect(rows).toEqual([
    [204, originOf('a')],
    [204, originOf('a')],
    [204, originOf('b')],
    [200, undefined],
  ])
  await app.close()
})

test.each(['accept-version', 'Accept-Version', 'content-type, accept-version', 'x,\taccept-version ,y'])(
  'the newest version is assumed when a preflight names %j',
  async (names) => {
    const app = fastify()
    await app.register(cors, policy('a'))
    const own = { config: { cors: policy('b') }, constraints: { version: '2.0.0' } }
    app.route({ method: 'PUT', url: '/x', ...own, handler: route })
    const headers = { ...asking('b'), 'access-control-request-headers': names }
    const { headers: of } = await app.inject({ method: 'OPTIONS', url: '/x', headers })
    expect(of['access-control-allow-origin']).toBe(originOf('b'))
    await app.close()
  },
)

test('a preflight over HTTP/2 as well', async () => {
  const app = fastify({ http2: true })
  app.all('/*', foreign)
  await app.register(plugin)
  const client = connectHttp2(await app.listen({ port: 0, host: '127.0.0.1' }))
  const stream = client.request({ ':method': 'OPTIONS', ':path': '/x', ...asking('a') })
  const headers = await new Promise<Record<string, unknown>>((resolve) => stream.once('response', resolve))
  stream.end().resume()
  client.close()
  await app.close()
  expect([headers[':status'], headers['access-control-allow-origin']]).toEqual([204, originOf('a')])
})

test.each<[string, (instance: FastifyInstance) => void]>([
  ['all("/")', (instance) => void instance.all('/', route)],
  ['all("")', (instance) => void instance.all('', route)],
  ['options("/*")', (instance) => void instance.options('/*', route)],
  ['POST and OPTIONS', (instance) => void instance.route({ method: ['POST', 'OPTIONS'], url: '/', handler: route })],
])('a plugin with cors may have %s of its own', async (_, add) => {
  const app = fastify()
  app.register(
    async (instance) => {
      await instance.register(cors, policy('a'))
      add(instance)
    },
    { prefix: '/p' },
  )
  await app.ready()
  await app.close()
})

const CALLERS: Readonly<
  Record<string, (app: FastifyInstance) => [handler: (...given: never[]) => unknown, path: string]>
> = {
  nobody: (app) => [app.routing, ''],
  'an app of Express': (app) => [express().use((request, response) => app.routing(request, response)), ''],
  'an app of Express for a path': (app) => [
    express().use('/api', (...given) => app.routing(given[0], given[1])),
    '/api',
  ],
  'Connect for a path': (app) => [
    connect().use('/api', (...given: Parameters<typeof app.routing>) => app.routing(...given)),
    '/api',
  ],
  'a function that takes a part of the path off': (app) => [
    (request: IncomingMessage, response: ServerResponse) => {
      request.url = request.url?.replace('/api', '')
      app.routing(request, response)
    },
    '/api',
  ],
}

test.each(
  Object.entries(CALLERS).flatMap(([caller, mount]) =>
    [false, true].map((rewrites) => [caller, rewrites, mount] as const),
  ),
)('called by %s, rewriteUrl %s: a preflight has the policy of its route', async (_, rewrites, mount) => {
  const app = fastify(rewrites ? { rewriteUrl: ({ url = '' }) => url.replace('/old', '') } : {})
  app.register(cors, { origin: '*', methods: ['PUT'] })
  app.register(async (instance) => {
    instance.register(cors, policy('a'))
    instance.put('/admin/x', route)
  })
  app.put('/off', { config: { cors: false } }, route)
  await app.ready()
  const [handler, path] = mount(app)
  const { url, close } = await listen(handler as never)
  for (const [inApp, allowed] of [
    ['/admin/x', originOf('a')],
    ['/off', null],
    ['/other', '*'],
  ] as const) {
    const asked = `${path}${rewrites ? '/old' : ''}${inApp}`
    const preflight = await send(url, { method: 'OPTIONS', path: asked, headers: Object.entries(asking('a')) })
    const actual = await send(url, { method: 'PUT', path: asked, headers: [['origin', originOf('a')]] })
    expect([preflight, actual].map(({ header }) => header('access-control-allow-origin'))).toEqual([allowed, allowed])
  }
  await close()
  await app.close()
})

test.each(['before', 'behind'])(
  'headers of CORS that an onSend hook %s cors sets are replaced, on preflights too',
  async (place) => {
    const app = fastify()
    const hook = async (_: unknown, reply: FastifyReply) => {
      reply.headers({ 'access-control-allow-origin': '*', 'access-control-allow-credentials': 'true', vary: 'Accept' })
    }
    if (place === 'before') app.addHook('onSend', hook)
    await app.register(cors, { ...policy('a'), credentials: true })
    if (place === 'behind') app.addHook('onSend', hook)
    app.put('/x', route)
    for (const [name, method] of [
      ['a', 'OPTIONS'],
      ['a', 'PUT'],
      ['evil', 'OPTIONS'],
      ['evil', 'PUT'],
    ] as const) {
      const headers = method === 'OPTIONS' ? asking(name) : { origin: originOf(name) }
      const given = (await app.inject({ method, url: '/x', headers })).headers
      expect([given['access-control-allow-origin'], given['access-control-allow-credentials']]).toEqual(
        name === 'a' ? [originOf('a'), 'true'] : [undefined, undefined],
      )
      expect(String(given.vary)).toMatch(/Accept.*Origin|Origin.*Accept/)
    }
    await app.close()
  },
)
