import { describe, expect, test } from 'vitest'
import { migrateSource } from './migrate-source.ts'
import { CORS, codesOf, moved, REST } from './testing/moved-origin.ts'

test.each([
  ["import cors from 'cors'", '(cors as any)'],
  ["import cors from 'cors'", 'cors!'],
  ["import cors = require('cors')", '(cors as unknown as () => void)'],
  ["import * as cors from 'cors'", '(<any>cors)'],
])('%s … %s() is a call', (source, call) => {
  const { text, decisions } = migrateSource('a.ts', `${source}\napp.use(${call}({ origin: 'https://a.example'${REST}))`)
  expect(decisions).toEqual([])
  expect(text).toContain(`from 'corskit/express'\napp.use(${call}({ origin`)
})

test('another use with a type is not called a use as a type', () => {
  const [decision] = migrateSource('a.ts', `${CORS}app.use(wrap(cors as any))`).decisions
  expect(decision?.message).toMatch(/^cors is handed to wrap here/)
})

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
    [
      "(o, cb) => { switch (o) { case 'https://a.example': return cb(null, true); default: return cb(null, false) } }",
      "(o) => { switch (o) { case 'https://a.example': return true; default: return false } }",
    ],
    [
      '(o, cb) => { switch (true) { case list.has(o): return cb(null, o); default: return cb(Error()) } }',
      '(o) => { switch (true) { case list.has(o): return true; default: return false } }',
    ],
  ])('%s', (before, after) => {
    expect(moved(before)).toBe(after)
  })

  test.each([
    'try { new URL(o); return cb(null, true) } catch { return cb(null, false) }',
    'switch (mode) { case 1: return cb(null, true); default: return cb(null, false) }',
    'switch (o) { case one: return cb(null, true) } return cb(null, false)',
    'for (const one of list) { if (enabled) return cb(null, true) } cb(null, false)',
  ])('%s: the sentence says that it is not understood, not what it allows', (body) => {
    const [decision, more] = migrateSource(
      'a.js',
      `${CORS}app.use(cors({ origin: (o, cb) => { ${body} }${REST}))`,
    ).decisions
    expect(decision).toMatchObject({
      code: 'predicate-not-understood',
      message: expect.stringContaining('not understood'),
    })
    expect(more).toBeUndefined()
  })

  test.each<[string, string]>([
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
    ["(o, cb) => cb(null, new URLPattern({ hostname: '*example.com' }).test(o))", 'predicate-not-understood'],
    [
      "(o, cb) => { const pattern = new URLPattern('https://*.a.example'); cb(null, pattern.exec(o) !== null) }",
      'predicate-not-understood',
    ],
    [
      "(o, cb) => cb(null, [new URLPattern('https://*.a.example')].some((pattern) => pattern.test(o)))",
      'predicate-not-understood',
    ],
    ['(o, cb) => { list.has(o) }', 'predicate-not-understood'],
    ...[
      "'https://a.example,https://b.example'.includes(o)",
      'process.env.ALLOWED.includes(o)',
      "process.env['ALLOWED']?.includes(o)",
      "(process.env.ALLOWED || '').indexOf(o) !== -1",
      "(process.env.ALLOWED ?? '').includes(o)",
      'import.meta.env.ALLOWED.includes(o)',
      "(host + ',https://b.example').includes(o)",
      '`https://a.example`.includes(o)',
      "list.join(',').includes(o)",
      "'https://a.example'.startsWith(o)",
      'anything.endsWith(o)',
      'list.some((entry) => entry.includes(o))',
      'list.some((entry) => entry.indexOf(o) > -1)',
      "(production ? 'https://a.example' : 'http://localhost:3000').includes(o)",
      'String(config.origins).includes(o)',
      'JSON.stringify(list).includes(o)',
      'text.includes(o)',
    ].map((asked): [string, string] => [`(o, cb) => cb(null, ${asked})`, 'origin-matched-in-part']),
  ])('%s is a decision', (origin, code) => {
    const text = "const text = process.env.ALLOWED || 'https://a.example'\n"
    expect(codesOf(`${CORS}${text}app.use(cors({ origin: ${origin}${REST}))`)).toContain(code)
  })
})

describe('a function that names whom it refuses lets every other site in', () => {
  const LIST = "const list = ['https://a.example', 'https://b.example']\n"

  test.each([
    'list.every((entry) => entry !== o)',
    'list.every((entry) => o != entry)',
    'list.every(function (entry) { return entry !== o })',
    'list.some((entry) => entry !== o)',
    'list.some((entry) => !(entry === o))',
    'list.some((entry) => { return entry !== o })',
    'list.some(function (entry) { return o != entry })',
    'list.some((entry) => entry.length !== o.length)',
    'list.some((entry) => entry > o)',
    'list.find((entry) => entry !== o) !== undefined',
    'list.findIndex((entry) => entry !== o) !== -1',
    'list.filter((entry) => entry !== o).length > 0',
    'list.map((entry) => entry === o).includes(false)',
    'Boolean(o)',
    "o > 'https://a'",
    'list.includes(o) === false',
    'list.includes(o) !== true',
    'false === list.includes(o) || !list.includes(o)',
    'list.find((entry) => entry === o) === undefined',
    'list.findIndex((entry) => entry === o) === -1',
    'list.findIndex((entry) => entry === o) < 0',
    'list.indexOf(o) < 0',
    '!list.some((entry) => entry === o)',
    'isBanned(o) === false',
    '!/^https:\\/\\/evil\\.example$/.test(o)',
    "o !== 'https://evil.example'",
    "new URL(o).protocol === 'https:'",
    "new URL(o).port === '3000'",
    'o.length > 0',
  ])('%s', (answer) => {
    expect(codesOf(`${CORS}${LIST}app.use(cors({ origin: (o, cb) => cb(null, ${answer})${REST}))`)).toContain(
      'origin-reflected',
    )
    expect(
      codesOf(
        `${CORS}${LIST}app.use(cors({ origin: (o, cb) => { if (${answer}) cb(null, true); else cb(null, false) }${REST}))`,
      ),
    ).toContain('origin-reflected')
  })

  test.each([
    'list.findIndex((entry) => entry === o) >= 0',
    'list.includes(o) === true',
    'list.includes(o) !== false',
    'list.find((entry) => entry === o) !== undefined',
    'list.every((entry) => entry !== o) === false',
    '/^https:\\/\\/a\\.example$/.exec(o) !== null',
    'o.match(/^https:\\/\\/a\\.example$/) != null',
  ])('%s lets nobody else in', (answer) => {
    expect(codesOf(`${CORS}${LIST}app.use(cors({ origin: (o, cb) => cb(null, ${answer})${REST}))`)).toEqual([])
  })
})

test.each([
  'ctx.header.origin',
  'ctx.headers.origin',
  "ctx.headers['origin']",
  'ctx.request.header.origin',
  'ctx.request.headers.origin',
  'ctx.req.headers.origin',
  "ctx.get('Origin')",
  "ctx.request.get('origin')",
  'ctx.headers?.origin',
])('Koa: %s as the answer lets every site in', (answer) => {
  const use = (origin: string) => `import cors from '@koa/cors'\napp.use(cors({ origin: ${origin} }))`
  expect(codesOf(use(`(ctx) => ${answer}`))).toContain('origin-reflected')
  expect(codesOf(use(`async (ctx) => { return ${answer} }`))).toContain('origin-reflected')
  expect(codesOf(use(`function (ctx) { const asked = ${answer}; return asked }`)).length).toBeGreaterThan(0)
  expect(codesOf(use(`(ctx) => { if (isDev) return ${answer}; return 'https://a.example' }`))).toContain(
    'origin-reflected',
  )
})

test.each([
  "new URL(o).hostname.endsWith('example.com')",
  "new URL(o).host.includes('example.com')",
  "url.parse(o).hostname.indexOf('example.com') !== -1",
  "o.toLowerCase().endsWith('example.com')",
  "(o || '').includes('example.com')",
  "o?.split('//')[1].startsWith('app.')",
])('%s is a test of a part', (answer) => {
  expect(codesOf(`${CORS}app.use(cors({ origin: (o, cb) => cb(null, ${answer})${REST}))`)).toContain(
    'origin-matched-in-part',
  )
  const [object, test] = [answer.slice(0, answer.lastIndexOf('.')), answer.slice(answer.lastIndexOf('.'))]
  const set = `(o, cb) => { const host = ${object}; cb(null, host${test}) }`
  if (!answer.includes("'.")) expect(codesOf(`${CORS}app.use(cors({ origin: ${set}${REST}))`).length).toBeGreaterThan(0)
})

test.each([
  "const { hostname } = new URL(o); cb(null, hostname.endsWith('example.com'))",
  "const host = new URL(o).hostname; cb(null, host.endsWith('example.com'))",
])('%s is a test of a part too', (body) => {
  expect(codesOf(`${CORS}app.use(cors({ origin: (o, cb) => { ${body} }${REST}))`)).toContain('origin-matched-in-part')
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

describe('values that are known only while the app runs', () => {
  const notes = (options: string, load = CORS) =>
    migrateSource('a.js', `${load}app.use(cors({ ${options}${REST}))`).changes.map(({ code }) => code)
  const KOA = "import cors from '@koa/cors'\n"

  test.each([
    ['process.env.X', 'unset-variable'],
    ["['https://a.example', process.env.X]", 'missing-left-out'],
    ["['https://a.example', process.env.X]", 'entries-once'],
    ["(process.env.X || '').split(',')", 'unset-variable'],
    ['process.env.X', 'wildcard-is-pattern'],
    ["process.env.X.split(',')", 'wildcard-is-pattern'],
    ["['https://a.example', process.env.X]", 'wildcard-is-pattern'],
  ])('%s: %s', (origin, code) => {
    expect(notes(`origin: ${origin}`)).toContain(code)
  })

  test('a list of known entries has none of these notes', () => {
    const codes = notes("origin: isProd ? 'https://a.example' : ['https://b.example', /^https:\\/\\/c\\.example$/]")
    for (const code of ['unset-variable', 'missing-left-out', 'entries-once', 'wildcard-is-pattern'])
      expect(codes).not.toContain(code)
  })

  test('a list of known entries of which one may be false holds no pattern', () => {
    expect(notes("origin: ['https://a.example', isDev && 'http://localhost:3000']")).not.toContain(
      'wildcard-is-pattern',
    )
  })

  test('Koa read a missing value as *', () => {
    expect(notes('origin: process.env.X', KOA)).toContain('unset-allowed-all')
    expect(codesOf(`${KOA}app.use(cors({ origin: false${REST}))`)).toEqual(['origin-falsy-allows-all'])
    expect(codesOf(`${KOA}app.use(cors({ origin: isProd ? 'https://a.example' : ''${REST}))`)).toEqual([
      'origin-falsy-allows-all',
    ])
  })

  test.each([
    ['cors', 'it never allowed credentials'],
    ['@koa/cors', "'false' too"],
  ])('%s: a variable at credentials is a text', (name, says) => {
    const text = `import cors from '${name}'\napp.use(cors({ origin: 'https://a.example', credentials: process.env.CRED${REST}))`
    expect(migrateSource('a.js', text).decisions).toMatchObject([
      {
        code: 'option-wrong-type',
        message: expect.stringContaining(says),
        instead: "credentials: process.env.CRED === 'true'",
      },
    ])
    expect(codesOf(text.replace('process.env.CRED', "process.env.CRED === 'true'"))).toEqual([])
  })
})

describe('a decision that repeats a piece of the source', () => {
  const all = (text: string) =>
    JSON.stringify([migrateSource('a.js', text).decisions, migrateSource('a.js', text).sightings])

  test.each([
    (value: string) => `${CORS}app.use(cors({ origin: ${value}${REST}))`,
    (value: string) => `${CORS}app.use(cors({ origin: (o, cb) => cb(null, ${value})${REST}))`,
    (value: string) => `${CORS}app.use(cors({ ...${value}, origin: '*' }))`,
    (value: string) => `${CORS}app.use(cors(${value}))`,
    (value: string) => `${CORS}app.use(cors({ origin: ${value} ? false : '*' }))`,
    (value: string) => `const io = require('socket.io')(3000)\nio.origins(${value})`,
    (value: string) => `${CORS}${value}(cors)`,
  ])('is one line without the secrets of its URLs (%#)', (write) => {
    const long = `load('https://user:hunter2@a.example/?key=hunter2', ${'1 + '.repeat(2_000)}1)`
    expect(all(write(long))).not.toContain('hunter2')
    expect(all(write(long)).length).toBeLessThan(2_000)
  })

  test('says at which line a variable is changed', () => {
    const text = `${CORS}const list = ['https://a.example']\nlist.push('https://b.example')\napp.use(cors({ origin: list${REST}))`
    expect(migrateSource('a.js', text).decisions[0]?.message).toContain('line 2 declares it, and line 3 may change it')
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

  test('a method that is probably a mistake is named', () => {
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
    ...['const o: CorsOptions = { origin: A }\napp.enableCors(o)', 'app.enableCors({ origin: A } as CorsOptions)'].map(
      (use): [string, string, string] => [
        'a.ts',
        `import { CorsOptions } from '@nestjs/common/interfaces/external/cors-options.interface'\n${use.replace('A', "'https://a.example'")}`,
        "import type { PolicyOptions } from 'corskit'\nimport { cors } from 'corskit/nest'\n",
      ],
    ),
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

  test.each([
    "if (isDev) app.use(cors({ origin: 'http://localhost:3000' }))\nelse app.use(cors({ origin: 'https://a.example' }))",
    "if (isDev) { app.use(cors({ origin: 'http://localhost:3000' })) } else if (isTest) { app.use(cors()) } else { app.use(cors({ origin: 'https://a.example' })) }",
    "isDev ? app.use(cors()) : app.use(cors({ origin: 'https://a.example' }))",
  ])('%s: only one of them runs', (text) => {
    expect(codesOf(CORS + text)).toEqual([])
  })

  test.each([
    "if (isDev) app.use(cors())\napp.use(cors({ origin: 'https://a.example' }))",
    "if (isDev) app.use(cors())\nif (isTest) app.use(cors({ origin: 'https://a.example' }))",
    "if (isDev) { app.use(cors())\napp.get('/x', cors({ origin: 'https://a.example' }), f) }",
  ])('%s: both may run', (text) => {
    const before = codesOf(CORS + text)
    if (text.includes('get')) expect(before).toContain('two-layers')
    else expect(new Set(before)).toEqual(new Set(codesOf(CORS + text.replaceAll(/if \(\w+\) /g, ''))))
  })

  test('a route for preflights after the same middleware is named as needless', () => {
    const { changes } = migrateSource('a.js', `${CORS}app.use(cors())\napp.options('*', cors())`)
    expect(changes).toContainEqual({ code: 'options-route-unneeded', line: 3 })
  })

  test.each(['get', 'post', 'put', 'patch', 'delete'])('beside a route of %s it is needed', (method) => {
    const text = `${CORS}app.${method}('/x', cors({ origin: 'https://a.example' }), f)\napp.options('/x', cors({ origin: 'https://a.example' }))`
    const { changes, decisions } = migrateSource('a.js', text)
    expect(decisions).toEqual([])
    expect(changes.map(({ code }) => code)).not.toContain('options-route-unneeded')
    expect(codesOf(text.replace(/origin: 'https:\/\/a.example' }\)\)$/, 'credentials: true }))'))).toContain(
      'two-layers',
    )
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

test.each([
  '(o, cb) => { if (list.indexOf(o)) cb(null, true); else cb(null, false) }',
  '(o, cb) => cb(null, !!list.indexOf(o))',
])('%s allows whoever is not listed, and is left for a decision', (predicate) => {
  expect(codesOf(`${CORS}const list = ['https://a.example']\napp.use(cors({ origin: ${predicate} }))`)).toEqual([
    'origin-reflected',
  ])
})

describe('a header that a handler takes away or writes stays so, and the call is a decision', () => {
  const NAME = "'Access-Control-Allow-Origin'"

  test.each([
    `response.removeHeader(${NAME})`,
    `response.raw.removeHeader(${NAME})`,
    "response.removeHeader('Access-Control-Allow-Credentials')",
    "response.removeHeader('Access-Control-Expose-Headers')",
    "response.set('Access-Control-Expose-Headers', 'x-a')",
    "response.set('Access-Control-Allow-Credentials', 'true')",
    `ctx.remove(${NAME})`,
    `ctx.response.remove(${NAME})`,
    `c.res.headers.delete(${NAME})`,
    `c.header(${NAME}, undefined)`,
    `delete response.headers[${NAME}]`,
    `delete response.headers['access-control-allow-origin']`,
    `const name = ${NAME}; response.removeHeader(name)`,
    `for (const name of [${NAME}, 'x-a']) response.removeHeader(name)`,
    `[${NAME}].forEach((name) => response.headers.delete(name))`,
    `for (const name of [${NAME}]) response.setHeader(name, '*')`,
    'for (const name of response.getHeaderNames()) if (/^access-control/.test(name)) response.removeHeader(name)',
    "for (const name of response.getHeaderNames()) if (name.startsWith('access-control-')) response.removeHeader(name)",
  ])('%s', (text) => {
    const source = `${CORS}app.use(cors({ origin: 'https://a.example'${REST}))\nfunction handle(response, ctx, c) { ${text} }`
    expect(codesOf(source)).toEqual(['two-layers'])
  })

  test('of Hono, a name alone takes the header away', () => {
    const source = `import { cors } from 'hono/cors'\napp.use(cors({ origin: 'https://a.example' }))\napp.get('/', (c) => { c.header(${NAME}) })`
    expect(codesOf(source)).toEqual(['two-layers'])
  })

  test.each([
    `request.headers.delete(${NAME})`,
    `delete proxyRes.headers['access-control-allow-origin']`,
    `response.getHeader(${NAME})`,
    `app.use(other({ allowedHeaders: [${NAME}] })); response.set(name, value)`,
  ])('%s does not matter', (text) => {
    const source = `${CORS}app.use(cors({ origin: 'https://a.example'${REST}))\nfunction handle(request, response, proxyRes) { ${text} }`
    expect(codesOf(source)).toEqual([])
  })
})

test('the place in a list, in a variable, is compared like the call', () => {
  expect(moved('(o, cb) => { const i = list.findIndex((x) => x === o); cb(null, i >= 0) }')).toContain('return i >= 0')
})

describe('a test of another part of the request says nothing about the origin', () => {
  const KOA = "import cors from '@koa/cors'\n"
  const HONO = "import { cors } from 'hono/cors'\n"
  const withTest = (test: string) =>
    test.startsWith('c.')
      ? `${HONO}app.use(cors({ origin: (o, c) => { if (${test}) return o; return list.includes(o) ? o : null } }))`
      : `${KOA}app.use(cors({ origin: (ctx) => { const o = ctx.get('Origin'); if (${test}) return o; return list.includes(o) ? o : '' } }))`

  test.each([
    "c.req.path.startsWith('/public')",
    "c.req.method === 'GET'",
    "c.req.header('x-key') === process.env.KEY",
    "c.req.query('open')",
    'c.env.OPEN',
    "ctx.path === '/public'",
    "ctx.request.path.startsWith('/public')",
    "ctx.get('x-key') === process.env.KEY",
    "ctx.headers['x-key'] === process.env.KEY",
    'ctx.state.user',
    'ctx.headers.referer',
  ])('%s: while it holds, every site is let in', (test) => {
    expect(codesOf(withTest(test))).toEqual(['origin-reflected'])
  })

  test.each([
    "c.req.header('origin') === 'https://a.example'",
    "c.req.header('Origin') === c.env.ORIGIN",
    "ctx.headers.origin === 'https://a.example'",
    "ctx.get('Origin') === process.env.ORIGIN",
    'allowed(ctx) === true',
  ])('%s is about it', (test) => {
    expect(codesOf(withTest(test))).toEqual([])
  })
})

describe('a test of a part of the origin is a decision', () => {
  test.each([
    ["o.slice(0, 8) === 'https://'", 'origin-matched-in-part'],
    ["o.substring(8) !== 'evil.example'", 'origin-matched-in-part'],
    ["o.substr(-11) === 'example.com'", 'origin-matched-in-part'],
    ["o.slice(-12, -1) === '.example.com'", 'origin-matched-in-part'],
    ["o[0] === 'h'", 'origin-matched-in-part'],
    ["'h' === o.charAt(0)", 'origin-matched-in-part'],
    ["o.at(-1) === 'm'", 'origin-matched-in-part'],
    ['o.charCodeAt(0) > 10', 'origin-matched-in-part'],
    ["!!'https://a.example.com'.match(o)", 'origin-matched-in-part'],
    ["new RegExp(o).test('https://a.example.com')", 'origin-matched-in-part'],
    ["new RegExp('example.com').test(o)", 'regexp-not-anchored'],
    ["RegExp('example.com').test(o)", 'regexp-not-known'],
    ['list.some((entry) => new RegExp(entry).test(o))', 'regexp-not-known'],
  ])('%s', (test, code) => {
    const source = `${CORS}app.use(cors({ origin: (o, cb) => cb(null, ${test})${REST}))`
    expect(codesOf(source)).toEqual([code])
  })

  test.each([
    "o.slice(-12) === '.example.com'",
    "o.split('//')[1].split(':')[0] === 'localhost'",
    'list.lastIndexOf(o) > 0',
    'list.includes(o.slice(0, -1))',
    "list.includes(o.replace(new RegExp('/$'), ''))",
    'list.some(function (entry) { return entry === o })',
  ])('%s is none', (test) => {
    expect(moved(`(o, cb) => cb(null, ${test})`)).toContain(test.startsWith('list.some') ? 'list' : `(o) => ${test}`)
  })
})

describe('a pattern in the source is a decision, wherever its text stands', () => {
  const TEXT = 'https://*.example.com'

  test.each([
    `(process.env.X || '${TEXT},https://a.example').split(',')`,
    `process.env.X?.split(',') ?? '${TEXT}'.split(',')`,
    `[process.env.X || '${TEXT}']`,
    "['a', '*'].map((name) => 'https://' + name + '.example.com')",
    "subdomains.map((name) => 'https://' + name + '.example.com')",
    'settings.subdomains.map(String)',
    'known.slice()',
    "(process.env.X || '*').split(',')",
  ])('%s', (origin) => {
    const constants = `const subdomains = ['a', '*']; const settings = { subdomains }; const known = make(['${TEXT}']); `
    const codes = codesOf(`${CORS}${constants}app.use(cors({ origin: ${origin}${REST}))`)
    expect(codes).toEqual([expect.stringMatching(/^(?:pattern-was-literal|origin-any-in-list)$/)])
  })

  test.each([
    "process.env.X.split(',').filter((entry) => entry !== '*')",
    "process.env.X.split(',').filter((entry) => !entry.includes('*'))",
    "process.env.X.replace('*', 'app').split(',')",
    'settings.origins.slice()',
  ])('%s only looks for one', (origin) => {
    const constants = "const settings = { path: '/*', origins: make() }; "
    expect(codesOf(`${CORS}${constants}app.use(cors({ origin: ${origin}${REST}))`)).toEqual([])
  })

  test('* in methods or headers is one under credentials', () => {
    const options =
      "{ origin: 'https://a.example', credentials: true, methods: process.env.X || '*', allowedHeaders: 'x-a' }"
    expect(codesOf(`${CORS}app.use(cors(${options}))`)).toEqual(['wildcard-with-credentials'])
    expect(codesOf(`${CORS}app.use(cors(${options.replace('credentials: true, ', '')}))`)).toEqual([])
  })
})

describe('what may not be set', () => {
  const optionsOf = (options: string, from = CORS) => {
    const { text, decisions, changes } = migrateSource(
      'a.js',
      `${from}cors({ origin: 'https://a.example', ${options} })`,
    )
    return { text, codes: decisions.map(({ code }) => code), changes: changes.map(({ code }) => code) }
  }

  test.each([
    ['process.env.H', "process.env.H || ['*', 'authorization']"],
    ["process.env.H?.split(',')", "process.env.H?.split(',') || ['*', 'authorization']"],
    ["isProd ? ['x-a'] : undefined", "(isProd ? ['x-a'] : undefined) || ['*', 'authorization']"],
    ['isProd && HEADERS', "(isProd && HEADERS) || ['*', 'authorization']"],
    ["config.get('headers')", "config.get('headers') || ['*', 'authorization']"],
    ["process.env.H || 'x-a'", "process.env.H || 'x-a'"],
    ["(process.env.H ?? 'x-a').split(',')", "(process.env.H ?? 'x-a').split(',')"],
  ])('allowedHeaders: %s goes on to allow whatever is asked for', (value, after) => {
    const { text, codes, changes } = optionsOf(`methods: 'PUT', allowedHeaders: ${value}`)
    expect(codes).toEqual([])
    expect(text).toContain(`allowedHeaders: ${after} })`)
    expect(changes.includes('headers-where-unset')).toBe(after !== value)
  })

  test.each([
    ['{ allowedHeaders }', CORS, "allowedHeaders: allowedHeaders || ['*', 'authorization']"],
    [
      '{ allowHeaders }',
      "import { cors } from 'hono/cors'\n",
      "allowedHeaders: allowHeaders || ['*', 'authorization']",
    ],
  ])('%s of a parameter gets its name', (options, source, after) => {
    const name = options.slice(2, -2)
    const { text } = migrateSource('a.js', `${source}const make = ({ ${name} }) => cors(${options})`)
    expect(text).toContain(after)
  })

  test.each(['undefined', 'process.env.M', "process.env.M?.split(',')", "isProd ? 'PUT' : undefined"])(
    'methods: %s of cors is a decision, and its advice is none',
    (value) => {
      expect(optionsOf(`methods: ${value}, allowedHeaders: 'x-a'`).codes).toEqual(['methods-unset'])
      const { decisions } = migrateSource(
        'a.js',
        `${CORS}cors({ origin: '*', methods: ${value}, allowedHeaders: 'x-a' })`,
      )
      const instead = decisions[0]?.instead.split(', or ')[0] ?? ''
      expect(optionsOf(`${instead}, allowedHeaders: 'x-a'`).codes).toEqual([])
    },
  )
})
