import { describe, expect, test } from 'vitest'
import { migrateSource } from '../migrate-source.ts'

const codesOf = (body: string) =>
  migrateSource(
    'a.js',
    `const cors = require('cors')\nconst list = ['https://a.example.com'], seen = []\napp.use(cors({ origin: function (origin, callback) { ${body} } }))`,
  ).decisions.map(({ code }) => code)

describe('a function that looks something else up than the origin lets every site in', () => {
  test.each([
    "var origin = 'https://a.example.com'; callback(null, list.includes(origin))",
    "origin = 'https://a.example.com'; callback(null, list.includes(origin))",
    "let o = origin; o = 'https://a.example.com'; callback(null, list.includes(o))",
    'origin = list[0]; callback(null, list.includes(origin))',
    '[origin] = list; callback(null, list.includes(origin))',
    'list.push(origin); callback(null, list.includes(origin))',
    'list[1] = origin; callback(null, list.includes(origin))',
    "arguments[0] = 'https://a.example.com'; callback(null, list.includes(origin))",
  ])('%s', (body) => {
    expect(codesOf(body)).toContain('origin-reflected')
  })
})

describe('a function that tidies the origin, or keeps it for itself, is moved', () => {
  test.each([
    'origin = origin.toLowerCase(); callback(null, list.includes(origin))',
    "origin = (origin || '').trim(); callback(null, list.includes(origin))",
    "let o = ''; if (origin) o = origin; callback(null, list.includes(o))",
    'let ok = false; if (list.includes(origin)) ok = true; callback(null, ok)',
    'seen.push(origin); callback(null, list.includes(origin))',
    'callback(null, list.some(function (origin2) { return origin2 === origin }))',
    'const host = origin?.trim().toLowerCase(); callback(null, !host || list.includes(host))',
    "const host = origin.replace(/^https?:/, '').trim().toLowerCase(); callback(null, !host || list.includes(host))",
  ])('%s', (body) => {
    expect(codesOf(body)).toEqual([])
  })
})

test.each([
  ['404', ['status-refused']],
  ['302', ['status-refused']],
  ['undefined', ['status-refused']],
  ['process.env.STATUS', ['status-refused']],
  ['Status.NO_CONTENT', []],
  ['Status.NOT_FOUND', ['status-refused']],
  ['200', []],
  ["'204'", []],
])('optionsSuccessStatus: %s: %j', (status, codes) => {
  const text = `const cors = require('cors')\nconst Status = { NO_CONTENT: 204, NOT_FOUND: 404 }\napp.use(cors({ origin: 'https://a.example.com', optionsSuccessStatus: ${status} }))`
  expect(migrateSource('a.js', text).decisions.map(({ code }) => code)).toEqual(codes)
})

describe('a function that writes to a log too stays a function', () => {
  const moved = (body: string) =>
    migrateSource(
      'a.js',
      `const cors = require('cors')\nconst list = ['https://a.example.com']\napp.use(cors({ origin: function (origin, callback) { ${body} } }))`,
    )

  test.each([
    "console.log('asked', origin); callback(null, list.includes(origin))",
    'if (list.includes(origin)) { logger.info(origin); callback(null, true) } else callback(null, false)',
  ])('%s', (body) => {
    const { text, changes, decisions } = moved(body)
    expect(decisions).toEqual([])
    expect(text).toMatch(/(?:console\.log|logger\.info)\(/)
    expect(changes.map(({ code }) => code)).not.toContain('predicate-is-list')
  })

  test('without the log it becomes the list', () => {
    const { text, changes } = moved('callback(null, list.includes(origin))')
    expect(text).toContain('origin: list')
    expect(changes.map(({ code }) => code)).toContain('predicate-is-list')
  })
})

test.each([
  ['type Own = (o: string, cb: (e: Error | null, ok?: boolean) => void) => void', 'Own'],
  ['', '(o: string, cb: (e: Error | null, ok?: boolean) => void) => void'],
])('a type of the app with the callback stops a move: %s %s', (declared, type) => {
  const text = `import cors from 'cors'\n${declared}\nconst list = ['https://a.example.com']\nconst origin: ${type} = (o, cb) => cb(null, list.includes(o))\napp.use(cors({ origin }))`
  const [decision] = migrateSource('a.ts', text).decisions
  expect(decision?.message).toContain(`the type ${type} of this function has the callback`)
})

test.each([
  [
    "['https://a.example.com', 'null']",
    'if (list.includes(origin)) return callback(null, true); log(origin); callback(null, false)',
  ],
  ["new Set(['https://a.example.com', 'null'])", 'callback(null, !origin || list.has(origin))'],
  ["['https://a.example.com', 'null', undefined]", 'callback(null, list.indexOf(origin) !== -1)'],
])('the text null in a list stops a move: %s', (list, body) => {
  const text = `const cors = require('cors')\nconst list = ${list}\napp.use(cors({ origin: function (origin, callback) { ${body} } }))`
  expect(migrateSource('a.js', text).decisions.map(({ code }) => code)).toContain('origin-null')
})

test.each(["'nullable'", "'https://null.example.com'"])('%s is not null', (entry) => {
  const text = `const cors = require('cors')\nconst list = new Set(['https://a.example.com', ${entry}])\napp.use(cors({ origin: function (origin, callback) { callback(null, list.has(origin)) } }))`
  expect(migrateSource('a.js', text).decisions.map(({ code }) => code)).not.toContain('origin-null')
})
