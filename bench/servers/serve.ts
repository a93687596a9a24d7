/**
 * One server in a process of its own: `serve.ts NAME MIDDLEWARE`. It prints its port and that of a second server, which
 * says how much CPU time the process has taken, in microseconds.
 */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Middleware, Start } from './with-policy.ts'

const STARTS: Readonly<Record<string, () => Promise<Start>>> = {
  'node:http': async () => (await import('./node.ts')).start,
  'node:http, head written': async () => (await import('./node.ts')).startWithHead,
  Express: async () => (await import('./express.ts')).start,
  Fastify: async () => (await import('./fastify.ts')).start,
  Koa: async () => (await import('./koa.ts')).start,
  'Hono on Node': async () => (await import('./hono.ts')).start,
  'h3 on Node': async () => (await import('./h3.ts')).start,
  'Elysia on Bun': async () => (await import('./elysia.ts')).start,
  Nest: async () => (await import('./nest.ts')).start,
  'web on Node': async () => (await import('./web.ts')).start,
}

const [name = '', middleware] = process.argv.slice(2)
const start = await STARTS[name]?.()
if (start === undefined) throw new Error(`no server is called ${name}`)
const port = await start(middleware as Middleware)
const control = createServer((_request, response) => {
  const { user, system } = process.cpuUsage()
  response.end(String(user + system))
})
control.listen(0, '127.0.0.1', () => console.log(JSON.stringify([port, (control.address() as AddressInfo).port])))
// Without its parent it ends.
process.stdin.on('end', () => process.exit()).resume()
