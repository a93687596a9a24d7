/**
 * Stacks as the middlewares give them, measured with cors 2.8.6 (Express 5, and without it), @fastify/cors 11,
 * @koa/cors 5 and hono 4.
 */
import { expect, test } from 'vitest'
import { explain } from '../explain.ts'
import { readInput } from '../read-input.ts'

const REFUSALS: Readonly<Record<string, string>> = {
  'the callback of cors': `Error: own words
    at origin (file:///srv/app/main.js:7:45)
    at /srv/app/node_modules/cors/lib/index.js:219:13
    at optionsCallback (/srv/app/node_modules/cors/lib/index.js:199:9)`,
  'a helper of the callback': `Error: own words
    at refuse (/srv/app/refuse.js:2:9)
    at origin (file:///srv/app/main.js:7:45)
    at /srv/app/node_modules/cors/lib/index.js:219:13`,
  'the options of cors': `Error: own words
    at file:///srv/app/main.js:10:30
    at corsMiddleware (/srv/app/node_modules/cors/lib/index.js:204:7)
    at Layer.handleRequest (/srv/app/node_modules/router/lib/layer.js:169:33)`,
  '@fastify/cors': `Error: own words
    at Object.origin (file:///srv/app/main.js:19:52)
    at /srv/app/node_modules/@fastify/cors/index.js:270:27
    at addCorsHeadersHandler (/srv/app/node_modules/@fastify/cors/index.js:170:3)`,
  '@koa/cors': `Error: own words
    at Object.origin (file:///srv/app/main.js:27:53)
    at cors (/srv/app/node_modules/@koa/cors/index.js:62:30)
    at dispatch (/srv/app/node_modules/koa-compose/index.js:47:32)`,
  'ctx.throw of Koa': `ForbiddenError: own words
    at Object.throw (/srv/app/node_modules/koa/lib/context.js:96:11)
    at Object.origin (file:///srv/app/main.js:27:112)
    at cors (/srv/app/node_modules/@koa/cors/index.js:62:30)`,
  hono: `Error: own words
    at file:///srv/app/main.js:30:53
    at cors (/srv/app/node_modules/hono/dist/cjs/middleware/cors/index.js:78:29)
    at dispatch (/srv/app/node_modules/hono/dist/cjs/compose.js:36:17)`,
}

test.each(Object.entries(REFUSALS))('%s refuses, in whatever words', (_, stack) => {
  const read = readInput(stack)
  if ('why' in read) throw new Error(read.why)
  const [failure, ...others] = explain(read).failures
  expect(others).toEqual([])
  expect(failure?.causes.map(({ id }) => id)).toEqual(['origin-refused-by-server'])
  // What the error says may be anything, also a secret.
  expect(failure?.causes[0]?.evidence).toEqual([expect.stringMatching(/^at .*main\.js.*\.js:\d+:\d+\)?$/)])
})

const LATER: Readonly<Record<string, string>> = {
  'a route of Express': `Error: later
    at file:///srv/app/main.js:13:82
    at Layer.handleRequest (/srv/app/node_modules/router/lib/layer.js:169:33)
    at next (/srv/app/node_modules/router/lib/route.js:163:13)
    at cors (/srv/app/node_modules/cors/lib/index.js:188:7)`,
  'what stands behind cors without a framework': `Error: later
    at file:///srv/app/main.js:16:71
    at cors (/srv/app/node_modules/cors/lib/index.js:188:7)
    at /srv/app/node_modules/cors/lib/index.js:224:17
    at origin (file:///srv/app/main.js:15:68)
    at /srv/app/node_modules/cors/lib/index.js:219:13`,
  'a route of Fastify': `Error: later
    at Object.<anonymous> (file:///srv/app/main.js:25:95)
    at preHandlerCallbackInner (/srv/app/node_modules/fastify/lib/handle-request.js:190:24)
    at /srv/app/node_modules/@fastify/cors/index.js:215:12`,
  'a route of Koa': `Error: later
    at file:///srv/app/main.js:28:114
    at dispatch (/srv/app/node_modules/koa-compose/index.js:47:32)
    at cors (/srv/app/node_modules/@koa/cors/index.js:109:22)`,
  'a route of hono': `Error: later
    at file:///srv/app/main.js:31:142
    at dispatch (/srv/app/node_modules/hono/dist/cjs/compose.js:36:17)
    at cors (/srv/app/node_modules/hono/dist/cjs/middleware/cors/index.js:104:9)`,
}

test.each(Object.entries(LATER))(
  'an error of %s is not a refusal, although the middleware is in its stack',
  (_, stack) => {
    expect(readInput(stack)).toEqual({ why: expect.any(String) })
  },
)

test.each(Object.entries(REFUSALS))('%s: a mistake in the function is told as one', (_, stack) => {
  const mistake = stack.replace(
    /^\w+: own words/,
    "TypeError: Cannot read properties of undefined (reading 'endsWith')",
  )
  expect(readInput(mistake)).toEqual({ why: expect.stringContaining('a mistake in the function') })
})
