import 'reflect-metadata'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { All, Controller, Module, NotFoundException, Param, Req, Res } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { cors } from './nest.ts'
import { describeBehaviour } from './testing/behaviour.ts'
import { FASTIFY_HANDLERS } from './testing/fastify-routes.ts'
import type { Harness } from './testing/harness.ts'
import { NODE_HANDLERS } from './testing/node-routes.ts'

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

const onExpress: Harness = {
  async start(mounts) {
    const module = moduleWith((route, request: IncomingMessage, response: ServerResponse) => {
      const handler = NODE_HANDLERS[route]
      if (handler === undefined) throw new NotFoundException()
      return handler(request, response)
    })
    const app = await NestFactory.create(module, { logger: false })
    for (const [path, source] of Object.entries(mounts)) app.use(path, cors(source))
    await app.listen(0, '127.0.0.1')
    return { url: await app.getUrl(), close: () => app.close() }
  },
}

const onFastify: Harness = {
  async start(mounts) {
    const module = moduleWith((route, request: FastifyRequest, reply: FastifyReply) => {
      const handler = FASTIFY_HANDLERS[route]
      if (handler === undefined) throw new NotFoundException()
      return handler(request, reply)
    })
    const adapter = new FastifyAdapter({ forceCloseConnections: true })
    const app = await NestFactory.create<NestFastifyApplication>(module, adapter, { logger: false })
    for (const [path, source] of Object.entries(mounts)) {
      if (path === '/') app.use(cors(source))
      else app.use(path, cors(source))
    }
    await app.listen(0, '127.0.0.1')
    return { url: await app.getUrl(), close: () => app.close() }
  },
}

describeBehaviour('nest on Express', onExpress)
describeBehaviour('nest on Fastify', onFastify)
