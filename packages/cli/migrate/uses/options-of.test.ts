import { describe, expect, test } from 'vitest'
import { migrateSource } from '../migrate-source.ts'
import { CORS } from '../testing/moved-origin.ts'

const source = (rest: string) =>
  `${CORS}const options = { origin: ['https://a.example'], methods: ['PUT'], allowedHeaders: ['x-a'] }\napp.use(cors(options))\n${rest}`

describe('options that are also read elsewhere', () => {
  test.each([
    'console.log(options.origin)',
    "console.log('CORS for', options.origin.join(', '), options.methods)",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a program
    'app.listen(1, () => console.log(`CORS for ${options.origin}`))',
    "logger.info('CORS for ' + options.origin)",
    'log.debug(JSON.stringify(options.origin))',
  ])('are moved where they are only shown: %s', (rest) => {
    const { decisions, text } = migrateSource('a.js', source(rest))
    expect(decisions).toEqual([])
    expect(text).toContain('corskit/express')
  })

  test.each([
    ['new Server(http, { cors: { origin: options.origin } })', 'is used for something else too, in line 4'],
    ['start(options.origin)', 'is changed after it was made'],
    ['options.origin.push(more)', 'is changed after it was made'],
    ["options.origin = 'https://b.example'", 'is changed after it was made'],
    ['const list = options.origin; list.push(more)', 'is changed after it was made'],
    ['if (options.optionsSuccessStatus) start()', 'is used for something else too, in line 4'],
  ])('are left where they are used or changed: %s', (rest, message) => {
    const { decisions } = migrateSource('a.js', source(rest))
    expect(decisions).toMatchObject([{ code: 'options-not-understood', message: expect.stringContaining(message) }])
  })

  test('a function among them is never shown as it was', () => {
    const { decisions } = migrateSource(
      'a.js',
      source('console.log(options.origin)').replace("['https://a.example']", '(o, cb) => cb(null, l.includes(o))'),
    )
    expect(decisions).toMatchObject([{ code: 'options-not-understood' }])
  })
})

test.each([
  'function length(cors) { return cors.length }',
  'const each = (cors) => cors()',
  'const first = ([cors]) => cors.name',
  'try { start() } catch (cors) { log(cors) }',
  'class Own { static #cors = 1; show() { return Own.#cors } }',
  'class Own { #cors() {} }',
  'cors: for (;;) { break cors }',
  'type Own = (cors: string) => void',
  'interface Own { (cors: string): void; new (cors: string): Own; [cors: string]: unknown; cors(): void; cors2: string }',
  'type Own = [cors: string]',
  'enum Own { cors = 1 }',
  'declare function own(cors: string): cors is string',
])('a name of its own is not the package: %s', (rest) => {
  expect(migrateSource('a.ts', source(rest)).decisions).toEqual([])
})

test.each([
  ["import cors from '@koa/cors'", 'cors.Options'],
  ["import cors = require('@koa/cors')", 'cors.Options'],
  ["import cors, { Options } from '@koa/cors'", 'Options'],
  ["import cors, { type Options } from '@koa/cors'", 'Options'],
  ["import cors from 'kcors'", 'cors.Options'],
])('the type of options of Koa: %s, %s', (from, type) => {
  const options = `const options: ${type} = { origin: 'https://a.example', allowMethods: ['PUT'], allowHeaders: ['x-a'] }`
  const { decisions, text } = migrateSource('a.ts', `${from}\n${options}\napp.use(cors(options))`)
  expect(decisions).toEqual([])
  expect(text).toContain('const options: PolicyOptions =')
  expect(text).toContain("import type { PolicyOptions } from 'corskit'")
})

test('beside a spread, what is not known is all that is told', () => {
  const text = `${CORS}app.use(cors({ ...given, credentials: true }))`
  expect(migrateSource('a.js', text).decisions.map(({ code }) => code)).toEqual(['options-not-understood'])
})
