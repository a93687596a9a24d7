/** Code of Hono that looks at the headers of the old middleware is not moved beside: the new one sets them later. */
import { describe, expect, test } from 'vitest'
import { migrationOf } from '../testing/migrate-files.ts'

const HONO =
  "import { Hono } from 'hono'\nimport { cors } from 'hono/cors'\nconst app = new Hono()\napp.use(cors({ origin: 'https://a.example' }))\n"
const LEFT = { decisions: ['two-layers'], moved: [] }

describe('a middleware or a handler that asks', () => {
  test.each([
    "app.use(async (c, next) => { if (!c.res.headers.has('access-control-allow-origin')) return c.text('no', 403); await next() })",
    "app.get('/', (c) => (c.res.headers.get('Access-Control-Allow-Origin') ? c.json({}) : c.json({}, 403)))",
    "app.get('/', (c) => { const { headers } = c.res; if (headers.get('access-control-allow-origin') !== 'x') throw new Error('no'); return c.text('x') })",
    "const NAME = 'access-control-allow-credentials'\napp.get('/', ({ res, text }) => text(res.headers.get(NAME) ?? ''))",
    "app.get('/', (ctx) => { const { res } = ctx; return ctx.text(String(res.headers.has('Access-Control-Expose-Headers'))) })",
    "app.get('/', (c) => c.json(Object.fromEntries(c.res.headers)['access-control-allow-origin'] ?? null))",
    "app.use(async (c, next) => { let open = false; c.res.headers.forEach((value, name) => { if (name.startsWith('access-control')) open = true }); if (!open) return c.text('no', 403); await next() })",
    "app.get('/', (c) => c.text(String([...c.res.headers.keys()].some((name) => name.startsWith('access-control-')))))",
    "app.get('/', (c) => { for (const [name] of c.res.headers) if (/^access-control-/i.test(name)) return c.text('x'); return c.text('no', 403) })",
    "app.get('/', (c) => c.text([...c.res.headers].length > 0 ? 'x' : 'no'))",
    "import { hasCors } from './has-cors.js'\napp.get('/', (c) => c.text(String(hasCors(c.res.headers))))",
    "app.get('/', (c) => { const { headers } = c.res; return c.text(String(isOpen(headers))) })",
    "app.get('/', (c) => { const headers = c.res.headers; const all = Object.fromEntries(headers); return c.json(all) })",
    "app.get('/', (c) => c.text(String(c.res.headers.has(process.env.NAME))))",
  ])('%s', async (use) => {
    expect(await migrationOf({ 'server.js': HONO + use })).toEqual(LEFT)
  })

  test('in another file of the package', async () => {
    const files = {
      'server.js': `import { check } from './check.js'\n${HONO}app.use(check)`,
      'check.js':
        "import { createMiddleware } from 'hono/factory'\nexport const check = createMiddleware(async (c, next) => { if (!c.res.headers.has('access-control-allow-origin')) return c.text('no', 403); await next() })",
    }
    expect(await migrationOf(files)).toEqual(LEFT)
  })
})

test.each([
  "app.get('/', (c) => c.text(c.req.header('access-control-request-method') ?? ''))",
  "app.get('/', (c) => c.text(c.res.headers.get('etag') ?? ''))",
  "app.use(async (c, next) => { await next(); c.res.headers.set('x-a', '1'); c.res.headers.delete('server') })",
  'app.use(async (c, next) => { await next(); c.res = new Response(c.res.body, { status: 200, headers: c.res.headers }) })',
  "app.get('/', (c) => { const { headers } = c.req.raw; return c.json([...headers]) })",
])('not: %s', async (use) => {
  expect((await migrationOf({ 'server.js': HONO + use })).moved).toEqual(['server.js'])
})

test('a file of tests that reads the headers of an answer does not keep the middleware', async () => {
  const files = {
    'server.js': `${HONO}export default app`,
    'server.test.js':
      "import { expect, test } from 'vitest'\nimport app from './server.js'\ntest('cors', async () => { const res = await app.request('/'); expect(res.headers.get('access-control-allow-origin')).toBe('x') })",
  }
  expect((await migrationOf(files)).moved).toEqual(['server.js'])
})

test('hono/timeout answers while the handlers are not done', async () => {
  const text = `import { timeout } from 'hono/timeout'\n${HONO}app.use(timeout(5000))`
  expect(await migrationOf({ 'server.js': text })).toEqual(LEFT)
})
