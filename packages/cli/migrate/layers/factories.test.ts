/** A function that makes a middleware is called twice: these are two layers, though `cors` is called in one place. */
import { describe, expect, test } from 'vitest'
import { migrationOf } from '../testing/migrate-files.ts'

const A = "'https://a.example.com'"
const B = "'https://b.example.com'"

/** Each with what tells the two middlewares apart. */
const MAKERS: Readonly<Record<string, readonly [string, string, string]>> = {
  'a boolean': ['const make = (isOpen) => cors({ origin: ORIGIN, credentials: isOpen })', 'make(true)', 'make(false)'],
  'a choice': [`const make = (isOpen) => cors({ origin: isOpen ? ${A} : ${B} })`, 'make(true)', 'make(false)'],
  'a part of a text': [
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a program
    'const make = (name) => cors({ origin: `https://${name}.example.com` })',
    "make('a')",
    "make('b')",
  ],
  'a predicate': [
    'function make(one) { return cors({ origin: (origin, callback) => callback(null, origin === one) }) }',
    `make(${A})`,
    `make(${B})`,
  ],
  'a list of a predicate': [
    'const make = function (list) { return cors({ origin: (origin, callback) => callback(null, list.includes(origin)) }) }',
    `make([${A}])`,
    `make([${B}])`,
  ],
  'a variable of the function': [
    'const make = ({ one }) => { const mine = one; return cors({ origin: (o, callback) => callback(null, o === mine) }) }',
    `make({ one: ${A} })`,
    `make({ one: ${B} })`,
  ],
  'a function of a function': [
    'const inner = (one) => cors({ origin: (o, callback) => callback(null, o === one) })\nconst make = (one) => inner(one)',
    `make(${A})`,
    `make(${B})`,
  ],
  'a method': [
    'const made = { make: (one) => cors({ origin: (o, callback) => callback(null, o === one) }) }',
    `made.make(${A})`,
    `made.make(${B})`,
  ],
  'a class': [
    'class Maker { constructor(one) { this.one = one }\n make() { return cors({ origin: (o, callback) => callback(null, o === this.one) }) } }',
    `new Maker(${A}).make()`,
    `new Maker(${B}).make()`,
  ],
}

const app = (before: string, uses: string) => ({
  'package.json': '{}',
  'app.js': `const cors = require('cors'), express = require('express')\nconst ORIGIN = ${A}\n${before}\nconst app = express()\n${uses}\napp.listen(1)\n`,
})
const codes = async (files: Readonly<Record<string, string>>) => (await migrationOf(files)).decisions

describe.each(Object.entries(MAKERS))('%s', (_, [maker, one, other]) => {
  test('two calls on one path are two layers', async () => {
    expect(await codes(app(maker, `app.use('/api', ${one})\napp.use(${other})`))).toContain('two-layers')
    expect(await codes(app(maker, `const a = ${one}, b = ${other}\napp.use(a)\napp.get('/x', b)`))).toContain(
      'two-layers',
    )
  })

  test('one call, two equal calls, and calls on other paths are moved', async () => {
    expect(await codes(app(maker, `app.use(${one})`))).toEqual([])
    expect(await codes(app(maker, `app.use('/api', ${one})\napp.use(${one})`))).toEqual([])
    expect(await codes(app(maker, `app.use('/api', ${one})\napp.use('/other', ${other})`))).toEqual([])
  })
})

test.each([
  `[['/api', true], ['/', false]].forEach(([path, isOpen]) => app.use(path, cors({ origin: ORIGIN, credentials: isOpen })))`,
  `const [one, two] = [true, false].map((isOpen) => cors({ origin: ORIGIN, credentials: isOpen }))\napp.use(one, two)`,
])('a walk makes several: %s', async (uses) => {
  expect(await codes(app('', uses))).toContain('two-layers')
})

const shared = (maker: string, exported: string, app: string) => ({
  'package.json': '{}',
  'made.js': `const cors = require('cors')\n${maker}\n${exported}\n`,
  'app.js': app,
})
const PREDICATE = 'const make = (one) => cors({ origin: (o, callback) => callback(null, o === one) })'

test.each([
  ['exports.make = make', "const { make } = require('./made')"],
  ['module.exports = { make }', "const { make } = require('./made')"],
  ['module.exports = make', "const make = require('./made')"],
  ['export { make }', "import { make } from './made.js'"],
  ['export default make', "import make from './made.js'"],
])('another file calls it twice: %s', async (exported, load) => {
  const calls = (text: string) => shared(PREDICATE, exported, `${load}\n${text}\n`)
  expect(await codes(calls(`app.use('/api', make(${A}))\napp.use(make(${B}))`))).toContain('two-layers')
  expect(await codes(calls(`app.use(make(${A}))`))).toEqual([])
  expect(await codes(calls(`app.use('/api', make(${A}))\napp.use(make(${A}))`))).toEqual([])
})

test.each([["const [a, b] = [['x'], ['y']].map(make)\napp.use(a, b)"], [`app.use(make.bind(null, ${A})())`]])(
  'another file hands it on: %s',
  async (text) => {
    const files = shared(PREDICATE, 'module.exports = { make }', `const { make } = require('./made')\n${text}\n`)
    expect(await codes(files)).toContain('two-layers')
    expect(await codes(app(PREDICATE, text))).toContain('two-layers')
  },
)

test('another file calls a method of two objects', async () => {
  const maker = MAKERS['a class']?.[0] ?? ''
  const calls = (text: string) =>
    shared(maker, 'module.exports = { Maker }', `const { Maker } = require('./made')\n${text}\n`)
  expect(await codes(calls(`app.use('/api', new Maker(${A}).make())\napp.use(new Maker(${B}).make())`))).toContain(
    'two-layers',
  )
  expect(await codes(calls(`app.use(new Maker(${A}).make())`))).toEqual([])
})

test.each([
  [
    'module.exports = cors()\nmodule.exports.own = cors({ origin: ORIGIN })',
    "app.use(require('./made'))\napp.use('/x', require('./made').own)",
  ],
  [
    'export default cors()\nexport const own = cors({ origin: ORIGIN })',
    "import open, { own } from './made.js'\napp.use(open)\napp.use('/x', own)",
  ],
])('a file exports one as a whole and another by name: %s', async (made, uses) => {
  const load = made.startsWith('module') ? "const cors = require('cors')" : "import cors from 'cors'"
  const files = { 'package.json': '{}', 'made.js': `${load}\nconst ORIGIN = ${A}\n${made}\n`, 'app.js': `${uses}\n` }
  expect(await codes(files)).toContain('two-layers')
  expect(await codes({ ...files, 'app.js': 'listen()\n' })).toEqual([])
})
