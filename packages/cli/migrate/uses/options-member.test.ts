import { expect, test } from 'vitest'
import { migrateSource } from '../migrate-source.ts'
import { migrationOf } from '../testing/migrate-files.ts'
import { CORS } from '../testing/moved-origin.ts'

const O = "{ origin: ['https://a.example'], methods: ['PUT'], allowedHeaders: ['x-a'] }"
const written = (text: string) => `${CORS}${text.replaceAll('OPTIONS', O)}`

test.each([
  'const config = { port: 1, cors: OPTIONS }\napp.use(cors(config.cors))\napp.listen(config.port)',
  'const config = { server: { cors: OPTIONS, port: 1 } }\napp.use(cors(config.server.cors))\nlisten(config.server.port)',
  'const config = Object.freeze({ cors: Object.freeze(OPTIONS) })\napp.use(cors(config.cors))',
  "const config = { cors: OPTIONS }\napp.use(cors(config.cors))\napp.options('/x', cors(config.cors))",
])('is moved: %s', (text) => {
  const { decisions, sightings, text: after } = migrateSource('a.js', written(text))
  expect(decisions).toEqual([])
  expect(sightings).toEqual([])
  expect(after).toContain('corskit/express')
})

test.each([
  ['const config = { cors: OPTIONS, ...more }\napp.use(cors(config.cors))', 'is not an object that stands'],
  ['const config = { cors: OPTIONS, [name]: 1 }\napp.use(cors(config.cors))', 'is not an object that stands'],
  ['const config = { cors: make() }\napp.use(cors(config.cors))', 'is not an object that stands'],
  ['const config = { cors: OPTIONS }\napp.use(cors(config.cors))\nstart(config)', 'is used for something else too'],
  [
    'const config = { a: { cors: OPTIONS } }\napp.use(cors(config.a.cors))\nstart(config.a)',
    'is used for something else',
  ],
  ['const config = { cors: OPTIONS }\napp.use(cors(config.cors))\nconfig[name] = 1', 'is used for something else too'],
  [
    'const config = { cors: OPTIONS }\nconfig.cors = other\napp.use(cors(config.cors))',
    'is used for something else too',
  ],
  [
    'const config = { cors: OPTIONS }\nconfig.cors.origin.push(o)\napp.use(cors(config.cors))',
    'is used for something else',
  ],
  [
    'const config = { cors: OPTIONS, add(o) { this.cors.origin.push(o) } }\napp.use(cors(config.cors))\nconfig.add(o)',
    'a function in config may',
  ],
  [
    'const config = { cors: OPTIONS, get more() { return this.cors } }\napp.use(cors(config.cors))',
    'a function in config may',
  ],
  ['const config = { cors: OPTIONS, add }\napp.use(cors(config.cors))\nconfig.add(o)', 'line 4 may change'],
  ['const config = { a: { cors: OPTIONS, add } }\napp.use(cors(config.a.cors))\nconfig.a.add(o)', 'line 4 may change'],
  ['let config = { cors: OPTIONS }\nconfig = other\napp.use(cors(config.cors))', 'is used for something else too'],
  ['app.use(cors(config.cors))\nvar config = { cors: OPTIONS }', 'is set below'],
  ['export const config = { cors: OPTIONS }\napp.use(cors(config.cors))', 'is exported'],
  ['const { config } = all\napp.use(cors(config.cors))', 'cannot be told'],
  ['function setUp(config) { app.use(cors(config.cors)) }', 'cannot be told'],
])('is left: %s', (text, message) => {
  const { decisions } = migrateSource('a.js', written(text))
  expect(decisions).toMatchObject([{ code: 'options-not-understood', message: expect.stringContaining(message) }])
})

test('a type of its own says what the options are', () => {
  const text = 'const config: Config = { cors: OPTIONS }\napp.use(cors(config.cors))'
  expect(migrateSource('a.ts', written(text)).decisions).toMatchObject([{ code: 'options-not-understood' }])
})

test.each([
  "import options from './cors.json' with { type: 'json' }",
  "const options = require('./cors.json')",
  "const options = JSON.parse(readFileSync('./cors.json', 'utf8'))",
])('a file of options that the middleware is given answers nothing by itself: %s', async (load) => {
  const files = { 'cors.json': '{ "origin": ["https://a.example"] }', 'a.js': `${CORS}${load}\napp.use(cors(options))` }
  const { decisions } = await migrationOf(files)
  expect(decisions).toEqual(['options-not-understood'])
})
