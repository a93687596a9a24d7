import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { run } from '../run.ts'
import { RecordingTerminal } from '../testing/recording-terminal.ts'
import { project } from './testing/project.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))

const EXPRESS = `import cors, { type CorsOptions } from 'cors'
import express, { type Express } from 'express'

const allowed: string[] = (process.env['ORIGINS'] ?? '').split(',')

export function createApp(): Express {
  const options: CorsOptions = {
    origin: (origin: string | undefined, callback: (error: Error | null, allow?: boolean) => void): void => {
      if (!origin || allowed.includes(origin)) return callback(null, true)
      return callback(new Error('no'), false)
    },
    credentials: true,
  }
  const app = express()
  app.use(cors(options))
  app.options('/users', cors(options))
  return app
}
`

const OTHER = `import cors from 'cors'
import express from 'express'

const other = express()
other.get('/users', cors({ origin: process.env['ORIGIN'] ?? 'https://app.example.com', maxAge: '600' as unknown as number }), (_, response) => void response.json([]))
other.get('/lists', cors({ origin: ['https://app.example.com', /^https:\\/\\/[a-z]+\\.example\\.org$/, process.env['NODE_ENV'] !== 'production' && 'http://localhost:3000'] }))
other.get('/set', cors({ origin: ['https://app.example.com', process.env['ORIGIN']!] }))
other.listen(3000)
`

const FASTIFY = `import cors, { type FastifyCorsOptions } from '@fastify/cors'
import Fastify from 'fastify'

const options: FastifyCorsOptions = { origin: async (origin: string | undefined) => origin === 'https://app.example.com', credentials: true }
export const app = Fastify()
await app.register(cors, options)
const other = Fastify()
other.register(import('@fastify/cors'), { origin: ['https://app.example.com'], methods: ['PUT'] })
`

const LOOKED_UP = `import cors from 'cors'
import express from 'express'
import type { Answer } from './answer.ts'

declare const config: { get<T>(name: string): T | undefined }
class NotAllowed extends Error {
  status = 403
}
type Callback = (error: Error | null, answer?: Answer) => void

const one = express()
one.use(cors({ origin: config.get<string>('ORIGIN'), credentials: true }))
const list = express()
list.use(cors({ origin: config.get<string[]>('ORIGINS') }))
const split = express()
split.use(cors({ origin: config.get<string>('ORIGINS')?.split(',') }))
const inline: import('cors').CorsOptions = { origin: 'https://app.example.com' }
const typed = express()
typed.use(cors(inline))
const asked = express()
asked.use(cors({
  origin: (origin: string | undefined, callback: Callback) =>
    origin === 'https://app.example.com' ? callback(null, true) : callback(new NotAllowed()),
}))
one.listen(3001)
list.listen(3002)
split.listen(3003)
typed.listen(3004)
asked.listen(3005)
`

const HONO = `import { Hono } from 'hono'
import { cors } from 'hono/cors'

const first = new Hono()
first.use('*', cors({ origin: (origin, c) => (c.env.ALLOWED.split(',').includes(origin) ? origin : null), credentials: true }))
export const second = new Hono<{ Bindings: { ALLOWED: string } }>()
second.use('*', cors({ origin: (origin, c) => (origin === c.env.ALLOWED && c.req.header('x-tenant') === 'a' ? origin : null) }))
export default first
`

const COMMENTED = `import cors from 'cors'
import express from 'express'

/** @import { CorsOptions } from 'cors' */
/** @type {import('cors').CorsOptions} */
const options = { origin: ['https://app.example.com'], credentials: true }
/** @type {CorsOptions} */
const others = { origin: 'https://admin.example.com' }
const app = express()
app.use(cors(options))
app.listen(3006)
const other = express()
other.use(cors(others))
other.listen(3007)
`

const TSCONFIG = JSON.stringify({
  extends: `${root}tsconfig.base.json`,
  compilerOptions: { noEmit: true, allowJs: true, checkJs: true, noUnusedLocals: true, noUnusedParameters: true },
  include: ['*.ts', '*.js'],
})

function typeErrors(folder: string): string {
  const env = { ...process.env, NODE_OPTIONS: '' }
  return spawnSync(process.execPath, [`${root}node_modules/typescript/bin/tsc`, '-p', folder], {
    env,
  }).stdout.toString()
}

test('what had the right types before the move has them after it', { timeout: 120_000 }, async () => {
  const files = {
    'index.ts': "import { createApp } from './express.ts'\n\ncreateApp().listen(3001)\n",
    'express.ts': EXPRESS,
    'other.ts': OTHER,
    'fastify.ts': FASTIFY,
    'looked-up.ts': LOOKED_UP,
    'answer.ts': 'export type Answer = boolean | string\n',
    'commented.js': COMMENTED,
    'hono.ts': HONO,
    'tsconfig.json': TSCONFIG,
    'package.json': '{ "type": "module" }',
  }
  const { folder, read } = project(files)
  expect(typeErrors(folder)).toBe('')
  expect(await run(['migrate', folder, '--write'], new RecordingTerminal())).toBe(0)
  expect(read('express.ts')).toContain('PolicyOptions')
  expect(read('fastify.ts')).toContain("import type { FastifyCorsOptions } from 'corskit/fastify'")
  expect(typeErrors(folder)).toBe('')
})
