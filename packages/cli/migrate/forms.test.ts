import { describe, expect, test } from 'vitest'
import { migrateSource } from './migrate-source.ts'

const CORS = "import cors from 'cors'\n"
const REST = ", methods: 'PUT', allowedHeaders: 'x-a' }"

function moved(origin: string, path = 'a.js'): string {
  const { text, decisions } = migrateSource(path, `${CORS}app.use(cors({ origin: ${origin}${REST}))`)
  expect(decisions).toEqual([])
  return text.slice(text.indexOf('origin: ') + 8, text.lastIndexOf(REST))
}

const codesOf = (text: string, path = 'a.js') => migrateSource(path, text).decisions.map(({ code }) => code)

describe('answers that are not booleans', () => {
  test.each([
    ['(o, cb) => cb(null, list.includes(o) ? o : false)', '(o) => list.includes(o)'],
    ['(o, cb) => cb(null, list.includes(o) && o)', '(o) => list.includes(o)'],
    ['(o, cb) => cb(null, !list.includes(o) ? false : o)', '(o) => !(!list.includes(o))'],
    ['(o, cb) => cb(null, list.find((x) => x === o))', '(o) => list.some((x) => x === o)'],
    ["(o, cb) => cb(null, 'https://a.example')", "(o) => o === 'https://a.example'"],
    [
      "(o, cb) => cb(null, list.includes(o) && 'https://a.example')",
      "(o) => list.includes(o) && o === 'https://a.example'",
    ],
    ['(o, cb) => cb(null, map[o] ? true : false)', '(o) => Boolean(map[o])'],
    [
      '(o, cb) => { if (list.has(o)) cb(null, o); else cb(null, null) }',
      '(o) => { if (list.has(o)) return true; else return false }',
    ],
    ['(o, cb) => { if (list.has(o)) cb(null, true) }', '(o) => { if (list.has(o)) return true; return false }'],
    [
      "(o, cb) => cb(null, (o || '').startsWith('http://localhost:'))",
      "(o) => (o || '').startsWith('http://localhost:')",
    ],
    ["(o, cb) => cb(null, list.includes(o.replace(/\\/$/, '')))", "(o) => list.includes(o.replace(/\\/$/, ''))"],
  ])('%s', (before, after) => {
    expect(moved(before)).toBe(after)
  })

  test.each([
    ['(o, cb) => cb(null, map[o])', 'predicate-answer-unknown'],
    ['(o, cb) => cb(null, find(o))', 'predicate-answer-unknown'],
    ['(o, cb) => cb(null, list.find((x) => o.startsWith(x)))', 'origin-matched-in-part'],
    ['(o, cb) => cb(null, o || true)', 'origin-reflected'],
    ['(o, cb) => cb(null, !banned.includes(o))', 'origin-reflected'],
    [
      '(o, cb) => { if (list.has(o)) cb(null, true); else if (!isProd) cb(null, true); else cb(new Error()) }',
      'origin-reflected',
    ],
    ['(o, cb) => { if (process.env.ANY) return cb(null, true); cb(null, list.has(o)) }', 'origin-reflected'],
    ["(o, cb) => cb(null, o === 'null' || list.has(o))", 'origin-null'],
    ['(o, cb) => { list.has(o) }', 'predicate-not-understood'],
  ])('%s is a decision', (origin, code) => {
    expect(codesOf(`${CORS}app.use(cors({ origin: ${origin}${REST}))`)).toContain(code)
  })
})

test('a lookup in a list becomes the list', () => {
  const before = `${CORS}const list = ['https://a.example']\napp.use(cors({ origin: (o, cb) => { if (!o || list.indexOf(o) !== -1) cb(null, true); else cb(new Error('no')) }${REST}))`
  expect(migrateSource('a.js', before).text).toContain(`cors({ origin: list${REST})`)
  const one =
    "import { cors } from 'hono/cors'\nconst list = ['https://a.example', 'https://b.example']\ncors({ origin: (o) => list.includes(o) && 'https://a.example' })"
  expect(migrateSource('a.js', one).text).toContain("origin: (o) => list.includes(o) && o === 'https://a.example'")
  const slash = before.replace("'https://a.example'", "'https://a.example/'")
  expect(migrateSource('a.js', slash).decisions).toMatchObject([{ code: 'origin-trailing-slash' }])
})

describe('values', () => {
  test.each([
    ["['*']", 'origin-any-in-list'],
    ["'https://*.example.com'", 'pattern-was-literal'],
    ["['http://localhost:*']", 'pattern-was-literal'],
    ["isProd ? false : ['https://a.example']", 'origin-switched-off'],
    ["isDev && 'http://localhost:3000'", 'origin-switched-off'],
    ['build()', 'origin-from-elsewhere'],
    ['config.origin', 'origin-from-elsewhere'],
  ])('%s is a decision', (origin, code) => {
    expect(codesOf(`${CORS}app.use(cors({ origin: ${origin}${REST}))`)).toEqual([code])
  })

  test('a decision about development does not say to remove the call', () => {
    const [decision] = migrateSource(
      'a.js',
      `${CORS}app.use(cors({ origin: process.env.NODE_ENV === 'production' ? false : list${REST}))`,
    ).decisions
    expect(decision?.instead).toContain("if (process.env.NODE_ENV !== 'production') app.use(cors(")
  })

  test.each([
    ['process.env.X', "process.env.X ?? ''"],
    ['process.env.X!', 'process.env.X!'],
    ["process.env.X || 'https://a.example'", "process.env.X || 'https://a.example'"],
    ['process.env.X || process.env.Y', "process.env.X || process.env.Y || ''"],
    ["process.env.X?.split(',')", "process.env.X?.split(',') ?? []"],
    ["process.env.X!.split(',')", "process.env.X!.split(',')"],
  ])('%s in TypeScript', (before, after) => {
    expect(moved(before, 'a.ts')).toBe(after)
  })
})

describe('options that the old package ignored', () => {
  test.each([
    ['optionSuccessStatus: 200', 'optionsSuccessStatus'],
    ["method: 'GET'", 'methods'],
    ['credential: true', 'credentials'],
    ["allowHeaders: ['x-a']", 'allowedHeaders'],
  ])('%s goes, and the name that was meant is told', (option, meant) => {
    const { text, changes } = migrateSource(
      'a.js',
      `${CORS}app.use(cors({ ${option}, origin: 'https://a.example'${REST}))`,
    )
    expect(text).toContain(`cors({ origin: 'https://a.example'${REST})`)
    expect(changes).toContainEqual({
      code: 'option-ignored',
      line: 2,
      detail: expect.stringContaining(`was ${meant} meant?`),
    })
  })

  test('a method that is probably a mistake is told', () => {
    const { changes } = migrateSource('a.js', `${CORS}app.use(cors({ origin: '*', methods: ['GET', 'DELTE'] }))`)
    expect(changes).toContainEqual({ code: 'method-unusual', line: 2, detail: 'DELTE; was DELETE meant?' })
  })
})

describe('other packages and forms', () => {
  test.each([
    [
      'a.ts',
      "import cors, { CorsRequest } from 'cors'\napp.use(cors<CorsRequest>({ origin: '*' }))",
      "import { cors } from 'corskit/express'\napp.use(cors({ origin: '*'",
    ],
    [
      'a.ts',
      "import cors from 'cors'\napp.use(cors<cors.CorsRequest>())",
      "import { cors } from 'corskit/express'\napp.use(cors({ origin: '*'",
    ],
    [
      'a.ts',
      "import { cors } from 'hono/cors'\napp.use('*', cors({ origin: (origin) => origin.endsWith('.example.com') ? origin : null }))",
      "(origin) => origin.endsWith('.example.com')",
    ],
    [
      'a.js',
      "const cors = require('@koa/cors')\napp.use(cors({ origin: (ctx) => ctx.get('Origin') === 'https://a.example' ? ctx.get('Origin') : '' }))",
      "origin: (origin, ctx) => ctx.get('Origin') === 'https://a.example'",
    ],
    ['a.js', "const cors = require('kcors')\napp.use(cors())", "require('corskit/koa')\napp.use(cors({ origin: '*'"],
    [
      'a.js',
      "fastify.register(require('fastify-cors'), { origin: 'https://a.example' })",
      "require('corskit/fastify').cors, { origin: 'https://a.example', methods: ['PUT', 'PATCH', 'DELETE']",
    ],
    [
      'a.ts',
      "import { NestFactory } from '@nestjs/core'\napp.enableCors({ origin: ['https://a.example'] });",
      "import { cors } from 'corskit/nest'\napp.use(cors({ origin: ['https://a.example'],",
    ],
  ])('%s: %s', (path, before, after) => {
    const { text, decisions } = migrateSource(path, before)
    expect(decisions).toEqual([])
    expect(text).toContain(after)
  })
})

describe('layers', () => {
  test.each([
    "app.options('*', cors())\napp.use(cors({ origin: 'https://a.example' }))",
    "app.use(cors())\napp.get('/x', cors({ origin: 'https://a.example' }), f)",
    "app.use(cors())\napp.use((req, res, next) => { res.header('Access-Control-Allow-Origin', '*'); next() })",
  ])('%s', (text) => {
    expect(codesOf(CORS + text)).toContain('two-layers')
  })

  test('a route for preflights behind the same middleware is told to be of no use', () => {
    const { changes } = migrateSource('a.js', `${CORS}app.use(cors())\napp.options('*', cors())`)
    expect(changes).toContainEqual({ code: 'options-route-unneeded', line: 3 })
  })
})

test.each([
  ["import { options } from './options'\napp.use(cors(options))", "options comes from './options'"],
  ['export const options = {}\napp.use(cors(options))', 'options (line 2) is exported'],
  [
    "const options = { origin: '*' }\noptions.credentials = true\napp.use(cors(options))",
    'options (line 2) is changed',
  ],
  ['app.use(cors(build()))', 'is made by build()'],
])('%s: the decision says where the options are', (text, says) => {
  expect(migrateSource('a.js', CORS + text).decisions[0]?.message).toContain(says)
})
