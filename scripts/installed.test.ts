/**
 * What a user gets: the packed packages, installed into an empty project, on every Node that `engines` names.
 * `npm test` builds first.
 */
import { execFile, execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { cors } from '../packages/corskit/adapters/node/node.ts'
import { listen } from '../packages/corskit/adapters/testing/listen.ts'
import { notInstalled } from '../testing/not-installed.ts'

const root = fileURLToPath(new URL('../', import.meta.url))
const folder = mkdtempSync(`${tmpdir()}/corskit-installed-`)
const project = `${folder}/project`
let problem: string | null = null

/**
 * Folders `node-*`, each with the npm package `node`; `.ci/run` installs them. Without them, the Node that runs the
 * tests.
 */
const tools = process.env['CORSKIT_NODES']
const nodes =
  tools === undefined
    ? [process.execPath]
    : readdirSync(tools)
        .filter((name) => name.startsWith('node-'))
        .map((name) => `${tools}/${name}/node_modules/node/bin/node`)

beforeAll(() => {
  const tarballs = ['corskit', 'cli', 'lab', 'fetch', 'targets', 'diagnose'].map((name) => {
    const packed = execFileSync('npm', ['pack', '--silent', '--pack-destination', folder], {
      cwd: `${root}packages/${name}`,
      encoding: 'utf8',
    })
    return `${folder}/${packed.trim().split('\n').at(-1)}`
  })
  mkdirSync(project)
  writeFileSync(`${project}/package.json`, '{ "private": true, "dependencies": {} }')
  try {
    const flags = ['--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error', '--ignore-scripts']
    execFileSync('npm', ['install', ...flags, ...tarballs], { cwd: project, stdio: 'pipe', timeout: 100_000 })
  } catch (error) {
    problem = `the packages cannot be installed: ${String((error as Error).message).slice(0, 300)}`
  }
  for (const [name, text] of Object.entries(FILES)) writeFileSync(`${project}/${name}`, text)
})

beforeEach((context) => {
  if (problem !== null) notInstalled(problem, context.skip)
})

afterAll(() => rmSync(folder, { recursive: true }))

const { exports: fetchExports } = JSON.parse(readFileSync(`${root}packages/fetch/package.json`, 'utf8'))

function isTooOldForFetch(node: string): boolean {
  const [major = 0, minor = 0] = execFileSync(node, ['--version'], { encoding: 'utf8' }).slice(1).split('.').map(Number)
  return major < 22 || (major === 22 && minor < 15)
}

const CORSKIT = 'node_modules/@corskit/cli/bin/corskit.cjs'

/** A server that does what the policy files say, and one that does not. */
const right = await listen((request, response) => {
  const hello = () => void response.end('hello')
  cors({ origin: 'https://app.example.com' })(request, response, hello)
})
const wrong = await listen((_, response) => void response.setHeader('access-control-allow-origin', '*').end('hello'))
afterAll(() => Promise.all([right.close(), wrong.close()]))

const FACES = ['', '/browser', '/protocol', '/express', '/node', '/web', '/fastify', '/koa', '/hono', '/h3', '/elysia']
const RIGHT = "{ origin: 'https://app.example.com' }"

/** Each uses what DESIGN promises, once, and prints `right`. */
const USE = `
const policy = definePolicy(${RIGHT})
const answer = policy.answer({ method: 'GET', origin: 'https://app.example.com' })
if (answer.verdict !== 'allowed') throw new Error(JSON.stringify(answer))
let mistakes = 0
try { definePolicy({ origin: 'x' }) } catch (error) { if (error instanceof PolicyError) mistakes = error.issues.length }
if (mistakes === 0) throw new Error('no mistakes')
const request = { origin: 'https://app.example.com', url: 'https://api.example.com/' }
const respond = async () => ({ status: 200, headers: [['access-control-allow-origin', '*']] })
simulateFetch(request, respond, { engine: 'chromium', cache: new PreflightCache(), now: 0 }).then((outcome) => {
  if (outcome.verdict !== 'allowed') throw new Error(outcome.verdict)
  if (recogniseMessage(outcome.messages.chromium[0] ?? '') !== null) throw new Error('a message of nothing')
  if (recogniseMessages('').length !== 0) throw new Error('messages of nothing')
  console.log('right')
})
`

const FILES: Readonly<Record<string, string>> = {
  'use.mjs': `import { definePolicy, PolicyError } from 'corskit'
import { PreflightCache, recogniseMessage, recogniseMessages, simulateFetch } from 'corskit/browser'
${[...FACES.slice(3), '/lambda', '/next', '/sveltekit'].map((face, i) => `import { cors as cors${i}, guard as guard${i} } from 'corskit${face}'\nif (typeof cors${i} !== 'function' || typeof guard${i} !== 'function') throw new Error('${face}')`).join('\n')}
${USE}`,
  'use.cjs': `const { definePolicy, PolicyError } = require('corskit')
const { PreflightCache, recogniseMessage, recogniseMessages, simulateFetch } = require('corskit/browser')
for (const face of ${JSON.stringify([...FACES.slice(3), '/lambda', '/next', '/sveltekit'])}) {
  const { cors, guard } = require('corskit' + face)
  if (typeof cors !== 'function' || typeof guard !== 'function') throw new Error(face)
}
${USE}`,
  'page.mjs': `import { openPage } from '@corskit/fetch'
const handlers = { 'https://api.example.com': () => new Response('x', { headers: { 'access-control-allow-origin': '*' } }) }
const page = await openPage('https://app.example.com/', { handlers })
if ((await (await page.fetch('https://api.example.com/')).text()) !== 'x') throw new Error('not read')
await page.close()
console.log('right')`,
  'xhr.mjs': `import { openPage } from '@corskit/fetch'
import { xmlHttpRequestOf } from '@corskit/fetch/xhr'
const handlers = { 'https://api.example.com': () => new Response('x', { headers: { 'access-control-allow-origin': '*' } }) }
const page = await openPage('https://app.example.com/', { handlers })
const request = new (xmlHttpRequestOf(page))()
request.open('GET', 'https://api.example.com/')
request.onload = async () => {
  if (request.responseText !== 'x') throw new Error('not read')
  await page.close()
  console.log('right')
}
request.send()`,
  'matchers.mjs': `import { openPage } from '@corskit/fetch'
import { matchers } from '@corskit/fetch/matchers'
const page = await openPage('https://app.example.com/', { handlers: { 'https://api.example.com': () => new Response('x') } })
const blocked = await matchers.toBeBlockedFrom.call({ isNot: false }, page, 'https://api.example.com/', {}, 'MissingAllowOriginHeader')
const allowed = await matchers.toBeAllowedToFetch.call({ isNot: false }, page, 'https://api.example.com/')
await page.close()
if (!blocked.pass || allowed.pass || !allowed.message().includes('Access-Control-Allow-Origin')) throw new Error(allowed.message())
console.log('right')`,
  'tools.mjs': `import { explain } from '@corskit/diagnose'
import { generate, TARGETS } from '@corskit/targets'
if (!TARGETS.some(({ name }) => name === 'nginx')) throw new Error('no nginx')
if (typeof explain !== 'function' || typeof generate !== 'function') throw new Error('no functions')
console.log('right')`,
  'tools.cjs': `const { explain } = require('@corskit/diagnose')
const { generate } = require('@corskit/targets')
if (typeof explain !== 'function' || typeof generate !== 'function') throw new Error('no functions')
console.log('right')`,
  'console.txt':
    "Access to fetch at 'https://api.example.com/' from origin 'https://app.example.com' has been blocked by CORS policy: No 'Access-Control-Allow-Origin' header is present on the requested resource.",
  'use.mts': `import { definePolicy, type Policy } from 'corskit'
import { simulateFetch, type Outcome } from 'corskit/browser'
export const policy: Policy = definePolicy(${RIGHT})
export const outcome: Promise<Outcome> = simulateFetch({ origin: 'null', url: 'https://a.test/' }, () => ({ status: 200 }))`,
  'policy.ts': `const options: { origin: string } = ${RIGHT}\nexport default options`,
  'policy.mts': `export const policy: { origin: string } = ${RIGHT}`,
  'enum.ts': `enum Origin { app = 'https://app.example.com' }\nexport default { origin: Origin.app as string }`,
  'policy.mjs': `export default ${RIGHT}`,
  'loud.mjs': `console.log('loading')\nprocess.emitWarning('old')\nexport default ${RIGHT}`,
  'named.mjs': `export const policy = ${RIGHT}`,
  'policy.js': `module.exports = ${RIGHT}`,
  'policy.cjs': `exports.policy = ${RIGHT}`,
  'policy.json': '{ "origin": "https://app.example.com" }',
  'policy.yaml': 'origin: https://app.example.com\n',
  'wrong.mjs': `import { cors } from 'corskit/express'\ncors({ origin: 'https://a.test/', maxage: 1 })`,
  'defined.mjs': `import { definePolicy } from 'corskit'\nexport default definePolicy(${RIGHT})`,
  'replaceable.mjs': `import { replaceablePolicy } from 'corskit'\nexport default replaceablePolicy(${RIGHT})`,
  'function.mjs': `import { definePolicy } from 'corskit'\nconst policy = definePolicy(${RIGHT})\nexport default () => policy`,
}

const run = (node: string, args: readonly string[]) =>
  new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
    const env = { ...process.env, NODE_OPTIONS: '' }
    execFile(node, [...args], { cwd: project, encoding: 'utf8', env }, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr }),
    )
  })

describe.each(nodes)('%s', (node) => {
  beforeEach((context) => {
    if (!existsSync(node)) notInstalled(`${node} is not installed`, context.skip)
  })

  test.each(['use.mjs', 'use.cjs'])('%s imports and uses the library', async (file) => {
    expect(await run(node, ['--no-warnings', file])).toEqual({ code: 0, stdout: 'right\n', stderr: '' })
  })

  test.each(['tools.mjs', 'tools.cjs'])('%s imports diagnosis and targets', async (file) => {
    expect(await run(node, ['--no-warnings', file])).toEqual({ code: 0, stdout: 'right\n', stderr: '' })
  })

  /** Vitest's own entry needs Vitest, which is not installed here. */
  test.each(Object.keys(fetchExports).filter((name) => name !== './package.json' && name !== './vitest'))(
    '@corskit/fetch %s says which Node it needs where this one is too old',
    async (name) => {
      const entry = JSON.stringify(`@corskit/fetch${name.slice(1)}`)
      const ways = [
        `import ${entry}`,
        `await import(${entry})`,
        `import { createRequire as r } from 'node:module'; r(process.cwd() + '/x')(${entry})`,
      ]
      for (const way of isTooOldForFetch(node) ? ways : []) {
        const { code, stderr } = await run(node, ['--no-warnings', '--input-type=module', '--eval', way])
        expect([code, stderr], way).toEqual([
          1,
          expect.stringContaining('@corskit/fetch needs Node 22.15, 24 or a later one'),
        ])
      }
    },
  )

  test.each(['page.mjs', 'xhr.mjs', 'matchers.mjs'])(
    '%s of @corskit/fetch works, or says which Node it needs',
    async (file) => {
      const { code, stdout, stderr } = await run(node, ['--no-warnings', file])
      if (!isTooOldForFetch(node)) expect({ code, stdout, stderr }).toMatchObject({ code: 0, stdout: 'right\n' })
      else expect(stderr).toContain('@corskit/fetch needs Node 22.15, 24 or a later one')
    },
  )

  test.each(Object.keys(FILES).filter((name) => /^(policy|named|defined|replaceable|function)\./.test(name)))(
    'lint %s',
    async (file) => {
      const answer = await run(node, ['node_modules/corskit/bin/corskit.cjs', 'lint', file])
      expect(answer).toMatchObject({ code: 0, stdout: expect.stringMatching(/^OK /), stderr: '' })
    },
  )

  test.each(Object.keys(FILES).filter((name) => /^(policy|named|defined|replaceable|loud|enum)\./.test(name)))(
    'generate nginx --policy %s',
    async (file) => {
      const { code, stdout, stderr } = await run(node, [CORSKIT, 'generate', 'nginx', '--policy', file])
      expect([code, stderr]).toEqual([0, ''])
      expect(stdout).toContain('https://app.example.com')
      expect(stdout).not.toContain('loading')
    },
  )

  test('a wrong policy is the first thing that a start says, also on a pipe that is read slowly', async () => {
    const { code, stderr } = await run(node, ['--no-warnings', 'wrong.mjs'])
    expect(code).toBe(1)
    const [before = '', after = ''] = stderr.split('PolicyError: this CORS policy has 2 mistakes:')
    // The place, its line of code, which the bundler breaks after some hundred characters, and a mark below it.
    expect(before.length).toBeLessThan(1000)
    expect(before).toMatch(/\n$/)
    expect(after).toContain('[option-unknown]')
  })

  test('verify tells a server that does what the policy says from one that does not', async () => {
    const answer = await run(node, [CORSKIT, 'verify', right.url, '--policy', 'policy.json', '--json'])
    expect([answer.code, JSON.parse(answer.stdout).conforms], answer.stderr).toEqual([0, true])
    const other = await run(node, [CORSKIT, 'verify', wrong.url, '--policy', 'policy.json', '--json'])
    expect([other.code, JSON.parse(other.stdout).conforms], other.stderr).toEqual([1, false])
  })

  test('explain takes a console line to its cause', async () => {
    const { code, stdout } = await run(node, [CORSKIT, 'explain', 'console.txt', '--json'])
    expect(code).toBe(1)
    const [failure] = JSON.parse(stdout).failures
    expect(failure.request).toMatchObject({ url: 'https://api.example.com/', origin: 'https://app.example.com' })
    expect(failure.causes.length).toBeGreaterThan(0)
  })

  test.each([
    [['targets', '--json'], 0],
    [['targets'], 0],
    [['generate', 'ngnix', '--policy', 'policy.json'], 2],
    [['explain', 'nothing to see'], 2],
    [['--version'], 0],
    [['check', 'nonsense'], 2],
    [['check', 'http://127.0.0.1:1/', '--origin', 'http://localhost:5173'], 1],
    [['lint', 'nowhere.json'], 2],
    [['migrate', '--help'], 0],
    [['lab', '--help'], 0],
  ] as const)('corskit %j', async (args, code) => {
    const answer = await run(node, [CORSKIT, ...args])
    expect(answer.code, answer.stderr).toBe(code)
    expect(answer.stderr).not.toMatch(/^\s+at |bug in corskit/m)
  })
})

test.each([
  ['node16', 'node16'],
  ['nodenext', 'nodenext'],
  ['preserve', 'bundler'],
])('TypeScript with module %s and moduleResolution %s has the types', (module, resolution) => {
  const flags = ['--noEmit', '--strict', '--skipLibCheck', '--target', 'es2023', '--module', module]
  const tsc = `${root}node_modules/typescript/bin/tsc`
  const types = ['--moduleResolution', resolution, '--types', '', '--lib', 'es2023,dom', 'use.mts']
  execFileSync(process.execPath, [tsc, ...flags, ...types], { cwd: project, stdio: 'pipe' })
})
