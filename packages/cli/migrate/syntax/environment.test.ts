/** What stands for a variable of the environment, and what only has its name. */
import { expect, test } from 'vitest'
import { migrateSource } from '../migrate-source.ts'
import { isVariable } from './environment.ts'
import { parseSource } from './syntax-tree.ts'

const told = (text: string, origin: string, name = 'a.js') => {
  const { decisions, changes } = migrateSource(
    name,
    `import cors from 'cors'\n${text}\napp.use(cors({ origin: ${origin} }))`,
  )
  return { decisions: decisions.map(({ code }) => code), changes: changes.map(({ code }) => code) }
}

const OF_THE_ENVIRONMENT: readonly (readonly [text: string, origin: string])[] = [
  ['', 'process.env.ORIGIN'],
  ['', "process.env['ORIGIN']"],
  ['', 'process?.env?.ORIGIN'],
  ['', 'globalThis.process.env.ORIGIN'],
  ['', 'import.meta.env.ORIGIN'],
  ['', 'Bun.env.ORIGIN'],
  ['', "Deno.env.get('ORIGIN')"],
  ["import process from 'node:process'", 'process.env.ORIGIN'],
  ["import * as process from 'process'", 'process.env.ORIGIN'],
  ["const process = require('node:process')", 'process.env.ORIGIN'],
  ["import { env } from 'node:process'", 'env.ORIGIN'],
  ["import { env } from 'bun'", 'env.ORIGIN'],
  ["import { env } from 'cloudflare:workers'", 'env.ORIGIN'],
  ["import { env } from '$env/dynamic/private'", 'env.ORIGIN'],
  ["const { env } = require('process')", 'env.ORIGIN'],
  ['const env = process.env', 'env.ORIGIN'],
  ['const settings = process.env', 'settings.ORIGIN'],
  ['const { env } = process', 'env.ORIGIN'],
  ['const { env: settings } = process', 'settings.ORIGIN'],
  ['const { ORIGIN } = process.env', 'ORIGIN'],
  ['const { ORIGIN: origin } = process.env', 'origin'],
  ['const env = process.env; const { ORIGIN } = env', 'ORIGIN'],
  ['const origin = process.env.ORIGIN', 'origin'],
]

test.each(OF_THE_ENVIRONMENT)('%s: %s is a text or nothing', (text, origin) => {
  const { decisions, changes } = told(text, origin)
  expect(decisions).toEqual([])
  expect(changes.filter((code) => code.startsWith('unset-'))).toHaveLength(1)
})

const OF_SOMETHING_ELSE: readonly (readonly [text: string, origin: string])[] = [
  ["import { env } from './env'", 'env.ORIGIN'],
  ["import env from './env'", 'env.ORIGIN'],
  ["import { env } from '@acme/env'", 'env.ORIGIN'],
  ["import { config } from './config'", 'config.env.ORIGIN'],
  ["import * as config from './config'", 'config.env.ORIGIN'],
  ["import { process } from './process'", 'process.env.ORIGIN'],
  ["import process from './process'", 'process.env.ORIGIN'],
  ["const { env } = require('./env')", 'env.ORIGIN'],
  ["const env = require('./env')", 'env.ORIGIN'],
  ['const { env } = config', 'env.ORIGIN'],
  ['const process = { env: settings }', 'process.env.ORIGIN'],
  ['const env = { ORIGIN: isAllowed }', 'env.ORIGIN'],
  ['const env = { ...process.env, ORIGIN: isAllowed }', 'env.ORIGIN'],
  ['const env = schema.parse(process.env)', 'env.ORIGIN'],
  ["const { ORIGIN } = require('./env').env", 'ORIGIN'],
  ["const { ORIGIN = 'https://*.example.com' } = process.env", 'ORIGIN'],
  ['let { ORIGIN } = process.env; ORIGIN = isAllowed', 'ORIGIN'],
  ['let env = process.env; env = settings', 'env.ORIGIN'],
  ['', 'app.locals.env.ORIGIN'],
  ['', "env('ORIGIN')"],
  ['', "env.get('ORIGIN')"],
  ['', "getEnv('ORIGIN')"],
]

test.each(OF_SOMETHING_ELSE)('%s: of %s it is not known what it is', (text, origin) => {
  const { decisions, changes } = told(text, origin)
  expect(decisions).toContain('origin-from-elsewhere')
  expect(changes.filter((code) => code.startsWith('unset-'))).toEqual([])
})

test.each([
  ['OTHER: string', 'isAllowed', true],
  ['CHECK: (origin: string) => string | null', 'CHECK', true],
  ['isAllowed: (origin: string) => string | null', 'isAllowed', true],
  ['isAllowed(origin: string): string | null', 'isAllowed', true],
  ['ORIGINS: string[]', 'ORIGINS', true],
  ['ORIGINS: string', 'ORIGINS', false],
  ["ORIGINS?: 'https://a.example' | 'https://b.example'", 'ORIGINS', false],
  ['OTHER: string[]', 'ORIGINS', false],
])('where a type says %s, c.env.%s is a text: %s is not so', (type, name, isOther) => {
  const text = `type Bindings = { ${type} }\nconst app = new Hono<{ Bindings: Bindings }>()`
  const use = `app.use('*', (c, next) => cors({ origin: c.env.${name} })(c, next))`
  const { decisions } = migrateSource('a.ts', `import { cors } from 'hono/cors'\n${text}\n${use}`)
  expect(decisions.map(({ code }) => code).includes('origin-from-elsewhere')).toBe(isOther)
})

test.each([
  ['app.use((c, next) => cors({ origin: c.env.ORIGIN })(c, next))', true],
  ['app.use((config, next) => cors({ origin: config.env.ORIGIN })(config, next))', false],
  ["import { env } from 'hono/adapter'\nconst handler = (c) => env(c).ORIGIN", true],
  ["import { env } from './adapter'\nconst handler = (c) => env(c).ORIGIN", false],
  ['export default { fetch(request, env) { return answer(request, env.ORIGIN) } }', true],
  ['export default { fetch: (request, env, context) => answer(request, env.ORIGIN) }', true],
  ['export default { fetch(env) { return answer(env.ORIGIN) } }', false],
  ['const answer = (request, env) => send(request, env.ORIGIN)', false],
])('%s: %s', (text, is) => {
  const tree = parseSource('a.js', text)
  const member = tree.nodes.find((node) => tree.sourceOf(node).endsWith('.ORIGIN') && node.type === 'MemberExpression')
  expect(member !== undefined && isVariable(tree, member)).toBe(is)
})
