// How many preflights a real Chromium sends for one script of 12 calls, by middleware. npm run bench -- preflight-count
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import fastifyCors from '@fastify/cors'
import koaCors from '@koa/cors'
import corsPackage from 'cors'
import corser from 'corser'
import { cors as corskit } from 'corskit/node'
import fastify from 'fastify'
import Koa from 'koa'
import { chromium } from 'playwright-core'
import { CHROMIUM_FLAGS } from '../testing/chromium-flags.ts'

const CHROMIUM = '/usr/bin/chromium'

/** One URL, as a page edits a thing: every method, with and without a header of its own, and then all over again. */
const CALLS = [
  { method: 'GET', headers: {} },
  { method: 'PUT', headers: { 'content-type': 'application/json' } },
  { method: 'PUT', headers: { 'content-type': 'application/json', 'x-request-id': '1' } },
  { method: 'DELETE', headers: {} },
  { method: 'DELETE', headers: { 'x-request-id': '2' } },
  { method: 'POST', headers: { 'content-type': 'application/json' } },
  { method: 'GET', headers: { 'x-request-id': '3' } },
  { method: 'PATCH', headers: { 'content-type': 'application/json' } },
  { method: 'PUT', headers: { 'content-type': 'application/json' } },
  { method: 'DELETE', headers: {} },
  { method: 'GET', headers: { authorization: 'Bearer x' } },
  { method: 'PATCH', headers: { 'content-type': 'application/json', authorization: 'Bearer x' } },
]
const METHODS = ['PUT', 'PATCH', 'DELETE']
const HEADERS = ['content-type', 'x-request-id', 'authorization']
const MAX_AGE = 7200

async function serve(
  listener: RequestListener,
): Promise<{ origin: string; close: () => void; preflights: () => number }> {
  let preflights = 0
  const server = createServer((request, response) => {
    if (request.method === 'OPTIONS') preflights++
    listener(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const close = () => {
    server.closeAllConnections()
    server.close()
  }
  return { origin, close, preflights: () => preflights }
}

const page = await serve((_request, response) =>
  response.setHeader('content-type', 'text/html').end('<!doctype html><link rel=icon href=data:,>'),
)
const hello: RequestListener = (_request, response) => void response.end('ok')
type Middleware = (request: unknown, response: unknown, next: () => void) => unknown
const before =
  (middleware: unknown): RequestListener =>
  (request, response) =>
    void (middleware as Middleware)(request, response, () => hello(request, response))

async function peers(origin: string): Promise<Record<string, RequestListener>> {
  const app = fastify()
  await app.register(fastifyCors, { origin: [origin], methods: METHODS, allowedHeaders: HEADERS, maxAge: MAX_AGE })
  app.all('/', () => 'ok')
  await app.ready()
  const koa = new Koa().use(koaCors({ origin, allowMethods: METHODS, allowHeaders: HEADERS, maxAge: MAX_AGE }))
  koa.use((context) => {
    context.body = 'ok'
  })
  return {
    corskit: before(corskit({ origin, methods: METHODS, allowedHeaders: HEADERS, maxAge: MAX_AGE })),
    "corskit, allowedHeaders: '*'": before(
      corskit({ origin, methods: METHODS, allowedHeaders: ['*', 'authorization'], maxAge: MAX_AGE }),
    ),
    cors: before(corsPackage({ origin, methods: METHODS, allowedHeaders: HEADERS, maxAge: MAX_AGE })),
    'cors, headers by default': before(corsPackage({ origin, methods: METHODS, maxAge: MAX_AGE })),
    '@fastify/cors': (request, response) => app.routing(request, response),
    '@koa/cors': koa.callback(),
    corser: before(
      corser.create({
        origins: [origin],
        methods: [...METHODS, 'GET', 'POST'],
        requestHeaders: HEADERS,
        maxAge: MAX_AGE,
      } as Parameters<typeof corser.create>[0]),
    ),
  }
}

const browser = await chromium.launch({ executablePath: CHROMIUM, args: CHROMIUM_FLAGS })
console.log(
  `Chromium ${browser.version()}, ${CALLS.length} calls\n\n| middleware | preflights | calls that failed |\n|---|---:|---:|`,
)
for (const [name, listener] of Object.entries(await peers(page.origin))) {
  const api = await serve(listener)
  const context = await browser.newContext()
  const tab = await context.newPage()
  await tab.goto(page.origin)
  const failed = await tab.evaluate(
    async ({ url, calls }) => {
      let count = 0
      for (const call of calls) {
        const body = call.method === 'GET' || call.method === 'DELETE' ? {} : { body: '{}' }
        await fetch(url, { ...call, ...body } as RequestInit).catch(() => count++)
      }
      return count
    },
    { url: `${api.origin}/`, calls: CALLS },
  )
  console.log(`| ${name} | ${api.preflights()} | ${failed} |`)
  await context.close()
  api.close()
}
await browser.close()
page.close()
