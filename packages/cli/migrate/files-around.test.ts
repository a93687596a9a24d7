/** What is around a named file or folder counts when layers are compared, and is not told and not changed. */
import { describe, expect, test } from 'vitest'
import { run } from '../run.ts'
import { RecordingTerminal } from '../testing/recording-terminal.ts'
import { project } from './testing/project.ts'

const json = JSON.stringify
const APP = (load: string) =>
  `import express from 'express'\nimport cors from 'cors'\nimport { forward } from '${load}'\nconst app = express()\napp.use(cors({ origin: 'https://app.example.com' }))\napp.get('/up', forward)\napp.listen(1)\n`
const PROXY =
  'export const forward = async (q, res) => { const r = await fetch(process.env.UP); r.headers.forEach((v, k) => res.setHeader(k, v)); res.end() }\n'
const POLICY =
  "import { Router } from 'express'\nimport cors from 'cors'\nexport const forward = Router()\nforward.use(cors({ origin: 'https://b.example.com' }))\n"
const HEADER = "export const forward = (q, res) => res.set('Access-Control-Allow-Origin', '*').end()\n"
const HARMLESS = 'export const forward = (q, res) => res.end()\n'

/** The files of an app, by what is named, the file that imports, and the file that is imported. */
const LAYOUTS: readonly (readonly [string, string, string, string, string, Record<string, string>])[] = [
  ['a file of a package', 'src/app.js', 'src/app.js', './up.js', 'src/up.js', { 'package.json': '{}' }],
  [
    'a file, and another one that imports it',
    'src/up.js',
    'src/app.js',
    './up.js',
    'src/up.js',
    { 'package.json': '{}' },
  ],
  [
    'a file beside the folder of the other one',
    'src/app.js',
    'src/app.js',
    '../lib/up.js',
    'lib/up.js',
    { 'package.json': '{}' },
  ],
  ['a folder in a package', 'src', 'src/app.js', '../lib/up.js', 'lib/up.js', { 'package.json': '{}' }],
  ['a file without a package.json', 'app.js', 'app.js', './lib/up.js', 'lib/up.js', {}],
  [
    'a file of a repository without a package.json',
    'src/app.js',
    'src/app.js',
    '../lib/up.js',
    'lib/up.js',
    { '.git/HEAD': '' },
  ],
  [
    'a package of a workspace, by the name of another one',
    'apps/api',
    'apps/api/app.js',
    '@org/up',
    'libs/up/src/a.js',
    {
      'package.json': json({ workspaces: ['apps/*', 'libs/*'] }),
      'apps/api/package.json': '{ "name": "api" }',
      'libs/up/package.json': '{ "name": "@org/up" }',
    },
  ],
  [
    'a package of pnpm, by the name of another one',
    'apps/api',
    'apps/api/app.js',
    '@org/up',
    'libs/up/src/a.js',
    {
      'package.json': '{}',
      'pnpm-workspace.yaml': '',
      'apps/api/package.json': '{ "name": "api" }',
      'libs/up/package.json': '{ "name": "@org/up" }',
    },
  ],
  [
    'a package of a workspace, by a path',
    'apps/api',
    'apps/api/app.js',
    '../../libs/up/a.js',
    'libs/up/a.js',
    { 'package.json': json({ workspaces: ['apps/*'] }), 'apps/api/package.json': '{ "name": "api" }' },
  ],
  [
    'a package of a workspace, by an alias',
    'apps/api',
    'apps/api/app.ts',
    '@org/up',
    'libs/up/a.ts',
    {
      'package.json': json({ workspaces: ['apps/*'] }),
      'tsconfig.base.json': json({ compilerOptions: { paths: { '@org/*': ['libs/*/a'] } } }),
      'apps/api/package.json': '{ "name": "api" }',
    },
  ],
  [
    'a file of a package of a workspace',
    'apps/api/src/app.js',
    'apps/api/src/app.js',
    '@org/up',
    'libs/up/src/a.js',
    {
      'package.json': json({ workspaces: ['apps/*', 'libs/*'] }),
      'apps/api/package.json': '{ "name": "api" }',
      'libs/up/package.json': '{ "name": "@org/up" }',
    },
  ],
  [
    'an app of Nx',
    'apps/api',
    'apps/api/src/main.ts',
    '@org/up',
    'libs/up/src/index.ts',
    {
      'package.json': '{}',
      'tsconfig.base.json': json({ compilerOptions: { paths: { '@org/up': ['libs/up/src/index.ts'] } } }),
    },
  ],
]

async function migrate(...args: string[]) {
  const terminal = new RecordingTerminal()
  const exitCode = await run(['migrate', ...args], terminal)
  return { exitCode, stdout: terminal.stdout, stderr: terminal.stderr }
}

async function movedIn(root: string) {
  const { stdout, stderr } = await migrate('--json', root)
  const { files } = JSON.parse(stdout) as { files: { name: string; moved: boolean }[] }
  return { moved: files.filter(({ moved }) => moved).length, names: files.map(({ name }) => name), stderr }
}

describe.each(LAYOUTS)('%s', (_, named, app, load, library, more) => {
  test.each([
    ['copies headers', PROXY],
    ['has another policy', POLICY],
    ['writes a header', HEADER],
  ])('what the other file does counts: it %s', async (_, text) => {
    const { folder } = project({ ...more, [app]: APP(load), [library]: text })
    // A file that only copies headers has nothing to move.
    const { moved, names, stderr } = await movedIn(`${folder}/${named}`)
    expect({ moved, stderr }).toEqual({ moved: 0, stderr: '' })
    expect(names.every((name) => !name.startsWith('..'))).toBe(true)
  })

  test('a harmless file keeps nothing from being moved', async () => {
    const { folder } = project({ ...more, [app]: APP(load), [library]: HARMLESS })
    expect((await movedIn(`${folder}/${named}`)).moved).toBe(named === library ? 0 : 1)
  })
})

describe('what is around', () => {
  test('is not rewritten, and keeps its package from being taken out', async () => {
    const own =
      "import cors from 'cors'\nimport express from 'express'\nconst app = express()\napp.use(cors({ origin: 'https://app.example.com' }))\napp.listen(1)\n"
    const { folder, read } = project({ 'package.json': '{}', 'a.js': own, 'b.js': own })
    const { exitCode, stdout } = await migrate('--write', `${folder}/a.js`)
    expect(exitCode).toBe(0)
    expect(stdout).toContain('1 file rewritten')
    expect(stdout).not.toContain('npm uninstall')
    expect(read('a.js')).toContain('corskit')
    expect(read('b.js')).toBe(own)
  })

  test.each([
    ['a file', 'app/a.js', {}],
    ['a folder', 'app', {}],
    ['a package', 'app', { 'app/package.json': '{}' }],
  ])('and cannot be read is named: %s', async (_, named, more) => {
    const { folder } = project({ 'app/a.js': APP('../lib/up.js'), 'lib/up.js': PROXY, ...more })
    const { stderr } = await migrate(`${folder}/${named}`)
    expect(stderr).toMatch(/note: .*\.\.\/lib\/up\.js.* not looked at/)
  })

  test('and is only a folder or data is not named', async () => {
    const { folder } = project({
      'app/package.json': '{}',
      'app/a.js': `${APP('./up.js')}app.use(express.static(path.join(__dirname, '../client/build')), require('../x.json'))\n`,
      'app/up.js': HARMLESS,
    })
    expect((await migrate(`${folder}/app`)).stderr).toBe('')
  })
})
