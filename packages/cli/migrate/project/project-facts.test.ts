import { mkdirSync, unlinkSync, writeFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { run } from '../../run.ts'
import { RecordingTerminal } from '../../testing/recording-terminal.ts'
import { project } from '../testing/project.ts'

async function migrate(...args: string[]) {
  const terminal = new RecordingTerminal()
  const exitCode = await run(['migrate', ...args], terminal)
  return { exitCode, stdout: terminal.stdout, stderr: terminal.stderr }
}

const FASTIFY = "import cors from '@fastify/cors'\napp.register(cors, { origin: 'https://a.example' })\n"
const EXPRESS = "import cors from 'cors'\napp.use(cors())\n"
const packageJson = (dependencies: object, more: object = {}) => JSON.stringify({ dependencies, ...more })

describe('the version of @fastify/cors', () => {
  test.each([
    ['^8.0.0', true],
    ['^10.0.1', true],
    ['10', true],
    ['^11.0.0', false],
    ['~11.1', false],
    ['latest', false],
  ])('%s: whether PUT, PATCH and DELETE are written out is %s', async (version, isWritten) => {
    const { folder } = project({ 'package.json': packageJson({ '@fastify/cors': version }), 'a.js': FASTIFY })
    const { stdout } = await migrate(folder)
    expect(stdout.includes("methods: ['PUT', 'PATCH', 'DELETE']")).toBe(isWritten)
    expect(stdout).toContain('1 file to rewrite')
  })

  test('an older Fastify is a decision: corskit is for Fastify 5', async () => {
    const { folder } = project({
      'package.json': packageJson({ fastify: '^4.0.0', '@fastify/cors': '^8' }),
      'a.js': FASTIFY,
    })
    expect((await migrate(folder)).stdout).toMatch(/a\.js:2: .*Fastify 4.*\[framework-too-old\]/)
  })
})

const HONO = "import { cors } from 'hono/cors'\napp.use(cors({ origin: 'https://a.example' }))\n"

describe('the version of Hono', () => {
  test.each([
    ['^4.2', '4.12.34', false],
    ['^4.2', '4.13.1', true],
    ['^4.12.3', null, false],
    ['^4.13.0', null, true],
    ['4.20.1', null, true],
    ['latest', null, false],
  ])(
    '%s, installed %s: QUERY is written out only where the old middleware surely allowed it',
    async (range, installed, isWritten) => {
      const { folder } = project({ 'package.json': packageJson({ hono: range }), 'a.js': HONO })
      unlinkSync(`${folder}/node_modules`)
      if (installed !== null) {
        mkdirSync(`${folder}/node_modules/hono`, { recursive: true })
        writeFileSync(`${folder}/node_modules/hono/package.json`, JSON.stringify({ version: installed }))
      }
      const { stdout } = await migrate(folder)
      expect(stdout.includes("methods: ['PUT', 'PATCH', 'DELETE', 'QUERY']")).toBe(isWritten)
      expect(stdout).toContain('1 file to rewrite')
    },
  )
})

describe('how the packages are changed', () => {
  test.each([
    [{}, 'npm install corskit\n      npm uninstall cors'],
    [{ 'pnpm-lock.yaml': '' }, 'pnpm add corskit\n      pnpm remove cors'],
    [{ 'yarn.lock': '' }, 'yarn add corskit\n      yarn remove cors'],
    [{ 'bun.lock': '' }, 'bun add corskit\n      bun remove cors'],
  ])('%j', async (files, commands) => {
    const { folder } = project({ 'package.json': packageJson({ cors: '^2' }), 'a.js': EXPRESS, ...files })
    expect((await migrate(folder)).stdout).toContain(`Then: ${commands}\n`)
  })

  test('in a workspace the package is named', async () => {
    const inside = { 'packages/api/package.json': packageJson({ cors: '^2' }), 'packages/api/a.js': EXPRESS }
    for (const workspaces of [['packages/*'], ['./packages/api/'], { packages: ['packages/**'] }]) {
      const npm = project({ 'package.json': JSON.stringify({ workspaces }), 'package-lock.json': '{}', ...inside })
      expect((await migrate(npm.folder)).stdout).toContain('npm uninstall -w packages/api cors')
    }
    const pnpm = project({
      'package.json': packageJson({}),
      'pnpm-lock.yaml': '',
      'pnpm-workspace.yaml': "packages:\n  - 'packages/*'\n",
      ...inside,
    })
    expect((await migrate(pnpm.folder)).stdout).toContain('pnpm --filter ./packages/api remove cors')
  })

  test.each([
    ['npm', 'package-lock.json', {}, 'cd packages/api && npm uninstall cors'],
    ['npm', 'package-lock.json', { workspaces: ['apps/*'] }, 'cd packages/api && npm uninstall cors'],
    [
      'npm',
      'package-lock.json',
      { workspaces: ['packages/*', '!packages/api'] },
      'cd packages/api && npm uninstall cors',
    ],
    ['pnpm', 'pnpm-lock.yaml', {}, 'cd packages/api && pnpm remove cors'],
  ])(
    '%s: a package beside the workspaces of the folder above has its own commands',
    async (_, lock, above, command) => {
      const { folder } = project({
        'package.json': JSON.stringify(above),
        [lock]: '{}',
        'packages/api/package.json': packageJson({ cors: '^2' }),
        'packages/api/a.js': EXPRESS,
      })
      expect((await migrate(folder)).stdout).toContain(command)
    },
  )
})

describe('files of one project', () => {
  test('a header by hand in another file keeps the call where it is, with the line', async () => {
    const { folder, read } = project({
      'package.json': packageJson({ cors: '^2' }),
      'app.js': "import cors from 'cors'\napp.use(cors({ origin: 'https://a.example' }))\n",
      'stream.js': "export const stream = (req, res) => {\n  res.setHeader('Access-Control-Allow-Origin', '*')\n}\n",
    })
    const { exitCode, stdout } = await migrate('--write', folder)
    expect(exitCode).toBe(1)
    expect(stdout).toMatch(/app\.js:2: stream\.js:2 writes .*\[two-layers\]/)
    expect(stdout).toMatch(/stream\.js:2: .*\[header-by-hand\]/)
    expect(read('app.js')).toContain("from 'cors'")
  })

  test('so does a header that another file takes away, and that file is not reported', async () => {
    const { folder, read } = project({
      'package.json': packageJson({ cors: '^2' }),
      'app.js': "import cors from 'cors'\napp.use(cors({ origin: 'https://a.example' }))\n",
      'private.js':
        "export const hide = (req, res, next) => {\n  res.removeHeader('Access-Control-Allow-Origin')\n  next()\n}\n",
    })
    const { exitCode, stdout } = await migrate('--write', folder)
    expect(exitCode).toBe(1)
    expect(stdout).toMatch(/app\.js:2: private\.js:2 takes access-control-allow-origin off answers .*\[two-layers\]/)
    expect(stdout).not.toMatch(/^ {2}private\.js/m)
    expect(read('app.js')).toContain("from 'cors'")
  })

  test('other options for a route in another file are a decision too', async () => {
    const { folder } = project({
      'package.json': packageJson({ cors: '^2' }),
      'app.js': EXPRESS,
      'routes.js': "import cors from 'cors'\nrouter.get('/x', cors({ origin: 'https://a.example' }), handler)\n",
    })
    expect((await migrate(folder)).stdout.match(/\[two-layers\]/g)).toHaveLength(2)
  })

  test('a header that a test writes does not count', async () => {
    const { folder } = project({
      'package.json': packageJson({ cors: '^2' }),
      'app.js': EXPRESS,
      'test/app.test.js': "res.setHeader('Access-Control-Allow-Origin', '*')\n",
    })
    expect((await migrate(folder)).stdout).toContain('1 file to rewrite')
  })
})
