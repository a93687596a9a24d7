import { describe, expect, test } from 'vitest'
import { migrationOf, placesIn } from '../testing/migrate-files.ts'

const USES_CORS = `const cors = require('cors'), express = require('express')
const app = express()
app.use(cors({ origin: 'https://a.example.com', methods: ['PUT'], allowedHeaders: ['x-a'] }))
`

const JSON_HEADERS = '{\n  "Vary": "Origin",\n  "Access-Control-Allow-Origin": "*"\n}'

/** Headers of CORS whose names do not stand in the file that writes them: files, and the place that is told. */
const ELSEWHERE: readonly (readonly [string, Readonly<Record<string, string>>, string])[] = [
  [
    'JSON by require',
    { 'a.js': "const h = require('./headers.json')\nr.set(h)", 'headers.json': JSON_HEADERS },
    'a.js:1',
  ],
  ['JSON by require, without ending', { 'a.js': "r.set(require('./h'))", 'h.json': JSON_HEADERS }, 'a.js:1'],
  [
    'JSON by import',
    { 'src/a.ts': "import h from '../headers.json' with { type: 'json' }\nr.set(h)", 'headers.json': JSON_HEADERS },
    'src/a.ts:1',
  ],
  [
    'JSON by name',
    {
      'a.js': "const h = JSON.parse(fs.readFileSync(path.join(__dirname, 'headers.json')))\nr.set(h)",
      'headers.json': JSON_HEADERS,
    },
    'a.js:1',
  ],
  [
    'JSON by an alias',
    { 'app/a.ts': "\nimport h from '@/config/h.json'", 'src/config/h.json': JSON_HEADERS },
    'app/a.ts:2',
  ],
  [
    'an object of another file',
    { 'a.js': "r.set(require('./h'))", 'h.js': "module.exports = { 'Access-Control-Allow-Origin': '*' }" },
    'h.js:1',
  ],
  [
    'a name of another file',
    {
      'a.js': "import { ALLOWED } from './h.js'\nr.setHeader(ALLOWED, '*')",
      'h.js': "export const ALLOWED = 'Access-Control-Allow-Origin'",
    },
    'h.js:1',
  ],
  [
    'names of another file',
    {
      'a.js': "const { NAMES } = require('./h.js')\nr.setHeader(NAMES.allowed, '*')",
      'h.js': "const NAMES = { allowed: 'access-control-allow-origin' }\nmodule.exports = { NAMES }",
    },
    'h.js:1',
  ],
  [
    'an enum of another file',
    {
      'a.ts': "import { Header } from './h'\nr.setHeader(Header.Origins, '*')",
      'h.ts': "export enum Header { Origins = 'Access-Control-Allow-Origin' }",
    },
    'h.ts:1',
  ],
  [
    'a class of another file',
    {
      'a.ts': "import { Header } from './h'\nr.setHeader(Header.ORIGINS, '*')",
      'h.ts': "export class Header { static ORIGINS = 'Access-Control-Allow-Origin' }",
    },
    'h.ts:1',
  ],
  [
    'an enum of this file',
    { 'a.ts': "enum Header { Origins = 'Access-Control-Allow-Origin' }\nr.setHeader(Header.Origins, '*')" },
    'a.ts:2',
  ],
  [
    'an object of this file',
    { 'a.js': "const NAMES = { allowed: 'access-control-allow-origin' }\nr.setHeader(NAMES.allowed, '*')" },
    'a.js:2',
  ],
]

describe('headers whose names stand elsewhere are seen', () => {
  test.each(ELSEWHERE)('%s', async (_, files, place) => {
    expect((await placesIn(files)).places).toContain(place)
  })

  test.each(ELSEWHERE)('%s: a middleware beside them is left', async (_, files) => {
    const { moved } = await migrationOf({ ...files, 'app.js': USES_CORS })
    expect(moved).toEqual([])
  })
})

test('JSON that no source names is only told', async () => {
  const files = { 'a.js': 'r.end()', 'h.json': JSON_HEADERS, 'app.js': USES_CORS }
  expect(await migrationOf(files)).toEqual({ decisions: ['config-headers'], moved: ['app.js'] })
})

test.each([
  ['JSON without such a header', { 'a.js': "r.set(require('./h.json'))", 'h.json': '{ "Vary": "Origin" }' }],
  ['JSON that is not there', { 'a.js': "require('./h.json')" }],
  ['JSON outside of the project', { 'a.js': "require('../../../../../etc/h.json')" }],
  [
    'a list of names that pages may read',
    { 'a.js': "exports.o = { exposedHeaders: ['Access-Control-Allow-Origin'] }" },
  ],
])('%s is nothing', async (_, files) => {
  const { decisions, moved } = await migrationOf({ ...files, 'app.js': USES_CORS })
  expect({ decisions, moved }).toEqual({ decisions: [], moved: ['app.js'] })
})
