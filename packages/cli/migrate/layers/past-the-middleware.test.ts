/** Answers that the old middleware had no say in, or not the last: a move would change who may read them. */
import { describe, expect, test } from 'vitest'
import { migrationOf, placesIn } from '../testing/migrate-files.ts'

const EXPRESS =
  "import cors from 'cors'\nimport express from 'express'\nconst app = express()\napp.use(cors({ origin: 'https://a.example' }))\n"
const FASTIFY =
  "import cors from '@fastify/cors'\nimport Fastify from 'fastify'\nconst app = Fastify()\nawait app.register(cors, { origin: 'https://a.example' })\n"

const LEFT = { decisions: ['two-layers'], moved: [] }

describe('a package answers by itself', () => {
  test.each([
    [
      "import { createServer } from 'vite'\n",
      'app.use((await createServer({ server: { middlewareMode: true } })).middlewares)',
    ],
    ["import { ExpressPeerServer } from 'peer'\n", "app.use('/peerjs', ExpressPeerServer(server, { path: '/a' }))"],
    [
      "const { Server } = require('@tus/server')\n",
      "app.all('/files', new Server({ path: '/files', datastore }).handle)",
    ],
    ["import { ParseServer } from 'parse-server'\n", "app.use('/parse', new ParseServer({ appId: 'a' }).app)"],
    ["import jsonServer from 'json-server'\n", "app.use('/api', jsonServer.defaults(), jsonServer.router('db.json'))"],
    ["import jsonServer from 'json-server'\n", "app.use('/api', jsonServer.router('db.json'))"],
    [
      "import jsonServer from 'json-server'\n",
      "app.use(jsonServer.defaults({ noCors: true }), jsonServer.router('db.json'))",
    ],
    [
      "import { ParseServer } from 'parse-server'\n",
      "options.allowOrigin = '*'\napp.use(new ParseServer(options).app)",
    ],
    ["import { ApolloServer } from 'apollo-server-express'\n", 'new ApolloServer({ schema }).applyMiddleware({ app })'],
    ["import companion from '@uppy/companion'\n", "app.use('/companion', companion.app(options).app)"],
    ["import { mcpAuthRouter } from '@modelcontextprotocol/sdk/server/auth/router.js'\n", 'app.use(mcpAuthRouter({}))'],
    ["import hot from 'webpack-hot-middleware'\n", 'app.use(hot(compiler))'],
    ["const Gun = require('gun')\n", 'app.use(Gun.serve)'],
    ["import { serve } from '@novu/framework/express'\n", "app.use('/api/novu', serve({ workflows: [] }))"],
    ["import Provider from 'oidc-provider'\n", "app.use('/oidc', new Provider(ISSUER).callback())"],
  ])('%s%s', async (load, use) => {
    expect(await migrationOf({ 'server.js': `${load}${EXPRESS}${use}` })).toEqual({
      decisions: expect.arrayContaining(['two-layers']),
      moved: [],
    })
  })

  test.each([
    ["import { defineConfig } from 'vite'\n", 'app.get("/", (q, s) => s.end())'],
    [
      "import { createServer } from 'vite'\n",
      'app.use((await createServer({ server: { middlewareMode: true, cors: false } })).middlewares)',
    ],
    ["import { PeerServer } from 'peer'\n", 'PeerServer({ port: 9000 })'],
    ["import jsonServer from 'json-server'\n", 'app.use(jsonServer.defaults({ noCors: true }))'],
    [
      "import { ApolloServer } from 'apollo-server-express'\n",
      'new ApolloServer({ schema }).applyMiddleware({ app, cors: false })',
    ],
    ["import { Client } from '@modelcontextprotocol/sdk/client/index.js'\n", 'new Client()'],
  ])('not: %s%s', async (load, use) => {
    expect((await migrationOf({ 'server.js': `${load}${EXPRESS}${use}` })).moved).toEqual(['server.js'])
  })
})

describe('a package takes all headers off some of its answers', () => {
  const FILES = 'export const files = (request, response) =>'
  const HONO =
    "import { Hono } from 'hono'\nimport { cors } from 'hono/cors'\nconst app = new Hono()\napp.use(cors({ origin: 'https://a.example' }))\n"
  test.each([
    `import send from 'send'\n${EXPRESS}app.use((q, s) => send(q, q.path, { root }).pipe(s))`,
    `const send = require('send')\n${EXPRESS}app.use((q, s) => { const file = send(q, q.path); file.pipe(s) })`,
    `${EXPRESS}app.use((q, s) => require('send')(q, q.path).on('headers', note).pipe(s))`,
    `import { etag } from 'hono/etag'\n${HONO}app.use(etag())`,
  ])('%s', async (text) => {
    expect(await migrationOf({ 'server.js': text })).toEqual(LEFT)
  })

  test('in another file of the program', async () => {
    const files = `import send from 'send'\n${FILES} send(request, request.url).pipe(response)`
    const app = `import { files } from './files.js'\n${EXPRESS}app.use(files)`
    expect(await migrationOf({ 'server.js': app, 'files.js': files })).toEqual(LEFT)
  })

  test.each([
    `import send from 'send'\n${EXPRESS}app.use((q, s, n) => send(q, q.path).on('error', n).pipe(s))`,
    `import send from 'send'\n${EXPRESS}app.use((q, s, n) => { const file = send(q, q.path); file.once('error', n); file.pipe(s) })`,
    `import send from 'send'\n${EXPRESS}send.mime.define({})`,
    `import type send from 'send'\n${EXPRESS}`,
    `import { send } from './send.js'\n${EXPRESS}send(1)`,
    `import { etag, RETAINED_304_HEADERS } from 'hono/etag'\n${HONO}app.use(etag({ retainedHeaders: ['Access-Control-Allow-Origin', ...RETAINED_304_HEADERS] }))`,
    `import serveStatic from 'serve-static'\n${EXPRESS}app.use(serveStatic('public'))`,
  ])('not: %s', async (text) => {
    expect((await migrationOf({ 'server.ts': text })).moved).toEqual(['server.ts'])
  })
})

test('a type of such a package answers nothing', async () => {
  const text = `import type { ViteDevServer } from 'vite'\n${EXPRESS}const start = (vite?: ViteDevServer) => 'middlewareMode'`
  expect((await migrationOf({ 'server.ts': text })).moved).toEqual(['server.ts'])
})

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
    'const { data, headers } = await axios.get(UP); res.set(headers).send(data)',
    'const { headers: theirs } = await axios.get(UP); res.set(theirs)',
    'const up = await superagent.get(UP); res.set(up.header).send(up.body)',
    'const { body, header } = await superagent.get(UP); res.set(header).send(body)',
    'superagent.get(UP).end((error, up) => res.status(up.status).set(up.header).send(up.body))',
    'const up = await superagent.get(UP); for (const name in up.header) res.set(name, up.header[name])',
    'const up = await axios.get(UP); const headers = up.headers; res.writeHead(200, headers)',
    'stream(UP, { opaque: res }, ({ statusCode, headers, opaque }) => opaque.writeHead(statusCode, headers))',
    'http.get(UP, (up) => { for (let i = 0; i < up.rawHeaders.length; i += 2) res.setHeader(up.rawHeaders[i], up.rawHeaders[i + 1]) })',
    'const hit = kept.get(req.url); for (const [name, value] of hit.lines) res.setHeader(name, value)',
    'const { rows } = await db.query(SQL); rows.forEach(([name, value]) => res.append(name, value))',
    "const got = require('got'); got.stream(UP).pipe(res)",
    "const got = require('got'); await pipeline(got.stream(UP), res)",
    "const request = require('request'); req.pipe(request(UP)).pipe(res)",
    "const { get } = require('postman-request'); get(UP).pipe(res)",
    "const headers = { ...up.headers }; delete headers['content-length']; res.writeHead(200, headers)",
    "const headers = Object.assign({}, up.headers); headers.via = 'x'; res.set(headers)",
    'const headers = {}; Object.assign(headers, up.headers); res.set(headers)',
    'let headers = {}; if (up.ok) headers = up.headers; res.set(headers)',
    'const { connection, ...h } = up.headers; res.set(h)',
    'const { headers: { connection, ...h } } = await axios.get(UP); res.set(h)',
    'const out = {}; up.headers.forEach((v, k) => { out[k] = v }); res.set(out)',
    'const out = {}; for (const k in up.headers) out[k.toLowerCase()] = up.headers[k]; res.writeHead(200, out)',
    "const out = {}; for (const [k, v] of up.headers) { if (k === 'connection') continue; out[k] = v } res.set(out)",
    'res.setHeaders(new Map(r.headers))',
    '_.forEach(r.headers, (value, name) => res.header(name, value))',
    '_.forOwn(r.headers, (value, name) => { res.set(name, value) })',
    'lodash.each(r.headers, (value, name) => res.setHeader(name, value))',
    '$.each(r.headers, (name, value) => res.setHeader(name, value))',
    'Array.from(r.headers.keys()).forEach((name) => res.set(name, r.headers.get(name)))',
    'Array.from(r.headers).forEach(([name, value]) => res.set(name, value))',
    'Array.from(r.headers.entries(), ([name, value]) => res.set(name, value))',
    'Iterator.from(r.headers).forEach(([name, value]) => res.set(name, value))',
    'for (const name of Reflect.ownKeys(r.headers)) res.set(name, r.headers[name])',
    'res.setHeaders(new Map(Object.entries(r.headers)))',
    'res.set(up?.headers ?? {})',
    'res.set(up.ok ? up.headers : {})',
    "res.set(_.omit(up.headers, ['connection']))",
    'res.set(withoutHopHeaders(up.headers))',
    'res.set(JSON.parse(JSON.stringify(up.headers)))',
    'function copy(from, to) { for (const [k, v] of from) to.setHeader(k, v) } copy(up.headers, res)',
    'const copy = (headers) => res.set(headers); copy(up.headers)',
    "for (const [k, v] of up.headers) if (k !== 'connection') res.setHeader(k, v)",
  ])('by hand: %s', async (body) => {
    expect(await migrationOf({ 'server.js': `${EXPRESS}app.get('/', async (req, res) => { ${body} })` })).toEqual(LEFT)
  })

  test.each([
    'const up = await fetch(UP, { headers: req.headers }); res.json(await up.json())',
    'res.set(req.headers)',
    "const up = await fetch(UP); res.set('etag', up.headers.get('etag')).end()",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a program
    '_.forEach(req.headers, (value, name) => res.set(`x-${name}`, value))',
    "_.forEach({ 'x-a': '1' }, (value, name) => res.set(name, value))",
    'res.json(Array.from(up.headers))',
    "res.set('x-key', req.header('x-key')).end()",
    "const up = await superagent.get(UP); res.set('etag', up.header.etag).end()",
    "const up = await fetch(UP); res.type(up.headers['content-type']).end()",
    "const headers = { 'x-a': '1' }; res.set(headers).end()",
    "const headers = { 'x-a': '1' }; for (const [name, value] of Object.entries(headers)) res.setHeader(name, value)",
    "for (const name of ['x-a', 'x-b']) res.setHeader(name, '1')",
    "const { headers } = req; res.set('x-a', headers.host).end()",
    'const up = await fetch(UP); Readable.fromWeb(up.body).pipe(res)',
    "const got = require('got'); got.stream(UP).pipe(fs.createWriteStream('a'))",
    'const up = await fetch(UP, { headers: new Headers(req.headers) }); res.send(await up.text())',
    'const up = await fetch(UP); return up.json()',
    'const user = () => fetch(UP); res.json(await (await user()).json())',
    'res.json(await (await fetch(UP)).json())',
    'let up; try { up = await fetch(UP) } catch { return res.sendStatus(502) } res.json(await up.json())',
    'let res2; res2 = await fetch(UP); res.json(await res2.json())',
    'res.json(await fetch(UP).then((r) => r.json()))',
    'fetch(UP).then((r) => r.text()).then((text) => res.send(text)).catch((error) => res.send(error.message))',
    'source.pipe(map((x) => x + 1), filter((x) => x > 1)).subscribe((x) => res.json(x))',
    "for (const [k, v] of up.headers) if (k.startsWith('x-')) res.setHeader(k, v)",
    "const KEEP = new Set(['etag']); up.headers.forEach((v, k) => { if (KEEP.has(k)) res.setHeader(k, v) })",
    "const out = {}; for (const k of ['etag', 'via']) out[k] = up.headers[k]; res.set(out)",
    "res.set(_.pick(up.headers, ['etag']))",
    "res.set('x-count', Object.keys(up.headers).length)",
    'const up = await fetch(UP); cache.set(req.url, up.headers); cache.set(req.url, { headers: up.headers }); res.end()',
    'const up = await fetch(UP); res.json(Object.fromEntries(up.headers))',
    "const headers = { ...req.headers, via: 'x' }; await fetch(UP, { headers }); res.end()",
    'const headers = {}; headers.a = headers; const a = { ...a }; res.set(headers).set(a)',
    'const { connection, ...h } = req.headers; res.json(await (await fetch(UP, { headers: h })).json())',
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

  const HONO =
    "import { Hono } from 'hono'\nimport { cors } from 'hono/cors'\nconst app = new Hono()\napp.use(cors({ origin: 'https://a.example' }))\n"
  const KOA =
    "import Koa from 'koa'\nimport cors from '@koa/cors'\nconst app = new Koa()\napp.use(cors({ origin: 'https://a.example' }))\n"

  test.each([
    [FASTIFY, "app.get('/up', async () => fetch(UP))"],
    [FASTIFY, "app.get('/up', async () => { const up = await fetch(UP); return up })"],
    [FASTIFY, "app.route({ url: '/up', method: 'GET', handler: () => fetch(UP) })"],
    [FASTIFY, "app.get('/up', async (request, reply) => reply.send(await fetch(UP)))"],
    [HONO, "app.get('/up', (c) => fetch(UP))"],
    [HONO, "app.get('/up', (c) => c.env.API.fetch(c.req.raw))"],
    [HONO, "app.get('/up', async (c) => { const up = await fetch(UP); return new Response(up.body, up) })"],
    [
      HONO,
      "app.get('/up', async (c) => { const up = await fetch(UP); return new Response(up.body, { headers: up.headers }) })",
    ],
    [
      HONO,
      "app.get('/up', async (c) => { const up = await fetch(UP); return c.body(up.body, 200, Object.fromEntries(up.headers)) })",
    ],
    [
      HONO,
      "app.get('/up', async (c) => { const up = await fetch(UP); const headers = new Headers(up.headers); return c.body(up.body, { headers }) })",
    ],
    [HONO, "const up = (c) => fetch(UP)\napp.get('/up', up)"],
    [HONO, "async function up(c) { return await fetch(UP) }\napp.get('/up', up)"],
    [HONO, "app.get('/up', (c) => proxy(UP))\nimport { proxy } from 'hono/proxy'"],
    [KOA, 'app.use(async (ctx) => { ctx.body = await fetch(UP) })'],
    [HONO, "app.get('/up', async (c) => { let r; try { r = await fetch(UP) } catch { return c.text('x') } return r })"],
    [HONO, "app.get('/up', (c) => { return c.req.query('a') ? fetch(UP) : fetch(OTHER) })"],
    [HONO, "app.get('/up', async (c) => { const kept = look(); return kept ?? await fetch(UP) })"],
    [HONO, "app.get('/up', (c) => { return fetch(UP).then((r) => r) })"],
    [HONO, "app.get('/up', (c) => fetch(UP).then((r) => { log(r.status); return r }).catch(() => c.text('x')))"],
    [HONO, "app.get('/up', (c) => fetch(UP).then((r) => new Response(r.body, r)))"],
    [HONO, "app.get('/up', (c) => look().catch(() => fetch(UP)))"],
    [HONO, "app.get('/up', (c) => fetch(UP).finally(() => log('done')))"],
    [HONO, "app.get('/up', async (c) => { const r = await fetch(UP); await keep(r); return r.clone() })"],
    [HONO, 'app.use(async (c, next) => { c.res = await fetch(UP) })'],
    [HONO, "const up = (c) => fetch(UP)\napp.get('/up', (c) => up(c))"],
    [HONO, "const up = async () => await fetch(UP)\napp.get('/up', async (c) => { const r = await up(); return r })"],
    [HONO, "const to = (url) => (c) => fetch(url)\napp.get('/x', to(UP))"],
    [HONO, "function to(url) { return async (c) => { return fetch(url) } }\napp.get('/x', to(UP))"],
    [HONO, "const up = cached((c) => fetch(UP))\napp.get('/x', up)"],
    [
      HONO,
      "app.get('/up', async (c) => { const r = await fetch(UP); const init = { headers: r.headers }; return new Response(r.body, init) })",
    ],
    [HONO, "app.get('/up', (c) => Promise.any([fetch(UP), fetch(OTHER)]))"],
    [HONO, 'app.notFound((c) => fetch(UP))'],
    [HONO, "app.get('/up', (c) => retry(() => fetch(UP)))"],
    [HONO, "app.get('/up', async (c) => { const r = await retry(async () => { return fetch(UP) }); return r })"],
    [HONO, "const same = (r) => r\napp.get('/up', async (c) => same(await fetch(UP)))"],
    [HONO, "const open = (r) => new Response(r.body, r)\napp.get('/up', (c) => fetch(UP).then(open))"],
    [HONO, "const up = factory.createHandlers((c) => fetch(UP))\napp.get('/up', ...up)"],
    [
      HONO,
      "app.get('/up', async (c) => { const r = await fetch(UP); return c.json(await r.json(), 200, Object.fromEntries(r.headers)) })",
    ],
    [HONO, "app.get('/up', async (c) => { const r = await fetch(UP); return Response.json({}, r) })"],
  ])('an answer that is handed on whole: %s%s', async (before, route) => {
    expect(await migrationOf({ 'server.js': before + route })).toEqual(LEFT)
  })

  test.each([
    [HONO, "app.get('/up', async (c) => c.json(await (await fetch(UP)).json()))"],
    [HONO, "app.get('/up', async (c) => { const up = await fetch(UP); return c.json(await up.json(), up.status) })"],
    [HONO, "const user = () => fetch(UP)\napp.get('/up', async (c) => c.text(await (await user()).text()))"],
    [HONO, "app.get('/up', (c) => new Response('x', { headers: { 'x-a': '1' } }))"],
    [HONO, 'export default { fetch: (request) => app.fetch(request) }'],
    [HONO, "app.mount('/', (request, env) => env.ASSETS.fetch(request))"],
    [KOA, 'app.use(async (ctx) => { const up = await fetch(UP); ctx.body = await up.text() })'],
    [KOA, 'app.use(async (ctx) => { ctx.body = await fetch(UP).then((r) => r.json()) })'],
    [KOA, 'app.use(async (ctx) => { let body, res; res = await fetch(UP); body = await res.text(); ctx.body = body })'],
    [
      HONO,
      "const up = async () => { const r = await fetch(UP); if (!r.ok) throw new Error('x'); return r.json() }\napp.get('/up', async (c) => c.json(await up()))",
    ],
    [
      HONO,
      "const load = (url) => fetch(url)\napp.get('/up', async (c) => { const r = await load(UP); return c.json(await r.json()) })",
    ],
    [HONO, "app.get('/up', async (c) => (await fetch(UP)).ok ? c.text('up') : c.text('down'))"],
    [
      HONO,
      "app.get('/up', async (c) => c.json(await Promise.all(urls.map((url) => fetch(url).then((r) => r.json())))))",
    ],
    [HONO, "app.get('/up', async (c) => c.json((await Promise.all([fetch(UP), fetch(OTHER)])).map((r) => r.status)))"],
    [HONO, "const data = (r) => r.json()\napp.get('/up', async (c) => c.json(await data(await fetch(UP))))"],
    [
      HONO,
      "const data = (r) => r.json()\napp.get('/up', async (c) => { const all = await fetch(UP).then(data); return all })",
    ],
    [
      HONO,
      "app.get('/up', async (c) => { const all = await retry(() => fetch(UP)); return c.json(await all.json()) })",
    ],
    [
      HONO,
      'app.use(async (c, next) => { await next(); c.res = new Response(c.res.body, { headers: new Headers(c.res.headers) }) })',
    ],
    [
      HONO,
      "const defaultOptions = { headers: { 'x-a': '1' } }\napp.get('/x', (c) => c.body('x', 200, given?.a ?? defaultOptions.headers))",
    ],
    [HONO, "const f = () => g()\nconst g = () => f() ?? fetch(UP)\napp.get('/up', (c) => c.text('x'))"],
  ])('not handed on: %s%s', async (before, route) => {
    expect((await migrationOf({ 'server.js': before + route })).moved).toEqual(['server.js'])
  })

  test.each([
    'for (const name of res.getHeaderNames()) res.removeHeader(name)',
    "for (const name of res.getHeaderNames()) if (name.startsWith('access-')) res.removeHeader(name)",
    'for (const name of Object.keys(res.getHeaders())) if (/^ac/.test(name)) res.removeHeader(name)',
    'res.getHeaderNames().forEach((name) => res.removeHeader(name))',
    '_.forEach(res.getHeaders(), (value, name) => res.removeHeader(name))',
    '_.each(res.getHeaderNames(), (name) => res.removeHeader(name))',
    "for (const n of res.getHeaderNames()) if (n !== 'content-type') res.removeHeader(n)",
    "for (const n of res.getHeaderNames()) { console.log('removed', n); res.removeHeader(n) }",
    "const P = 'access-'; for (const n of res.getHeaderNames()) if (n.startsWith(P)) res.removeHeader(n)",
    'const names = res.getHeaderNames(); for (const n of names) res.removeHeader(n)',
    "const names = Object.keys(res.getHeaders()); console.log('all', names); names.forEach((n) => res.removeHeader(n))",
    'const names = res.getHeaderNames(); for (let i = 0; i < names.length; i++) res.removeHeader(names[i])',
    'for (const n of res.getHeaderNames()) { if (/^content-/.test(n)) continue; res.removeHeader(n) }',
    "const KEEP = new Set(['etag']); res.getHeaderNames().forEach((n) => { if (KEEP.has(n)) return; res.removeHeader(n) })",
    "const KEEP = ['etag']; res.getHeaderNames().filter((n) => !KEEP.includes(n)).forEach((n) => res.removeHeader(n))",
    "for (const n of res.getHeaderNames()) { if (n === 'etag') keep(n); else res.removeHeader(n) }",
    "for (const n of res.getHeaderNames()) switch (n) { case 'etag': break; default: res.removeHeader(n) }",
    "for (const n of res.getHeaderNames()) switch (n) { case 'etag': case 'access-control-allow-origin': res.removeHeader(n) }",
    "for (const n of res.getHeaderNames()) if (['x-', 'access-'].some((p) => n.startsWith(p))) res.removeHeader(n)",
    "for (const n of res.getHeaderNames()) n.toLowerCase().includes('control') && res.removeHeader(n)",
    'for (const n of res.getHeaderNames()) if (/^[a--b]/v.test(n)) res.removeHeader(n)',
    'for (const n of res.getHeaderNames()) if (isOld(n)) res.removeHeader(n)',
    "for (const n of res.getHeaderNames()) { const k = n.toLowerCase(); if (k !== 'etag') res.removeHeader(k) }",
  ])('headers that are taken away by names which only the answer knows: %s', async (line) => {
    expect(await migrationOf({ 'server.js': `${EXPRESS}app.get('/', (req, res) => { ${line} })` })).toEqual(LEFT)
  })

  test.each([
    "for (const name of res.getHeaderNames()) if (name.startsWith('x-')) res.removeHeader(name)",
    'for (const name of Object.keys(req.headers)) if (/^x-/.test(name)) delete req.headers[name]',
    "for (const name of ['x-powered-by', 'etag']) res.removeHeader(name)",
    "for (const n of res.getHeaderNames()) if (n === 'etag') { console.log('access-', n); res.removeHeader(n) }",
    "const P = 'x-'; for (const n of res.getHeaderNames()) if (n.startsWith(P)) res.removeHeader(n)",
    "res.getHeaderNames().filter((n) => n.startsWith('x-')).forEach((n) => res.removeHeader(n))",
    "const OLD = new Set(['etag', 'via']); for (const n of res.getHeaderNames()) if (OLD.has(n)) res.removeHeader(n)",
    "for (const n of res.getHeaderNames()) { if (!n.startsWith('x-')) continue; res.removeHeader(n) }",
    "for (const n of res.getHeaderNames()) switch (n) { case 'etag': case 'via': res.removeHeader(n) }",
    "for (const n of res.getHeaderNames()) if (['x-', 'via'].some((p) => n.startsWith(p))) res.removeHeader(n)",
    "for (const n of ['etag']) { console.log('removed', n); res.removeHeader(n) }",
    'for (const id of kept.keys()) kept.delete(id)',
  ])('other headers: %s', async (line) => {
    const text = `${EXPRESS}app.get('/', (req, res) => { ${line} })`
    expect((await migrationOf({ 'server.js': text })).moved).toEqual(['server.js'])
  })

  test('not one of another program', async () => {
    const files = {
      'server.js': EXPRESS,
      'src/setupProxy.js':
        "const { createProxyMiddleware } = require('http-proxy-middleware')\nmodule.exports = (app) => app.use(createProxyMiddleware({ target: UP }))",
    }
    expect(await migrationOf(files)).toEqual({ decisions: [], moved: ['server.js'] })
  })

  test('also where the app takes one of its headers away: the others pass', async () => {
    const text = `import { createProxyMiddleware } from 'http-proxy-middleware'\n${EXPRESS}app.use(createProxyMiddleware({
  on: { proxyRes: (proxyRes) => { delete proxyRes.headers['access-control-allow-origin'] } } }))`
    expect(await migrationOf({ 'server.js': text })).toEqual({ decisions: ['two-layers'], moved: [] })
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
    "app.get('/', (request, { raw }) => { raw.writeHead(200); raw.end() })",
    "app.get('/', (request, reply) => { stream(reply.raw) })",
    "app.get('/', (request, reply) => { events.pipe(reply.raw) })",
    "app.get('/', (request, reply) => { const out = reply.raw; out.write('x'); out.end() })",
    "app.get('/', (request, reply) => { reply.raw.flushHeaders() })",
    "app.addHook('onRequest', (request, reply, done) => { reply.raw.write('x'); done() })",
    "import middie from '@fastify/middie'\nawait app.register(middie)\napp.use('/old', (req, res) => res.end())",
    "const express = require('@fastify/express')\nawait app.register(express)",
    "app.get('/', (request, res) => { const { raw: out } = res; out.end() })",
    "function sse(reply) { reply.raw.writeHead(200) }\napp.get('/', (request, reply) => sse(reply))",
    'const sse = ({ raw }) => raw.write(text)',
    'const sse = (answer, stream) => stream.pipe(answer.raw)',
    'const sse = async (answer, stream) => { await pipeline(stream, answer.raw) }',
    'function sse(answer) { const out = answer.raw; out.write(text) }',
    'function sse(answer) { const { raw } = answer; raw.flushHeaders() }',
    "app.decorateReply('sse', function () { this.raw.end() })",
    "app.get('/', (request, reply) => { reply['raw'].end() })",
    'const sse = (answer) => { let out; out = answer.raw; out.end() }',
    'class Events { send(text) { this.reply.raw.write(text) } }',
    "app.setErrorHandler((error, request, reply) => { reply.raw.end('x') })",
  ])('%s', async (route) => {
    expect(await migrationOf({ 'server.js': FASTIFY + route })).toEqual(LEFT)
  })

  test.each([
    "app.get('/', async (request) => request.raw.url)",
    "app.get('/', async (request, reply) => reply.send(reply.raw.statusCode))",
    "app.addHook('onResponse', (request, reply, done) => { reply.raw.on('close', done) })",
    "app.get('/', async ({ raw }, reply) => reply.send(raw.url))",
    'const { raw } = db',
    "app.get('/', async (request, reply) => { request.raw.pipe(createWriteStream('a')); return 'x' })",
    "app.get('/', async (request, reply) => { await pipeline(request.raw, createWriteStream('a')); return 'x' })",
    'const tell = (reply) => log(reply.raw.statusCode)',
    'app.setErrorHandler((error, request, reply) => { log(request.raw); reply.send(error) })',
    "app.decorateReply('isOpen', function () { return !this.raw.writableEnded })",
    "app.get('/', async (request, reply) => { const { raw } = request; return raw.url })",
  ])('%s is none', async (route) => {
    expect((await migrationOf({ 'server.js': FASTIFY + route })).moved).toEqual(['server.js'])
  })
})

test('an app of Fastify with middlewares of Express is told so', async () => {
  const { text } = await placesIn({ 'server.js': `import express from '@fastify/express'\n${FASTIFY}` })
  expect(text).toContain('loads middlewares of Express, whose answers do not pass this call')
})

test('a function that answers raw stands in another file', async () => {
  const files = {
    'server.js': `import { sse } from './sse.js'\n${FASTIFY}app.get('/', (request, reply) => sse(reply))`,
    'sse.js': 'export function sse(reply) { reply.raw.writeHead(200) }',
  }
  expect(await migrationOf(files)).toEqual(LEFT)
})
