/**
 * What comes onto `Object.prototype` after the start changes no answer: every name that adapters read of the objects of
 * frameworks, requests and users.
 */
import { IncomingMessage, type RequestListener, ServerResponse } from 'node:http'
import { Socket } from 'node:net'
import connect from 'connect'
import express from 'express'
import fastify from 'fastify'
import { H3 } from 'h3'
import { Hono } from 'hono'
import Koa from 'koa'
import { expect, test } from 'vitest'
import * as forFastify from './fastify/fastify.ts'
import * as forH3 from './h3/h3.ts'
import * as forHono from './hono/hono.ts'
import * as forKoa from './koa/koa.ts'
import * as forNode from './node/node.ts'
import * as forSvelteKit from './sveltekit/sveltekit.ts'
import * as forWeb from './web/web.ts'

const policy = { origin: 'https://app.example', methods: ['PUT'] }

/** Looks at the request, so that an adapter has to find out how its route would see it. */
const asks = () => policy

const NAMES =
  'cors guard policy bypass timeout onFault onError origin methods allowedHeaders exposedHeaders credentials maxAge current options config routeOptions app parent _router router stack route mergeParams params originalUrl baseUrl env outgoing runtime node res errHeaders matchedRoutes routeIndex __COMPOSED_HANDLER access-control-request-method access-control-request-headers access-control-request-private-network sec-fetch-site host :authority vary writableEnded headersSent dangerouslyAllowPublicSuffixes allowPrivateNetwork digest value get set writable enumerable configurable'.split(
    ' ',
  )
const VALUES: readonly unknown[] = [false, '*', 'PUT', 'same-origin', { origin: '*' }, () => true] // biome-ignore format: one line

interface Asked {
  readonly method: string
  readonly headers: Record<string, string>
}

const EVIL = { host: 'api.example', origin: 'https://evil.example' }
const REQUESTS: readonly Asked[] = [
  { method: 'GET', headers: { host: 'api.example' } },
  { method: 'GET', headers: EVIL },
  { method: 'GET', headers: { host: 'api.example', origin: 'https://app.example' } },
  { method: 'PUT', headers: EVIL },
  { method: 'PUT', headers: { ...EVIL, 'sec-fetch-site': 'cross-site' } },
  { method: 'OPTIONS', headers: { ...EVIL, 'access-control-request-method': 'PUT' } },
  { method: 'OPTIONS', headers: { ...EVIL, origin: 'https://app.example', 'access-control-request-method': 'PUT' } },
  { method: 'OPTIONS', headers: EVIL },
]

/** What is called while the prototype is polluted, until it is done; the answer is read afterwards. */
type Call = (asked: Asked) => () => { isDone(): boolean; read(): unknown }

/** The whole head, of what is sent at once. */
function ofNode(listener: RequestListener): Call {
  return ({ method, headers }) => {
    const request = Object.assign(new IncomingMessage(new Socket()), { method, url: '/x', headers: { ...headers } })
    const response = new ServerResponse(request)
    // Without a connection, nobody reads what is kept back.
    response.on('error', () => {})
    return () => {
      listener(request, response)
      return {
        isDone: () => response.writableEnded,
        read: () => [
          response.statusCode,
          String(Reflect.get(response, '_header')).replace(/^date:.*$/im, ''),
          response.getHeaders(),
        ],
      }
    }
  }
}

function ofWeb(fetch: (request: Request) => Response | Promise<Response>): Call {
  return ({ method, headers }) => {
    const request = new Request('http://api.example/x', { method, headers })
    return () => {
      let isDone = false
      const given = Promise.resolve(fetch(request)).finally(() => {
        isDone = true
      })
      given.catch(() => {})
      return {
        isDone: () => isDone,
        async read() {
          const response = await given
          return [response.status, [...response.headers]]
        },
      }
    }
  }
}

const hello = () => new Response('hello')

const APPS: Readonly<Record<string, (ours: boolean) => Call | Promise<Call>>> = {
  node(ours) {
    const [cors, guard] = [forNode.cors(policy), forNode.guard(policy)]
    return ofNode((request, response) => {
      if (!ours) response.end('hello')
      else
        cors(request, response, () => guard(request, response, () => response.writeHead(200, { a: '1' }).end('hello')))
    })
  },
  connect(ours) {
    const app = connect()
    if (ours) app.use(forNode.cors(policy)).use(forNode.guard(policy))
    return ofNode(app.use((_, response) => void response.end('hello')))
  },
  express(ours) {
    const app = express()
    if (ours) app.use(forNode.cors(asks), forNode.guard(policy)).use('/x', forNode.cors(policy))
    return ofNode(app.use((_, response) => void response.end('hello')))
  },
  koa(ours) {
    const app = new Koa()
    app.silent = true
    if (ours) app.use(forKoa.cors(policy))
    app.use((context) => {
      context.body = 'hello'
    })
    return ofNode(app.callback() as RequestListener)
  },
  async fastify(ours) {
    const app = fastify()
    // Not awaited: what is registered sees the routes.
    if (ours) app.register(forFastify.cors, policy).register(forFastify.guard, policy)
    for (const method of ['GET', 'PUT']) app.route({ method, url: '/x', handler: async () => 'hello' })
    await app.ready()
    return ofNode(app.routing as unknown as RequestListener)
  },
  async 'fastify, with a function'(ours) {
    const app = fastify()
    if (ours) await app.register(forFastify.cors, { policy: asks }).register(forFastify.guard, { policy: asks })
    for (const method of ['GET', 'PUT']) app.route({ method, url: '/x', handler: async () => 'hello' })
    await app.ready()
    return ofNode(app.routing as unknown as RequestListener)
  },
  hono(ours) {
    const app = new Hono()
    const part = new Hono()
    if (ours) {
      app.use('*', forHono.cors(policy), forHono.guard(policy))
      part.use('*', forHono.cors(asks))
    }
    // An app with an error handler of its own is mounted in functions that are around its own.
    part.onError(() => hello()).all('/x', hello)
    return ofWeb(app.route('/', part).fetch)
  },
  h3(ours) {
    const app = new H3({ onError: hello })
    if (ours) app.use(forH3.cors(asks)).use('/x', forH3.cors(policy)).use(forH3.guard(policy))
    app.all('/x', hello)
    return ofWeb((request) => app.fetch(request))
  },
  web: (ours) => ofWeb(ours ? forWeb.cors(policy)(forWeb.guard(policy)(hello)) : hello),
  sveltekit(ours) {
    const [cors, guard] = [forSvelteKit.cors(policy), forSvelteKit.guard(policy)]
    if (!ours) return ofWeb(hello)
    return ofWeb((request) => cors({ event: { request }, resolve: (event) => guard({ event, resolve: hello }) }))
  },
}

function pollute(prototype: Record<string, unknown>, name: string, value: unknown): void {
  let reads = 0
  // A function that is its own property has no end for whoever follows the name: that is an error here, and no test
  // without an end.
  const get = () => {
    if (++reads > 1000) throw new Error(`${name} is read for ever`)
    return value
  }
  if (name === '__COMPOSED_HANDLER') Object.defineProperty(prototype, name, { get, configurable: true })
  else Object.defineProperty(prototype, name, { value, configurable: true, writable: true })
}

/** @returns the answer, or how the program failed */
async function answer(call: Call, asked: Asked, name?: string, value?: unknown): Promise<string> {
  const ready = call(asked)
  const polluted = Object.prototype as Record<string, unknown>
  let pending: ReturnType<ReturnType<Call>>
  try {
    if (name !== undefined) pollute(polluted, name, value)
    pending = ready()
    // Nothing but promises goes on meanwhile: neither timers nor sockets.
    for (let tick = 0; tick < 50 && !pending.isDone(); tick++) await undefined
  } catch (error) {
    return `threw ${error}`
  } finally {
    if (name !== undefined) delete polluted[name]
  }
  try {
    return JSON.stringify(await pending.read())
  } catch (error) {
    return `threw ${error}`
  }
}

test.each(Object.entries(APPS))('%s', async (_, make) => {
  const [ours, without] = [await make(true), await make(false)]
  let compared = 0
  const changed = new Set<string>()
  for (const asked of REQUESTS) {
    const [expected, expectedWithout] = [await answer(ours, asked), await answer(without, asked)]
    for (const name of NAMES) {
      for (const value of VALUES) {
        // Some of it no framework survives.
        if ((await answer(without, asked, name, value)) !== expectedWithout) continue
        compared++
        const got = await answer(ours, asked, name, value)
        if (got !== expected) changed.add(`${name} ${String(value)}: ${asked.method} ${got}, not ${expected}`)
      }
    }
  }
  expect([...changed]).toEqual([])
  expect(compared).toBeGreaterThan(500)
})
