import { simulateFetch } from 'corskit/browser'
import fc from 'fast-check'
import { afterAll, expect, test, vi } from 'vitest'
import { runs } from '../../../testing/property-runs.ts'
import { migrateSource } from './migrate-source.ts'
import { growth } from './testing/growing-lists.ts'
import {
  ADMIN,
  APP,
  byHand,
  ENVIRONMENT,
  EVIL,
  ORIGINS,
  otherOptions,
  POSTLUDE,
  PRELUDE,
} from './testing/program-parts.ts'
import { type RunningProgram, runProgram } from './testing/run-program.ts'

for (const [name, value] of Object.entries(ENVIRONMENT)) vi.stubEnv(name, value)
afterAll(() => vi.unstubAllEnvs())

const SAME = { methods: 'methods', headers: 'allowedHeaders', exposed: 'exposedHeaders', texts: true }
const ALLOW = { methods: 'allowMethods', headers: 'allowHeaders', exposed: 'exposeHeaders', texts: true }

const optionsOf = (origin: fc.Arbitrary<string>, names: typeof SAME) =>
  fc
    .tuple(fc.option(origin, { freq: 10 }), otherOptions(names))
    .map(([origin, others]) => `{ ${[...(origin === null ? [] : [`origin: ${origin}`]), ...others].join(', ')} }`)

const fixed = fc.constantFrom('', `{ origin: '${ADMIN}' }`, `{ origin: '${APP}', credentials: true }`)

const EXPRESS_LAYOUTS: readonly ((one: string, two: string) => string)[] = [
  (one) => `app.use(cors(${one}))`,
  (one) => `const options = ${one}\napp.use(cors(options))\napp.options('/x', cors(options))`,
  (one) => `const options = ${one}\napp.options('/x', cors(options))\napp.use('/x', cors(options))`,
  (one) => `app.use((request, response, next) => cors(${one})(request, response, next))`,
  (one, two) => `app.options('/x', cors(${two}))\napp.use(cors(${one}))`,
  (one, two) => `app.use(cors(${one}))\napp.options('/x', cors(${two}))`,
  (one, two) => `app.get('/x', cors(${one}))\napp.options('/x', cors(${two}))`,
  (one, two) => `app.use(cors(${one}))\napp.use('/x', cors(${two}))`,
  (one) =>
    `app.use(cors(${one}))\napp.use((request, response, next) => { response.header('Access-Control-Allow-Origin', '*'); next() })`,
  (one) => `const base = { credentials: true }\napp.use(cors({ ...base, ...${one} }))`,
  (one) => `const middleware = cors(${one})\napp.use(middleware)`,
]

const express = (version: string) =>
  fc
    .tuple(
      fc.constantFrom(...EXPRESS_LAYOUTS, ...Array(12).fill(EXPRESS_LAYOUTS[0])),
      optionsOf(ORIGINS.callback, SAME),
      fixed,
      byHand([
        'response.removeHeader(NAME)',
        'response.set(NAME, VALUE)',
        'for (const name of [NAME]) response.removeHeader(name)',
        '[NAME].forEach((name) => response.removeHeader(name))',
      ]),
      growth,
    )
    .map(
      ([layout, one, two, hand, grown]) => `const express = require('${version}')
const cors = require('cors')
${PRELUDE}
const app = express()
${layout(one, two)}
${POSTLUDE}
${grown}
app.all('/x', (request, response) => { ${hand}; response.set('X-Total', '3').set('ETag', '1').json([]) })
return app`,
    )

const FASTIFY = fc
  .tuple(
    optionsOf(ORIGINS.promise, SAME),
    fc.boolean(),
    byHand(['reply.removeHeader(NAME)', 'reply.raw.removeHeader(NAME)', 'reply.header(NAME, VALUE)']),
    growth,
  )
  .map(([options, isNamed, hand, grown]) => {
    const register = isNamed
      ? `const options = ${options}\napp.register(cors, options)`
      : `app.register(cors, ${options})`
    return `const cors = require('@fastify/cors')
${PRELUDE}
const app = require('fastify')()
${register}
${POSTLUDE}
${grown}
app.route({ method: ['GET', 'POST', 'PUT', 'DELETE', 'PATCH'], url: '/x', handler: (request, reply) => { ${hand}; reply.header('X-Total', '3').header('ETag', '1').send([]) } })
return app.ready().then(() => (request, response) => app.routing(request, response))`
  })

const KOA = fc
  .tuple(
    optionsOf(ORIGINS['header-of-context'], ALLOW),
    byHand(['ctx.remove(NAME)', 'ctx.response.remove(NAME)', 'ctx.set(NAME, VALUE)', 'ctx.res.removeHeader(NAME)']),
    growth,
  )
  .map(
    ([options, hand, grown]) => `const Koa = require('koa')
const cors = require('@koa/cors')
${PRELUDE}
const app = new Koa()
app.silent = true
app.use(cors(${options}))
${POSTLUDE}
${grown}
app.use((ctx) => { ${hand}; ctx.set('X-Total', '3'); ctx.set('ETag', '1'); ctx.body = [] })
return app.callback()`,
  )

const HONO = fc
  .tuple(
    optionsOf(ORIGINS['header-of-origin'], { ...ALLOW, texts: false }),
    byHand(['c.header(NAME, undefined)', 'c.header(NAME)', 'c.res.headers.delete(NAME)', 'c.header(NAME, VALUE)']),
    growth,
  )
  .map(
    ([options, hand, grown]) => `const { Hono } = require('hono')
const { cors } = require('hono/cors')
${PRELUDE}
const app = new Hono()
app.use('*', cors(${options}))
${POSTLUDE}
${grown}
app.all('/x', (c) => { ${hand}; c.header('X-Total', '3'); c.header('ETag', '1'); return c.json([]) })
return app`,
  )

const request = fc.record({
  origin: fc.constantFrom(
    APP,
    ADMIN,
    'https://evil.test',
    'https://evilexample.com',
    'https://other.example.com',
    'http://localhost:3000',
    'null',
  ),
  method: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'PATCH'),
  headers: fc.constantFrom<Record<string, string>>(
    {},
    { 'x-a': '1' },
    { authorization: 'x' },
    { 'x-b': '1', 'content-type': 'text/xml' },
  ),
  credentials: fc.constantFrom('omit' as const, 'include' as const),
})

async function seen(program: RunningProgram, call: typeof request extends fc.Arbitrary<infer T> ? T : never) {
  const outcome = await simulateFetch({ ...call, url: 'https://api.example.net/x' }, ({ method, headers }) =>
    program.answer(method, Object.fromEntries(headers)),
  )
  const headers = outcome.response?.headers.filter(([name]) => name === 'x-total' || name === 'etag')
  return outcome.verdict === 'allowed'
    ? { allowed: true, headers: headers?.map(([name]) => name).sort() }
    : { allowed: false }
}

/** What `Access-Control-Allow-Origin` says to a site that no program names. */
const sentTo = async (origin: string, program: RunningProgram) =>
  (await program.answer('GET', { origin })).headers.find(([name]) => /^access-control-allow-origin$/i.test(name))?.[1]

test.each([
  ['Express 5', express('express'), 8],
  ['Express 4', express('express4'), 16],
  ['Fastify', FASTIFY, 8],
  ['Koa', KOA, 4],
  ['Hono', HONO, 2],
])(
  '%s: the same pages are allowed before and after, and no stranger; or the program is left with a decision',
  { timeout: 600_000 },
  async (_, program, share) => {
    let moved = 0
    await fc.assert(
      fc.asyncProperty(program, fc.array(request, { minLength: 4, maxLength: 8 }), async (before, requests) => {
        const { text, decisions } = migrateSource('a.cjs', before)
        if (decisions.length > 0) {
          expect(text).toBe(before)
          return
        }
        moved++
        expect(text).not.toBe(before)
        // A value that is only known when the app runs may be refused at start, and the app says so.
        const now = await runProgram(text).catch((error: unknown) => {
          if ((error as Error).name === 'PolicyError') return null
          throw error
        })
        if (now === null) return
        // One that is made for each request is refused for each request.
        if (/=> cors\(/.test(text) && (await now.answer('GET', {})).status === 500) return now.stop()
        const old = await runProgram(before)
        try {
          for (const stranger of [EVIL, 'https://evilexample.com'])
            expect(await sentTo(stranger, now), text).not.toBe(stranger)
          for (const call of requests) expect(await seen(now, call), text).toEqual(await seen(old, call))
        } finally {
          await Promise.all([old.stop(), now.stop()])
        }
      }),
      // Each run starts two servers and sends requests to both: 5 to 20 ms.
      runs(Math.ceil(2_000 / share), Math.ceil(20_000 / share)),
    )
    expect(moved).toBeGreaterThan(5)
  },
)
