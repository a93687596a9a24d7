/** What has CORS in its name, of packages that nobody listed. */
import { describe, expect, test } from 'vitest'
import { migrateSource } from '../migrate-source.ts'
import { migrationOf, placesIn } from '../testing/migrate-files.ts'

describe('is told with its line', () => {
  test.each([
    [
      'oRPC',
      "import { CORSPlugin } from '@orpc/server/plugins'\nnew RPCHandler(router, { plugins: [new CORSPlugin()] })",
      1,
    ],
    [
      'a class of a namespace',
      "import * as plugins from '@orpc/server/plugins'\nnew plugins.CORSPlugin({ origin: (o) => o })",
      2,
    ],
    ['a class by require', "const { CORSPlugin } = require('@orpc/server/plugins')\nnew CORSPlugin()", 1],
    [
      'PostGraphile',
      "import { postgraphile } from 'postgraphile'\napp.use(postgraphile(url, 'public', {\n  enableCors: true }))",
      3,
    ],
    [
      'PostGraphile by a variable',
      "const { postgraphile } = require('postgraphile')\nconst options = { enableCors: !isProd }\npostgraphile(url, options)",
      2,
    ],
    [
      'Deno',
      "import { serveDir } from 'jsr:@std/http/file-server'\nserveDir(req, { fsRoot: 'public', enableCors: true })",
      2,
    ],
    [
      'Deno by a URL',
      "import { serveDir } from 'https://deno.land/std@0.224.0/http/file_server.ts'\nserveDir(req, {\n  enableCors: true })",
      3,
    ],
    [
      'lambda-api',
      "const api = require('lambda-api')()\napi.get('/', (req, res) => res.cors({ origin: 'example.com' }).send({}))",
      2,
    ],
    ['a method of what a package makes', "import create from 'some-server'\nconst app = create()\napp.useCors()", 3],
    [
      'a function of Powertools',
      "import { cors } from '@aws-lambda-powertools/event-handler/http/middleware'\napp.use(cors({ origin: '*' }))",
      1,
    ],
    ['a function of an unknown package', "import { cors as allow } from '@my/unknown'\napp.use(allow)", 1],
    ['the same by require', "const { cors } = require('@my/unknown')\napp.use(cors({ origin: '*' }))", 1],
    ['a member of a module', "const http = require('@my/unknown')\napp.use(http.cors())", 2],
    ['a default export', "import corsPlugin from '@my/unknown'\napp.register(corsPlugin)", 1],
    [
      'a list of sites as an option',
      "import { serve } from 'some-server'\nserve({\n  corsOrigins: ['https://a.example'] })",
      3,
    ],
    ['a star', "import { serve } from 'some-server'\nserve({ allow_cors: '*' })", 2],
    [
      'Nitro without an import',
      "export default defineEventHandler((event) => {\n  if (handleCors(event, { origin: '*' })) return\n})",
      2,
    ],
    [
      'Nitro without an import',
      'export default defineEventHandler((event) => {\n  appendCorsHeaders(event, {})\n})',
      2,
    ],
    [
      'Nitro by #imports',
      "import { handleCors } from '#imports'\nexport default eventHandler((event) => handleCors(event, {}))",
      2,
    ],
    ['Nitro 3', "import { handleCors } from 'nitro/h3'\nexport default (event) => handleCors(event, {})", 1],
  ])('%s: %s', async (_, text, line) => {
    expect((await placesIn({ 'a.ts': text })).places).toEqual([`a.ts:${line}`])
  })
})

describe('is not told', () => {
  test.each([
    ['a file of the app, which is looked at itself', "import { cors } from './cors.js'\napp.use(cors())"],
    ['an alias of the app', "import { applyCors } from '@/lib/http'\napplyCors(app)"],
    ['an import that is not used', "import { cors } from '@my/unknown'"],
    ['a type', "import type { CorsOptions } from '@my/unknown'\nconst a: CorsOptions = {}"],
    ['a type without the word', "import { CorsOptions } from '@my/unknown'\nexport const f = (a: CorsOptions) => a"],
    ['a question', "import { isCorsError } from '@my/unknown'\nif (isCorsError(e)) log(e)"],
    ['an error', "import { CorsError } from '@my/unknown'\nthrow new CorsError()"],
    [
      'an option that is off',
      "import { serve } from 'some-server'\nserve({ enableCors: false, noCors: true, corsOrigins: [] })",
    ],
    ['html2canvas', "import html2canvas from 'html2canvas'\nhtml2canvas(body, { useCORS: true })"],
    ['isomorphic-git', "import git from 'isomorphic-git'\ngit.clone({ corsProxy: 'https://cors.isomorphic-git.org' })"],
    [
      'a schema of the environment',
      "import { z } from 'zod'\nz.object({ CORS_ORIGIN: z.string(), ENABLE_CORS: z.boolean() })",
    ],
    ['another word', "import { Corsair, scores } from '@my/unknown'\nscores(new Corsair({ scores: true }))"],
    ['a method of the app', 'class A { run() { this.setCors(1) } }'],
    ['a function of the app', 'const handleCors = () => 1\nhandleCors()'],
    ['a parameter with a method of its own', 'export const f = (app) => app.setupCors()'],
  ])('%s: %s', async (_, text) => {
    expect((await placesIn({ 'a.ts': text })).places).toEqual([])
  })
})

test('names to which a tool gave many meanings are followed in a time that grows with the file', () => {
  const text = '{ const { a: t } = n; const cors = t }\n{ const { b: n } = t; const cors = n }\n'.repeat(30)
  const start = process.cpuUsage()
  migrateSource('a.js', text)
  expect(process.cpuUsage(start).user / 1e6).toBeLessThan(10)
})

describe('beside a middleware', () => {
  const EXPRESS =
    "import cors from 'cors'\nimport express from 'express'\nconst app = express()\napp.use(cors({ origin: 'https://a.example' }))\n"

  test.each([
    `import { CORSPlugin } from '@orpc/server/plugins'\n${EXPRESS}new RPCHandler(router, { plugins: [new CORSPlugin()] })`,
    `import { postgraphile } from 'postgraphile'\n${EXPRESS}app.use(postgraphile(url, 'public', { enableCors: true }))`,
  ])('what answers by itself keeps it: %s', async (text) => {
    expect(await migrationOf({ 'server.ts': text })).toMatchObject({
      decisions: expect.arrayContaining(['two-layers']),
      moved: [],
    })
  })

  test('also in another file of the program', async () => {
    const rpc =
      "import { CORSPlugin } from '@orpc/server/plugins'\nexport const rpc = new RPCHandler(router, { plugins: [new CORSPlugin()] })"
    const files = { 'server.ts': `import { rpc } from './rpc.ts'\n${EXPRESS}app.use(rpc)`, 'rpc.ts': rpc }
    expect((await migrationOf(files)).moved).toEqual([])
  })

  test('a package of the project is looked at itself', async () => {
    const files = {
      'packages/app/package.json': '{ "name": "app", "dependencies": { "lib": "workspace:*" } }',
      'packages/app/server.ts': `import { corsLog } from 'lib'\n${EXPRESS}app.use(corsLog)`,
      'packages/lib/package.json': '{ "name": "lib" }',
      'packages/lib/index.ts': 'export const corsLog = (q, s, n) => n()',
    }
    expect((await placesIn(files)).places).toEqual([])
  })

  test('also where only its scope says so', async () => {
    const text = "import { applyCors } from '@acme/lib'\napplyCors(app)"
    expect((await placesIn({ 'a.ts': text }, { 'package.json': '{ "name": "@acme/app" }' })).places).toEqual([])
  })
})
