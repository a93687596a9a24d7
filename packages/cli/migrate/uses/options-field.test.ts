/** Options in a field of a class: moved where only calls of the middleware get them, and told why not otherwise. */
import { describe, expect, test } from 'vitest'
import { migrateSource } from '../migrate-source.ts'

const OPTIONS = "{ origin: ['https://a.example'], methods: ['PUT'], allowedHeaders: ['x-a'] }"
const source = (inside: string, rest = 'new Server().listen()', begin = 'class Server') =>
  `import express from 'express'\nimport cors, { type CorsOptions } from 'cors'\n${begin} {\n${inside}\nlisten() { this.app.listen(3000) } }\n${rest}`
const inConstructor = (before: string) =>
  `app = express()\nconstructor() { ${before} this.middlewares() }\nmiddlewares() { this.app.use(cors(this.options)) }`
const codesOf = (text: string) => migrateSource('a.ts', text).decisions.map(({ code }) => code)

describe('is moved', () => {
  test.each([
    inConstructor(`this.options = ${OPTIONS};`),
    inConstructor(`this.options = Object.freeze(${OPTIONS});`),
    `${inConstructor(`this.options = ${OPTIONS};`)}\nchain() { this.close = this.close.bind(this); return this }`,
    inConstructor(`this.port = Number(process.env.PORT); this.options = ${OPTIONS};`),
    `options: CorsOptions\n${inConstructor(`this.options = ${OPTIONS};`)}`,
    `private readonly options: CorsOptions = ${OPTIONS}\n${inConstructor('')}`,
    `options = ${OPTIONS}\n${inConstructor('')}`,
    `options = ${OPTIONS} satisfies CorsOptions\n${inConstructor('')}`,
    `#options = ${OPTIONS}\n${inConstructor('').replace('.options', '.#options')}`,
    `#options: CorsOptions\n${inConstructor(`this.#options = ${OPTIONS};`).replace('this.options', 'this.#options')}`,
    `static options = ${OPTIONS}\n${inConstructor('').replace('this.options', 'Server.options')}`,
    `options = ${OPTIONS}\nconstructor() { this.app.options('*', cors(this.options)); this.app.use(cors(this.options)) }`,
  ])('%s', (inside) => {
    const { decisions, text } = migrateSource('a.ts', source(inside))
    expect(decisions).toEqual([])
    expect(text).toContain('corskit/express')
    expect(text).not.toContain('CorsOptions')
  })

  test('where a class is exported and its field is private', () => {
    const inside = `#options = ${OPTIONS}\n${inConstructor('').replace('.options', '.#options')}`
    expect(codesOf(source(inside, '', 'export class Server'))).toEqual([])
  })
})

const FIELD = `options = ${OPTIONS}`
const PRIVATE = `private ${FIELD}`
const whyNot = (text: string) => {
  const { decisions } = migrateSource('a.ts', text)
  expect(decisions.map(({ code }) => code)).toContain('options-not-understood')
  return decisions.map(({ message }) => message).join()
}

test.each([
  [source(`${FIELD}\n${inConstructor('')}`, '', 'export class Server'), 'other files may use this.options'],
  [source(`${PRIVATE}\n${inConstructor('')}`, '', 'export class Server'), 'other files may use this.options'],
  [source(`@Setting('x') ${FIELD}\n${inConstructor('')}`), 'is not set where its object is made'],
  [source(`${FIELD}\n${inConstructor('')}`, 'module.exports = Server'), 'other files may use this.options'],
  [source(`${FIELD}\n${inConstructor('')}`, 'export const server = new Server()'), 'other files may use this.options'],
  [source(`${FIELD}\n${inConstructor('')}`, 'start(new Server())'), 'other files may use this.options'],
  [
    source(`${FIELD}\n${inConstructor('')}`, 'new Server().options.origin.push(x)'),
    'is used for something else too, in line 9',
  ],
  [source(`${FIELD}\n${inConstructor("this.options.origin = '*';")}`), 'is used for something else too, in line 6'],
  [
    source(`${FIELD}\n${inConstructor('')}\nshow() { const { options } = this }`),
    'is used for something else too, in line 8',
  ],
  [source(`${FIELD}\n${inConstructor('')}\nset(x) { this.options = x }`), 'is used for something else too, in line 8'],
  [source(`${FIELD}\n${inConstructor(`this.options = ${OPTIONS};`)}`), 'is set in line 4 and in line 6'],
  [source(`${FIELD}\n${inConstructor('Object.assign(this, given);')}`), 'line 6 may set this.options too'],
  [source(`private ${FIELD}\n${inConstructor('Object.assign(this, given);')}`), 'line 6 may set this.options too'],
  [
    source(`${FIELD}\n${inConstructor('for (const key of names) this[key] = given[key];')}`),
    'line 6 may set this.options too',
  ],
  [source(`${FIELD}\n${inConstructor('register(this);')}`), 'line 6 may set this.options too'],
  [source(`${FIELD}\n${inConstructor('extend.call(this);')}`), 'line 6 may set this.options too'],
  [source(`${FIELD}\n${inConstructor('const self = this; extend(self);')}`), 'line 6 may set this.options too'],
  [source(`${FIELD}\n${inConstructor("this.app.set('server', this);")}`), 'line 6 may set this.options too'],
  [source(`${FIELD}\n${inConstructor('extend({ server: this });')}`), 'line 6 may set this.options too'],
  [source(`${FIELD}\n${inConstructor('extend(() => this);')}`), 'line 6 may set this.options too'],
  [source(inConstructor(`this.middlewares(); this.options = ${OPTIONS};`)), 'is not set where its object is made'],
  [source(inConstructor(`if (x) this.options = ${OPTIONS};`)), 'is not set where its object is made'],
  [source(`started = this.middlewares()\n${FIELD}\n${inConstructor('')}`), 'is not set where its object is made'],
  [source(inConstructor('')), 'is not set where its object is made'],
  [source(`options = read()\n${inConstructor('')}`), 'is not an object that stands in line 4'],
  [source(`options: Own = ${OPTIONS}\n${inConstructor('')}`), 'has a type that is not of this package'],
  [
    source(`${FIELD}\n${inConstructor('')}`, 'new Server().listen()', 'class Server extends Base'),
    'extends another one',
  ],
  [source(`${FIELD}\nuse() { run(function () { this.app.use(cors(this.options)) }) }`), 'is not a field of a class'],
  [
    `import cors from 'cors'\nimport { settings } from './settings'\napp.use(cors(settings.cors))`,
    "settings comes from './settings'",
  ],
])('is left: %s', (text, why) => {
  expect(whyNot(text)).toContain(why)
})
