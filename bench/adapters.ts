/**
 * The cost of each adapter: the CPU time of the server's own process for a request, beside the framework's own package
 * and no middleware at all. Each server and the client are processes of their own; the three servers of a framework
 * take turns. npm run bench -- adapters [NAME…]
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { Pool } from 'undici'
import { machine, median } from './measure.ts'
import { type Middleware, ORIGIN } from './servers/with-policy.ts'

const ROUNDS = 40
const REQUESTS = 1_600
const CONNECTIONS = 8

/** Each with its usual package; web handlers have none. */
const PEERS: Readonly<Record<string, string | null>> = {
  'node:http': 'cors',
  'node:http, head written': 'cors',
  Express: 'cors',
  Fastify: '@fastify/cors',
  Koa: '@koa/cors',
  'Hono on Node': 'hono/cors',
  'h3 on Node': 'handleCors',
  'Elysia on Bun': '@elysiajs/cors',
  Nest: 'enableCors',
  'web on Node': null,
}

const KINDS = {
  actual: { method: 'GET', headers: { origin: ORIGIN } },
  'actual, other origin': { method: 'GET', headers: { origin: 'https://other.example' } },
  preflight: {
    method: 'OPTIONS',
    headers: {
      origin: ORIGIN,
      'access-control-request-method': 'PUT',
      'access-control-request-headers': 'content-type',
    },
  },
} as const

interface Running {
  readonly child: ChildProcess
  readonly pool: Pool
  readonly control: Pool
}

async function open(name: string, middleware: Middleware): Promise<Running> {
  const program = name.endsWith('on Bun') ? 'bun' : process.execPath
  const script = fileURLToPath(new URL('servers/serve.ts', import.meta.url))
  const args = [...(program === 'bun' ? ['run'] : []), '--conditions=corskit-source', script, name, middleware]
  const child = spawn(program, args, {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, NODE_ENV: 'production' },
  })
  const [port, controlPort] = await new Promise<[number, number]>((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`${name} with ${middleware} ended with ${code}`)))
    child.stdout.once('data', (line: Buffer) => resolve(JSON.parse(String(line))))
  })
  const poolOf = (number: number, connections: number) => new Pool(`http://127.0.0.1:${number}`, { connections })
  return { child, pool: poolOf(port, CONNECTIONS), control: poolOf(controlPort, 1) }
}

async function cpuTime({ control }: Running): Promise<number> {
  const { body } = await control.request({ path: '/', method: 'GET' })
  return Number(await body.text())
}

/** Microseconds of the server's CPU time for a request. */
async function ask(server: Running, kind: keyof typeof KINDS): Promise<number> {
  const before = await cpuTime(server)
  const worker = async () => {
    for (let i = 0; i < REQUESTS / CONNECTIONS; i++) {
      const { body } = await server.pool.request({ path: '/', ...KINDS[kind] })
      await body.dump()
    }
  }
  await Promise.all(Array.from({ length: CONNECTIONS }, worker))
  return ((await cpuTime(server)) - before) / REQUESTS
}

const quartile = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length * 0.75)] ?? 0

async function compare(name: string, peer: string | null): Promise<void> {
  const contenders: Middleware[] = peer === null ? ['nothing', 'corskit'] : ['nothing', 'corskit', 'peer']
  const servers = await Promise.all(contenders.map((middleware) => open(name, middleware)))
  try {
    for (const kind of Object.keys(KINDS) as (keyof typeof KINDS)[]) {
      const taken = contenders.map((): number[] => [])
      for (let round = 0; round < ROUNDS + 3; round++) {
        for (let turn = 0; turn < servers.length; turn++) {
          const index = (turn + round) % servers.length
          const microseconds = await ask(servers[index] as Running, kind)
          if (round >= 3) taken[index]?.push(microseconds)
        }
      }
      const [none = [], ours = [], theirs = []] = taken
      const ratios = ours.map((value, round) => value / (theirs[round] ?? Number.NaN))
      const figures = [none, ours, ...(peer === null ? [] : [theirs])].map((values) => median(values).toFixed(1))
      const ratio = peer === null ? ['', '', ''] : [figures[2], median(ratios).toFixed(2), quartile(ratios).toFixed(2)]
      console.log(`| ${name} | ${kind} | ${figures[0]} | ${figures[1]} | ${peer ?? 'none'} | ${ratio.join(' | ')} |`)
    }
  } finally {
    for (const { child, pool, control } of servers) {
      child.removeAllListeners('exit')
      child.kill()
      await Promise.all([pool.destroy(), control.destroy()])
    }
  }
}

const asked = process.argv.slice(2)
console.log(`${machine()}\n`)
console.log('| server | request | nothing, µs | corskit, µs | its own package | µs | ratio | upper quartile |')
console.log('|---|---|---:|---:|---|---:|---:|---:|')
for (const [name, peer] of Object.entries(PEERS)) {
  if (asked.length > 0 && !asked.includes(name)) continue
  if (name.endsWith('on Bun') && spawnSync('bun', ['--version']).status !== 0) console.error(`${name}: no bun here`)
  else await compare(name, peer)
}
