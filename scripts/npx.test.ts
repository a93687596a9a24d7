/**
 * `npx corskit` in an empty folder, from a registry that knows the packed packages and nothing else. `npm test` builds
 * first.
 */
import { execFile, execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'

const root = fileURLToPath(new URL('../', import.meta.url))
const folder = mkdtempSync(`${tmpdir()}/corskit-npx-`)
const tarballs = new Map<string, { manifest: { name: string; version: string }; bytes: Buffer }>()
const asked: string[] = []

/** What npm reads of a registry: a document for each package, and the tarball that it names. */
const registry = createServer((request, response) => {
  const path = decodeURIComponent(request.url ?? '')
  asked.push(path)
  const name = path.slice(1).replace(/\/-\/.*$/, '')
  const found = tarballs.get(name)
  if (found === undefined) return void response.writeHead(404).end('{}')
  if (path.endsWith('.tgz')) return void response.end(found.bytes)
  const { manifest, bytes } = found
  const { port } = registry.address() as AddressInfo
  const dist = {
    tarball: `http://127.0.0.1:${port}/${name}/-/package.tgz`,
    integrity: `sha512-${createHash('sha512').update(bytes).digest('base64')}`,
  }
  const document = {
    name,
    'dist-tags': { latest: manifest.version },
    versions: { [manifest.version]: { ...manifest, dist } },
  }
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(document))
})

beforeAll(async () => {
  for (const name of ['corskit', 'cli']) {
    const cwd = `${root}packages/${name}`
    const packed = execFileSync('npm', ['pack', '--silent', '--pack-destination', folder], { cwd, encoding: 'utf8' })
    const manifest = JSON.parse(readFileSync(`${cwd}/package.json`, 'utf8'))
    tarballs.set(manifest.name, { manifest, bytes: readFileSync(`${folder}/${packed.trim().split('\n').at(-1)}`) })
  }
  await new Promise<void>((resolve) => registry.listen(0, '127.0.0.1', resolve))
  mkdirSync(`${folder}/empty`)
  writeFileSync(`${folder}/empty/policy.json`, '{ "origin": "https://app.example.com" }')
  writeFileSync(`${folder}/empty/wrong.json`, '{ "origin": "https://app.example.com/" }')
})

afterAll(async () => {
  await new Promise((resolve) => registry.close(resolve))
  rmSync(folder, { recursive: true })
})

function npx(...args: string[]) {
  const { port } = registry.address() as AddressInfo
  const settings = {
    registry: `http://127.0.0.1:${port}/`,
    cache: `${folder}/cache`,
    audit: 'false',
    fund: 'false',
    update_notifier: 'false',
  }
  const env = { PATH: process.env['PATH'], HOME: folder, NODE_OPTIONS: '' } as NodeJS.ProcessEnv
  for (const [name, value] of Object.entries(settings)) env[`npm_config_${name}`] = value
  return new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
    execFile('npx', ['--yes', 'corskit', ...args], { cwd: `${folder}/empty`, env }, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr }),
    )
  })
}

test('npx corskit works from nothing, hands the command its words, and gives back its exit code', async () => {
  expect(await npx('lint', 'policy.json')).toMatchObject({ code: 0, stdout: expect.stringMatching(/^OK /), stderr: '' })
  expect(asked.filter((path) => path.endsWith('.tgz')).sort()).toEqual([
    '/@corskit/cli/-/package.tgz',
    '/corskit/-/package.tgz',
  ])
  expect(await npx('lint', 'wrong.json')).toMatchObject({
    code: 1,
    stdout: expect.stringContaining('https://app.example.com'),
  })
  expect((await npx('check', 'two words', "it's", '$HOME')).code).toBe(2)
}, 180_000)
