import { describe, expect, test } from 'vitest'
import { migrateSource } from './migrate-source.ts'
import { GROWTHS, READINGS } from './testing/growing-lists.ts'
import { CORS, codesOf, moved, REST } from './testing/moved-origin.ts'

describe('the list of a function that only looks the origin up', () => {
  const LIST = "['https://a.example']"
  const lookup = (text: string, name = 'l') => `(o, cb) => { ${text}; cb(null, ${name}.includes(o)) }`

  test.each([
    ['const', lookup(`const l = ${LIST}`)],
    ['let', lookup(`let l = ${LIST}`)],
    ['var', lookup(`var l = ${LIST}`)],
    ['the name of the function', `function l(o, cb) { const l = ${LIST}; cb(null, l.includes(o)) }`],
    ['two names', lookup(`const m = ${LIST}; const l = m`)],
    ['a block', `(o, cb) => { { const l = ${LIST}; if (l.includes(o)) return cb(null, true) } cb(null, false) }`],
  ])('is written out where the function declares it: %s', (_, predicate) => {
    expect(moved(predicate)).toBe(LIST)
  })

  test('keeps its name where it is declared above', () => {
    const { text } = migrateSource(
      'a.js',
      `${CORS}const l = ${LIST}\nfunction start() { app.use(cors({ origin: ${lookup('')} })) }`,
    )
    expect(text).toContain('{ origin: l,')
  })

  const FUNCTION = '(o) => {'
  test.each([
    ['imported', `import { l } from './l.js'`, ''],
    ['taken out of an object', `const { l } = require('./l')`, ''],
    ['taken out of a list', 'const [l] = lists', ''],
    ['a parameter around it', 'function start(l) {', '}'],
    ['of a loop', 'for (const l of lists) {', '}'],
    ['of a catch', 'try { start() } catch (l) {', '}'],
    ['a class', 'class l {}', ''],
    ['a global', 'globalThis.l = []', ''],
    ['declared below', '', `const l = []`],
  ])('is never another list of its name: %s', (_, before, after) => {
    const source = `${CORS}${before}\napp.use(cors({ origin: ${lookup(`const l = ${LIST}`)} }))\n${after}`
    expect(migrateSource('a.js', source).text).toContain(`origin: ${LIST},`)
  })

  test.each([
    ['const', '', `const l = ${LIST}`],
    ['var', '', `var l = ${LIST}`],
    ['var in a block', `if (development) { var l = ${LIST} }`, ''],
    ['above a function that is called above it', `start()\nconst l = ${LIST}\nfunction start() {`, '}'],
    ['below a function', 'const start = () => {', `}\nconst l = ${LIST}`],
    ['in another function', `function other() { const l = ${LIST} }`, ''],
  ])('stays in the function where it may not be set yet: %s', (_, before, after) => {
    const source = `${CORS}${before}\napp.use(cors({ origin: ${lookup('')} }))\n${after}`
    expect(migrateSource('a.js', source).text).toContain(`origin: ${FUNCTION}`)
  })
})

test.each([
  ['below the call', 'app.use(cors(o))\nvar o = OPTIONS', false],
  [
    'below the call of the function that uses it',
    'setUp(app)\nvar o = OPTIONS\nfunction setUp(a) { a.use(cors(o)) }',
    false,
  ],
  [
    'the same in two functions',
    'setUp()\nvar o = OPTIONS\nfunction setUp() { function on(a) { a.use(cors(o)) }; on(app) }',
    false,
  ],
  ['above the call of the function', 'var o = OPTIONS\nsetUp(app)\nfunction setUp(a) { a.use(cors(o)) }', true],
  ['in the function', 'setUp(app)\nfunction setUp(a) { var o = OPTIONS; a.use(cors(o)) }', true],
])('options in a var that is set %s', (_, text, isMoved) => {
  const source = `${CORS}${text.replace('OPTIONS', "{ origin: 'https://a.example' }")}`
  expect(migrateSource('a.js', source).decisions.length === 0).toBe(isMoved)
})

describe('a list that may change later is a decision, because corskit reads it once', () => {
  const codesWith = (option: string, later: string, path = 'a.js', type = '') =>
    codesOf(
      `${CORS}const l${type} = ['https://a.example']; const m = ['x-a']\nconst isProd = true, add = (text, to) => to.push(text), count = (of) => of.length\napp.use(cors({ ${option} }))\n${later}`,
      path,
    )
  const ORIGIN = "origin: l, methods: 'PUT', allowedHeaders: 'x-a'"
  const HEADERS = "origin: 'https://a.example', methods: 'PUT', allowedHeaders: m"
  const grown = (text: string, name: string) => `;${text}`.replaceAll('NAME', name).replaceAll('ENTRY', "'x-b'")

  test.each([
    ...GROWTHS,
    'export { NAME }',
    'export default NAME',
    'load(NAME)',
    'load({ NAME })',
    'class App { list = NAME }',
    'setTimeout(() => NAME.push(ENTRY))',
  ])('%s', (text) => {
    expect(codesWith(ORIGIN, grown(text, 'l'))).toEqual(['list-may-change'])
    expect(codesWith(ORIGIN, grown(text, 'l'), 'a.ts', ': string[]')).toEqual(['list-may-change'])
    expect(codesWith(HEADERS, grown(text, 'm'))).toEqual(['list-may-change'])
  })

  test.each([
    'const l: string[] = load()',
    "let l: string[]; l = ['https://a.example']",
    'const l: Array<string> = JSON.parse(text)',
    "const l = new Array('https://a.example')",
  ])('%s: it has the type of a list, or is made as one', (declared) => {
    expect(codesOf(`${CORS}${declared}\napp.use(cors({ ${ORIGIN} }))\nl.push('https://b.example')`, 'a.ts')).toEqual([
      'list-may-change',
    ])
  })

  test('a list that is frozen cannot change', () => {
    const text = `${CORS}export const l = Object.freeze(['https://a.example'])\napp.use(cors({ ${ORIGIN} }))\nload(l)`
    expect(codesOf(text)).toEqual([])
    expect(codesOf(text.replace('https://a', 'https://*.a'))).toEqual(['pattern-was-literal'])
  })

  test('of a list that a function is given', () => {
    const text = `${CORS}export function setUp(app, l: string[]) { app.use(cors({ ${ORIGIN} })) }`
    expect(codesOf(text, 'a.ts')).toEqual(['list-may-change'])
    expect(codesOf(text.replace(': l,', ': [...l],'), 'a.ts')).toEqual([])
  })

  test('of a list that is exported', () => {
    expect(codesOf(`${CORS}export const l = ['https://a.example']\napp.use(cors({ ${ORIGIN} }))`)).toEqual([
      'list-may-change',
    ])
  })

  test.each([
    ...READINGS,
    'console.log(NAME)',
    'response.json(NAME)',
    'logger.info({ NAME })',
    'console.log([NAME])',
    'betterAuth({ trustedOrigins: NAME })',
    'new Server(server, { cors: { origin: NAME } })',
    'if (NAME.length > 1) start()',
    'other(NAME && NAME.length)',
    'function other() { const NAME = []; NAME.push(ENTRY) }',
  ])('%s changes nothing', (text) => {
    expect(codesWith(ORIGIN, grown(text, 'l'))).toEqual([])
  })

  test('a function looks at it for every request, and is kept', () => {
    const text = `${CORS}const l = ['https://a.example']\napp.use(cors({ origin: (o, cb) => cb(null, l.includes(o))${REST}))\nload(l)`
    expect(migrateSource('a.js', text)).toMatchObject({
      decisions: [],
      text: expect.stringContaining('(o) => l.includes(o)'),
    })
  })

  test('a list that is complete before the call, with a type, is moved', () => {
    const text = `${CORS}const l: string[] = ['https://a.example']\nif (process.env.X) l.push(process.env.X)\napp.use(cors({ ${ORIGIN} }))`
    expect(codesOf(text, 'a.ts')).toEqual([])
    expect(codesOf(text.replace('process.env.X)\napp', "'https://*.a.example')\napp"), 'a.ts')).toEqual([
      'pattern-was-literal',
    ])
  })
})

describe('an entry that cors takes for yes lets every site in', () => {
  test.each(['(o) => false', 'function (o) { return false }', 'true', '1', '{}', 'isOurs'])(
    '[process.env.ORIGIN, %s]',
    (entry) => {
      const before = 'const isOurs = (o) => false\n'
      const source = `${CORS}${before}app.use(cors({ origin: [process.env.ORIGIN || 'https://a.example', ${entry}]${REST}))`
      expect(codesOf(source)).toContain('origin-reflected')
    },
  )
})
