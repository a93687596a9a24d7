// The cost of @corskit/targets: writing a long list for each target, verifying over HTTP, and a gateway's CPU time for
// 20,000 origins.
import { spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { generate, TARGETS } from '@corskit/targets'
import type { PolicyOptions } from 'corskit'
import { cors } from 'corskit/node'
import { run } from '../packages/cli/run.ts'
import { freePort } from '../testing/free-port.ts'

const listOf = (count: number) => Array.from({ length: count }, (_, at) => `https://customer-${at}.example.com`)

console.log('2,000 origins, written for each target (median of 9):')
const policy: PolicyOptions = { origin: listOf(2_000), methods: ['PUT'], allowedHeaders: ['content-type'] }
for (const { name } of TARGETS) {
  const times = Array.from({ length: 9 }, () => {
    const start = performance.now()
    const { ok } = generate(name, policy)
    return { time: performance.now() - start, ok }
  })
  const median = times.map(({ time }) => time).sort((one, other) => one - other)[4] ?? 0
  console.log(
    `  ${name.padEnd(18)} ${median.toFixed(1).padStart(6)} ms${times[0]?.ok ? '' : '  (says that it takes fewer)'}`,
  )
}

await verifyRate()
for (const gateway of ['nginx', 'haproxy']) await gatewayWith(gateway)

async function verifyRate(): Promise<void> {
  const verified: PolicyOptions = { origin: listOf(200), credentials: true }
  const withCors = cors(verified)
  const server = createServer((request, response) => withCors(request, response, () => response.end('{}')))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const folder = mkdtempSync(`${tmpdir()}/corskit-bench-`)
  writeFileSync(`${folder}/policy.json`, JSON.stringify(verified))
  let json = ''
  const terminal = { out: (text: string) => (json += text), err: () => {}, colour: false }
  const start = performance.now()
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  await run(['verify', url, '--policy', `${folder}/policy.json`, '--json'], terminal)
  const seconds = (performance.now() - start) / 1000
  const { probes } = JSON.parse(json) as { probes: number }
  console.log(
    `corskit verify on loopback: ${probes} probes in ${seconds.toFixed(2)} s, ${Math.round(probes / seconds)} a second`,
  )
  server.close()
  rmSync(folder, { recursive: true })
}

/** Requests a second with wrk: one connection of an allowed origin, the last of the list. */
async function gatewayWith(name: string): Promise<void> {
  if (spawnSync('wrk', ['--version']).error !== undefined) return console.log('wrk is not installed here')
  const without = await rate(name, null)
  const one = await rate(name, listOf(1))
  const many = await rate(name, listOf(20_000))
  const part = (value: number) => `${Math.round((100 * value) / without)} %`
  console.log(
    `${name}: ${without} requests a second without CORS, ${part(one)} with one origin, ${part(many)} with 20,000`,
  )
}

async function rate(name: string, origins: string[] | null): Promise<number> {
  const folder = mkdtempSync(`${tmpdir()}/corskit-bench-`)
  const listen = await freePort()
  const made = generate(name, { origin: origins ?? ['https://nobody.example'] }, { standalone: true, listen })
  if (!made.ok) throw new Error(JSON.stringify(made.problems))
  const text = origins === null ? withoutCors(name, listen) : made.text
  writeFileSync(`${folder}/config`, text)
  const [program, args]: [string, string[]] =
    name === 'nginx'
      ? [
          '/usr/sbin/nginx',
          ['-p', folder, '-e', 'stderr', '-c', `${folder}/config`, '-g', `daemon off; pid ${folder}/pid;`],
        ]
      : ['/usr/sbin/haproxy', ['-db', '-f', `${folder}/config`]]
  const child = spawn(program, args, { stdio: 'ignore' })
  await new Promise((resolve) => setTimeout(resolve, 1_500))
  const origin = origins?.at(-1) ?? 'https://nobody.example'
  const wrk = spawnSync('wrk', ['-t1', '-c8', '-d5s', '-H', `Origin: ${origin}`, `http://127.0.0.1:${listen}/`], {
    encoding: 'utf8',
  })
  child.kill()
  await new Promise((resolve) => child.once('exit', resolve))
  rmSync(folder, { recursive: true, force: true })
  return Math.round(Number(/Requests\/sec:\s+([\d.]+)/.exec(wrk.stdout)?.[1] ?? 0))
}

function withoutCors(name: string, listen: number): string {
  if (name === 'nginx')
    return `worker_processes 1; events { worker_connections 512; } http { access_log off; server { listen 127.0.0.1:${listen}; location / { default_type application/json; return 200 "{}"; } } }`
  return `global\n    maxconn 500\ndefaults\n    mode http\n    timeout connect 5s\n    timeout client 30s\n    timeout server 30s\nfrontend f\n    bind 127.0.0.1:${listen}\n    http-request return status 200 content-type application/json string "{}"\n`
}
