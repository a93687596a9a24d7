// Requests a second over loopback, beside the same server without any middleware.  npm run bench -- loopback
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import fastifyCors from '@fastify/cors'
import koaCors from '@koa/cors'
import corsPackage from 'cors'
import { cors as corskitFastify } from 'corskit/fastify'
import { cors as corskitKoa } from 'corskit/koa'
import { cors as corskitNode } from 'corskit/node'
import fastify from 'fastify'
import Koa from 'koa'
import { Pool } from 'undici'
import { machine, measure } from './measure.ts'
import { POLICY } from './server-scenarios.ts'

const ORIGIN = 'https://app.example.com'
const OPTIONS = { origin: [ORIGIN], methods: [...POLICY.methods], allowedHeaders: [...POLICY.allowedHeaders] }
/** Requests under way at once. */
const CONNECTIONS = 16

const hello: RequestListener = (_request, response) => void response.end('ok')

/** The least that is right for an actual request, in each server's own words: one look-up, two headers. What it leaves of the throughput can be had. */
const BY_HAND = 'by hand'
const ALLOWED = new Set([ORIGIN])

async function fastifyWith(plugin?: unknown): Promise<RequestListener> {
  const app = fastify()
  if (plugin === BY_HAND) {
    app.addHook('onRequest', ({ headers: { origin = '' } }, reply, done) => {
      reply.header('vary', 'Origin')
      if (ALLOWED.has(origin)) reply.header('access-control-allow-origin', origin)
      done()
    })
  } else if (plugin !== undefined) await app.register(plugin as typeof fastifyCors, OPTIONS)
  app.get('/', () => 'ok')
  await app.ready()
  return (request, response) => app.routing(request, response)
}

function koaWith(middleware?: Koa.Middleware): RequestListener {
  const app = new Koa()
  if (middleware !== undefined) app.use(middleware)
  app.use((context) => {
    context.body = 'ok'
  })
  return app.callback()
}

const withCorskit = corskitNode(OPTIONS)
const withCors = corsPackage(OPTIONS)
const GROUPS: Readonly<Record<string, Readonly<Record<string, RequestListener>>>> = {
  'node:http': {
    nothing: hello,
    [BY_HAND]: (request, response) => {
      const { origin = '' } = request.headers
      response.setHeader('Vary', 'Origin')
      if (ALLOWED.has(origin)) response.setHeader('Access-Control-Allow-Origin', origin)
      hello(request, response)
    },
    corskit: (request, response) => void withCorskit(request, response, () => hello(request, response)),
    cors: (request, response) => withCors(request, response, () => hello(request, response)),
  },
  Fastify: {
    nothing: await fastifyWith(),
    [BY_HAND]: await fastifyWith(BY_HAND),
    corskit: await fastifyWith(corskitFastify),
    '@fastify/cors': await fastifyWith(fastifyCors),
  },
  Koa: {
    nothing: koaWith(),
    [BY_HAND]: koaWith((context, next) => {
      const { origin = '' } = context.req.headers
      context.set('Vary', 'Origin')
      if (ALLOWED.has(origin)) context.set('Access-Control-Allow-Origin', origin)
      return next()
    }),
    corskit: koaWith(corskitKoa(OPTIONS) as Koa.Middleware),
    '@koa/cors': koaWith(koaCors({ origin: ORIGIN })),
  },
}

console.log(machine())
console.log('\n| server | middleware | requests a second | of none |\n|---|---|---:|---:|')
for (const [server, listeners] of Object.entries(GROUPS)) {
  const opened: { name: string; server: Server; pool: Pool }[] = []
  for (const [name, listener] of Object.entries(listeners)) {
    const http = createServer(listener)
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
    const pool = new Pool(`http://127.0.0.1:${(http.address() as AddressInfo).port}`, { connections: CONNECTIONS })
    opened.push({ name, server: http, pool })
  }
  const measured = await measure(
    opened.map(({ name, pool }) => ({
      name,
      run: async (times) => {
        const worker = async () => {
          for (let i = 0; i < times / CONNECTIONS; i++) {
            const { body } = await pool.request({ path: '/', method: 'GET', headers: { origin: ORIGIN } })
            await body.dump()
          }
        }
        await Promise.all(Array.from({ length: CONNECTIONS }, worker))
      },
    })),
    3_200,
    40,
  )
  const [none] = measured
  for (const { name, nanoseconds } of measured) {
    const share = ((none?.nanoseconds ?? nanoseconds) / nanoseconds) * 100
    console.log(
      `| ${server} | ${name} | ${Math.round(1e9 / nanoseconds).toLocaleString('en')} | ${share.toFixed(0)} % |`,
    )
  }
  for (const { server: http, pool } of opened) {
    await pool.close()
    http.close()
  }
}
