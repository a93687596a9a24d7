/**
 * Clients that reset, are slow or never end, and other people's code that fails in each way: nothing ends or holds a
 * process of Node, Bun or Deno.
 */
import { readFile } from 'node:fs/promises'
import { connect, type Socket } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { notInstalled } from '../../../../testing/not-installed.ts'
import type { RunningServer } from '../testing/harness.ts'
import { type SentRequest, send } from '../testing/http-client.ts'
import { findRuntime, startRuntime } from '../testing/runtimes.ts'
import { startOnNode } from '../testing/web-servers.ts'

const APPS = ['web', 'hono', 'h3', 'elysia']
const YES = 'https://yes.example'
const DEEDS = ['slow', 'never', 'throws', 'rejects', 'odd']
const ORIGINS = ['yes', 'no', ...DEEDS].map((word) => `https://${word}.example`)
const PATHS = [
  '/',
  '/endless',
  '/failing',
  ...DEEDS.flatMap((deed) => [`/function-${deed}`, `/bypass-${deed}`, `/handler-${deed}`]),
]
const KINDS: readonly (readonly [head: string, headers: string, body: string])[] = [
  ['OPTIONS', 'Access-Control-Request-Method: PUT', ''],
  ['GET', 'Accept: */*', ''],
  ['POST', 'Sec-Fetch-Site: cross-site\r\nContent-Length: 8', '12345678'],
  ['PUT', 'Sec-Fetch-Site: cross-site\r\nTransfer-Encoding: chunked', '4\r\n1234\r\n0\r\n\r\n'],
]
const MOMENTS: readonly ((head: string, body: string) => string)[] = [
  (head) => head.slice(0, -12),
  (head) => head,
  (head, body) => head + body.slice(0, body.length / 2),
  (head, body) => head + body,
  (head, body) => head + body + head + body,
]
const ENDS: readonly ((socket: Socket) => unknown)[] = [
  (socket) => socket.resetAndDestroy(),
  (socket) => socket.destroy(),
]
/** The times at which it does: at once, and while predicates run, time limits end and answers arrive. */
const PAUSES = [0, 5, 20, 50, 120]

const SERVERS: readonly [name: string, start: (() => Promise<RunningServer>) | null][] = [
  ['Node, through @hono/node-server', () => startNode('@hono/node-server', 'getRequestListener')],
  ['Node, through srvx', () => startNode('srvx/node', 'toNodeHandler')],
  ...(['bun', 'deno'] as const).map((runtime): [string, (() => Promise<RunningServer>) | null] => {
    const executable = findRuntime(runtime)
    return [runtime, executable === null ? null : () => startRuntime(runtime, executable, 'unkind-web-app.ts')]
  }),
]

for (const [name, start] of SERVERS) {
  if (start === null) test(name, ({ skip }) => notInstalled(`${name} is not installed; .ci/run installs it`, skip))
  else
    describe(name, () => {
      let server: RunningServer
      beforeAll(async () => {
        server = await start()
      })
      afterAll(() => server?.close())
      test.each(APPS)('%s survives every client', (app) => survives(server, app), 60_000)
      test.each(APPS)('%s denies what other people’s code does not decide', (app) => denies(server, app), 30_000)
    })
}

function startNode(module: string, listener: string): Promise<RunningServer> {
  return startOnNode(module, listener, 'unkind-web-app.ts', '{ overrideGlobalObjects: false }')
}

async function survives(server: RunningServer, app: string): Promise<void> {
  const port = Number(new URL(server.url).port)
  const clients: Promise<void>[] = []
  let turn = 0
  for (const [method, headers, body] of KINDS) {
    for (const origin of ORIGINS) {
      for (const path of PATHS) {
        // Each kind, origin and path meets a moment, an end and a pause; over all of them, each meets each.
        turn++
        const head = `${method} /${app}${path} HTTP/1.1\r\nHost: x\r\nOrigin: ${origin}\r\n${headers}\r\n\r\n`
        const text = MOMENTS[turn % 5]?.(head, body) ?? head
        clients.push(unkind(port, text, PAUSES[Math.floor(turn / 10) % 5] ?? 0, ENDS[turn % 2] ?? (() => {})))
        if (clients.length === 100) await Promise.all(clients.splice(0))
      }
    }
  }
  await Promise.all(clients)
  const answer = await send(server.url, { path: `/${app}/`, headers: [['origin', YES]] })
  expect([answer.status, answer.header('access-control-allow-origin')]).toEqual([200, YES])
  await expectCalm(server)
}

async function denies(server: RunningServer, app: string): Promise<void> {
  const status = async (request: SentRequest) => (await send(server.url, request)).status
  for (const deed of DEEDS) {
    const headers: [string, string][] = [
      ['origin', YES],
      ['access-control-request-method', 'PUT'],
    ]
    const preflight = await send(server.url, { method: 'OPTIONS', path: `/${app}/function-${deed}`, headers })
    expect([deed, preflight.status, preflight.header('access-control-allow-origin')]).toEqual([deed, 204, null])
    const write: [string, string][] = [
      ['origin', 'https://no.example'],
      ['sec-fetch-site', 'cross-site'],
    ]
    const path = `/${app}/bypass-${deed}`
    expect([deed, await status({ method: 'POST', path, headers: write })]).toEqual([deed, deed === 'slow' ? 200 : 403])
  }
  for (const deed of ['throws', 'rejects']) {
    const failed = await send(server.url, { path: `/${app}/handler-${deed}`, headers: [['origin', YES]] })
    expect([deed, failed.status, failed.header('access-control-allow-origin')]).toEqual([deed, 500, YES])
  }
  await expectCalm(server)
}

function unkind(port: number, text: string, pause: number, end: (socket: Socket) => unknown): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', async () => {
      socket.write(text)
      await setTimeout(pause)
      end(socket)
    })
    socket.resume()
    socket.on('error', () => {})
    socket.on('close', () => resolve())
  })
}

/**
 * Waits, because what a client leaves is noticed some time after it has left. Past the limit of the test it fails with
 * what is held.
 */
async function expectCalm(server: RunningServer): Promise<void> {
  await expect
    .poll(async () => ({ ...JSON.parse((await send(server.url, { path: '/calm' })).body), held: await held(server) }), {
      timeout: 10_000,
      interval: 100,
    })
    .toEqual({ open: 0, unhandled: 0, held: 0 })
}

/**
 * The connections that the server has not closed, as the kernel counts them: the local address is ours, and the state
 * is ESTABLISHED or CLOSE_WAIT.
 */
async function held(server: RunningServer): Promise<number> {
  const port = Number(new URL(server.url).port).toString(16).toUpperCase().padStart(4, '0')
  const tables = await Promise.all(['tcp', 'tcp6'].map((name) => readFile(`/proc/self/net/${name}`, 'utf8')))
  const lines = tables
    .join('\n')
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
  return lines.filter(([, local, , state]) => local?.endsWith(`:${port}`) && (state === '01' || state === '08')).length
}
