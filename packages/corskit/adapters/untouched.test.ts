/**
 * What an app answers goes out as without corskit: the bytes on the wire are compared, except for the headers that the
 * policy adds.
 */
import { createServer, type RequestListener } from 'node:http'
import { type AddressInfo, connect as connectSocket } from 'node:net'
import { Readable } from 'node:stream'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import connect from 'connect'
import express, { type Request, type Response } from 'express'
// @ts-expect-error the second Express is an alias, and has no types of its own
import express4 from 'express4'
import fastify, { type FastifyReply } from 'fastify'
import Koa from 'koa'
import { describe, expect, test } from 'vitest'
import type { PolicyOptions } from '../policy/options.ts'
import * as forExpress from './express/express.ts'
import * as forFastify from './fastify/fastify.ts'
import * as forKoa from './koa/koa.ts'
import * as forNode from './node/node.ts'

const THIS_FILE = fileURLToPath(import.meta.url)

type NodeHandler = (...given: Parameters<RequestListener>) => unknown

/** On Node's own response, whatever the framework. */
const NODE: Readonly<Record<string, NodeHandler>> = {
  'nothing at all': (_, response) => response.end(),
  text: (_, response) => response.end('hello'),
  bytes: (_, response) => response.end(Buffer.from([0, 255, 13, 10])),
  chunks: async (_, response) => {
    response.write('one')
    await setTimeout(1)
    response.end('two')
  },
  'a length of its own': (_, response) => response.writeHead(200, { 'Content-Length': 5 }).end('hello'),
  'a part': (_, response) =>
    response
      .writeHead(206, { 'Content-Range': 'bytes 1-2/5', 'Accept-Ranges': 'bytes', 'Content-Type': 'text/plain' })
      .end('el'),
  'a reason of its own': (_, response) => response.writeHead(418, 'Short and stout', { 'X-Pot': 'tea' }).end(),
  'a reason that was set': (_, response) => {
    response.statusCode = 299
    response.statusMessage = 'Odd'
    response.end('x')
  },
  'headers as they are written': (_, response) => {
    response.setHeader('X-MiXed-Case', ['a', 'b'])
    response.setHeader('ETag', 'W/"1"')
    response.end()
  },
  'headers in a flat list': (_, response) =>
    response.writeHead(200, ['Set-Cookie', 'a=1', 'Set-Cookie', 'b=2', 'X-One', '1']).end('x'),
  'headers set and then written': (_, response) => {
    response.setHeader('X-One', 'set')
    response.setHeader('X-Two', 'set')
    response.writeHead(200, { 'x-one': 'written', 'X-Three': 'written' }).end()
  },
  ...Object.fromEntries(
    [
      ['X-One'],
      ['X-One', '1', 'X-Two'],
      [1, 2],
      ['X-One', undefined],
      ['X One', '1'],
      { 'X-One': undefined },
      { Vary: undefined },
    ].map((head): [string, NodeHandler] => [
      `a head that Node refuses: ${JSON.stringify(head)} ${Array.isArray(head)}`,
      (_, response) => {
        try {
          response.writeHead(200, head as never).end('hello')
        } catch {
          response.statusCode = 500
          response.end('refused')
        }
      },
    ]),
  ),
  'a list in an object': (_, response) => response.writeHead(200, { 'Set-Cookie': ['a=1', 'b=2'] }).end(),
  'no content': (_, response) => response.writeHead(204).end(),
  'not modified': (_, response) => response.writeHead(304, { ETag: '"1"' }).end(),
  'early hints': (_, response) => {
    response.writeEarlyHints({ link: '</a.css>; rel=preload' })
    response.end('x')
  },
  trailers: (request, response) => {
    const canHaveSome = request.httpVersion === '1.1' && request.method !== 'HEAD'
    if (canHaveSome) response.writeHead(200, { Trailer: 'X-Sum' })
    response.write('x')
    if (canHaveSome) response.addTrailers({ 'X-Sum': '1' })
    response.end()
  },
  'a head that is flushed': (_, response) => {
    response.flushHeaders()
    response.end('x')
  },
  'no date': (_, response) => {
    response.sendDate = false
    response.end('x')
  },
  'what is cut off': async (_, response) => {
    response.writeHead(200, { 'Content-Length': 100 })
    response.write('half')
    await setTimeout(20)
    response.destroy()
  },
  'a connection that is closed': (_, response) => response.writeHead(200, { Connection: 'close' }).end('x'),
  'Vary of its own': (_, response) => response.writeHead(200, { Vary: 'Accept-Encoding' }).end('x'),
  'a stream': (_, response) => Readable.from(['one', 'two']).pipe(response),
}

const EXPRESS: Readonly<Record<string, (request: Request, response: Response) => unknown>> = {
  json: (_, response) => response.json({ a: 1 }),
  'sent text': (_, response) => response.send('hello'),
  'sent bytes': (_, response) => response.send(Buffer.from('hello')),
  'a file': (_, response) => response.sendFile(THIS_FILE, { lastModified: false, etag: false }),
  'a redirect': (_, response) => response.redirect('/text'),
  'a type': (_, response) => response.type('svg').send('<svg/>'),
  'a cookie': (_, response) => response.cookie('a', '1').cookie('b', '2').end(),
  'an error': () => {
    throw Object.assign(new Error('on purpose'), { status: 409, stack: 'on purpose' })
  },
  'a missing page': (_, response) => response.sendStatus(404),
}

const KOA: Readonly<Record<string, (context: Koa.Context) => unknown>> = {
  json: (context) => (context.body = { a: 1 }),
  'text of its own type': (context) => {
    context.type = 'text/css'
    context.body = 'a{}'
  },
  'a buffer': (context) => (context.body = Buffer.from('hello')),
  'a stream': (context) => (context.body = Readable.from(['one', 'two'])),
  'a stream that fails': (context) => {
    context.body = Readable.from(
      (async function* () {
        yield 'one'
        await setTimeout(5)
        throw new Error('on purpose')
      })(),
    )
  },
  'an empty body': (context) => (context.body = null),
  'a redirect': (context) => context.redirect('/json'),
  'an error with headers': (context) => context.throw(503, 'later', { headers: { 'Retry-After': '5' } }),
  'an unexpected error': () => {
    throw new Error('on purpose')
  },
  'a web response': (context) => (context.body = new globalThis.Response('hello', { headers: { 'X-One': '1' } })),
}

const FASTIFY: Readonly<Record<string, (reply: FastifyReply) => unknown>> = {
  json: (reply) => reply.send({ a: 1 }),
  text: (reply) => reply.send('hello'),
  'a buffer': (reply) => reply.send(Buffer.from('hello')),
  'a stream': (reply) => reply.type('text/plain').send(Readable.from(['one', 'two'], { objectMode: false })),
  'a stream with a length': (reply) =>
    reply.header('content-length', 6).send(Readable.from(['one', 'two'], { objectMode: false })),
  'a web response': (reply) => reply.send(new globalThis.Response('hello', { headers: { 'X-One': '1' } })),
  'a web stream': (reply) => reply.send(new globalThis.Response('hello').body),
  'a part': (reply) => reply.code(206).header('Content-Range', 'bytes 1-2/5').send('el'),
  cookies: (reply) => reply.header('set-cookie', ['a=1', 'b=2']).send(),
  'a redirect': (reply) => reply.redirect('/text'),
  'an error': () => {
    throw new Error('on purpose')
  },
  'an error with a status': () => Promise.reject(Object.assign(new Error('gone'), { statusCode: 410 })),
  trailers: (reply) => reply.trailer('x-sum', (_, __, done) => done(null, '1')).send('hello'),
  'what is taken over': (reply) => {
    reply.hijack()
    reply.raw.writeHead(200, { 'X-Raw': '1' })
    reply.raw.end('raw')
  },
  'raw headers': (reply) => {
    reply.raw.setHeader('X-Raw', '1')
    reply.header('x-own', '2').send('hello')
  },
  'no content': (reply) => reply.code(204).send(),
  'a callNotFound': (reply) => reply.callNotFound(),
}

type Serve = (policy: PolicyOptions | null) => Promise<{ listener: RequestListener; close?: () => Promise<void> }>

interface Adapter {
  readonly routes: readonly string[]
  readonly serve: Serve
}

function pathOf(url: string | undefined): string {
  return decodeURIComponent((url ?? '').slice(1))
}

function withExpress(createApp: typeof express): Adapter {
  return {
    routes: [...Object.keys(NODE), ...Object.keys(EXPRESS)],
    async serve(policy) {
      const app = createApp()
      app.set('env', 'test')
      if (policy !== null) app.use(forExpress.cors(policy), forExpress.guard(policy))
      app.use((request, response) => {
        const name = pathOf(request.url)
        const own = EXPRESS[name]
        if (own !== undefined) own(request, response)
        else void NODE[name]?.(request, response)
      })
      return { listener: app }
    },
  }
}

const ADAPTERS: Readonly<Record<string, Adapter>> = {
  node: {
    routes: Object.keys(NODE),
    async serve(policy) {
      const run: NodeHandler = (request, response) => NODE[pathOf(request.url)]?.(request, response)
      if (policy === null) return { listener: (request, response) => void run(request, response) }
      const [withCors, guarded] = [forNode.cors(policy), forNode.guard(policy)]
      return {
        listener: (request, response) =>
          void withCors(request, response, () => guarded(request, response, () => run(request, response))),
      }
    },
  },
  connect: {
    routes: Object.keys(NODE),
    async serve(policy) {
      const app = connect()
      if (policy !== null) app.use(forNode.cors(policy)).use(forNode.guard(policy))
      app.use((request, response) => void NODE[pathOf(request.url)]?.(request, response))
      return { listener: app }
    },
  },
  'express 5': withExpress(express),
  'express 4': withExpress(express4),
  koa: {
    routes: [...Object.keys(NODE), ...Object.keys(KOA)],
    async serve(policy) {
      const app = new Koa()
      app.silent = true
      if (policy !== null) app.use(forKoa.cors(policy)).use(forKoa.guard(policy))
      app.use(async (context) => {
        const name = pathOf(context.url)
        const own = KOA[name]
        if (own !== undefined) {
          own(context)
          return
        }
        context.respond = false
        context.res.statusCode = 200
        await NODE[name]?.(context.req, context.res)
      })
      return { listener: app.callback() }
    },
  },
  fastify: {
    routes: Object.keys(FASTIFY),
    async serve(policy) {
      const app = fastify({ exposeHeadRoutes: true })
      if (policy !== null) await app.register(forFastify.cors, policy)
      if (policy !== null) await app.register(forFastify.guard, policy)
      for (const [name, handler] of Object.entries(FASTIFY)) {
        const route = { url: encodeURI(`/${name}`), handler: (_: unknown, reply: FastifyReply) => handler(reply) }
        app.route({ method: ['GET', 'POST'], ...route })
      }
      await app.ready()
      return { listener: app.routing as unknown as RequestListener, close: () => app.close() }
    },
  },
}

const POLICIES: Readonly<Record<string, PolicyOptions>> = {
  'one origin': { origin: 'https://app.example.com', credentials: true, exposedHeaders: ['etag'] },
  everyone: { origin: '*' },
  'a slow predicate': { origin: async (origin) => setTimeout(1, origin.includes('app')) },
}

const HEADS: Readonly<Record<string, string>> = {
  'a request without Origin': 'GET {} HTTP/1.1\r\nHost: a\r\n',
  'one of an allowed page': 'GET {} HTTP/1.1\r\nHost: a\r\nOrigin: https://app.example.com\r\n',
  'one of a stranger': 'GET {} HTTP/1.1\r\nHost: a\r\nOrigin: https://evil.example\r\n',
  'a HEAD': 'HEAD {} HTTP/1.1\r\nHost: a\r\nOrigin: https://app.example.com\r\n',
  'a range': 'GET {} HTTP/1.1\r\nHost: a\r\nOrigin: https://app.example.com\r\nRange: bytes=2-5\r\n',
  'one over HTTP/1.0': 'GET {} HTTP/1.0\r\nHost: a\r\nOrigin: https://app.example.com\r\n',
  'a write that waits to be told to go on':
    'POST {} HTTP/1.1\r\nHost: a\r\nOrigin: https://app.example.com\r\nSec-Fetch-Site: same-origin\r\nExpect: 100-continue\r\nContent-Length: 0\r\n',
}

describe.each(Object.entries(ADAPTERS))('%s', (_, { routes, serve }) => {
  test.each(Object.keys(POLICIES))('sends what the app sends, under a policy for %s', async (name) => {
    const without = await listen(serve, null)
    const with_ = await listen(serve, POLICIES[name] ?? null)
    try {
      for (const route of routes) {
        for (const [title, head] of Object.entries(HEADS)) {
          const request = `${head.replace('{}', encodeURI(`/${route}`))}Connection: close\r\n\r\n`
          const [expected, got] = await Promise.all([exchange(without.port, request), exchange(with_.port, request)])
          expect(`${route}, ${title}:\n${withoutOurs(got)}`).toBe(`${route}, ${title}:\n${withoutOurs(expected)}`)
        }
      }
    } finally {
      await Promise.all([without.close(), with_.close()])
    }
  })
})

async function listen(serve: Serve, policy: PolicyOptions | null) {
  const { listener, close } = await serve(policy)
  const server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      server.closeAllConnections()
      server.close()
      await close?.()
    },
  }
}

/** All that comes, byte by byte. */
function exchange(port: number, request: string): Promise<string> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    const socket = connectSocket(port, '127.0.0.1', () => socket.write(request))
    socket.on('data', (chunk: Buffer) => chunks.push(chunk)).on('error', () => {})
    socket.setTimeout(1000, () => socket.destroy())
    socket.on('close', () => resolve(Buffer.concat(chunks).toString('latin1')))
  })
}

/** The headers of CORS and what they add to `Vary`; and the date, which changes while the test runs. */
function withoutOurs(answer: string): string {
  const end = answer.lastIndexOf('\r\n\r\n', answer.search(/\r\n\r\n(?!HTTP)/)) + 2
  const lines = answer.slice(0, end).split('\r\n')
  let vary = ''
  const others = lines.flatMap((line) => {
    if (/^(access-control-|date:)/i.test(line)) return []
    if (!/^vary:/i.test(line)) return [line]
    const names = line
      .slice(5)
      .split(',')
      .map((name) => name.trim())
    vary += names.filter((name) => name !== 'Origin').join(', ')
    return []
  })
  // Where it stands among the others is of no meaning.
  others.push(`vary: ${vary}`)
  return others.join('\r\n') + answer.slice(end)
}
