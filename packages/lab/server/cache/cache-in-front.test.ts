/** Real caches in front of the bank: they keep what a CDN would keep, and nothing of them outlives the lab. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, describe, expect, test } from 'vitest'
import { notInstalled } from '../../../../testing/not-installed.ts'
import type { AttackPorts } from '../../attacks/live/live-names.ts'
import { type Lab, startLab } from '../../lab.ts'
import { CACHE_PROGRAMS, type CacheProgram, installedAt } from './cache-programs.ts'

interface Got {
  readonly allows: string | undefined
  readonly status: number | undefined
  /** What a cache adds. */
  readonly signs: string
}

let lab: Lab | undefined
let ports: AttackPorts

async function open(caches: readonly CacheProgram[]): Promise<void> {
  lab = await startLab({
    pageFolder: new URL('../../page/', import.meta.url),
    check: async () => ({ mistake: '' }),
    caches: caches.map(({ name }) => name),
  })
  const document = await (await fetch(lab.url)).text()
  ports = JSON.parse(/id="site">(.*)<\/script>/.exec(document)?.[1] ?? '').attackPorts
}

afterEach(async () => {
  await lab?.close()
  lab = undefined
})

async function post(path: string, body: unknown) {
  const { url } = lab as Lab
  const headers = { 'content-type': 'application/json', origin: new URL(url).origin }
  return (await fetch(new URL(path, url), { method: 'POST', headers, body: JSON.stringify(body) })).json()
}

function ask(id: string, page: string): Promise<Got> {
  const headers = { host: `cdn.bank.localhost:${ports.cache}`, origin: `http://${page}.localhost:${ports.pages}` }
  return new Promise((resolve, reject) => {
    const asked = request(
      { host: '127.0.0.1', port: ports.cache, path: `/${id}/rates`, headers, agent: false },
      (answer) => {
        answer.resume()
        const { 'access-control-allow-origin': allows, via, 'x-varnish': varnish, 'x-cache': cache } = answer.headers
        answer.on('end', () => resolve({ allows, status: answer.statusCode, signs: `${via} ${varnish} ${cache}` }))
      },
    )
    asked.on('error', reject)
    asked.end()
  })
}

const policy = (more: object) => JSON.stringify({ origin: ['https://a.example', 'https://b.example'], ...more })
const WAYS = [...CACHE_PROGRAMS.map((program) => [program.name, [program]] as const), ['its own', []] as const]

describe.each(WAYS)('%s', (name, programs) => {
  test('gives one page’s permission to another page without Vary, and to no other page with Vary', async (context) => {
    const [program] = programs
    if (program !== undefined && installedAt(program.command) === null)
      notInstalled(`${program.command} is not installed`, context.skip)
    await open(programs)
    expect((await post('/attack/cache', {})).name ?? 'its own').toMatch(new RegExp(`^${name}(?: \\d+(?:\\.\\d+)+)?$`))
    const at = (page: string) => `http://${page}.localhost:${ports.pages}`

    const { id: bare } = await post('/attack/open', { policy: policy({ forgetsVary: true }) })
    expect(await ask(bare, 'a')).toMatchObject({ status: 200, allows: at('a') })
    const second = await ask(bare, 'b')
    expect(second).toMatchObject({ status: 200, allows: at('a') })
    if (program !== undefined) expect(second.signs).toMatch(/varnish|HIT/)

    const { id: right } = await post('/attack/open', { policy: policy({}) })
    for (const page of ['a', 'b', 'a']) expect(await ask(right, page)).toMatchObject({ status: 200, allows: at(page) })

    // Who is refused gets nothing that was kept.
    expect(await ask(bare, 'x:1')).toMatchObject({ status: 403, allows: undefined })
  }, 40_000)
})

test.each(['SIGINT', 'SIGTERM', 'SIGKILL'] as const)(
  'when the lab ends by %s, its cache ends too, and its folder is gone',
  async (signal) => {
    const temporary = mkdtempSync(join(tmpdir(), 'corskit-cache-test-'))
    const script = fileURLToPath(new URL('./testing/dies.ts', import.meta.url))
    const child = spawn(process.execPath, ['--conditions=corskit-source', script], {
      env: { ...process.env, TMPDIR: temporary },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const [said] = await once(child.stdout, 'data')
    expect(String(said)).toMatch(/^started /)
    child.kill(signal)
    await once(child, 'exit')
    for (let round = 0; round < 400 && readdirSync(temporary).length > 0; round++)
      await new Promise((resolve) => setTimeout(resolve, 25))
    expect(readdirSync(temporary)).toEqual([])
    rmSync(temporary, { recursive: true })
  },
  40_000,
)

test('when the lab is closed, it waits until its cache has ended, and ends well itself', async () => {
  const temporary = mkdtempSync(join(tmpdir(), 'corskit-cache-test-'))
  const script = fileURLToPath(new URL('./testing/dies.ts', import.meta.url))
  const child = spawn(process.execPath, ['--conditions=corskit-source', script, 'close'], {
    env: { ...process.env, TMPDIR: temporary },
    stdio: 'ignore',
  })
  expect(await once(child, 'exit')).toEqual([0, null])
  expect(readdirSync(temporary)).toEqual([])
  rmSync(temporary, { recursive: true })
}, 40_000)
