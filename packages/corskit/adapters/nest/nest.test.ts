import 'reflect-metadata'
import type { IncomingMessage, ServerResponse } from 'node:http'
import {
  All,
  Controller,
  type INestApplication,
  type MiddlewareConsumer,
  Module,
  NotFoundException,
  Param,
  Put,
  Req,
  RequestMethod,
  Res,
} from '@nestjs/common'
import type { RouteInfo } from '@nestjs/common/interfaces/index.js'
import { NestFactory } from '@nestjs/core'
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { describe, expect, test } from 'vitest'
import { cors as fastifyCors } from '../fastify/fastify.ts'
import { describeBehaviour } from '../testing/behaviour.ts'
import { FASTIFY_HANDLERS } from '../testing/fastify-routes.ts'
import { type Harness, isWebhook } from '../testing/harness.ts'
import { send } from '../testing/http-client.ts'
import { NODE_HANDLERS } from '../testing/node-routes.ts'
import { cors, guard } from './nest.ts'

/**
 * A controller for `/hello`, `/a/hello` and so on. Its decorators are called by hand: the sources hold no syntax that
 * Node cannot strip.
 */
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

describe.each([true, false])('in a module, on Fastify: %s', (isFastify) => {
  class Users {
    put() {
      return {}
    }
  }
  Put(['', 'x', 'y/:id'])(Users.prototype, 'put', Object.getOwnPropertyDescriptor(Users.prototype, 'put') as object)
  Controller('users')(Users)

  async function started(routes: string | typeof Users, excluded?: string | RouteInfo, withoutPrefix?: string[]) {
    class Part {
      configure(consumer: MiddlewareConsumer) {
        const applied = consumer.apply(cors({ origin: 'https://app.example', methods: ['PUT'] }))
        ;(excluded === undefined ? applied : applied.exclude(excluded)).forRoutes(routes)
      }
    }
    Module({ controllers: [Users] })(Part)
    const app = await (isFastify
      ? NestFactory.create(Part, new FastifyAdapter({ forceCloseConnections: true }), { logger: false })
      : NestFactory.create(Part, { logger: false }))
    if (withoutPrefix !== undefined) app.setGlobalPrefix('api', { exclude: withoutPrefix })
    await app.listen(0, '127.0.0.1')
    return { app, url: await app.getUrl() }
  }

  async function statuses(...given: Parameters<typeof started>): Promise<unknown[]> {
    const { app, url } = await started(...given)
    const found: unknown[] = []
    for (const path of ['/users', '/users/x', '/users/y/1']) {
      for (const [method, asked] of [
        ['PUT', []],
        ['OPTIONS', [['access-control-request-method', 'PUT']]],
      ] as const) {
        const response = await send(url, { method, path, headers: [['origin', 'https://app.example'], ...asked] })
        found.push([response.status, response.header('access-control-allow-origin')])
      }
    }
    await app.close()
    return found
  }
  const ANSWERED = [200, 'https://app.example']

  test('forRoutes with a path and all below it answers preflights', async () => {
    expect(await statuses('users{/*path}')).toEqual(
      Array(3)
        .fill([ANSWERED, [204, 'https://app.example']])
        .flat(),
    )
  })
  test('what exclude names with a method keeps its preflight', async () => {
    const found = await statuses('users{/*path}', { path: 'users', method: RequestMethod.PUT })
    expect(found.slice(0, 2)).toEqual([
      [200, null],
      [204, 'https://app.example'],
    ])
    expect((await statuses('users{/*path}', 'users')).slice(0, 2)).toEqual([
      [200, null],
      [404, null],
    ])
  })
  test('on routes without the global prefix, Nest calls it for their own methods only, unless it is for all', async () => {
    const of = (preflight: unknown[]) => Array(3).fill([ANSWERED, preflight]).flat()
    expect(await statuses('users{/*path}', undefined, ['users{/*path}'])).toEqual(of([404, null]))
    expect(await statuses('{*path}', undefined, ['users{/*path}'])).toEqual(of([204, 'https://app.example']))
  })
  test('malformed JSON is refused before it on Express, and behind it on Fastify', async () => {
    const { app, url } = await started('users{/*path}')
    const headers = [
      ['origin', 'https://app.example'],
      ['content-type', 'application/json'],
      ['content-length', '4'],
    ] as const
    const { status, header } = await send(url, { method: 'PUT', path: '/users', headers, body: '{bad' })
    expect([status, header('access-control-allow-origin')]).toEqual([400, isFastify ? 'https://app.example' : null])
    await app.close()
  })
  test('forRoutes with a controller, whose methods Nest hangs it on, does not', async () => {
    expect(await statuses(Users)).toEqual(
      Array(3)
        .fill([ANSWERED, [404, null]])
        .flat(),
    )
  })
})
