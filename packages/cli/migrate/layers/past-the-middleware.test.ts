/** Answers that the old middleware had no say in, or not the last: a move would change who may read them. */
import { describe, expect, test } from 'vitest'
import { migrationOf } from '../testing/migrate-files.ts'

const EXPRESS =
  "import cors from 'cors'\nimport express from 'express'\nconst app = express()\napp.use(cors({ origin: 'https://a.example' }))\n"
const FASTIFY =
  "import cors from '@fastify/cors'\nimport Fastify from 'fastify'\nconst app = Fastify()\nawait app.register(cors, { origin: 'https://a.example' })\n"

const LEFT = { decisions: ['two-layers'], moved: [] }

describe('a proxy hands on the headers of its target', () => {
  test.each([
    [
      "import { createProxyMiddleware } from 'http-proxy-middleware'\n",
      "app.use('/api', createProxyMiddleware({ target: UP }))",
    ],
    ["import proxy from 'express-http-proxy'\n", 'app.use(proxy(UP))'],
    [
      "const httpProxy = require('http-proxy')\n",
      'app.use((q, r) => httpProxy.createProxyServer({}).web(q, r, { target: UP }))',
    ],
    ["import { createProxyServer } from 'http-proxy-3'\n", 'app.use((q, r) => createProxyServer({}).web(q, r))'],
    ["const { createProxyServer } = await import('httpxy')\n", 'app.use((q, r) => createProxyServer({}).web(q, r))'],
  ])('Express: %s', async (load, use) => {
    expect(await migrationOf({ 'server.js': `${load}${EXPRESS}${use}` })).toEqual(LEFT)
  })

  test.each(['@fastify/http-proxy', '@fastify/reply-from', 'fastify-http-proxy'])('Fastify: %s', async (name) => {
    const text = `import proxy from '${name}'\n${FASTIFY}app.register(proxy, { upstream: UP, base: UP })`
    expect(await migrationOf({ 'server.js': text })).toEqual(LEFT)
  })

  test.each([
    'http.get(UP, (up) => { res.writeHead(up.statusCode, up.headers); up.pipe(res) })',
    'http.get(UP, (up) => { res.writeHead(up.statusCode, { ...up.headers, via: 1 }); up.pipe(res) })',
    'const up = await axios.get(UP); res.set(up.headers).send(up.data)',
    'const up = await fetch(UP); up.headers.forEach((value, name) => res.setHeader(name, value)); res.end()',
    'const up = await fetch(UP); for (const [name, value] of up.headers) res.append(name, value); res.end()',
    'const up = await axios(UP); for (const name in up.headers) res.header(name, up.headers[name]); res.end()',
    'const up = await fetch(UP); Object.entries(up.headers).forEach(([name, value]) => res.set(name, value))',
  ])('by hand: %s', async (body) => {
    expect(await migrationOf({ 'server.js': `${EXPRESS}app.get('/', async (req, res) => { ${body} })` })).toEqual(LEFT)
  })

  test.each([
    'const up = await fetch(UP, { headers: req.headers }); res.json(await up.json())',
    'res.set(req.headers)',
    "const up = await fetch(UP); res.set('etag', up.headers.get('etag')).end()",
    "const up = await fetch(UP); res.type(up.headers['content-type']).end()",
  ])('by hand, not: %s', async (body) => {
    expect(
      (await migrationOf({ 'server.js': `${EXPRESS}app.get('/', async (req, res) => { ${body} })` })).moved,
    ).toEqual(['server.js'])
  })

  test('also in a file that the app loads', async () => {
    const files = {
      'server.js': `import { api } from './api.js'\n${EXPRESS}app.use('/api', api)`,
      'api.js':
        "import { createProxyMiddleware } from 'http-proxy-middleware'\nexport const api = createProxyMiddleware({ target: UP })",
    }
    expect(await migrationOf(files)).toEqual(LEFT)
  })

  test('not one of another program', async () => {
    const files = {
      'server.js': EXPRESS,
      'src/setupProxy.js':
        "const { createProxyMiddleware } = require('http-proxy-middleware')\nmodule.exports = (app) => app.use(createProxyMiddleware({ target: UP }))",
    }
    expect(await migrationOf(files)).toEqual({ decisions: [], moved: ['server.js'] })
  })

  test('not where the app takes the headers of the target away', async () => {
    const text = `import { createProxyMiddleware } from 'http-proxy-middleware'\n${EXPRESS}app.use(createProxyMiddleware({
  on: { proxyRes: (proxyRes) => { delete proxyRes.headers['access-control-allow-origin'] } } }))`
    expect((await migrationOf({ 'server.js': text })).moved).toEqual(['server.js'])
  })

  test('a package without a middleware is nothing', async () => {
    const text =
      "import { createProxyMiddleware } from 'http-proxy-middleware'\napp.use(createProxyMiddleware({ target: UP }))"
    expect(await migrationOf({ 'server.js': text })).toEqual({ decisions: [], moved: [] })
  })
})

describe('raw answers of Fastify have no headers of @fastify/cors', () => {
  test.each([
    "app.get('/', (request, reply) => { reply.hijack(); write(reply.raw) })",
    "app.get('/', (request, reply) => { reply.raw.writeHead(200); stream.pipe(reply.raw) })",
    "app.get('/', async (_, res) => { res.raw.end('x'); return res })",
  ])('%s', async (route) => {
    expect(await migrationOf({ 'server.js': FASTIFY + route })).toEqual(LEFT)
  })

  test.each([
    "app.get('/', async (request) => request.raw.url)",
    "app.get('/', async (request, reply) => reply.send(reply.raw.statusCode))",
  ])('%s is none', async (route) => {
    expect((await migrationOf({ 'server.js': FASTIFY + route })).moved).toEqual(['server.js'])
  })
})
