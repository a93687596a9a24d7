import { runInNewContext } from 'node:vm'
import { describe, expect, test } from 'vitest'
import { migrateSource } from '../migrate-source.ts'
import { CORS, codesOf, REST } from '../testing/moved-origin.ts'

const TEXTS = ["process.env.X || '*'", "process.env.X ?? '*'", "process.env.X || 'https://a.example,*'"]
const LISTS = [
  ...TEXTS.map((text) => `(${text}).split(',')`),
  ...TEXTS.map((text) => `(${text}).split(',').map((entry) => entry.trim()).filter(Boolean)`),
  "process.env.X ? process.env.X.split(',') : ['*']",
  "process.env.X?.split(',') ?? ['*']",
  "[...(process.env.X || '*').split(','), 'https://b.example']",
  "['*']",
  "['https://a.example', '*']",
]
const OF_LIST = [
  "l.includes('*') ? '*' : l",
  "!l.includes('*') ? l : '*'",
  "l.indexOf('*') !== -1 ? '*' : l",
  "l.indexOf('*') === -1 ? l : '*'",
  "l.indexOf('*') > -1 ? '*' : l",
  "l.indexOf('*') < 0 ? l : '*'",
  "~l.indexOf('*') ? '*' : l",
  "l.some((entry) => entry === '*') ? '*' : l",
  "l.some(function (entry) { return entry.trim() == '*' }) ? '*' : l",
  "l.every((entry) => entry !== '*') ? l : '*'",
  "l.find((entry) => entry === '*') ? '*' : l",
  "l.findIndex((entry) => entry === '*') >= 0 ? '*' : l",
  "l.filter((entry) => entry === '*').length > 0 ? '*' : l",
  "new Set(l).has('*') ? '*' : l",
  "l[0] === '*' ? '*' : l",
  "l.at(0) === '*' ? '*' : l",
  "l.length === 1 && l[0] === '*' ? '*' : l",
  "l.length > 1 ? l : '*'",
  "l.length === 0 ? '*' : l",
  "l.includes('*') ? l : '*'",
  "isDev ? '*' : l",
  'l',
]
const OF_TEXT = [
  "t === '*' ? '*' : t.split(',')",
  "t === '*' ? t : t.split(',')",
  "t !== '*' ? t.split(',').map((entry) => entry.trim()) : '*'",
  "t.trim() === '*' ? '*' : t.split(',')",
  "t.includes('*') ? '*' : t.split(',')",
  "t.indexOf('*') >= 0 ? '*' : t.split(',')",
  "t.includes(',') ? t.split(',') : t",
  "t.startsWith('*') ? '*' : t.split(',')",
  "t ? t.split(',') : '*'",
  "t.split(',')",
]
const CASES = [
  ...LISTS.flatMap((list) => OF_LIST.map((origin) => [`const l = ${list}`, origin] as const)),
  ...TEXTS.flatMap((text) => OF_TEXT.map((origin) => [`const t = ${text}`, origin] as const)),
]

/** What stands at `origin` where no variable is set. */
const valueUnset = (before: string, origin: string): unknown =>
  runInNewContext(`${before}; const isDev = false; ${origin}`, { process: { env: {} } })

test("a list with '*' is told where the app really has one, and nowhere else", () => {
  const wrong = CASES.filter(([before, origin]) => {
    const codes = codesOf(`${CORS}${before}\napp.use(cors({ origin: ${origin}${REST}))`)
    const value = valueUnset(before, origin)
    return codes.includes('origin-any-in-list') !== (Array.isArray(value) && value.includes('*'))
  })
  expect(wrong).toEqual([])
})

test('an entry beside one that is not known', () => {
  const source = (test: string) =>
    `${CORS}const l = [process.env.X || 'https://b.example', '*']\napp.use(cors({ origin: ${test} ? '*' : l${REST}))`
  expect(codesOf(source("l.includes('*')"))).toEqual([])
  expect(codesOf(source("l.some((entry) => entry === '*')"))).toEqual([])
  expect(codesOf(source("l[0] === '*'"))).toEqual(['origin-any-in-list'])
})

test.each([
  "const isOpen = l.includes('*')\napp.use(cors({ origin: isOpen ? '*' : lREST))",
  "const origin = l.includes('*') ? '*' : l\napp.use(cors({ originREST))",
  "if (l.includes('*')) app.use(cors({ origin: '*'REST)); else app.use(cors({ origin: lREST))",
  "app.use(l.includes('*') ? cors({ origin: '*'REST) : cors({ origin: lREST))",
  "if (!l.includes('*')) { app.use(cors({ origin: lREST)) }",
  "if (l.includes('*') || !l.includes('*') && app.use(cors({ origin: lREST))) start()",
])('the test may stand elsewhere: %s', (text) => {
  const source = `${CORS}const l = (process.env.X || '*').split(',')\n${text.replaceAll('REST', REST)}`
  expect(codesOf(source)).not.toContain('origin-any-in-list')
})

test.each([
  "if (l.includes('*')) app.use(cors({ origin: lREST))",
  "if (other.includes('*')) app.use(cors({ origin: '*'REST)); else app.use(cors({ origin: lREST))",
  "if (l.includes('*')) start(() => {}); const later = () => app.use(cors({ origin: lREST))",
])('a test that says nothing about the list rules nothing out: %s', (text) => {
  const source = `${CORS}const l = (process.env.X || '*').split(',')\n${text.replaceAll('REST', REST)}`
  expect(codesOf(source)).toEqual(['origin-any-in-list'])
})

describe('what is told of an unset variable', () => {
  const changesOf = (before: string, origin: string) =>
    migrateSource('a.js', `${CORS}${before}\napp.use(cors({ origin: ${origin}${REST}))`).changes.map(({ code }) => code)

  test.each([
    ["const t = process.env.X || 'https://a.example'", 't'],
    ["const t = process.env.X || '*'", "t === '*' ? t : t.split(',')"],
    ["const l = (process.env.X || '').split(',').filter(Boolean)", "l.length === 0 ? '*' : l"],
    ["const l = (process.env.X || '').split(',').filter(Boolean)", "l.length ? l : '*'"],
    ["const l = [isDev && 'http://localhost'].filter(Boolean)", "l.length > 0 ? l : 'https://a.example'"],
    ['', "process.env.X?.split(',') ?? 'https://a.example'"],
    ['', "process.env.X?.split(',').map((one) => one.trim()) ?? ['https://a.example', 'https://b.example']"],
    ["const l = process.env.X?.split(',') || 'https://a.example'", 'l'],
    ["process.env.X ??= 'https://a.example'", 'process.env.X'],
    ["process.env.X ||= isProd ? 'https://a.example' : 'http://localhost'", 'process.env.X'],
  ])('nothing where the app then has an origin: %s, %s', (before, origin) => {
    expect(changesOf(before, origin)).not.toContain('unset-variable')
    expect(codesOf(`${CORS}${before}\napp.use(cors({ origin: ${origin}${REST}))`)).toEqual([])
  })

  test.each([
    ['const t = process.env.X', 't'],
    ['', "process.env.X?.split(',').filter(Boolean) ?? 'https://a.example'"],
    ["process.env.Y ??= 'https://a.example'", 'process.env.X'],
    ["const l = (process.env.X || '').split(',').filter(Boolean)", 'l'],
    ["const l = (process.env.X || '').split(',').filter(Boolean)", 'l.length > 1 ? l : l'],
  ])('that nobody was allowed, where it has none: %s, %s', (before, origin) => {
    expect(changesOf(before, origin)).toContain('unset-variable')
  })
})

describe("'*' beside credentials", () => {
  const LIST = "const l = (process.env.X || 'https://a.example').split(','), open = l.includes('*')\n"
  const codes = (origin: string, credentials: string) =>
    codesOf(`${CORS}${LIST}app.use(cors({ origin: ${origin}, credentials: ${credentials}${REST}))`)

  test.each([
    ["open ? '*' : l", '!open'],
    ["!open ? l : '*'", '!open'],
    ["l.includes('*') ? '*' : l", '!open'],
    ["open ? '*' : l", "!l.includes('*')"],
    ["open ? '*' : l", 'open ? false : true'],
    ["open ? '*' : l", '!open && process.env.Y === "1"'],
  ])('is no mistake where they are off then: origin: %s, credentials: %s', (origin, credentials) => {
    expect(codes(origin, credentials)).not.toContain('origin-any-with-credentials')
  })

  test.each([
    ["open ? '*' : l", 'open'],
    ["open ? '*' : l", 'true'],
    ["!open ? '*' : l", '!open'],
    ["open ? '*' : l", 'process.env.Y === "1"'],
    ["open ? '*' : l", '!open || process.env.Y === "1"'],
    ["l.length ? '*' : l", 'l.length === 2'],
  ])('is one otherwise: origin: %s, credentials: %s', (origin, credentials) => {
    expect(codes(origin, credentials)).toContain('origin-any-with-credentials')
  })
})
