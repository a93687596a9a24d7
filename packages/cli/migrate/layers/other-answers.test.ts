/** What else answers cross-origin requests in the same program keeps a middleware from being moved. */
import { simulateFetch } from 'corskit/browser'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { runs } from '../../../../testing/property-runs.ts'
import { migrateFiles, migrationOf, placesIn } from '../testing/migrate-files.ts'
import { runProject } from '../testing/run-program.ts'

const EXPRESS = `import express from 'express'
import cors from 'cors'
const app = express()
app.use(cors({ origin: ['https://a.example'], methods: ['PUT'], allowedHeaders: ['x-a'] }))
`
const NEST = "export const setup = (app) => { app.enableCors({ origin: ['https://a.example'], methods: ['PUT'] }) }\n"

/** Files that answer by themselves what comes to them, when `app.use('/x', part)` or its like gives them requests. */
const ANSWERERS: readonly (readonly [title: string, text: string])[] = [
  [
    'Yoga',
    "import { createYoga } from 'graphql-yoga'\nexport const part = createYoga({ schema, cors: { origin: '*' } })",
  ],
  ['Yoga, open by default', "import { createYoga } from 'graphql-yoga'\nexport const part = createYoga({ schema })"],
  ['corser', "import corser from 'corser'\nexport const part = corser.create({ origins: ['https://b.example'] })"],
  ['koa2-cors', "import cors2 from 'koa2-cors'\nexport const part = cors2({ origin: () => '*' })"],
  ['tinyhttp', "import { cors as other } from '@tinyhttp/cors'\nexport const part = other({ origin: '*' })"],
  ['a package that nobody listed', "import open from 'some-framework-cors'\nexport const part = open()"],
  ['a function', "import { allowCors } from '@acme/http'\nexport const part = allowCors({ origin: '*' })"],
  ['a method', "import http from '@acme/http'\nexport const part = http.useCors()"],
  [
    'a class',
    "import { CORSPlugin } from '@orpc/server/plugins'\nexport const part = rpc({ plugins: [new CORSPlugin()] })",
  ],
  [
    'a header by another spelling',
    "import _ from 'lodash'\nconst open = { accessControlAllowOrigin: '*' }\nexport const part = (q, s) => s.set(_.mapKeys(open, (v, k) => _.kebabCase(k)))",
  ],
  ['cors: true', "import { handlerOf } from 'acme-rpc'\nexport const part = handlerOf({ router, cors: true })"],
  ['cors: { … }', "import { handlerOf } from 'acme-rpc'\nexport const part = handlerOf({ cors: { origin: '*' } })"],
  [
    'cors by a name',
    "import { Rpc } from 'acme-rpc'\nconst open = { origin: '*' }\nexport const part = new Rpc({ cors: open })",
  ],
  [
    'options by a name',
    "import { Rpc } from 'acme-rpc'\nconst o = { cors: { origin: '*' } }\nexport const part = Rpc(o)",
  ],
  ['enableCors: true', "import { Rpc } from 'acme-rpc'\nexport const part = new Rpc({ enableCors: true })"],
  [
    'routing-controllers',
    "import { useExpressServer } from 'routing-controllers'\nexport const part = (app) => useExpressServer(app, { cors: true })",
  ],
  ['a plugin of Fastify', "import rpc from 'acme-rpc'\nexport const part = (app) => app.register(rpc, { cors: true })"],
  [
    'an option of a plugin',
    "const rpc = require('acme-rpc')\nexport const part = (app) => app.register(rpc, { enableCors: true })",
  ],
  [
    'GraphQL of Nest',
    "import { GraphQLModule } from '@nestjs/graphql'\nexport const part = GraphQLModule.forRoot({ cors: { origin: '*' } })",
  ],
  [
    'GraphQL of Nest, by a factory',
    "import { GraphQLModule } from '@nestjs/graphql'\nexport const part = GraphQLModule.forRootAsync({ useFactory: () => ({ cors: { origin: '*' } }) })",
  ],
  [
    'Nest',
    "import { NestFactory } from '@nestjs/core'\nexport const part = await NestFactory.create(App, { cors: true })",
  ],
  [
    'Apollo 3',
    "import { ApolloServer } from 'apollo-server-express'\nexport const part = (app) => server.applyMiddleware({ app, cors: { origin: '*' } })",
  ],
  [
    'Parse Server',
    "import { ParseServer } from 'parse-server'\nexport const part = new ParseServer({ allowOrigin: '*' }).app",
  ],
  ['PeerJS', "import { ExpressPeerServer } from 'peer'\nexport const part = ExpressPeerServer(server, {})"],
  [
    'a function of Firebase',
    "import { onRequest } from 'firebase-functions/v2/https'\nexport const part = (app) => onRequest({ cors: true }, app)",
  ],
]

describe.each(ANSWERERS)('%s', (_, text) => {
  test('in another file of the program', async () => {
    const files = { 'server.ts': `import { part } from './part.ts'\n${EXPRESS}app.use('/x', part)\n`, 'part.ts': text }
    const { decisions, moved } = await migrationOf(files)
    expect({ moved, isDecided: decisions.includes('two-layers') }).toEqual({ moved: [], isDecided: true })
  })

  test('in the same file', async () => {
    const both = `${text.replace(/^export /m, '')}\n${EXPRESS}app.use('/x', part)\n`
    expect((await migrationOf({ 'server.ts': both })).moved).toEqual([])
  })

  test('beside enableCors of Nest', async () => {
    const main = "import { part } from './part.ts'\nimport { setup } from './setup.ts'\nsetup(await make(part))\n"
    expect((await migrationOf({ 'main.ts': main, 'setup.ts': NEST, 'part.ts': text })).moved).toEqual([])
  })

  test('not where no file of the program loads it', async () => {
    const files = { 'server.ts': `${EXPRESS}app.listen(1)\n`, 'worker.ts': `${text}\nserve(part)\n` }
    expect((await migrationOf(files)).moved).toEqual(['server.ts'])
  })

  test('not in another package of the workspace that the program does not load', async () => {
    const files = {
      'packages/api/package.json': '{ "name": "api" }',
      'packages/api/server.ts': `${EXPRESS}app.listen(1)\n`,
      'packages/other/package.json': '{ "name": "other" }',
      'packages/other/part.ts': text,
    }
    expect((await migrationOf(files)).moved).toEqual(['packages/api/server.ts'])
  })
})

describe('a configuration that the framework reads without an import', () => {
  test.each([
    [
      'next.config.js',
      "module.exports = { headers: async () => [{ source: '/:path*', headers: [{ key: 'Access-Control-Allow-Origin', value: '*' }] }] }",
    ],
    ['payload.config.ts', "import { buildConfig } from 'payload/config'\nexport default buildConfig({ cors: '*' })"],
    ['nuxt.config.ts', "export default defineNuxtConfig({ routeRules: { '/api/**': { cors: true } } })"],
    ['medusa-config.js', "module.exports = { projectConfig: { store_cors: 'https://b.example' } }"],
  ])('%s', async (name, text) => {
    const files = { 'server.ts': `${EXPRESS}app.listen(1)\n`, [name]: text }
    expect((await migrationOf(files)).moved).toEqual([])
  })
})

describe('what answers other requests prevents nothing', () => {
  test.each([
    [
      'vite.config.ts',
      "import { defineConfig } from 'vite'\nexport default defineConfig({ server: { cors: { origin: '*' } } })",
    ],
    ['webpack.config.js', "module.exports = { devServer: { headers: {}, cors: { origin: '*' } } }"],
    ['bs-config.js', 'module.exports = { cors: true }'],
    ['nginx.conf', 'add_header Access-Control-Allow-Origin *;'],
    ['vercel.json', '{ "key": "Access-Control-Allow-Origin", "value": "*" }'],
  ])('%s', async (name, text) => {
    const load = "import { all } from './load.ts'\n"
    const files = { 'server.ts': `${load}${EXPRESS}app.listen(1)\n`, 'load.ts': 'export const all = (n) => import(n)' }
    expect((await migrationOf({ ...files, [name]: text })).moved).toEqual(['server.ts'])
  })

  test.each([
    [
      'Socket.IO',
      "import { Server } from 'socket.io'\nexport const part = new Server(server, { cors: { origin: '*' } })",
    ],
    [
      'Socket.IO as a plugin',
      "import io from 'fastify-socket.io'\nexport const part = (app) => app.register(io, { cors: { origin: '*' } })",
    ],
    [
      'Apollo alone',
      "import { startStandaloneServer } from '@apollo/server/standalone'\nexport const part = startStandaloneServer",
    ],
    [
      'a bucket',
      "import { Bucket } from 'some-cloud'\nexport const part = new Bucket({ corsRules: [{ allowedOrigins: ['*'] }] })",
    ],
    [
      'settings that are checked',
      "import convict from 'convict'\nexport const part = convict({ cors: { origin: { default: '' } } })",
    ],
    [
      'an option that is off',
      "import { createYoga } from 'graphql-yoga'\nexport const part = createYoga({ cors: false })",
    ],
  ])('%s', async (_, text) => {
    const files = { 'server.ts': `import { part } from './part.ts'\n${EXPRESS}app.use('/x', part)\n`, 'part.ts': text }
    expect((await migrationOf(files)).moved).toEqual(['server.ts'])
  })

  test('a list of origins from another package is none', async () => {
    const text = EXPRESS.replace("['https://a.example']", 'CORS_ORIGINS')
    const files = { 'server.ts': `import { CORS_ORIGINS } from '@acme/config'\n${text}app.listen(1)\n` }
    expect((await placesIn(files)).text).not.toContain('CORS in its name')
  })
})

const A = 'https://a.example.com'
const B = 'https://b.example.com'
const options = fc.constantFrom('', `{ origin: '${A}' }`, `{ origin: ['${A}', '${B}'], credentials: true }`)
const others = fc.constantFrom(
  '',
  `{ origins: ['${B}'], methods: ['PUT'] }`,
  `{ origins: ['${A}'], supportsCredentials: true }`,
)

/** An app with `cors`, and a part with `corser`, in the order and at the paths that real apps have. */
const program = fc
  .record({
    options,
    others,
    path: fc.constantFrom('/x', '/', '/y'),
    isLoaded: fc.boolean(),
    isFirst: fc.boolean(),
  })
  .map(({ options, others, path, isLoaded, isFirst }) => {
    const part = isLoaded ? `app.use('${path}', require('./part'))` : ''
    const own = `app.use(cors(${options}))`
    return {
      'main.js': `const express = require('express'), cors = require('cors')
const app = express()
${isFirst ? `${part}\n${own}` : `${own}\n${part}`}
app.use((request, response) => response.set('ETag', '1').json([]))
module.exports = app`,
      'part.js': `const part = require('express').Router()
part.use(require('corser').create(${others}))
module.exports = part`,
    }
  })

const call = fc.record({
  origin: fc.constantFrom(A, B, 'https://evil.example'),
  method: fc.constantFrom('GET', 'PUT'),
  credentials: fc.constantFrom('omit' as const, 'include' as const),
})

test('pages are allowed before and after the same, or the program is left', { timeout: 300_000 }, async () => {
  let [moved, left] = [0, 0]
  await fc.assert(
    fc.asyncProperty(program, fc.array(call, { minLength: 3, maxLength: 6 }), async (before, calls) => {
      const after = migrateFiles(before)
      if (after['main.js'] === before['main.js']) {
        left++
        return
      }
      moved++
      const [old, now] = [await runProject(before), await runProject(after)]
      const seen = async (running: typeof old, one: (typeof calls)[number]) =>
        (
          await simulateFetch({ ...one, url: 'https://api.example.net/x' }, ({ method, headers }) =>
            running.answer(method, Object.fromEntries(headers)),
          )
        ).verdict
      try {
        for (const one of calls) expect(await seen(now, one)).toBe(await seen(old, one))
      } finally {
        await Promise.all([old.stop(), now.stop()])
      }
    }),
    runs(200, 5_000),
  )
  expect(moved).toBeGreaterThan(10)
  expect(left).toBeGreaterThan(10)
})
