import { describe, expect, test } from 'vitest'
import { migrateSource } from '../migrate-source.ts'
import { isOtherFile, otherFileSightings } from './other-files/other-files.ts'

const seenIn = (path: string, text: string) =>
  migrateSource(path, text).sightings.map(({ code, line, message }) => ({ code, line, message }))

describe('headers that are written by hand', () => {
  test.each([
    ["res.header('Access-Control-Allow-Origin', '*')", 'every site may read these answers'],
    [
      "res.setHeader('access-control-allow-origin', '*'); res.setHeader('Access-Control-Allow-Credentials', 'true')",
      'browsers refuse',
    ],
    ["res.set({ 'Access-Control-Allow-Origin': req.headers.origin })", 'that is every site'],
    [
      "const url = new URL(req.url); url.search = ''; res.set('Access-Control-Allow-Origin', url.origin)",
      'the origin of a URL is allowed',
    ],
    ["res.set('Access-Control-Allow-Origin', new URL(req.headers.origin).origin)", 'that is every site'],
    ["res.writeHead(200, { 'Access-Control-Allow-Origin': 'https://a.example' })", 'https://a.example may read'],
    ["reply.header('Access-Control-Allow-Origin', process.env.ORIGIN)", 'decided when the app runs'],
    ["ctx.set('Access-Control-Allow-Origin', ctx.get('Origin'))", 'that is every site'],
    ["return new Response('', { headers: { 'Access-Control-Allow-Origin': '*' } })", 'every site may read'],
    ["response.headers['Access-Control-Allow-Origin'] = '*'", 'every site may read'],
    ["headers.append(`Access-Control-Allow-Origin`, '*')", 'every site may read'],
    ["new Headers([['Access-Control-Allow-Origin', '*']])", 'every site may read'],
    ["res.set('Access-Control-Expose-Headers', 'x-a')", 'only a part'],
    ["res.setHeader('Access-Control-' + 'Allow-Origin', '*')", 'every site may read'],
    // biome-ignore-start lint/suspicious/noTemplateCurlyInString: programs
    ["res.setHeader(`${'Access'}-Control-Allow-Origin`, '*')", 'every site may read'],
    ["res.setHeader(`Access-Control-Allow-${'Origin'}`, '*')", 'every site may read'],
    ['res.setHeader(`Access-Control-Allow-${name}`, value)', 'decided when the app runs'],
    // biome-ignore-end lint/suspicious/noTemplateCurlyInString: programs
    ["res.setHeader('Access-Control-' + name, value)", 'decided when the app runs'],
    ["res.setHeader(ALLOWED, '*')", 'every site may read'],
    ["return { headers: { [ALLOWED]: '*' } }", 'every site may read'],
    ["res.headers[ALLOWED] = '*'", 'every site may read'],
    ["res.setHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, '*')", 'every site may read'],
    ["headers.set(HeaderName.AccessControlAllowOrigin, '*')", 'every site may read'],
  ])('%s', (text, says) => {
    const constant = /\bALLOWED\b/.test(text) ? "const ALLOWED = 'Access-Control-Allow-Origin'; " : ''
    const before = `${constant}export const f = (req, res, ctx) => {`
    expect(seenIn('a.js', `${before}\n${text} }`)).toEqual([
      { code: 'header-by-hand', line: 2, message: expect.stringContaining(says) },
    ])
  })

  test.each([
    "response.headers.get('Access-Control-Allow-Origin')",
    "expect(response.headers['access-control-allow-origin']).toBe('*')",
    "headers.delete('Access-Control-Allow-Origin')",
    "const ALLOWED = 'Access-Control-Allow-Origin'; read(headers[ALLOWED])",
    'read(headers[HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN])',
    "// res.header('Access-Control-Allow-Origin', '*')",
    "const NAMES = ['Access-Control-Allow-Origin', 'Access-Control-Allow-Methods']",
  ])('%s only reads, or says nothing', (text) => {
    expect(seenIn('a.js', text)).toEqual([])
  })

  test('in a request they are named as needless', () => {
    const text = "fetch(url, { headers: { 'Access-Control-Allow-Origin': '*' } })"
    expect(seenIn('a.js', text)).toMatchObject([{ code: 'request-header', line: 1 }])
  })

  test('the configuration of Next is judged as such', () => {
    const text =
      "export default { headers: async () => [{ source: '/', headers: [{ key: 'Access-Control-Allow-Origin', value: '*' }] }] }"
    expect(seenIn('app/next.config.mjs', text)).toMatchObject([{ code: 'next-config-headers', line: 1 }])
  })
})

describe('cors in the options of something else', () => {
  test.each([
    ["const io = new Server(server, { cors: { origin: '*' } })", 'socket-io'],
    ["const io = require('socket.io')(server, { cors: { origin: true, credentials: true } })", 'socket-io'],
    ["io.origins('*:*')", 'socket-io'],
    ['@WebSocketGateway({ cors: true }) class Chat {}', 'socket-io'],
    ['const app = await NestFactory.create(AppModule, { cors: true })', 'nest-create'],
    ["server.applyMiddleware({ app, cors: { origin: '*' } })", 'graphql-server'],
    ['const server = new ApolloServer({ cors: { origin: true } })', 'graphql-server'],
    ["createYoga({ cors: { origin: '*' } })", 'graphql-server'],
    ["import { ApolloServer as Graph } from 'apollo-server'; new Graph({ cors: true })", 'graphql-server'],
    ["const { ApolloServer: Graph } = require('apollo-server'); new Graph({ cors: true })", 'graphql-server'],
    ["import { NestFactory as Factory } from '@nestjs/core'; Factory.create(App, { cors: true })", 'nest-create'],
    ["import { Server as Live } from 'socket.io'; new Live(server, { cors: { origin: '*' } })", 'socket-io'],
    ["import live from 'socket.io'; live(server, { cors: true })", 'socket-io'],
    ["import { WebSocketGateway as Gate } from '@nestjs/websockets'; @Gate({ cors: true }) class Chat {}", 'socket-io'],
    ['export const f = onRequest({ cors: true }, handler)', 'cors-option'],
    ["import { onRequest as f } from 'firebase-functions/v2/https'; f({ cors: true }, handler)", 'cors-option'],
    ["import { buildConfig } from 'payload'; const c = { cors: '*' }; export default buildConfig(c)", 'cors-option'],
    ["import { buildConfig } from 'payload'; buildConfig({ cors: process.env.X || '*' })", 'cors-option'],
    // biome-ignore-start lint/suspicious/noTemplateCurlyInString: programs
    ["import { buildConfig } from 'payload'; buildConfig({ cors: `https://${X}` })", 'cors-option'],
    ["import * as peer from 'peer'; new peer.Server({ corsOptions: { origin: '*' } })", 'cors-option'],
    ['import hapi = require("@hapi/hapi"); new hapi.Server({ routes: { cors: true } })', 'cors-option'],
    ["export default defineNuxtConfig({ security: { corsHandler: { origin: '*' } } })", 'cors-option'],
    ["new RestApi(this, 'x', { defaultCorsPreflightOptions: { allowOrigins: ['*'] } })", 'gateway-config'],
    ["export default ['strapi::errors', 'strapi::cors']", 'cors-option'],
    ["export const corsOptions = { origin: ['https://a.example'], credentials: true }", 'options-for-elsewhere'],
    ['const corsOptions = { origin: list }\nmodule.exports = { corsOptions }', 'options-for-elsewhere'],
    // biome-ignore-end lint/suspicious/noTemplateCurlyInString: programs
  ])('%s', (text, code) => {
    expect(seenIn('a.ts', `import 'socket.io'\n${text}`)).toMatchObject([
      { code, line: 2, message: expect.stringMatching(/./) },
    ])
  })

  test.each([
    "fetch(url, { mode: 'cors' })",
    'const cors = false',
    'const server = { cors: false }',
    'type T = { cors: boolean }',
  ])('%s is not one', (text) => {
    expect(seenIn('a.ts', text)).toEqual([])
  })
})

/** Ways in which a file gets at a function of a package, with the name that it then has. */
const REACHED = [
  ["const functions = require('firebase-functions/v2/https')", 'functions.onRequest'],
  ["const { https } = require('firebase-functions')", 'https.onRequest'],
  ["const { https: { onRequest: f } } = require('firebase-functions')", 'f'],
  ["const all = require('firebase-functions'); const https = all.https", 'https.onRequest'],
  ["import * as functions from 'firebase-functions'", 'functions.https.onRequest'],
  ["import functions from 'firebase-functions'", "functions.region('x').https.onRequest"],
  ["const functions = await import('firebase-functions')", 'functions.https.onRequest'],
  ['', "require('payload').buildConfig"],
  ["import { buildConfig as made } from 'payload'", 'made'],
] as const
const VALUES = [
  ['true', 'every site'],
  ["'*'", 'every site is allowed'],
  ["['https://a.com']", 'it names who is allowed'],
  ["['https://a.com', process.env.X].filter(Boolean)", 'decided when the app runs'],
  ["{ origin: 'https://a.com' }", 'it names who is allowed'],
  ["{ allowOrigins: '*' }", 'every site is allowed'],
  ['{ origins: ["*"] }', 'every site is allowed'],
  ['{ ...base }', 'are not all written here'],
] as const

test.each(
  REACHED.flatMap(([source, name]) => VALUES.map(([value, says]) => [`${source}\n${name}({ cors: ${value} })`, says])),
)('%s is seen: %s', (text, says) => {
  expect(seenIn('a.js', text)).toMatchObject([{ code: 'cors-option', line: 2, message: expect.stringContaining(says) }])
})

test.each([
  "import { make } from './make.js'; make({ cors: true })",
  "import L from 'leaflet'; L.image({ cors: 'anonymous' })",
  "import { buildConfig } from 'payload'; buildConfig({ cors: false })",
])('%s is not one', (text) => {
  expect(seenIn('a.js', text)).toEqual([])
})

describe('packages that are not moved', () => {
  test.each([
    "const corser = require('corser')",
    "import cors from 'koa2-cors'",
    "import { cors } from '@elysiajs/cors'",
    "import { handleCors } from 'h3'",
    "import NextCors from 'nextjs-cors'",
  ])('%s', (text) => {
    expect(seenIn('a.ts', text)).toMatchObject([{ code: 'other-package', line: 1 }])
  })
})

describe('configuration and other languages', () => {
  test.each([
    ['vercel.json', '{ "key": "Access-Control-Allow-Origin", "value": "*" }', 'config-headers'],
    ['local.settings.json', '{"Host":{"CORS":"*"}}', 'config-headers'],
    ['local.settings.json', '{\n  "Host": {\n    "CORS": "*"\n', 'config-headers'],
    ['app.bicep', 'cors: {\n  allowedOrigins: [', 'config-headers'],
    ['_headers', '/api/*\n  Access-Control-Allow-Origin: *', 'config-headers'],
    ['nginx.conf', "add_header 'Access-Control-Allow-Origin' '*';", 'config-headers'],
    ['serverless.yml', 'events:\n  - http:\n      cors: true', 'config-headers'],
    ['template.yaml', 'Api:\n  Cors: "\'*\'"', 'config-headers'],
    ['ingress.yaml', 'nginx.ingress.kubernetes.io/enable-cors: "true"', 'config-headers'],
    ['ingress.yaml', 'nginx.ingress.kubernetes.io/cors-allow-origin: "https://a.example"', 'config-headers'],
    ['ingress.yaml', 'haproxy.org/cors-enable: "true"', 'config-headers'],
    ['App.java', '@CrossOrigin(origins = "*")', 'other-server'],
    ['main.py', 'CORS(app)', 'other-server'],
    ['main.go', 'import "github.com/rs/cors"', 'other-server'],
  ])('%s: %s', (name, text, code) => {
    expect(otherFileSightings(name, text)).toMatchObject([{ code }])
  })

  test.each([
    'pnpm-lock.yaml',
    'pnpm-lock.main.yaml',
    'shrinkwrap.yaml',
    'npm-shrinkwrap.json',
    'package-lock.json',
    'packages.lock.json',
    'app-lock.json',
    'yarn.lock',
    'bun.lock',
    'deno.lock',
    'conda-lock.yml',
    'poetry.lock',
    'uv.lock',
    'Cargo.lock',
    'Gemfile.lock',
    'composer.lock',
    'go.sum',
    '.terraform.lock.hcl',
  ])('%s, which a package manager wrote, is not a configuration', (name) => {
    expect(isOtherFile(name)).toBe(false)
  })

  test.each(['locks.py', 'clock.yaml', 'block-list.conf'])('%s is not such a file', (name) => {
    expect(isOtherFile(name)).toBe(true)
  })

  test.each([990, 1000, 1795, 5000])('behind %i letters of a line', (count) => {
    const line = `{"a":"${'x'.repeat(count)}","allowedOrigins":["*"]}`
    expect(otherFileSightings('serverless.json', line)).toMatchObject([{ line: 1 }])
  })

  // With the square, each of these takes more than a minute.
  test.each([
    ['a.py', 'Cors'],
    ['a.go', 'corsorigin'],
    ['a.sh', '-cors'],
    ['a.yaml', '<cors '],
    ['a.yaml', ' '],
    ['package.json', 'serve '],
  ])('%s: a long line of %j is read in a time that grows with its length', { timeout: 120_000 }, (name, piece) => {
    const start = process.cpuUsage()
    otherFileSightings(name, `"a": "${piece.repeat(200_000)}~`)
    expect(process.cpuUsage(start).user / 1e6).toBeLessThan(20)
  })

  test('a comment is not a configuration', () => {
    expect(otherFileSightings('nginx.conf', '# add_header Access-Control-Allow-Origin *;')).toEqual([])
  })
})

describe('a package with cors as a word of its name', () => {
  test.each([
    ['@adonisjs/cors', 'import'],
    ['some-framework-cors', 'require'],
    ['cors-for-something', 'require'],
    ['@scope/cors/middleware', 'import'],
    ['jsr:@hono/hono/cors', 'import'],
    ['npm:hono@4/cors', 'import'],
    ['https://esm.sh/hono/cors', 'import'],
    ['jsr:@oak/cors@1', 'import'],
  ])('%s is seen, though nobody listed it', (name, how) => {
    const text = how === 'import' ? `import { cors } from '${name}'` : `const cors = require('${name}')`
    expect(seenIn('a.ts', text)).toMatchObject([{ code: 'other-package', line: 1 }])
  })

  test.each([
    './cors.js',
    '../lib/cors',
    '@/cors',
    '~/cors',
    '#cors',
    '@types/cors',
    'corsair',
    'corskit/express',
    'scores',
  ])('%s is none', (name) => {
    expect(seenIn('a.ts', `import { cors } from '${name}'`)).toEqual([])
  })
})

test.each(['cors({ origin: list })', "cors({ origin: 'https://a.example' })"])(
  '{ cors: %s } holds the middleware itself',
  (call) => {
    const text = `import cors from 'cors'\nconst list = ['https://a.example']\nconst all = { cors: ${call} }\napp.use(all.cors)`
    expect(seenIn('a.js', text)).toEqual([])
  },
)
