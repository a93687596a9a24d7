/** The policy of a route of Fastify, wherever it stands. */
import { expect, test } from 'vitest'
import { migrationOf } from './testing/migrate-files.ts'

const FASTIFY =
  "import cors from '@fastify/cors'\nimport Fastify from 'fastify'\nconst app = Fastify()\nawait app.register(cors, { origin: 'https://a.example' })\n"
const OPEN = "{ cors: { origin: ['https://partner.example'] } }"

test.each([
  `const open = ${OPEN}\napp.get('/x', { config: open }, f)`,
  `const open = ${OPEN}\napp.route({ method: 'PUT', url: '/x', config: { ...open, name: 'x' }, handler: f })`,
  `const config = ${OPEN}\napp.get('/x', { config }, f)`,
  `const parts = { ...${OPEN} }\napp.get('/x', { config: parts }, f)`,
  "app.addHook('onRoute', (route) => { route.config = { ...route.config, cors: partner } })",
  "app.addHook('onRoute', (route) => { route.config.cors = partner })",
  `app.addHook('onRoute', (route) => { Object.assign(route, { config: ${OPEN} }) })`,
  "app.addHook('onRoute', (route) => { route.config['cors'] = partner })",
  "app.addHook('onRoute', (route) => { Object.assign(route.config, { cors: { origin: ['https://b.example'] } }) })",
  "app.get('/x', { config: open ? { cors: { origin: ['https://b.example'] } } : {} }, f)",
  "const conf = () => ({ cors: { origin: ['https://b.example'] } })\napp.get('/x', { config: conf() }, f)",
  "function conf() { return { cors: { origin: ['https://b.example'] } } }\napp.get('/x', { config: conf() }, f)",
  "const confs = { open: { cors: { origin: ['https://b.example'] } } }\napp.get('/x', { config: confs.open }, f)",
  "const open = Object.freeze({ cors: { origin: ['https://b.example'] } })\napp.get('/x', { config: open }, f)",
])('%s', async (text) => {
  const { decisions, moved } = await migrationOf({ 'server.js': `${FASTIFY}${text}` })
  expect(decisions).toContain('route-policy')
  expect(moved).toEqual([])
})

test.each([
  'const a = { ...b, cors: 1 }\nconst b = { ...a }',
  "app.get('/x', { config: { cors: false } }, f)",
  "app.get('/x', { config: { name: 'cors' } }, f)",
])('%s is none', async (text) => {
  expect((await migrationOf({ 'server.js': `${FASTIFY}${text}` })).decisions).not.toContain('route-policy')
})
