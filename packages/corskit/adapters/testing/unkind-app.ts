/**
 * A program that serves one adapter, for `unkind-clients.test.ts`: `node unkind-app.ts NAME`. It tells its parent the
 * port, and when asked how many connections it holds and what was not handled.
 */
import 'reflect-metadata'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { createServer as createHttp2Server, type Http2Server } from 'node:http2'
import type { AddressInfo, Socket } from 'node:net'
import { All, Controller, Module, Req, Res } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify'
import connect from 'connect'
import express from 'express'
// @ts-expect-error the second Express is an alias, and has no types of its own
import express4 from 'express4'
import fastify, { type FastifyInstance } from 'fastify'
import Koa from 'koa'
import { definePolicy } from '../../policy/define.ts'
import * as fastifyAdapter from '../fastify/fastify.ts'
import * as koaAdapter from '../koa/koa.ts'
import { cors, guard, guardUpgrade } from '../node/node.ts'

/** What other people's code may do, by a word in the origin or in the path. */
const DEEDS: Readonly<Record<string, () => unknown>> = {
  slow: () => new Promise((resolve) => setTimeout(resolve, 40, true)),
  never: () => new Promise(() => {}),
  throws: () => {
    throw new Error('thrown on purpose')
  },
  rejects: async () => {
    throw new Error('rejected on purpose')
  },
  odd: () => 'yes',
}

function deedIn(text: string, prefix: string): unknown {
  const word = Object.keys(DEEDS).find((name) => text.includes(`${prefix}${name}`))
  return word === undefined ? null : DEEDS[word]?.()
}

const TIMEOUT = 80
let faults = 0

/** Told of faults, and no better than the rest. */
function onFault(): unknown {
  faults++
  const reporters = ['throws', 'rejects', 'never']
  return DEEDS[reporters[faults % reporters.length] ?? '']?.()
}

const policy = definePolicy({
  origin: (origin) => (deedIn(origin, '//') ?? origin.endsWith('yes.example')) as boolean,
  methods: ['PUT'],
  timeout: TIMEOUT,
  onFault,
})
const limits = { timeout: TIMEOUT, onFault }
type WithUrl = { readonly url?: string | undefined }
const source = ({ url = '' }: WithUrl) => (deedIn(url, 'function-') ?? policy) as typeof policy
const bypass = ({ url = '' }: WithUrl) => (deedIn(url, 'bypass-') ?? false) as boolean

const isLate = ({ url = '' }: WithUrl) => url.includes('late')

/** Gives up on what takes long, as a time limit of the app's own does. */
function giveUp(request: IncomingMessage, response: ServerResponse, next: () => void): void {
  if (isLate(request)) {
    setTimeout(() => {
      if (!response.headersSent) response.writeHead(503).end('gave up')
    }, 10)
  }
  next()
}

/** Reads the whole body, so that a client may take its time with it. */
function serve(request: IncomingMessage, response: ServerResponse): void {
  request.on('error', () => response.destroy())
  request.on('end', () => {
    if (!response.writableEnded) response.end('hello')
  })
  request.resume()
}

const withCors = cors(source, limits)
const guarded = guard(source, { ...limits, bypass })

function plain(request: IncomingMessage, response: ServerResponse): void {
  giveUp(request, response, () => {
    void withCors(request, response, () => guarded(request, response, () => serve(request, response)))
  })
}

async function onFastify(app: FastifyInstance): Promise<FastifyInstance> {
  app.addHook('onRequest', (request, reply, done) => {
    if (isLate(request)) setTimeout(() => reply.sent || reply.code(503).send('gave up'), 10)
    done()
  })
  app.addContentTypeParser('*', (_, payload, done) => {
    payload.on('end', () => done(null)).on('error', done)
    payload.resume()
  })
  await app.register(fastifyAdapter.cors, { policy: source, ...limits })
  await app.register(fastifyAdapter.guard, { policy: source, ...limits, bypass })
  app.all('/*', async () => 'hello')
  await app.ready()
  return app
}

class Routes {
  handle(request: IncomingMessage, response: ServerResponse) {
    serve(request, response)
  }
}
All('{*path}')(
  Routes.prototype,
  'handle',
  Object.getOwnPropertyDescriptor(Routes.prototype, 'handle') as PropertyDescriptor,
)
Req()(Routes.prototype, 'handle', 0)
Res()(Routes.prototype, 'handle', 1)
Controller()(Routes)
class Module_ {}
Module({ controllers: [Routes] })(Module_)

const SERVERS: Readonly<Record<string, () => Server | Http2Server | Promise<Server | Http2Server>>> = {
  node: () => createServer(plain),
  'node over HTTP/2': () => createHttp2Server(plain as never),
  connect: () => createServer(connect().use(giveUp).use(withCors).use(guarded).use(serve)),
  'express 5': () => createServer(express().use(giveUp, withCors, guarded).use(serve)),
  'express 4': () => createServer((express4 as typeof express)().use(giveUp, withCors, guarded).use(serve)),
  koa: () => createServer(koaApp().callback()),
  'koa over HTTP/2': () => createHttp2Server(koaApp().callback() as never),
  fastify: async () => (await onFastify(fastify())).server,
  'fastify over HTTP/2': async () =>
    (await onFastify(fastify({ http2: true }) as unknown as FastifyInstance)).server as unknown as Http2Server,
  'nest on Express': async () => {
    const app = await NestFactory.create(Module_, { logger: false, bodyParser: false })
    app.use(giveUp).use(withCors).use(guarded)
    await app.init()
    return app.getHttpServer()
  },
  'nest on Fastify': async () => {
    const app = await NestFactory.create<NestFastifyApplication>(fastifyModule(), new FastifyAdapter(), {
      logger: false,
    })
    app.use(giveUp).use(withCors).use(guarded)
    await app.init()
    await app.getHttpAdapter().getInstance().ready()
    return app.getHttpServer()
  },
}

/** Nest on Fastify hands out Fastify's own objects. */
function fastifyModule(): object {
  class Answers {
    handle() {
      return 'hello'
    }
  }
  const method = Object.getOwnPropertyDescriptor(Answers.prototype, 'handle') as PropertyDescriptor
  All('*')(Answers.prototype, 'handle', method)
  Controller()(Answers)
  class App {}
  Module({ controllers: [Answers] })(App)
  return App
}

function koaApp(): Koa {
  const app = new Koa()
  app.silent = true
  app.use(
    (context, next) =>
      new Promise((resolve, reject) => giveUp(context.req, context.res, () => next().then(resolve, reject))),
  )
  app
    .use(koaAdapter.cors<Koa.Context>(source, limits))
    .use(koaAdapter.guard<Koa.Context>(source, { ...limits, bypass }))
  app.use(async (context) => {
    context.req.resume()
    await new Promise((resolve) => context.req.on('close', resolve).on('end', resolve).on('error', resolve))
    context.body = 'hello'
  })
  return app
}

let unhandled: string[] = []
process.on('unhandledRejection', (reason) => unhandled.push(String((reason as Error)?.stack ?? reason)))

const server = (await SERVERS[process.argv[2] ?? '']?.()) as Server
const sockets = new Set<Socket>()
server.on('connection', (socket: Socket) => {
  sockets.add(socket)
  socket.on('close', () => sockets.delete(socket))
})
// A web socket, as far as its client can see.
const guardedUpgrade = guardUpgrade(source, { ...limits, bypass })
server.on('upgrade', (request, socket) => {
  void guardedUpgrade(request, socket, () => {
    socket.on('error', () => {}).on('end', () => socket.end())
    socket.resume()
    socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n')
  })
})
process.on('message', () => {
  process.send?.({ sockets: sockets.size, unhandled, faults })
  unhandled = []
})
server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }))
