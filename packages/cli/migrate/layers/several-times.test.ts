/** A call that makes several middlewares, and policies of routes of Fastify that do not stand in the route. */
import { describe, expect, test } from 'vitest'
import { migrationOf } from '../testing/migrate-files.ts'

const EXPRESS = "import cors from 'cors'\nimport express from 'express'\nconst app = express()\n"
const FASTIFY =
  "import cors from '@fastify/cors'\nimport Fastify from 'fastify'\nconst app = Fastify()\nawait app.register(cors, { origin: 'https://a.example' })\n"

describe('made several times', () => {
  test.each([
    "['/a', '/a/b'].every((path) => app.use(path, cors({ origin: 'https://a.example', maxAge: path.length })))",
    "['/a', '/a/b'].reduce((on, path) => on.use(path, cors({ origin: 'https://a.example', maxAge: path.length })), app)",
    "function mount(path, age) { app.use(path, cors({ origin: 'https://a.example', maxAge: age })) }\nmount('/a', 1)\nmount('/a/b', 2)",
    'class Module { mount = (path, origin) => app.use(path, cors({ origin: [origin] })) }',
    'class Module { #mount(path, origin) { app.use(path, cors({ origin: [origin] })) } }',
    'class Module { mount(path) { app.use(path, cors({ origin: [this.origin] })) } }',
    'const module = { mount(path, origin) { app.use(path, cors({ origin: [origin] })) } }',
  ])('%s', async (text) => {
    const { decisions, moved } = await migrationOf({ 'server.js': EXPRESS + text })
    expect(decisions.length).toBeGreaterThan(0)
    expect(moved).toEqual([])
  })

  test.each([
    "function start(port) { app.use(cors({ origin: 'https://a.example' })); app.listen(port) }\nstart(1)",
    "class Server { start() { app.use(cors({ origin: 'https://a.example' })); this.app.listen(1) } }",
    "const names = ['a'].filter((name) => name !== 'b')\napp.use(cors({ origin: 'https://a.example' }))",
  ])('once: %s', async (text) => {
    expect((await migrationOf({ 'server.js': EXPRESS + text })).moved).toEqual(['server.js'])
  })
})

describe('policies of routes', () => {
  test.each([
    "app.addHook('onRoute', (route) => { route.config['cors'] = partner })",
    "app.addHook('onRoute', (route) => { Object.assign(route.config, { cors: { origin: ['https://b.example'] } }) })",
    "app.get('/x', { config: open ? { cors: { origin: ['https://b.example'] } } : {} }, f)",
    "const conf = () => ({ cors: { origin: ['https://b.example'] } })\napp.get('/x', { config: conf() }, f)",
    "function conf() { return { cors: { origin: ['https://b.example'] } } }\napp.get('/x', { config: conf() }, f)",
    "const confs = { open: { cors: { origin: ['https://b.example'] } } }\napp.get('/x', { config: confs.open }, f)",
    "const open = Object.freeze({ cors: { origin: ['https://b.example'] } })\napp.get('/x', { config: open }, f)",
  ])('%s', async (text) => {
    const { decisions, moved } = await migrationOf({ 'server.js': FASTIFY + text })
    expect(decisions).toContain('route-policy')
    expect(moved).toEqual([])
  })
})
