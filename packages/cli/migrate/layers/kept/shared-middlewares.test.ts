import { describe, expect, test } from 'vitest'
import { migrate } from '../../command.ts'
import { project } from '../../testing/project.ts'
import { areStacked } from './shared-middlewares.ts'

describe.each([
  ['app.put("/x", open, own, handler)', true],
  ['app.put("/x", own, auth, open, handler)', true],
  ['app.put("/x", [open, own], handler)', true],
  ['app.put("/x", layers.open, layers.own, handler)', true],
  ['router.use(open)\nrouter.put("/x", own, handler)', true],
  ['router.put("/x", own, handler)\nrouter.use(layers.open)', true],
  ['app.get("/a", open, list)\napp.put("/b", own, save)', false],
  ['app.use("/a", open)\napp.use("/b", own)', false],
  ['app.use(open)', false],
  ['const open = 1, own = 2', false],
])('%s', (source, isStacked) => {
  test.each([
    ["import { open, own, more } from './layers.js'", 'import'],
    ["const { open, own } = require('./layers')", 'require'],
    ["const layers = require('./layers')", 'whole'],
  ])('after %s', (load) => {
    expect(areStacked(`${load}\n${source}`, 'open', 'own')).toBe(isStacked)
    expect(areStacked(`${load}\n${source}`, 'own', 'open')).toBe(isStacked)
  })
})

const MADE = {
  'export const':
    "import cors from 'cors'\nexport const open = cors()\nexport const own = cors({ origin: 'https://a.example' })\n",
  'exports.':
    "const cors = require('cors')\nexports.open = cors()\nexports.own = cors({ origin: 'https://a.example' })\n",
  'module.exports':
    "const cors = require('cors')\nmodule.exports = { open: cors(), own: cors({ origin: 'https://a.example' }) }\n",
}

async function codes(files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const { folder } = project({ 'package.json': '{}', ...files })
  let out = ''
  const terminal = { out: (text: string) => (out += text), err: () => {}, colour: false }
  await migrate([folder, '--json'], terminal as never)
  const { files: told } = JSON.parse(out) as { files: { decisions: { code: string }[] }[] }
  return told.flatMap(({ decisions }) => decisions.map(({ code }) => code))
}

const STACKED = "router.put('/x', open, own, save)\n"

test.each(Object.entries(MADE))(
  'two of %s before one route of another file are left for a decision',
  async (_, layers) => {
    expect(await codes({ 'layers.js': layers, 'routes.js': STACKED })).toContain('two-layers')
  },
)

test('two that other files put before routes of their own are moved, and tests do not count', async () => {
  const layers = MADE['export const']
  const apart = "router.get('/a', open, list)\nrouter.put('/b', own, save)\n"
  expect(await codes({ 'layers.js': layers, 'routes.js': apart })).toEqual([])
  expect(await codes({ 'layers.js': layers, 'routes.test.js': STACKED })).toEqual([])
})

test('two files that make one each, and a third that stacks them', async () => {
  const decided = await codes({
    'open.js': "import cors from 'cors'\nexport const open = cors()\n",
    'own.js': "import cors from 'cors'\nexport const own = cors({ origin: 'https://a.example' })\n",
    'routes.js': "app.use(open)\napp.put('/x', own, save)\n",
  })
  expect(decided).toEqual(['two-layers', 'two-layers'])
})
