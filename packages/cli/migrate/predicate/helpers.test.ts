import { describe, expect, test } from 'vitest'
import { migrationOf, placesIn } from '../testing/migrate-files.ts'

/** What lets strangers in, with `o` for the origin, and the code of its decision. */
const DANGEROUS: readonly (readonly [string, string])[] = [
  ['/example\\.com$/.test(o)', 'regexp-not-anchored'],
  ["o.endsWith('example.com')", 'origin-matched-in-part'],
  ["o.includes('example.com')", 'origin-matched-in-part'],
  ["new RegExp('example.com').test(o)", 'regexp-not-anchored'],
  ["new RegExp(process.env.ORIGINS || 'example.com').test(o)", 'regexp-not-known'],
  ['PATTERNS.some((one) => one.test(o))', 'regexp-not-anchored'],
  ["new URL(o).hostname.endsWith('example.com')", 'origin-matched-in-part'],
  ["!!o.match('example.com')", 'origin-matched-in-part'],
  ["!!o.match(process.env.ORIGIN || 'https://a.example.com')", 'origin-matched-in-part'],
  ['SETTINGS.origins.includes(o)', 'origin-matched-in-part'],
  ['ORIGINS.includes(o)', 'origin-matched-in-part'],
  ["((list, one) => list.includes(one))('https://a.example.com', o)", 'origin-matched-in-part'],
  ['isIn(process.env.ORIGINS, o)', 'origin-matched-in-part'],
  ["o.split('.')[1] === 'example'", 'origin-matched-in-part'],
  ["new URL(o).hostname.split('.').pop() === 'com'", 'origin-matched-in-part'],
  ["o.split('.').at(-2) === 'example'", 'origin-matched-in-part'],
  ["['null'].includes(o)", 'origin-null'],
  ['o !== 1 || true', 'origin-reflected'],
]

const HARMLESS = [
  "['https://a.example.com', 'https://b.example.com'].includes(o)",
  '/^https:\\/\\/[a-z]+\\.example\\.com$/.test(o)',
  "o.endsWith('.example.com')",
  "o.split('://')[1] === 'a.example.com'",
  '!!o.match(/^https:\\/\\/a\\.example\\.com$/)',
  '[/^https:\\/\\/a\\.example\\.com$/].some((one) => o.match(one))',
  "new URL(o).hostname.split('.').slice(-2).join('.') === 'example.com'",
  "o === 'https://a.example.com'",
]

const PATTERNS =
  "const PATTERNS = [/example\\\\.com$/, process.env.OTHER]\nconst SETTINGS = { origins: 'https://a.example.com,https://b.example.com' }\nconst { origins: ORIGINS } = SETTINGS\nconst isIn = (list, one) => list.includes(one)\n"

const app = (before: string, asks: string) =>
  `const cors = require('cors'), express = require('express')\n${before}\nconst app = express()\napp.use(cors({ origin: (origin, callback) => callback(null, ${asks}) }))\n`

const module = (before: string, asks: string) =>
  `import cors from 'cors'\nimport express from 'express'\n${before}\nconst app = express()\napp.use(cors({ origin: (origin, callback) => callback(null, ${asks} === true) }))\n`

/** The places where people write such a test. */
const PLACES: Readonly<Record<string, (body: string) => Record<string, string>>> = {
  'in the function itself': (body) => ({ 'app.js': app(PATTERNS, body.replaceAll(/\bo\b/g, 'origin')) }),
  'an arrow function': (body) => ({ 'app.js': app(`${PATTERNS}const ok = (o) => ${body}`, 'ok(origin)') }),
  'a function': (body) => ({ 'app.js': app(`${PATTERNS}function ok(o) { return ${body} }`, 'ok(origin)') }),
  'a function below': (body) => ({ 'app.js': `${app(PATTERNS, 'ok(origin)')}function ok(o) { return ${body} }\n` }),
  'a function of two, the second': (body) => ({
    'app.js': app(`${PATTERNS}const ok = function (of, o = '') { return ${body} }`, 'ok(1, origin)'),
  }),
  'a function that asks a function': (body) => ({
    'app.js': app(
      `${PATTERNS}const inner = (o) => ${body}\nconst ok = (a) => { return inner(a) }`,
      '!!origin && ok(origin)',
    ),
  }),
  'an object': (body) => ({
    'app.js': app(
      `${PATTERNS}const rules = { origins: { ok(o) { return ${body} } } }`,
      'rules.origins.ok(origin) === true',
    ),
  }),
  'an object, behind this': (body) => ({
    'app.js': app(
      `${PATTERNS}const rules = { ok: (o) => ${body}, all(o) { return this.ok(o) } }`,
      'rules.all(origin) === true',
    ),
  }),
  'a class': (body) => ({
    'app.js': app(
      `${PATTERNS}class Rules { ok(o) { return ${body} } }\nconst rules = new Rules()`,
      'rules.ok(origin) === true',
    ),
  }),
  'a static method': (body) => ({
    'app.js': app(`${PATTERNS}class Rules { static ok = (o) => ${body} }`, 'Rules.ok(origin) === true'),
  }),
  'another name': (body) => ({
    'app.js': app(`${PATTERNS}const a = (o) => ${body}\nconst ok = a`, 'Boolean(ok(origin))'),
  }),
  'another file, by require': (body) => ({
    'app.js': app("const { ok } = require('./rules')", 'ok(origin) === true'),
    'rules.js': `${PATTERNS}exports.ok = (o) => ${body}`,
  }),
  'another file, an object': (body) => ({
    'app.js': app("const rules = require('./rules')", 'rules.ok(origin) === true'),
    'rules/index.js': `${PATTERNS}function ok(o) { return ${body} }\nmodule.exports = { ok }`,
  }),
  'another file that is the function': (body) => ({
    'app.js': app("const ok = require('./rules')", 'ok(origin) === true'),
    'rules.js': `${PATTERNS}module.exports = function (o) { return ${body} }`,
  }),
  'another file, by import': (body) => ({
    'app.js': module("import { ok } from './rules.js'", 'ok(origin)'),
    'rules.ts': `${PATTERNS}export function ok(o: string) { return ${body} }`,
  }),
  'another file, the default': (body) => ({
    'src/app.js': module("import ok from '@/rules'", 'ok(origin)'),
    'src/rules.js': `${PATTERNS}const ok = (o) => ${body}\nexport default ok`,
  }),
  'a third file': (body) => ({
    'app.js': module("import * as rules from './rules.js'", 'rules.allows(origin)'),
    'rules.js': "export * from './more.js'\nexport { ok as allows } from './inner.js'",
    'more.js': 'export const other = 1',
    'inner.js': `${PATTERNS}export const ok = (o) => ${body}`,
  }),
}

describe('a test that lets strangers in is told with its line', () => {
  const rows = Object.entries(PLACES).flatMap(([place, files]) =>
    DANGEROUS.map(([body, code]) => ({ place, body, code, files })),
  )
  test.each(rows)('$body in $place', async ({ body, code, files }) => {
    const { decisions, moved } = await migrationOf(files(body))
    expect({ decisions, moved }).toEqual({ decisions: expect.arrayContaining([code]), moved: [] })
  })
})

describe('a test that compares whole origins is moved', () => {
  const rows = Object.entries(PLACES).flatMap(([place, files]) => HARMLESS.map((body) => ({ place, body, files })))
  test.each(rows)('$body in $place', async ({ body, files }) => {
    const { decisions, moved } = await migrationOf(files(body))
    expect({ decisions, moved }).toEqual({ decisions: [], moved: [expect.stringMatching(/app\.js$/)] })
  })
})

describe('a RegExp of a list in another file', () => {
  test.each([
    ["const { list } = require('./list')", 'list.some((one) => one.test(origin))', 'exports.list = [/example\\.com$/]'],
    ["const list = require('./list')", 'list.some((one) => one.test(origin))', 'module.exports = [/example\\.com$/]'],
    [
      "const config = require('./list')",
      'config.cors.pattern.test(origin)',
      'exports.cors = { pattern: /example\\.com$/ }',
    ],
  ])('%s %s', async (before, asks, list) => {
    const { places, text } = await placesIn({ 'app.js': app(before, asks), 'list.js': list })
    expect(places).toEqual(['app.js:4'])
    expect(text).toMatch(/list\.js:1: .*such as https:\/\/evil-example\.com/)
  })
})

test('what is told names an origin of somebody else', async () => {
  const rows = [
    ["origin.endsWith('example.com')", 'https://evil-example.com'],
    ["origin.startsWith('https://example.com')", 'https://example.com.evil.test'],
    ["origin.includes('example.com')", 'https://example.com.evil.test'],
    ["origin.indexOf('localhost') !== -1", 'https://localhost.evil.test'],
    ["origin.startsWith('https://')", 'https://evil.test'],
    ["origin.slice(-11) === 'example.com'", 'https://evil-example.com'],
    ["new URL(origin).hostname.endsWith('example.com')", 'https://evil-example.com'],
    ['/example\\.com$/.test(origin)', 'https://evil-example.com'],
    ['/^https:\\/\\/example\\.com/.test(origin)', 'https://example.com.evil.test'],
    ['/localhost/.test(origin)', 'https://localhost.evil.test'],
    ['/^https:\\/\\/.*example\\.com$/.test(origin)', 'https://evilexample.com'],
  ] as const
  const told = await Promise.all(rows.map(async ([asks]) => (await placesIn({ 'app.js': app('', asks) })).text))
  expect(rows.filter(([, stranger], index) => !told[index]?.includes(stranger))).toEqual([])
})

test('a function that is not seen is told where the file is moved', async () => {
  const { text } = await placesIn({
    'app.js': app("const { rules } = require('some-package')", "!!rules.ok(origin, 'a secret')"),
  })
  expect(text).toContain('"code":"admits-not-seen","line":4,"detail":"rules.ok"')
})

test.each([
  ["const allowed = config.get('origins')", true],
  ["const allowed = config.get('origins').split(',')", false],
  ["const allowed = ['https://app.example.com']", false],
])('a value of which it is not known whether it is a text or a list: %s', async (before, isTold) => {
  const { text } = await placesIn({ 'app.js': app(before, 'allowed.includes(origin)') })
  expect(text.includes('admits-not-seen')).toBe(isTold)
})

test('files that export each other in circles come to an end', async () => {
  const many = Array.from({ length: 40 }, (_, index) => `export * from './c${index % 3}.js'`).join('\n')
  const { moved } = await migrationOf({
    'app.js': module("import { ok } from './c0.js'", 'ok(origin)'),
    'c0.js': many,
    'c1.js': many,
    'c2.js': many,
  })
  expect(moved).toEqual(['app.js'])
})
