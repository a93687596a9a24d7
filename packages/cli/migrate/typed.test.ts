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

const TSCONFIG = JSON.stringify({
  extends: `${root}tsconfig.base.json`,
  compilerOptions: { noEmit: true },
  include: ['*.ts'],
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
