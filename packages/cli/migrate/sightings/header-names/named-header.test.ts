/** Names of headers of CORS: what is not known to be only read prevents a move, however the name comes to its place. */
import { describe, expect, test } from 'vitest'
import { migrationOf, placesIn } from '../../testing/migrate-files.ts'
import { runProject } from '../../testing/run-program.ts'

const NAME = "'Access-Control-Allow-Origin'"

/** How an app may hold the name: what stands above the routes, the name as it is used there, and another file. */
const HOLDERS: readonly (readonly [above: string, name: string, names?: string])[] = [
  ['', NAME],
  [`const NAME = ${NAME}`, 'NAME'],
  [`const NAME = process.env.NO_SUCH || ${NAME}`, 'NAME'],
  [`const NAME = process.env.NO_SUCH ? 'X-No' : ${NAME}`, 'NAME'],
  [`let NAME\nNAME = ${NAME}`, 'NAME'],
  [`const { NAME = ${NAME} } = {}`, 'NAME'],
  [`const [, NAME] = ['Vary', ${NAME}]`, 'NAME'],
  [`const NAME = String(${NAME})`, 'NAME'],
  [`const NAME = ${NAME}.split('').join('')`, 'NAME'],
  [`const NAME = (() => ${NAME})()`, 'NAME'],
  [`const made = (n = ${NAME}) => n`, 'made()'],
  [`const made = () => { return ${NAME} }`, 'made()'],
  [`const made = { get allowed() { return ${NAME} } }`, 'made.allowed'],
  [`const H = { a: ${NAME} }`, 'H.a'],
  [`const H = { a: { b: ${NAME} } }`, 'H.a.b'],
  [`const H = { a: ${NAME} }\nconst of = (k) => H[k]`, "of('a')"],
  [`const H = Object.freeze({ a: ${NAME} })`, 'H.a'],
  [`const H = Object.seal({ a: Object.freeze({ b: ${NAME} }) })`, 'H.a.b'],
  [`const { a } = Object.freeze({ a: ${NAME} })`, 'a'],
  [`const freeze = (o) => Object.freeze(o)\nconst H = freeze({ a: ${NAME} })`, 'H.a'],
  [`const H = Object.assign({}, { a: ${NAME} })`, 'H.a'],
  [`const H = { ...{ a: ${NAME} } }`, 'H.a'],
  [`const H = Object.create({ a: ${NAME} })`, 'H.a'],
  [`const H = {}\nH.a = ${NAME}`, 'H.a'],
  [`const H = {}\nObject.defineProperty(H, 'a', { value: ${NAME} })`, 'H.a'],
  [`const H = [${NAME}, 'Access-Control-Allow-Methods']`, 'H[0]'],
  [`const H = [['a', ${NAME}]]`, 'H[0][1]'],
  [`const H = 'Access-Control-Allow-Origin: *'.split(': ')`, 'H[0]'],
  ["const H = '\\n  access-control-allow-origin: *\\n  Vary: Origin\\n'.trim().split(/[:\\s]+/)", 'H[0]'],
  ["const H = 'cache-control access-control-allow-origin'.split(' ')", 'H[1]'],
  ["const H = 'vary=Origin;access-control-allow-origin=*'.split(/[;=]/)", 'H[2]'],
  ["const H = (process.env.NO_SUCH ?? 'x-a: 1 | Access-Control-Allow-Origin: *').split(/ [|] |: /)", 'H[2]'],
  ['const H = String.raw`\n  Access-Control-Allow-Origin: *\n`.trim().split(": ")', 'H[0]'],
  [`const H = new Map([['a', ${NAME}]])`, "H.get('a')"],
  [`const H = new Map()\nH.set('a', ${NAME})`, "H.get('a')"],
  [`const H = new Set([${NAME}])`, '[...H][0]'],
  [`const H = { a: ${NAME}, getName() { return this.a } }`, 'H.getName()'],
  [`const getName = (of, name) => name`, `getName(1, ${NAME})`],
  [`class H { static a = ${NAME} }`, 'H.a'],
  [`class H { constructor() { this.a = ${NAME} } }`, 'new H().a'],
  [`class H { a() { return ${NAME} } }`, 'new H().a()'],
  ["const prefix = 'Access-Control-Allow-'", "prefix + 'Origin'"],
  ["const prefix = 'access-control'", "prefix + '-allow-origin'"],
  ["const prefix = process.env.NO_SUCH || 'access-control'", "prefix + '-allow-origin'"],
  // biome-ignore-start lint/suspicious/noTemplateCurlyInString: programs
  ["const prefix = 'Access-Control'", '`${prefix}-Allow-Origin`'],
  ['const made = (what) => `access-control-allow-${what}`.toLowerCase()', "made('Origin')"],
  // biome-ignore-end lint/suspicious/noTemplateCurlyInString: programs
  ["const H = require('./names')", 'H.a', `exports.a = ${NAME}`],
  ["const H = require('./names')", 'H.a', `module.exports = { a: ${NAME} }`],
  ["const H = require('./names')", 'H.a', `module.exports = Object.freeze({ a: ${NAME} })`],
  ["const { H } = require('./names')", 'H.a', `const H = Object.freeze({ a: ${NAME} })\nmodule.exports = { H }`],
  ["const H = require('./names')", 'H[0]', `module.exports = Object.freeze([${NAME}])`],
  ["const [H] = require('./names')", 'H.n', `module.exports = [{ n: ${NAME}, v: '*' }]`],
  ["const { a } = require('./names')()", 'a', `module.exports = () => ({ a: ${NAME} })`],
  ["const H = require('./names')", "H.get('a')", `const H = { a: ${NAME} }\nmodule.exports = { get: (k) => H[k] }`],
  ["const { H } = require('./names')", 'H.a', `class H { constructor() { this.a = ${NAME} } }\nexports.H = new H()`],
  [
    "const H = require('./names')",
    'H.ALLOW',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a program
    "const AC = 'Access-Control'\nmodule.exports = { ALLOW: `${AC}-Allow-Origin` }",
  ],
]

/** What the app does with it: it lets every site read `/open`, or none. */
const USES: readonly (readonly [use: string, sent: string | undefined])[] = [
  ["response.set(NAME, '*')", '*'],
  ["response.setHeader(NAME, '*')", '*'],
  ["response.set({ [NAME]: '*' })", '*'],
  ["for (const name of [NAME]) response.set(name, '*')", '*'],
  ["((name) => response.set(name, '*'))(NAME)", '*'],
  ["response.set(NAME.trim(), '*')", '*'],
  ["const check = (to, name) => to.set(name, '*')\ncheck(response, NAME)", '*'],
  ["const log = { name(one) { response.set(one, '*') } }\nlog.name(NAME)", '*'],
  ['response.removeHeader(NAME)', undefined],
  ['[NAME].forEach((name) => response.removeHeader(name))', undefined],
]

const PAGE = 'https://page.example.com'
const program = (above: string, use: string) => `const express = require('express'), cors = require('cors')
const app = express()
app.use(cors({ origin: ['${PAGE}'], methods: ['PUT'], allowedHeaders: ['x-a'] }))
${above}
app.get('/open', (request, response) => { ${use}; response.json([]) })
module.exports = app`

describe.each(HOLDERS.map(([above, name, names = '']) => [above, name, names] as const))(
  '%s: %s',
  (above, name, names) => {
    const others: Record<string, string> = names === '' ? {} : { 'names.js': names }

    test.each(USES)('%s', async (use, sent) => {
      const text = use.replace('NAME', name)
      const running = await runProject({ ...others, 'main.js': program(above, text) })
      const { headers } = await running.answer('GET', { origin: PAGE }, '/open')
      await running.stop()
      expect(
        Object.fromEntries(headers.map(([key, value]) => [key.toLowerCase(), value]))['access-control-allow-origin'],
      ).toBe(sent)
      expect((await migrationOf({ ...others, 'main.js': program(above, text) })).moved).toEqual([])
    })

    test('without a middleware it is told', async () => {
      const app = `${above}\nmodule.exports = (request, response) => { response.setHeader(${name}, '*'); response.end() }`
      const { places } = await placesIn({ ...others, 'main.js': app })
      expect(places).not.toEqual([])
    })
  },
)

describe('what is only read keeps nothing from being moved', () => {
  test.each([
    `const allowed = (response) => response.headers.get(${NAME})`,
    `const NAME = ${NAME}\nconst allowed = (response) => response.headers[NAME]`,
    `const H = Object.freeze({ a: ${NAME}, b: 'X-B' })\napp.get('/x', (q, s) => s.set(H.b, '1').json(q.get(H.a)))`,
    `const { b } = { a: ${NAME}, b: 'X-B' }\napp.get('/x', (q, s) => s.set(b, '1').end())`,
    `const NAMES = [${NAME}, 'Access-Control-Max-Age']\nconst isOne = (name) => NAMES.includes(name)`,
    `const NAMES = new Set([${NAME}])\nconst isOne = (name) => NAMES.has(name)`,
    `const isOne = (name) => [${NAME}].some((one) => one === name)`,
    `const isOne = (name) => name.toLowerCase() === 'access-control-allow-origin'`,
    "const isOne = (name) => name.startsWith('access-control-')",
    `const isOne = (name) => { switch (name) { case ${NAME}: return true } return ${NAME} in map }`,
    `console.log(${NAME}, 'is not set')`,
    `logger.info('no header', { name: ${NAME} })`,
    `const isOne = (one, name) => one === name\nif (isOne('x', ${NAME})) done()`,
    `throw new Error(${NAME})`,
    "throw new Error('Access-Control-Allow-Origin is missing')",
    `app.get('/x', (q, s) => s.set('Vary', ${NAME}).end())`,
    `app.get('/x', (q, s) => s.set('Cache-Control', 'x').append('Vary', ${NAME}).end())`,
    `fetch(url, { headers: { [name]: ${NAME} } })`,
    `const H = { exposedHeaders: ['ETag', ${NAME}] }`,
    `const H = { allowedHeaders: ['Origin', ${NAME}].join(', ') }`,
    `request.headers.delete(${NAME})`,
    `app.use('/access-control', routes)`,
    `const NOT_USED = ${NAME}`,
    `// response.set(${NAME}, '*')`,
  ])('%s', async (text) => {
    expect(await migrationOf({ 'main.js': program(text, 'done()') })).toEqual({ decisions: [], moved: ['main.js'] })
  })

  test.each([
    ['a type', 'a.ts', `export type Name = ${NAME} | 'Vary'\nexport interface A { ${NAME}: string }`],
    ['a test', 'test/a.js', `const H = Object.freeze({ a: ${NAME} })\nask().expect(H.a, '*')\nexports.H = H`],
    ['a client', 'client.js', `const NAME = ${NAME}\nfetch(url).then((answer) => answer.headers.get(NAME))`],
  ])('%s', async (_, file, text) => {
    const files = { 'main.js': program('', 'done()'), [file]: text }
    expect(await migrationOf(files)).toEqual({ decisions: [], moved: ['main.js'] })
  })
})

describe('a function of another file with the name of a reader', () => {
  const file = (body: string) => `exports.check = (response, name) => ${body}`
  test.each([
    ["const { check } = require('./check')", `check(response, ${NAME})`],
    ["const own = require('./check')", `own.check(response, ${NAME})`],
    ["const { check } = require('./check')", `[${NAME}].forEach((name) => check(response, name))`],
    [`const { check } = require('./check')\nconst H = Object.freeze([${NAME}])`, 'check(response, H[0])'],
  ])('%s: %s', async (above, use) => {
    const main = { 'main.js': program(above, use) }
    expect((await migrationOf({ ...main, 'check.js': file('response.removeHeader(name)') })).moved).toEqual([])
    expect((await migrationOf({ ...main, 'check.js': file('response.getHeader(name)') })).moved).toEqual(['main.js'])
  })

  test('of this file, given to a loop', async () => {
    const above = "let to\nconst check = (name) => to.set(name, '*')"
    const main = program(above, `to = response; [${NAME}].forEach(check)`)
    expect((await migrationOf({ 'main.js': main })).moved).toEqual([])
  })
})

test('the decision names the line, and says why', async () => {
  const above = `const H = Object.freeze({ a: ${NAME} })`
  const { text } = await placesIn({ 'main.js': program(above, "response.set(H.a, '*')") })
  expect(text).toContain(
    'line 4 names access-control-allow-origin, and it is not seen what for: if the app writes the header by this name',
  )
  expect(text).toContain('this command does not see what is done with the name in line 5')
})

test('a name that leads to itself is followed in a time that grows with the file', () => {
  const text = `const a0 = { n: ${NAME} }\n${Array.from({ length: 400 }, (_, i) => `const a${i + 1} = { n: a${i}.n, m: a${i} }`).join('\n')}`
  const start = process.cpuUsage()
  return placesIn({ 'a.js': text }).then(() => expect(process.cpuUsage(start).user / 1e6).toBeLessThan(10))
})

const APP = `const cors = require('cors'), express = require('express')
const app = express()
app.use(cors({ origin: 'https://a.example.com', methods: ['PUT'], allowedHeaders: ['x-a'] }))
`

describe('a name that is compared', () => {
  test.each([
    `if (key === ${NAME}) s.setHeader(key, value)`,
    `if (key.toLowerCase() === 'access-control-allow-origin' || key === 'vary') { s.set(key, value) }`,
    `key == ${NAME} && s.header(key, value)`,
    `if (key === ${NAME}) headers[key] = value`,
    `switch (key) { case ${NAME}: case 'vary': s.setHeader(key, value); break; default: throw new Error(key) }`,
  ])('and then written by its variable counts: %s', async (text) => {
    const files = { 'app.js': APP, 'put.js': `exports.put = (s, headers, key, value) => { ${text} }` }
    expect((await migrationOf(files)).moved).toEqual([])
  })

  test.each([
    `if (key !== ${NAME}) s.setHeader(key, value)`,
    `if (key === ${NAME}) return; s.setHeader(key, value)`,
    `if (key === ${NAME}) log(key); else s.setHeader(key, value)`,
    `switch (key) { case ${NAME}: break; case 'vary': s.setHeader(key, value) }`,
  ])('and left out is none: %s', async (text) => {
    const files = { 'app.js': APP, 'put.js': `exports.put = (s, key, value) => { ${text} }` }
    const { decisions } = await migrationOf(files)
    expect(decisions.filter((code) => code === 'header-by-hand')).toEqual([])
  })
})
