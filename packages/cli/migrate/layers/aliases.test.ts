/** What a program imports by a name of the project's own counts like what it imports by a path. */
import { describe, expect, test } from 'vitest'
import { migrationOf } from '../testing/migrate-files.ts'

const json = JSON.stringify
const paths = (more: object = {}) =>
  json({ compilerOptions: { paths: { '@org/gw': ['libs/gw/src/index.ts'] } }, ...more })

/** Stands for the text of the library, where that is not in `libs/gw/src/index.ts`. */
const LIBRARY = '<library>'

/** How the project says what `@org/gw` is. */
const NAMES: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  ['paths of tsconfig.json', { 'tsconfig.json': paths() }],
  [
    'paths beside baseUrl',
    { 'tsconfig.json': json({ compilerOptions: { baseUrl: 'libs', paths: { '@org/*': ['*/src/index'] } } }) },
  ],
  ['paths of tsconfig.base.json alone', { 'tsconfig.base.json': paths() }],
  [
    'extends at the root',
    { 'tsconfig.json': json({ extends: './tsconfig.base.json' }), 'tsconfig.base.json': paths() },
  ],
  [
    'extends in the folder of the app',
    { 'apps/api/tsconfig.json': json({ extends: '../../tsconfig.base.json' }), 'tsconfig.base.json': paths() },
  ],
  [
    'extends of a list',
    {
      'apps/api/tsconfig.json': json({ extends: ['./x.json', '../../config/base'] }),
      'config/base.json': json({ compilerOptions: { paths: { '@org/gw': ['../libs/gw/src/index.ts'] } } }),
    },
  ],
  [
    'extends of a file that extends',
    {
      'apps/api/tsconfig.app.json': json({ extends: './tsconfig.json' }),
      'apps/api/tsconfig.json': json({ extends: '../../config/base.json' }),
      'config/base.json': json({ compilerOptions: { paths: { '@org/gw': ['../libs/gw/src/index.ts'] } } }),
    },
  ],
  [
    'paths in the folder of the app',
    { 'apps/api/tsconfig.json': json({ compilerOptions: { paths: { '@org/*': ['../../libs/*/src'] } } }) },
  ],
  ['paths of jsconfig.json', { 'jsconfig.json': paths() }],
  [
    'baseUrl',
    {
      'tsconfig.json': json({ compilerOptions: { baseUrl: './libs/names' } }),
      'libs/names/@org/gw.ts': LIBRARY,
    },
  ],
  ['imports of deno.json', { 'deno.json': json({ imports: { '@org/gw': './libs/gw/src/index.ts' } }) }],
  [
    'a folder in imports of deno.json',
    {
      'deno.jsonc': json({ imports: { '@org/': './libs/names/' } }),
      'libs/names/gw.ts': LIBRARY,
    },
  ],
  [
    'the package module-alias',
    {
      'package.json': json({ _moduleAliases: { '@org': 'libs' } }),
      'libs/gw.ts': LIBRARY,
    },
  ],
  [
    'packages of a workspace with the alias',
    {
      'package.json': json({ workspaces: ['apps/*'] }),
      'tsconfig.base.json': paths(),
      'apps/api/package.json': json({ name: 'api' }),
      'libs/gw/package.json': json({ name: 'gateway' }),
    },
  ],
  [
    'an app that is a package, and a folder that is not',
    {
      'package.json': json({ workspaces: ['apps/*'] }),
      'tsconfig.base.json': paths(),
      'apps/api/package.json': json({ name: 'api' }),
    },
  ],
  [
    'the name of a package in a workspace',
    {
      'package.json': json({ workspaces: ['apps/*', 'libs/*'] }),
      'apps/api/package.json': json({ name: 'api' }),
      'libs/gw/package.json': json({ name: '@org/gw' }),
    },
  ],
]

const APP = `import express from 'express'
import cors from 'cors'
import gw, { forward } from '@org/gw'
const app = express()
app.use(cors({ origin: 'https://app.example.com' }))
app.get('/up', forward)
app.listen(1)
`
const FASTIFY = `import Fastify from 'fastify'
import cors from '@fastify/cors'
import { forward } from '@org/gw'
const app = Fastify()
app.register(cors, { origin: 'https://app.example.com', methods: 'PUT' })
app.get('/up', forward)
app.listen({ port: 1 })
`

/** What `@org/gw` does. */
const LIBRARIES: readonly (readonly [string, string, string])[] = [
  [
    'copies the headers of another server',
    APP,
    'export const forward = async (q, res) => { const r = await fetch(process.env.UP); r.headers.forEach((v, k) => res.setHeader(k, v)); res.end() }\n',
  ],
  [
    'answers past Fastify',
    FASTIFY,
    'export const forward = (q, reply) => { reply.raw.writeHead(200); reply.raw.end() }\n',
  ],
  [
    'is a proxy',
    APP,
    "import { createProxyMiddleware } from 'http-proxy-middleware'\nexport const forward = createProxyMiddleware({ target: process.env.UP })\n",
  ],
  ['writes a header', APP, "export const forward = (q, res) => res.set('Access-Control-Allow-Origin', '*').end()\n"],
  [
    'has another policy',
    APP,
    "import { Router } from 'express'\nimport cors from 'cors'\nexport const forward = Router()\nforward.use(cors({ origin: 'https://b.example.com' }))\n",
  ],
  [
    'makes middlewares',
    "import express from 'express'\nimport make from '@org/gw'\nconst app = express()\napp.use(make(1), make(2))\napp.listen(1)\n",
    "import cors from 'cors'\nexport default function make(maxAge) { return cors({ origin: 'https://a.example.com', maxAge }) }\n",
  ],
]

describe.each(NAMES)('%s', (_, names) => {
  test.each(LIBRARIES)('%s', async (_, app, library) => {
    const own = Object.entries(names).map(([name, text]) => [name, text === LIBRARY ? library : text])
    const file = Object.values(names).includes(LIBRARY) ? {} : { 'libs/gw/src/index.ts': library }
    const { moved } = await migrationOf({ 'apps/api/src/main.ts': app, ...file, ...Object.fromEntries(own) })
    expect(moved).toEqual([])
  })
})

test('a name that leads to no such file does not count', async () => {
  const { moved } = await migrationOf({
    'apps/api/src/main.ts': APP,
    'libs/gw/src/index.ts': 'export const forward = (q, res) => res.end()\n',
    'libs/other/src/index.ts': LIBRARIES[0]?.[2] ?? '',
    'tsconfig.base.json': paths(),
  })
  expect(moved).toEqual(['apps/api/src/main.ts'])
})
