/** Two layers of one app that stand in two packages of a workspace. */
import { describe, expect, test } from 'vitest'
import { migrationOf } from '../testing/migrate-files.ts'

const MW = "const cors = require('cors')\nmodule.exports.mw = cors({ origin: 'https://app.example.com' })\n"
const app = (load: string) =>
  `const express = require('express'), cors = require('cors')\nconst app = express()\napp.use(${load}.mw)\napp.use(cors({ origin: 'https://b.example.com' }))\n`
const packageOf = (name: string, more = {}) => JSON.stringify({ name, ...more })

const WORKSPACES: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
  ['a path', { 'packages/shared/index.js': MW, 'packages/api/app.js': app("require('../shared')") }],
  [
    'a path to a file',
    { 'packages/shared/lib/mw.js': MW, 'packages/api/app.js': app("require('../shared/lib/mw.js')") },
  ],
  [
    'the name of the package',
    { 'packages/shared/index.js': MW, 'packages/api/app.js': app("require('@acme/shared')") },
  ],
  [
    'the name of the package, whose main file is another one',
    { 'packages/shared/source/main.js': MW, 'packages/api/src/app.js': app("require('@acme/shared')") },
  ],
  [
    'a name below that of the package',
    { 'packages/shared/source/mw.js': MW, 'packages/api/src/app.js': app("require('@acme/shared/mw')") },
  ],
  [
    'a package between them',
    {
      'packages/base/package.json': packageOf('@acme/base'),
      'packages/base/lib/mw.js': MW,
      'packages/shared/index.js': "module.exports = require('@acme/base')",
      'packages/api/app.js': app("require('@acme/shared')"),
    },
  ],
  [
    'a third package that loads both',
    {
      'apps/main/package.json': packageOf('main'),
      'apps/main/index.js': "const app = require('@acme/shared'); require('@acme/api')(app)",
      'packages/shared/index.js':
        "const cors = require('cors')\nconst app = require('express')()\napp.use(cors({ origin: 'https://app.example.com' }))\nmodule.exports = app\n",
      'packages/api/index.js':
        "const cors = require('cors')\nmodule.exports = (app) => app.use(cors({ origin: 'https://b.example.com' }))\n",
    },
  ],
]
const PACKAGES = {
  'packages/shared/package.json': packageOf('@acme/shared'),
  'packages/api/package.json': packageOf('@acme/api'),
}

describe('are left for a decision', () => {
  test.each(WORKSPACES)('loaded by %s', async (_, files) => {
    const { decisions, moved } = await migrationOf({ ...PACKAGES, ...files })
    expect(moved).toEqual([])
    expect(decisions).toEqual(['two-layers', 'two-layers'])
  })

  test('also when one of them is written by hand', async () => {
    const { moved } = await migrationOf({
      ...PACKAGES,
      'packages/shared/index.js':
        "exports.open = (q, r, next) => { r.set('Access-Control-Allow-Origin', '*'); next() }",
      'packages/api/app.js': app("require('@acme/shared')"),
    })
    expect(moved).toEqual([])
  })

  test('also when the other package puts two middlewares of one file before a route', async () => {
    const { moved } = await migrationOf({
      ...PACKAGES,
      'packages/shared/index.js':
        "const cors = require('cors')\nexports.open = cors()\nexports.own = cors({ origin: 'https://a.example.com' })\n",
      'packages/api/app.js': "const { open, own } = require('@acme/shared')\nrouter.put('/x', open, own, save)\n",
    })
    expect(moved).toEqual([])
  })
})

describe('are moved where no program loads both', () => {
  const OWN =
    "const cors = require('cors'), express = require('express')\nconst app = express()\napp.use(cors({ origin: 'https://ORIGIN.example.com' }))\napp.listen(1)\n"
  test.each([
    ['two apps', {}],
    ['two apps with a package that both load', { 'packages/base/index.js': 'exports.log = () => {}' }],
    [
      'two apps, of which one loads what is known only when it runs',
      { 'packages/api/load.js': 'module.exports = (name) => require(name)' },
    ],
    [
      'two apps, of which one has headers that are written by hand, in a package that the other does not load',
      { 'packages/other/package.json': '{}', 'packages/other/a.js': "r.set('Access-Control-Allow-Origin', '*')" },
    ],
  ])('%s', async (_, more) => {
    const use = 'packages/base/index.js' in more ? "require('@acme/base').log()\n" : ''
    const { moved } = await migrationOf({
      ...PACKAGES,
      'packages/base/package.json': packageOf('@acme/base'),
      'packages/shared/app.js': use + OWN.replace('ORIGIN', 'a'),
      'packages/api/app.js': use + OWN.replace('ORIGIN', 'b'),
      ...more,
    })
    expect(moved.sort()).toEqual(['packages/api/app.js', 'packages/shared/app.js'])
  })
})
