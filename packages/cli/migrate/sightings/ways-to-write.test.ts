/** Every way in which a program can write a header of CORS itself is seen, and prevents a move beside it. */
import { describe, expect, test } from 'vitest'
import { migrateSource } from '../migrate-source.ts'

const NAME = "'Access-Control-Allow-Origin'"
const FLAT = `['Content-Type', 'text/plain', ${NAME}, '*']`
const PAIRS = `[['Content-Type', 'text/plain'], [${NAME}, '*']]`
const RECORD = `{ 'Content-Type': 'text/plain', ${NAME}: '*' }`

/** What headers are made of, as an expression, or as a variable that is made before it is used. */
const VALUES: readonly (readonly [before: string, value: string])[] = [
  ['', FLAT],
  ['', PAIRS],
  ['', RECORD],
  ['', `Object.entries(${RECORD}).flat()`],
  ['', `new Map([[${NAME}, '*']])`],
  ['', `new Map(Object.entries(${RECORD}))`],
  ['', `new Headers(${PAIRS})`],
  ['', `new Headers(${RECORD})`],
  ['', `[...common, ${NAME}, '*']`],
  ['', `[${NAME}, origin]`],
  ['', `[].concat(${NAME}, '*')`],
  ['', `['Vary', 'Origin'].concat([${NAME}, '*'])`],
  ['', `Object.fromEntries(${PAIRS})`],
  ['', `Object.assign({}, common, ${RECORD})`],
  ['', `{ ...common, ...${RECORD} }`],
  [`const name = ${NAME}`, "['Vary', 'Origin', name, '*']"],
  [`const name = ${NAME}`, "[].concat(name, '*')"],
  [`const name = ${NAME}`, "{ [name]: '*' }"],
  [`const h = ${FLAT}`, 'h'],
  [`const h = []\nh.push(${NAME}, '*')`, 'h'],
  [`const h = []\nh.unshift('Vary', 'Origin', ${NAME}, '*')`, 'h'],
  [`const h = []\nh[0] = ${NAME}\nh[1] = '*'`, 'h'],
  [`const h = ['Vary', 'Origin']\nh.splice(2, 0, ${NAME}, '*')`, 'h'],
  [`const h = {}\nh[${NAME}] = '*'`, 'h'],
  [`const h = {}\nObject.defineProperty(h, ${NAME}, { value: '*', enumerable: true })`, 'h'],
  [`const h = {}\nReflect.set(h, ${NAME}, '*')`, 'h'],
  [`const h = {}\nObject.assign(h, Object.fromEntries([[${NAME}, '*']]))`, 'h'],
  [`const h = new Map()\nh.set(${NAME}, '*')`, 'h'],
  [`const h = new Headers()\nh.append(${NAME}, '*')`, 'h'],
  [`const h = (() => ${FLAT})()`, 'h'],
]

const WRITERS = [
  'res.writeHead(200, VALUE)',
  'res.writeHead(200, "OK", VALUE)',
  'res.setHeaders(VALUE)',
  'res.set(VALUE)',
  'res.header(VALUE)',
  'reply.headers(VALUE)',
  'reply.raw.writeHead(200, VALUE)',
  'ctx.set(VALUE)',
  'ctx.res.writeHead(200, VALUE)',
  'c.newResponse(body, 200, VALUE)',
  'c.body(body, 200, VALUE)',
  'new Response(body, { headers: VALUE })',
  'Response.json({}, { headers: VALUE })',
  'stream.respond(VALUE)',
  'response.headers = VALUE',
  'for (const [k, v] of Object.entries(VALUE)) res.setHeader(k, v)',
  'VALUE.forEach(([k, v]) => res.appendHeader(k, v))',
  'send(VALUE)',
  'return VALUE',
]

const seen = (text: string) => migrateSource('a.js', text)

describe.each(VALUES)('%s %s', (before, value) => {
  test.each(WRITERS)('%s', (writer) => {
    const app = `const answer = (req, res) => {\n${before};\n${writer.replace('VALUE', value.startsWith('{') && writer.startsWith('VALUE') ? `(${value})` : value)}\n}\n`
    const { sightings, handWritten } = seen(app)
    expect(sightings.map(({ code }) => code)).toContain('header-by-hand')
    expect(handWritten).toMatchObject([{ header: 'access-control-allow-origin' }])
    const beside = `const cors = require('cors')\napp.use(cors({ origin: 'https://a.example.com' }))\n${app}`
    expect(seen(beside).decisions.map(({ code }) => code)).toContain('two-layers')
  })
})

describe('one header at a time', () => {
  test.each([
    `res.appendHeader(${NAME}, '*')`,
    `res.header(${NAME}, '*')`,
    `res.set([${NAME}, '*'])`,
    `res.set(...[${NAME}, '*'])`,
    `res?.setHeader?.(${NAME}, '*')`,
    `res['setHeader'](${NAME}, '*')`,
    `res.setHeader.call(res, ${NAME}, '*')`,
    `res.setHeader.apply(res, [${NAME}, '*'])`,
    `Reflect.apply(res.setHeader, res, [${NAME}, '*'])`,
    `c.header(${NAME}, '*', { append: true })`,
    `c.res.headers.append(${NAME}, '*')`,
    `allow(res, ${NAME}, '*')`,
    `const set = res.setHeader.bind(res); set(${NAME}, '*')`,
    `set.headers[${NAME}] = '*'`,
    `set.headers[${NAME}] ??= '*'`,
    `setResponseHeader(event, ${NAME}, '*')`,
    `setResponseHeaders(event, { ${NAME}: '*' })`,
    `socket.write('HTTP/1.1 200 OK\\r\\nAccess-Control-Allow-Origin: *\\r\\n\\r\\n')`,
    `socket.end(['HTTP/1.1 200 OK', 'Access-Control-Allow-Origin: *', '', ''].join('\\r\\n'))`,
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a program
    'socket.write(`HTTP/1.1 200 OK\\r\\nAccess-Control-Allow-Origin: ${origin}\\r\\n\\r\\n`)',
  ])('%s', (text) => {
    expect(seen(`const f = (req, res) => {\n${text}\n}`).handWritten).toMatchObject([
      { header: 'access-control-allow-origin' },
    ])
  })
})

describe('what only reads a header, or names it, is not a layer', () => {
  test.each([
    `res.getHeader(${NAME})`,
    `headers.get(${NAME})`,
    `headers.has(${NAME})`,
    `headers[${NAME}] === '*'`,
    `request(app).get('/').expect(${NAME}, '*')`,
    `assert.equal(res.headers[${NAME}], '*')`,
    `expect(res.headers).toHaveProperty(${NAME}, '*')`,
    `expect(res.headers.get(${NAME})).toBe('*')`,
    `console.log(${NAME}, value)`,
    `names.includes(${NAME})`,
    `[${NAME}, 'Access-Control-Allow-Methods', 'Vary'].forEach(read)`,
    `if (name === ${NAME}) read()`,
    `const { ${NAME}: allowed } = res.headers`,
    `exposedHeaders(['ETag', ${NAME}])`,
  ])('%s', (text) => {
    expect(seen(`const f = (req, res) => {\n${text}\n}`).handWritten).toEqual([])
  })
})
