/**
 * Any adapter within any other, on one response of Node's: nothing calls itself, nothing crashes, and the innermost
 * that saw the request rules.
 */
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import middie from '@fastify/middie'
import { getRequestListener } from '@hono/node-server'
import connect from 'connect'
import { Elysia } from 'elysia'
import express from 'express'
// @ts-expect-error the second Express is an alias, and has no types of its own
import express4 from 'express4'
import fastify, { type FastifyInstance } from 'fastify'
import { H3, toNodeHandler } from 'h3'
import { Hono } from 'hono'
import Koa from 'koa'
import { describe, expect, test, vi } from 'vitest'
import { cors as elysiaCors } from './elysia/elysia.ts'
import { cors as fastifyCors } from './fastify/fastify.ts'
import { cors as h3Cors } from './h3/h3.ts'
import { cors as honoCors } from './hono/hono.ts'
import { cors as koaCors } from './koa/koa.ts'
import { cors } from './node/node.ts'
import { send } from './testing/http-client.ts'
import { listening } from './testing/listen.ts'
import { cors as webCors } from './web/web.ts'

const INNER = 'https://inner.example'
const OUTER = 'https://outer.example'
const inner = { origin: INNER, exposedHeaders: ['x-inner'] }
const outer = { origin: OUTER, exposedHeaders: ['x-outer', 'x-outer-too'], credentials: true }

type Listener = (request: IncomingMessage, response: ServerResponse) => unknown

async function readyFastify(fill: (app: FastifyInstance) => unknown): Promise<Listener> {
  const app = fastify()
  await fill(app)
  await app.ready()
  return app.routing as unknown as Listener
}

function koa(fill: (app: Koa) => unknown): Listener {
  const app = new Koa()
  app.silent = true
  fill(app)
  return app.callback() as Listener
}

const web = (fetch: (request: Request, env: never) => Response | Promise<Response>) =>
  getRequestListener(fetch as never, { overrideGlobalObjects: false }) as Listener

const elysia = () => new Elysia().use(elysiaCors(inner)).all('*', () => 'hello')

const INNERS: Readonly<Record<string, () => Listener | Promise<Listener>>> = {
  'node, an implicit head': () => {
    const middleware = cors(inner)
    return (request, response) => middleware(request, response, () => response.end('hello'))
  },
  'node, a written head': () => {
    const middleware = cors(inner)
    return (request, response) =>
      middleware(request, response, () => response.writeHead(200, ['X-One', '1', 'Vary', 'Accept']).end('hello'))
  },
  'node, one in another': () => {
    const [first, second] = [cors(outer), cors(inner)]
    return (request, response) => first(request, response, () => second(request, response, () => response.end('hello')))
  },
  'express 5': () => express().use(cors(inner), (_, response) => void response.json('hello')),
  'express 4': () => express4().use(cors(inner), (_: unknown, response: express.Response) => response.send('hello')),
  connect: () => connect().use(cors(inner)).use((_, response) => void response.end('hello')), // biome-ignore format: one line
  fastify: () => readyFastify((app) => app.register(fastifyCors, inner).all('/*', async () => 'hello')),
  'fastify, taken over': () =>
    readyFastify((app) =>
      app.register(fastifyCors, inner).all('/*', (_, reply) => {
        reply.hijack()
        reply.raw.writeHead(200, { 'x-one': '1' }).end('hello')
      }),
    ),
  'fastify, its middleware': () =>
    readyFastify(async (app) => {
      await app.register(middie)
      app.use(cors(inner))
      app.all('/*', async () => 'hello')
    }),
  'fastify, its middleware and then its own': () =>
    readyFastify(async (app) => {
      await app.register(middie)
      app.use(cors(outer))
      await app.register(fastifyCors, inner)
      app.all('/*', async () => 'hello')
    }),
  'fastify, its own and then its middleware': () =>
    readyFastify(async (app) => {
      await app.register(fastifyCors, outer)
      await app.register(middie)
      app.use(cors(inner))
      app.all('/*', async () => 'hello')
    }),
  koa: () => koa((app) => app.use(koaCors(inner)).use((context) => (context.body = 'hello'))),
  'koa, taken over': () =>
    koa((app) =>
      app.use(koaCors(inner)).use((context) => {
        context.respond = false
        context.res.writeHead(200).end('hello')
      }),
    ),
  hono: () => web(new Hono().use('*', honoCors(inner)).all('*', (context) => context.text('hello')).fetch as never), // biome-ignore format: one line
  'hono, an error': () =>
    web(new Hono().use('*', honoCors(inner)).onError((_, context) => context.text('hello')).all('*', () => { throw new Error('on purpose') }).fetch as never), // biome-ignore format: one line
  h3: () => toNodeHandler(new H3().use(h3Cors(inner)).all('/**', () => 'hello')) as Listener,
  web: () => web(webCors(inner)(() => new Response('hello'))),
  elysia: () => toNodeHandler(elysia() as never) as Listener,
}

/** What stands around the inner one. */
const OUTERS: Readonly<Record<string, (within: Listener) => Listener | Promise<Listener>>> = {
  nothing: (within) => within,
  node: (within) => around(cors(outer), within),
  'node twice': (within) => around(cors({ origin: '*' }), around(cors(outer), within)),
  'node, a slow predicate': (within) => around(cors({ ...outer, origin: async (origin) => origin === OUTER }), within),
  'node, with a writeHead of its own in front': (within) => {
    const middleware = around(cors(outer), within)
    return (request, response) => {
      const { writeHead } = response
      response.writeHead = function (this: ServerResponse, ...rest: [never]) {
        return writeHead.apply(this, rest)
      } as typeof writeHead
      return middleware(request, response)
    }
  },
  'node, with a writeHead of its own behind': (within) =>
    around(cors(outer), (request, response) => {
      const { writeHead } = response
      response.writeHead = function (this: ServerResponse, ...rest: [never]) {
        return writeHead.apply(this, rest)
      } as typeof writeHead
      return within(request, response)
    }),
  'express 5': (within) => express().use(cors(outer), (request, response) => void within(request, response)),
  'express 4': (within) => express4().use(cors(outer), within),
  connect: (within) => connect().use(cors(outer)).use((request, response) => void within(request, response)), // biome-ignore format: one line
  koa: (within) =>
    koa((app) =>
      app.use(koaCors(outer)).use((context) => {
        context.respond = false
        context.res.statusCode = 200
        return within(context.req, context.res) as Promise<void>
      }),
    ),
  'fastify, taken over': (within) =>
    readyFastify((app) =>
      app.register(fastifyCors, outer).all('/*', (request, reply) => {
        reply.hijack()
        void within(request.raw, reply.raw)
      }),
    ),
  'fastify, behind a middleware': (within) =>
    readyFastify(async (app) => {
      await app.register(fastifyCors, outer)
      await app.register(middie)
      app.use((request: IncomingMessage, response: ServerResponse) => void within(request, response))
      app.all('/*', async () => 'never')
    }),
  'fastify, before its own': (within) =>
    readyFastify(async (app) => {
      await app.register(middie)
      app.use(cors(outer))
      await app.register(fastifyCors, { policy: () => null as never, onFault: () => {} })
      app.all('/*', (request, reply) => {
        reply.hijack()
        void within(request.raw, reply.raw)
      })
    }),
}

function around(middleware: ReturnType<typeof cors>, within: Listener): Listener {
  return (request, response) => middleware(request, response, () => within(request, response))
}

describe.each(Object.entries(OUTERS))('within %s', (name, wrap) => {
  // `@fastify/middie` cannot run on a request of Express's, with or without us.
  const possible = Object.entries(INNERS).filter(([within]) => !/express/.test(name) || !/its middleware/.test(within))
  test.each(possible)('%s', async (_, make) => {
    vi.spyOn(console, 'error').mockImplementation(() => {})
    const { url, close } = await listening(createServer((await wrap(await make())) as RequestListener))
    try {
      for (const method of ['GET', 'POST', 'HEAD']) {
        for (const origin of [INNER, OUTER, 'https://evil.example', undefined]) {
          const headers = origin === undefined ? [] : ([['origin', origin]] as const)
          const response = await send(url, { method, path: '/part/x', headers })
          const allowed = [
            response.status,
            response.lines('access-control-allow-origin'),
            response.lines('access-control-expose-headers'),
            response.lines('access-control-allow-credentials'),
          ]
          const isAllowed = origin === INNER
          expect([method, origin, ...allowed]).toEqual([
            method,
            origin,
            200,
            isAllowed ? [INNER] : [],
            isAllowed ? ['x-inner'] : [],
            [],
          ])
          expect(response.header('vary')).toMatch(/(^|, )Origin($|, )/)
        }
      }
      const headers = [
        ['origin', name === 'nothing' ? INNER : OUTER],
        ['access-control-request-method', 'GET'],
      ] as const
      const preflight = await send(url, { method: 'OPTIONS', path: '/part/x', headers })
      expect(preflight.status).toBe(204)
    } finally {
      await close()
      vi.restoreAllMocks()
    }
  })
})

test('an app that does not get Node’s response has the policy around it', async () => {
  const { url, close } = await listening(createServer(around(cors(outer), web(elysia().fetch)) as RequestListener))
  try {
    for (const origin of [INNER, OUTER]) {
      const response = await send(url, { path: '/', headers: [['origin', origin]] })
      expect(response.lines('access-control-expose-headers')).toEqual(origin === OUTER ? ['x-outer,x-outer-too'] : [])
    }
  } finally {
    await close()
  }
})

test('of two copies of this package on one response, the inner one rules', async () => {
  vi.resetModules()
  const copy = await import('./node/node.ts')
  expect(copy.cors).not.toBe(cors)
  const fastifyCopy = await import('./fastify/fastify.ts')
  const withinFastify = await readyFastify((app) =>
    app.register(fastifyCopy.cors, inner).all('/*', async () => 'hello'),
  )
  const withinNode = around(copy.cors(inner), (_, response) => response.writeHead(200, { 'x-one': '1' }).end('hello'))
  const { cors: honoCopy } = await import('./hono/hono.ts')
  const hono = new Hono().use(honoCopy(inner)).all('*', (context) => context.text('hello'))
  for (const within of [withinFastify, withinNode, web(hono.fetch as never)]) {
    const { url, close } = await listening(createServer(around(cors(outer), within) as RequestListener))
    for (const origin of [INNER, OUTER]) {
      const response = await send(url, { path: '/', headers: [['origin', origin]] })
      expect(response.lines('access-control-expose-headers')).toEqual(origin === INNER ? ['x-inner'] : [])
    }
    await close()
  }
})
