/** A client may reset its upgrade while a predicate is asked: an error that nobody listens to ends the process. */
import { EventEmitter } from 'node:events'
import { setImmediate } from 'node:timers/promises'
import { H3 } from 'h3'
import { Hono } from 'hono'
import { describe, expect, test } from 'vitest'
import { cors as h3Cors, guard as h3Guard } from './h3/h3.ts'
import { cors as honoCors, guard as honoGuard } from './hono/hono.ts'
import { cors as koaCors, guard as koaGuard } from './koa/koa.ts'
import { cors as nodeCors, guard as nodeGuard } from './node/node.ts'
import { createDecide } from './shared/decide.ts'
import { createJudge } from './shared/guard-judge.ts'
import { cors as webCors, guard as webGuard } from './web/web.ts'

const h3 = { cors: h3Cors, guard: h3Guard }
const hono = { cors: honoCors, guard: honoGuard }
const koa = { cors: koaCors, guard: koaGuard }
const node = { cors: nodeCors, guard: nodeGuard }
const web = { cors: webCors, guard: webGuard }

const ORIGIN = 'https://app.example.com'
type Plugin = 'cors' | 'guard'

function upgradeOn(socket: EventEmitter) {
  const headers = { host: 'a.com', origin: ORIGIN, upgrade: 'websocket', 'sec-fetch-site': 'cross-site' }
  return { method: 'GET', url: '/', originalUrl: '/', headers, socket }
}

/** What srvx, the server under h3 and crossws, gives for an upgrade. */
function served(upgrade: ReturnType<typeof upgradeOn>): Request {
  const request = new Request('http://a.com/', { headers: { origin: ORIGIN, 'sec-fetch-site': 'cross-site' } })
  request.headers.set('upgrade', 'websocket')
  return Object.assign(request, { runtime: { node: { req: upgrade } } })
}

const response = () => ({
  statusCode: 200,
  headersSent: false,
  getHeader: () => undefined,
  getHeaderNames: () => [],
  setHeader() {},
  removeHeader() {},
  writeHead() {},
  write() {},
  end() {},
})

type Given = Parameters<typeof nodeCors>[0]
const adapters: Record<string, (plugin: Plugin, given: Given, socket: EventEmitter) => unknown> = {
  node: (plugin, given, socket) => {
    node[plugin](given)(upgradeOn(socket) as never, response(), () => {})
    return setImmediate()
  },
  koa: (plugin, given, socket) => {
    const req = upgradeOn(socket)
    return koa[plugin](given as never)({ ...req, req, res: response(), status: 404 } as never, async () => {})
  },
  hono: (plugin, given, socket) =>
    new Hono()
      .use(hono[plugin](given as never))
      .fetch(served({ ...upgradeOn(socket), headers: {} as never }), { incoming: upgradeOn(socket) }),
  h3: (plugin, given, socket) =>
    new H3({ silent: true }).use(h3[plugin](given as never)).fetch(served(upgradeOn(socket))),
  web: (plugin, given, socket) => web[plugin](given as never)(() => new Response())(served(upgradeOn(socket))),
}

describe.each(Object.keys(adapters))('%s', (name) => {
  test.each<Plugin>(['cors', 'guard'])(
    '%s listens to errors of the socket of an upgrade while a predicate is asked, and no longer',
    async (plugin) => {
      const socket = new EventEmitter()
      const faults: unknown[] = []
      let asked = 0
      const origin = async () => {
        asked++
        await null
        // This throws where nobody listens.
        socket.emit('error', new Error('read ECONNRESET'))
        return true
      }
      await adapters[name]?.(plugin, { origin, onFault: ({ cause }) => void faults.push(cause) }, socket)
      expect([asked, faults, socket.listenerCount('error')]).toEqual([1, [], 0])
    },
  )
})

test.each(Object.keys(adapters))(
  '%s listens to errors of the socket of an upgrade that guard refuses',
  async (name) => {
    const socket = new EventEmitter()
    const closing = Object.assign(socket, { destroySoon() {} })
    await adapters[name]?.('guard', { origin: 'https://other.example.com' }, closing)
    expect(socket.emit('error', new Error('write ECONNRESET'))).toBe(true)
  },
)

test.each([
  undefined,
  null,
  5,
  {},
  { headers: null },
  { headers: { upgrade: 'x' }, socket: null },
  { req: null, env: 5 },
])('a request that is %o is asked about as every other', async (request) => {
  const policy = { origin: async () => true }
  const facts = { method: 'GET', origin: ORIGIN }
  expect(await createDecide(policy, () => '/')(facts, request)).toMatchObject({ verdict: 'allowed' })
  const write = { method: 'POST', origin: ORIGIN, site: 'cross-site', host: 'a.com' } as never
  expect(await createJudge(policy, {}, () => '/')(write, request)).toBeNull()
})
