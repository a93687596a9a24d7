/** An app that drops an answer, or empties its headers, has taken the headers of the old middleware away with it. */
import { describe, expect, test } from 'vitest'
import { migrationOf } from '../testing/migrate-files.ts'

const HONO =
  "import { Hono } from 'hono'\nimport { cors } from 'hono/cors'\nconst app = new Hono()\napp.use(cors({ origin: ['https://app.example.com'] }))\n"
const EXPRESS =
  "import cors from 'cors'\nimport express from 'express'\nconst app = express()\napp.use(cors({ origin: 'https://app.example.com' }))\n"
const KOA =
  "import cors from '@koa/cors'\nimport Koa from 'koa'\nconst app = new Koa()\napp.use(cors({ origin: 'https://app.example.com' }))\n"
const FASTIFY =
  "import cors from '@fastify/cors'\nimport Fastify from 'fastify'\nconst app = Fastify()\napp.register(cors, { origin: 'https://app.example.com', methods: 'PUT' })\n"

const NEXT = 'c.res = new Response("clean")'
const DROPS = [
  'c.res = undefined',
  'c.res = null',
  'c.res = void 0',
  'c.res = undefined!',
  'c.res = undefined as any',
  'c.res = <any>undefined',
  '(c as any).res = undefined',
  '(c.res as any) = undefined',
  "c['res'] = undefined",
  'c.res = isNew ? undefined : c.res',
  'c.res = isOld && undefined',
  'let none; c.res = none',
  'const none = undefined; c.res = none',
  'const context = c; context.res = undefined',
  'Object.assign(c, { res: undefined })',
  "Reflect.set(c, 'res', undefined)",
  '[...c.res.headers.keys()].forEach((name) => c.res.headers.delete(name))',
  'for (const name of c.res.headers.keys()) c.res.headers.delete(name)',
  'for (const [name] of [...c.res.headers]) c.header(name, undefined)',
]

describe('of Hono', () => {
  test.each([...DROPS, 'for (const [name] of [...c.res.headers]) c.header(name)'])('%s', async (text) => {
    const use = `app.use('/y', async (c, next) => { await next(); ${text}; ${NEXT} })\n`
    expect((await migrationOf({ 'server.ts': HONO + use })).moved).toEqual([])
  })

  test.each(DROPS)('in another file: %s', async (text) => {
    const { moved } = await migrationOf({
      'server.ts': `import { clean } from './clean'\n${HONO}app.use('/y', clean)\n`,
      'clean.ts': `export const clean = async (c, next) => { await next(); ${text}; ${NEXT} }\n`,
    })
    expect(moved).toEqual([])
  })

  test.each([
    // Hono copies the headers of the answer before it.
    NEXT,
    'c.res = new Response(c.res.body, c.res)',
    'const state = { res: null }; state.res = null',
    'if (c.res === undefined) return',
    "c.res.headers.delete('x-powered-by')",
  ])('not: %s', async (text) => {
    const use = `app.use('/y', async (c, next) => { await next(); ${text} })\n`
    expect((await migrationOf({ 'server.ts': HONO + use })).moved).toEqual(['server.ts'])
  })
})

describe('of the others', () => {
  test.each([
    [EXPRESS, 'app.use((q, res, next) => { res._headers = {}; next() })'],
    [EXPRESS, 'app.use((q, res, next) => { for (const name of res.getHeaderNames()) res.removeHeader(name); next() })'],
    [
      EXPRESS,
      'app.use((q, res, next) => { Object.keys(res.getHeaders()).map((name) => res.removeHeader(name)); next() })',
    ],
    [EXPRESS, 'app.use((q, res, next) => { res.getHeaderNames().forEach(res.removeHeader, res); next() })'],
    [EXPRESS, 'app.use((q, res, next) => { res.getHeaderNames().forEach(res.removeHeader.bind(res)); next() })'],
    [
      EXPRESS,
      'app.use((q, res, next) => { const all = res.getHeaders(); for (const name in all) res.removeHeader(name); next() })',
    ],
    [
      KOA,
      'app.use(async (ctx, next) => { await next(); for (const name of ctx.res.getHeaderNames()) ctx.remove(name) })',
    ],
    [
      KOA,
      'app.use(async (ctx, next) => { await next(); for (const name of Object.keys(ctx.response.headers)) ctx.res.removeHeader(name) })',
    ],
    [
      KOA,
      'app.use(async (ctx, next) => { await next(); for (const name in ctx.response.header) ctx.response.remove(name) })',
    ],
    [
      KOA,
      'app.use(async (ctx, next) => { await next(); ctx.res.getHeaderNames().forEach((name) => ctx.res.removeHeader(name)) })',
    ],
    [
      FASTIFY,
      "app.addHook('onSend', async (request, reply) => { for (const name of Object.keys(reply.getHeaders())) reply.removeHeader(name) })",
    ],
    [
      FASTIFY,
      "app.addHook('onSend', async (request, reply) => { for (const name in reply.getHeaders()) reply.removeHeader(name) })",
    ],
    [
      FASTIFY,
      "app.addHook('onSend', async (request, reply) => { Object.entries(reply.getHeaders()).forEach(([name]) => reply.removeHeader(name)) })",
    ],
    [
      FASTIFY,
      "app.addHook('onSend', async (request, reply) => { for (const [name] of Object.entries(reply.getHeaders())) reply.removeHeader(name) })",
    ],
  ])('%s%s', async (app, use) => {
    expect((await migrationOf({ 'server.js': `${app}${use}\n` })).moved).toEqual([])
  })
})
