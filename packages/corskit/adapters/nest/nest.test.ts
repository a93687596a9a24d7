import 'reflect-metadata'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { All, Controller, type INestApplication, Module, NotFoundException, Param, Req, Res } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { expect, test } from 'vitest'
import { cors as fastifyCors } from '../fastify/fastify.ts'
import { describeBehaviour } from '../testing/behaviour.ts'
import { FASTIFY_HANDLERS } from '../testing/fastify-routes.ts'
import { type Harness, isWebhook } from '../testing/harness.ts'
import { send } from '../testing/http-client.ts'
import { NODE_HANDLERS } from '../testing/node-routes.ts'
import { cors, guard } from './nest.ts'

/** A controller for `/hello`, `/a/hello` and so on. Its decorators are called by hand: the sources hold no syntax that Node cannot strip. */
function moduleWith(handle: (route: string, request: never, response: never) => unknown): object {
  class Routes {
    handle(request: never, response: never, route: string): unknown {
      return handle(route, request, response)
    }
  }
  const method = Object.getOwnPropertyDescriptor(Routes.prototype, 'handle') as PropertyDescriptor
  All([':route', 'a/:route', 'b/:route'])(Routes.prototype, 'handle', method)
  Req()(Routes.prototype, 'handle', 0)
  Res()(Routes.prototype, 'handle', 1)
  Param('route')(Routes.prototype, 'handle', 2)
  Controller()(Routes)
  class App {}
  Module({ controllers: [Routes] })(App)
  return App
}

const expressModule = moduleWith((route, request: IncomingMessage, response: ServerResponse) => {
  const handler = NODE_HANDLERS[route]
  if (handler === undefined) throw new NotFoundException()
  return handler(request, response)
})

const fastifyModule = moduleWith((route, request: FastifyRequest, reply: FastifyReply) => {
  const handler = FASTIFY_HANDLERS[route]
  if (handler === undefined) throw new NotFoundException()
  return handler(request, reply)
})

function harnessOf(createApp: () => Promise<INestApplication>): Harness {
  const serve = async (app: INestApplication) => {
    await app.listen(0, '127.0.0.1')
    return { url: await app.getUrl(), close: () => app.close() }
  }
  return {
    async start(mounts) {
      const app = await createApp()
      for (const [path, source] of Object.entries(mounts)) {
        if (path === '/') app.use(cors(source))
        else app.use(path, cors(source))
      }
      return serve(app)
    },
    async startGuarded(policy) {
      const app = await createApp()
      app.use(cors(policy)).use(guard(policy, { bypass: ({ url }) => isWebhook(url) }))
      return serve(app)
    },
  }
}

const onFastify = () =>
  NestFactory.create<NestFastifyApplication>(fastifyModule, new FastifyAdapter({ forceCloseConnections: true }), {
    logger: false,
  })

describeBehaviour(
  'nest on Express',
  harnessOf(() => NestFactory.create(expressModule, { logger: false })),
)
describeBehaviour('nest on Fastify', { ...harnessOf(onFastify), preflightsAreOuter: true })

test.each(['use, register', 'register, use'])('on Fastify, with a cors of Fastify’s beside: %s', async (order) => {
  const app = await onFastify()
  const [used, registered] = ['https://used.example', 'https://registered.example']
  if (order === 'use, register') app.use(cors({ origin: used }))
  await app.register(fastifyCors as never, { origin: registered } as never)
  if (order === 'register, use') app.use(cors({ origin: used }))
  await app.listen(0, '127.0.0.1')
  const url = await app.getUrl()
  const allowed = []
  for (const origin of [used, registered]) {
    const response = await send(url, { path: '/hello', headers: [['origin', origin]] })
    allowed.push(response.status, response.header('access-control-allow-origin'))
  }
  await app.close()
  // Nest calls its middleware before the hooks of Fastify's plugins, whatever comes first in the program.
  expect(allowed).toEqual([200, null, 200, registered])
})
