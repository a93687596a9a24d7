import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { RUNS } from '../../../testing/property-runs.ts'
import { migrateSource } from './migrate-source.ts'

const APP = "origin: 'https://a.example'"
const REST = "methods: ['PUT', 'PATCH', 'DELETE'], allowedHeaders: ['*', 'authorization']"
/** All that a call has to say, so that nothing is added. */
const FULL = `{ ${APP}, methods: ['PUT'], allowedHeaders: ['x-a'] }`

describe('the ways to get the middleware', () => {
  test.each([
    ['a.mjs', `import cors from 'cors'\ncors(${FULL})`, `import { cors } from 'corskit/express'\ncors(${FULL})`],
    [
      'a.js',
      `import useCors from "cors";\nuseCors(${FULL})`,
      `import { cors as useCors } from "corskit/express";\nuseCors(${FULL})`,
    ],
    ['a.ts', `import * as cors from 'cors'\ncors(${FULL})`, `import { cors } from 'corskit/express'\ncors(${FULL})`],
    ['a.ts', `import cors = require('cors');\ncors(${FULL})`, `import { cors } from 'corskit/express';\ncors(${FULL})`],
    [
      'a.mjs',
      `import { default as c } from 'cors'\nc(${FULL})`,
      `import { cors as c } from 'corskit/express'\nc(${FULL})`,
    ],
    [
      'a.js',
      `const cors = require('cors')\ncors(${FULL})`,
      `const { cors } = require('corskit/express')\ncors(${FULL})`,
    ],
    [
      'a.js',
      `var a = 1, c = require('cors');c(${FULL})`,
      `var a = 1, { cors: c } = require('corskit/express');c(${FULL})`,
    ],
    ['a.js', `app.use(require('cors')(${FULL}))`, `app.use(require('corskit/express').cors(${FULL}))`],
    [
      'a.js',
      `const f = require('@fastify/cors').default\napp.register(f, ${FULL})`,
      `const { cors: f } = require('corskit/fastify')\napp.register(f, ${FULL})`,
    ],
    [
      'a.js',
      `const { fastifyCors } = require('@fastify/cors')\napp.register(fastifyCors, ${FULL})`,
      `const { cors: fastifyCors } = require('corskit/fastify')\napp.register(fastifyCors, ${FULL})`,
    ],
    [
      'a.js',
      `app.register(require('@fastify/cors'), ${FULL})`,
      `app.register(require('corskit/fastify').cors, ${FULL})`,
    ],
    [
      'a.mjs',
      `app.register(import('@fastify/cors'), ${FULL})`,
      `app.register(import('corskit/fastify').then(({ cors }) => ({ default: cors })), ${FULL})`,
    ],
  ])('%s: %s', (path, before, after) => {
    expect(migrateSource(path, before)).toMatchObject({ text: after, decisions: [] })
  })

  test('the type of the options comes along', () => {
    const before = "import cors, { type CorsOptions } from 'cors';\nconst o: CorsOptions = FULL;\ncors(o);"
    const after =
      "import { cors } from 'corskit/express';\nimport type { PolicyOptions } from 'corskit';\nconst o: PolicyOptions = FULL;\ncors(o);"
    expect(migrateSource('a.ts', before.replace('FULL', FULL)).text).toBe(after.replace('FULL', FULL))
    const qualified = `import cors from 'cors'\nconst o: cors.CorsOptions = ${FULL}\ncors(o)`
    expect(migrateSource('a.ts', qualified).text).toBe(
      `import { cors } from 'corskit/express'\nimport type { PolicyOptions } from 'corskit'\nconst o: PolicyOptions = ${FULL}\ncors(o)`,
    )
  })
})

/** The text of a call after the move. */
function moved(options: string): string {
  const { text, decisions } = migrateSource('a.js', `import cors from 'cors'\ncors(${options})`)
  expect(decisions).toEqual([])
  return text.slice(text.indexOf('\ncors(') + 6, -1)
}

describe('the options', () => {
  test.each([
    ['', `{ origin: '*', ${REST} }`],
    ['{}', `{ origin: '*', ${REST} }`],
    [`{ ${APP} }`, `{ ${APP}, ${REST} }`],
    [`{ ${APP}, methods: [], allowedHeaders: [] }`, `{ ${APP}, methods: [], allowedHeaders: [] }`],
    [`{ ${APP}, methods: 'GET,PUT', headers: 'x-a' }`, `{ ${APP}, methods: 'GET,PUT', allowedHeaders: 'x-a' }`],
    [
      `{ optionsSuccessStatus: 200, ${APP}, preflightContinue: false, methods: 'PUT', allowedHeaders: 'x-a' }`,
      `{ ${APP}, methods: 'PUT', allowedHeaders: 'x-a' }`,
    ],
    [
      `{ ${APP}, methods: 'PUT', allowedHeaders: 'x-a', maxAge: '600' }`,
      `{ ${APP}, methods: 'PUT', allowedHeaders: 'x-a', maxAge: 600 }`,
    ],
    [
      `{ ${APP}, methods: 'PUT', allowedHeaders: 'x-a', maxAge: 60 * 60 * 24 * 7 }`,
      `{ ${APP}, methods: 'PUT', allowedHeaders: 'x-a', maxAge: 86400 }`,
    ],
    [
      `{ ${APP}, methods: 'PUT', allowedHeaders: 'x-a', exposedHeaders: null, maxAge: undefined }`,
      `{ ${APP}, methods: 'PUT', allowedHeaders: 'x-a' }`,
    ],
    [
      `{\n  ${APP}, // ours\n  credentials: true,\n}`,
      `{\n  ${APP}, // ours\n  credentials: true,\n  methods: ['PUT', 'PATCH', 'DELETE'],\n  allowedHeaders: ['*', 'authorization'],\n}`,
    ],
    [
      `{ origin: process.env.ORIGIN, methods: 'PUT', allowedHeaders: 'x-a' }`,
      `{ origin: process.env.ORIGIN, methods: 'PUT', allowedHeaders: 'x-a' }`,
    ],
  ])('%s', (before, after) => {
    expect(moved(before)).toBe(after)
  })

  test.each([
    ['(origin, callback) => callback(null, list.includes(origin))', '(origin) => list.includes(origin)'],
    [
      'function (o, cb) { if (list.has(o)) { cb(null, true); } else { cb(new Error("no")); } }',
      'function (o) { if (list.has(o)) { return true; } else { return false; } }',
    ],
    [
      '(o, cb) => { if (list.has(o)) return cb(null, true); cb(null, false) }',
      '(o) => { if (list.has(o)) return true; return false }',
    ],
    [
      '(o, cb) => { if (list.has(o)) { cb(null, true); return } cb(null) }',
      '(o) => { if (list.has(o)) { return true; } return false }',
    ],
  ])('a function with a callback gives its answer: %s', (before, after) => {
    const rest = ", methods: 'PUT', allowedHeaders: 'x-a' }"
    expect(moved(`{ origin: ${before}${rest}`)).toBe(`{ origin: ${after}${rest}`)
  })

  test('a promise stays what it is', () => {
    const before = `import cors from '@fastify/cors'\napp.register(cors, { origin: async (o) => list.has(o), methods: [], allowedHeaders: [] })`
    expect(migrateSource('a.js', before).text).toBe(
      before.replace("import cors from '@fastify/cors'", "import { cors } from 'corskit/fastify'"),
    )
  })

  test('the types of a function change with what it gives', () => {
    const before =
      "import cors from 'cors'\ncors({ origin: (o: string, cb: (e: Error | null, ok?: boolean) => void): void => { cb(null, list.has(o)) }, methods: 'PUT', allowedHeaders: [] })"
    expect(migrateSource('a.ts', before).text).toContain('origin: (o: string): boolean => { return list.has(o) }')
  })

  test('an object and a function that have names are rewritten where they stand', () => {
    const before = `import cors from 'cors'\nfunction isOurs(origin, done) { done(null, list.has(origin)) }\nconst options = { origin: isOurs, methods: 'PUT', allowedHeaders: 'x-a' }\napp.use(cors(options)); app.options('*', cors(options))`
    expect(migrateSource('a.js', before).text).toBe(
      before
        .replace("import cors from 'cors'", "import { cors } from 'corskit/express'")
        .replace('(origin, done) { done(null, list.has(origin)) }', '(origin) { return list.has(origin) }'),
    )
  })
})

describe('a dangerous option is a decision, and the file is not changed', () => {
  test.each([
    ['{ origin: true }', 'origin-reflected'],
    ['{ origin: true, credentials: true }', 'origin-reflected'],
    ["{ origin: isDev ? true : 'https://a.example' }", 'origin-reflected'],
    ['{ origin: process.env.ORIGIN || true }', 'origin-reflected'],
    ['{ origin: (origin, callback) => callback(null, true) }', 'origin-reflected'],
    ['{ origin: (origin, callback) => callback(null, origin) }', 'origin-reflected'],
    ['{ origin: async (origin) => { return true } }', 'origin-reflected'],
    ['{ origin: async () => true }', 'origin-reflected'],
    ['{ credentials: true }', 'origin-any-with-credentials'],
    ["{ origin: '*', credentials: true }", 'origin-any-with-credentials'],
    ["{ origin: process.env.ORIGIN || '*', credentials: true }", 'origin-any-with-credentials'],
    ["{ origin: ['https://a.example', 'null'] }", 'origin-null'],
    ['{ origin: /example\\.com$/ }', 'regexp-not-anchored'],
    ['{ origin: [/^https:\\/\\/a.example$/] }', 'regexp-unescaped-dot'],
    ["{ origin: (o, cb) => cb(null, o.endsWith('example.com')) }", 'origin-matched-in-part'],
    ['{ origin: (o, cb) => cb(null, /example\\.com/.test(o)) }', 'regexp-not-anchored'],
  ])('%s', (options, code) => {
    const before = `import cors from 'cors'\napp.use(cors({ ${APP} }))\napp.use(cors(${options}))`
    const { text, decisions } = migrateSource('a.js', before)
    expect(text).toBe(before)
    expect(decisions).toContainEqual(expect.objectContaining({ code, line: 3, instead: expect.stringMatching(/./) }))
  })
})

describe('an option that is not understood is a decision too', () => {
  test.each([
    ["{ origin: 'https://a.example,https://b.example' }", 'origin-several-in-one'],
    ["{ origin: 'https://a.example/' }", 'origin-trailing-slash'],
    ['{ origin: false }', 'origin-switched-off'],
    [`{ ${APP}, preflightContinue: true }`, 'option-without-counterpart'],
    [`{ ${APP}, methods: ['put'] }`, 'method-lower-case'],
    [`{ ${APP}, maxAge: 'soon' }`, 'max-age-not-an-integer'],
    [`{ ...base, ${APP} }`, 'options-not-understood'],
    ['config.cors', 'options-not-understood'],
    ['(request, callback) => callback(null, {})', 'options-by-request'],
    ['{ origin: (o, cb) => { find(o).then((found) => cb(null, found)) } }', 'predicate-not-understood'],
    ['{ origin: (o, cb) => { cb(null, list.has(o)); log(o) } }', 'predicate-not-understood'],
    ['{ origin: (o) => list.has(o) }', 'predicate-not-understood'],
    [`{ ${APP}, methods: '*', credentials: true }`, 'wildcard-with-credentials'],
    [`{ ${APP}, allowedHeaders: ['x-a', '*'], credentials: isProd }`, 'wildcard-with-credentials'],
  ])('%s', (options, code) => {
    const before = `import cors from 'cors'\napp.use(cors(${options}))`
    const { text, decisions } = migrateSource('a.js', before)
    expect(text).toBe(before)
    expect(decisions).toContainEqual(expect.objectContaining({ code, line: 2 }))
  })

  test.each([
    ["import cors from 'cors'\nexport { cors }", 'use-not-understood'],
    [
      "import type { CorsOptions } from 'cors'\nexport const options: CorsOptions = { origin: 'https://a.example' }",
      'options-not-understood',
    ],
    ["import type { CorsOptions } from 'cors'\nfunction f(options: CorsOptions) {}", 'options-not-understood'],
    ["export { default } from 'cors'", 'import-not-understood'],
    ["const load = () => import('cors')", 'import-not-understood'],
    ["import cors from 'cors'\nthis is not a program", 'source-not-understood'],
    ["import cors from '@fastify/cors'\napp.get('/', { config: { cors: { origin: '*' } } }, f)", 'route-policy'],
  ])('%s', (before, code) => {
    const { text, decisions } = migrateSource('a.ts', before)
    expect(text).toBe(before)
    expect(decisions).toContainEqual(expect.objectContaining({ code }))
  })
})

test('a policy that is made for every request is pointed out', () => {
  const before = `import cors from 'cors'\napp.use((a, b, next) => cors(${FULL})(a, b, next))`
  expect(migrateSource('a.js', before).changes).toContainEqual({ code: 'made-per-request', line: 2 })
})

test('a file without CORS is not parsed', () => {
  expect(migrateSource('a.js', "fetch(url, { mode: 'cors' }) this is not a program")).toMatchObject({
    decisions: [],
    packages: [],
  })
})

test('line ends stay as they are', () => {
  const { text } = migrateSource('a.js', "import cors from 'cors'\r\ncors({\r\n  origin: '*',\r\n})\r\n")
  expect(text.match(/(?<!\r)\n/)).toBeNull()
})

describe('whatever the text is', () => {
  const piece = fc.constantFrom(
    ..."import cors from 'cors'|require('cors')|const cors = |cors(|{ origin: |true|'*'|/a.b$/|(o, cb) => cb(null, |list.has(o)|)|}|,|;|\n|\r\n|...x|credentials: true|app.register(|import('@fastify/cors')|await |async |as any|<T>|`${|`|//|/*|*/|\\u{|maxAge|methods: [|]".split(
      '|',
    ),
  )
  const source = fc.oneof(
    fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join('')),
    fc.string({ unit: 'binary' }),
  )
  const file = fc.constantFrom('a.js', 'a.ts', 'a.tsx', 'a.cjs')

  test('nothing is thrown, and a file with a decision is not changed', () => {
    fc.assert(
      fc.property(file, source, (path, text) => {
        const before = `import cors from 'cors'\n${text}`
        const result = migrateSource(path, before)
        if (result.decisions.length > 0) expect(result.text).toBe(before)
      }),
      RUNS,
    )
  })

  test('a moved file is not moved again', () => {
    const options = fc.record(
      {
        origin: fc.constantFrom("'*'", "'https://a.example'", "['https://a.example']", 'process.env.X'),
        maxAge: fc.constantFrom('1', "'1'"),
      },
      { requiredKeys: [] },
    )
    fc.assert(
      fc.property(options, (given) => {
        const text = Object.entries(given)
          .map(([name, value]) => `${name}: ${value}`)
          .join(', ')
        const once = migrateSource('a.js', `import cors from 'cors'\ncors({ ${text} })`)
        expect(once.decisions).toEqual([])
        expect(migrateSource('a.js', once.text)).toMatchObject({
          text: once.text,
          changes: [],
          decisions: [],
          packages: [],
        })
      }),
    )
  })

  test('a deeply nested source does not make it fail', () => {
    const text = `import cors from 'cors'\ncors(${'['.repeat(50_000)}${']'.repeat(50_000)})`
    expect(migrateSource('a.js', text)).toMatchObject({ text, decisions: [{ code: expect.any(String) }] })
  })
})
