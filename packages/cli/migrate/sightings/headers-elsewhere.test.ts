import { describe, expect, test } from 'vitest'
import { migrationOf, placesIn } from '../testing/migrate-files.ts'

const USES_CORS = `const cors = require('cors'), express = require('express')
const app = express()
app.use(cors({ origin: 'https://a.example.com', methods: ['PUT'], allowedHeaders: ['x-a'] }))
`

const JSON_HEADERS = '{\n  "Vary": "Origin",\n  "Access-Control-Allow-Origin": "*"\n}'

const NAME = 'Access-Control-Allow-Origin'
const YAML_HEADER = `${NAME}: "*"`

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
    'JSON by the package config',
    {
      'a.js': "const c = require('config')\nr.set(c.get('headers'))",
      'config/default.json': `{ "headers": ${JSON_HEADERS} }`,
    },
    'a.js:1',
  ],
  [
    'YAML by the package config',
    {
      'a.js': "const c = require('config')\nr.set(c.get('headers'))",
      'config/default.yaml': `headers:\n  ${YAML_HEADER}`,
    },
    'a.js:1',
  ],
  [
    'YAML by name',
    { 'a.mjs': "const h = yaml.load(fs.readFileSync(new URL('./h.yml', import.meta.url)))", 'h.yml': YAML_HEADER },
    'a.mjs:1',
  ],
  [
    'YAML by a part of its name',
    {
      // biome-ignore lint/suspicious/noTemplateCurlyInString: a program
      'src/a.js': '\nconst h = yaml.load(read(`config/${process.env.NODE_ENV}.yml`))',
      'config/production.yml': YAML_HEADER,
    },
    'src/a.js:2',
  ],
  [
    'YAML by an ending',
    {
      'a.js': "const h = yaml.load(read(folder + '/' + name + '.yaml'))",
      'conf/open.yaml': `- name: ${NAME}\n  value: '*'`,
    },
    'a.js:1',
  ],
  [
    'YAML, a list',
    { 'a.js': "for (const h of load('./h.yaml').open) r.set(h, '*')", 'h.yaml': `open:\n  - ${NAME}` },
    'a.js:1',
  ],
  ['TOML by name', { 'a.js': "r.set(toml.parse(read('h.toml')))", 'h.toml': `[headers]\n"${NAME}" = "*"` }, 'a.js:1'],
  ['JSON5 by name', { 'a.js': "r.set(json5.parse(read('h.json5')))", 'h.json5': `{ '${NAME}': '*' }` }, 'a.js:1'],
  ['properties by name', { 'a.js': "r.set(parse(read('h.properties')))", 'h.properties': `${NAME}=*` }, 'a.js:1'],
  [
    'JSON in a variable',
    {
      'a.js': "\nr.set(JSON.parse(process.env.EXTRA_HEADERS || '{}'))",
      '.env': `PORT=1\nEXTRA_HEADERS={"Vary":"x","${NAME}":"*"}`,
    },
    'a.js:2',
  ],
  [
    'JSON in a variable, in several lines',
    { 'a.js': 'r.set(JSON.parse(process.env.EXTRA_HEADERS))', '.env.local': `EXTRA_HEADERS='{\n  "${NAME}": "*"\n}'` },
    'a.js:1',
  ],
  ['a name in a variable', { 'a.js': "r.set(process.env.OPEN_BY, '*')", '.env': `OPEN_BY=${NAME}` }, 'a.js:1'],
  [
    'a variable that is taken out',
    { 'a.js': 'const { OPEN_BY } = process.env', '.env': `OPEN_BY="${NAME}"` },
    'a.js:1',
  ],
  [
    'a variable of Vite',
    { 'a.js': 'r.set(import.meta.env.OPEN_BY, 1)', 'app.env': `export OPEN_BY=${NAME}` },
    'a.js:1',
  ],
  [
    'a variable of Compose',
    { 'a.js': 'r.set(JSON.parse(process.env.HEADERS))', 'compose.yaml': `environment:\n  HEADERS: '{"${NAME}":"*"}'` },
    'a.js:1',
  ],
  [
    'a variable of Kubernetes',
    { 'a.js': 'r.set(process.env.OPEN_BY, 1)', 'k8s/app.yaml': `env:\n  - name: OPEN_BY\n    value: ${NAME}` },
    'a.js:1',
  ],
  [
    'a variable of Docker',
    { 'a.js': 'r.set(process.env.OPEN_BY, 1)', Dockerfile: `FROM x\nENV OPEN_BY=${NAME}` },
    'a.js:1',
  ],
  [
    'a variable of nodemon',
    { 'a.js': 'r.set(process.env.OPEN_BY, 1)', 'nodemon.json': `{ "env": { "OPEN_BY": "${NAME}" } }` },
    'a.js:1',
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
  ['YAML', { 'a.js': 'r.end()', 'h.yaml': YAML_HEADER }, ['config-headers']],
  [
    'YAML of Kubernetes',
    { 'a.js': "load('other.yaml')", 'ingress.yaml': `a: |\n  ${YAML_HEADER}` },
    ['config-headers'],
  ],
  ['a variable', { 'a.js': 'r.end(process.env.PORT)', '.env': `OPEN_BY=${NAME}` }, ['config-headers']],
  ['a comment in YAML', { 'a.js': "load('h.yaml')", 'h.yaml': `# ${YAML_HEADER}\na: 1` }, []],
  ['a sentence in YAML', { 'a.js': "load('h.yaml')", 'h.yaml': `a: Set ${NAME} to your site` }, ['config-headers']],
  [
    'a list of headers that pages may read',
    { 'a.js': 'f({ exposedHeaders: process.env.CORS_EXPOSED_HEADERS })', '.env': `CORS_EXPOSED_HEADERS=ETag,${NAME}` },
    ['config-headers'],
  ],
  [
    'a file of the same name in another package',
    {
      'a.js': "r.set(require('./h.json'))",
      'h.json': '{}',
      'other/package.json': '{}',
      'other/h.yaml': YAML_HEADER,
    },
    ['config-headers'],
  ],
] as const)('%s that no source sends prevents nothing', async (_, files, decisions) => {
  const told = await migrationOf({ ...files, 'app.js': USES_CORS })
  expect({ moved: told.moved, decisions: told.decisions.filter((code) => code !== 'cors-variable') }).toEqual({
    moved: ['app.js'],
    decisions,
  })
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

const described = (value: string) =>
  `{ "openapi": "3.1.0", "paths": { "/": { "get": { "responses": { "200": { "headers": { "${NAME}": ${value}, "X-Total": { "schema": {} } } } } } } } }`

describe('a document that describes a header writes none', () => {
  const DESCRIPTIONS = ['{ "schema": { "type": "string" } }', '{ "description": "who may read" }', '{ "$ref": "#/x" }']
  const loads = { 'a.js': "r.json(require('./openapi.json'))" }

  test.each([
    ...DESCRIPTIONS.map((value) => ({ ...loads, 'openapi.json': described(value) })),
    { ...loads, 'openapi.json': JSON.stringify(JSON.parse(described('{ "type": "string" }')), null, 2) },
    { 'a.js': "serve('openapi.yaml')", 'openapi.yaml': `headers:\n  ${NAME}:\n    schema:\n      type: string` },
    ...DESCRIPTIONS.map((value) => ({ 'a.js': `exports.document = ${described(value)}` })),
    { 'a.js': `ApiResponse({ headers: { '${NAME}': { description: 'who', required: true } } })` },
    { 'a.js': `const properties = { '${NAME.toLowerCase()}': { type: 'string', enum: ['*'] } }\ncheck(properties)` },
  ])('%j', async (files) => {
    expect((await migrationOf({ ...files, 'app.js': USES_CORS })).moved).toEqual(['app.js'])
  })

  test.each([
    { ...loads, 'openapi.json': described('"*"') },
    { ...loads, 'openapi.json': described('{ "value": "*" }') },
    { ...loads, 'openapi.json': described('{ "type": "string", "default": "*" }') },
    { ...loads, 'openapi.json': described('{ "schema": { "const": "*" } }') },
    {
      'a.js': "serve('h.yaml')",
      'h.yaml': `headers:\n  ${NAME}:\n    schema:\n      type: string\n      default: '*'`,
    },
    { 'a.js': `write({ '${NAME}': { type: 'string', default: '*' } })` },
    { ...loads, 'openapi.json': `{ "described": ${described('{ "schema": {} }')}, "sent": { "${NAME}": "*" } }` },
    { 'a.js': `r.set({ '${NAME}': { type: origin }.type })` },
    { 'a.js': `write({ '${NAME}': { value: '*', description: 'who' } })` },
  ])('but what may be written counts: %j', async (files) => {
    expect((await migrationOf({ ...files, 'app.js': USES_CORS })).moved).toEqual([])
  })
})
