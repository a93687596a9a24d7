/**
 * Clients that reset, stay half open, are slow or never end, at each moment, and other people's code that fails in each
 * way: nothing ends or holds a process.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect as connectHttp2 } from 'node:http2'
import { connect, type Socket } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const PROGRAM = fileURLToPath(new URL('testing/unkind-app.ts', import.meta.url))

const YES = 'https://yes.example'
const DEEDS = ['slow', 'never', 'throws', 'rejects', 'odd']
const ORIGINS = ['yes', 'no', ...DEEDS].map((word) => `https://${word}.example`)
const PATHS = [
  '/',
  '/late',
  ...DEEDS.flatMap((deed) => [`/function-${deed}`, `/bypass-${deed}`, `/late-function-${deed}`]),
]

interface Kind {
  readonly method: string
  readonly headers: readonly string[]
  /** Sent after the head. */
  readonly body: string
}

const KINDS: Readonly<Record<string, Kind>> = {
  preflight: { method: 'OPTIONS', headers: ['Access-Control-Request-Method: PUT'], body: '' },
  read: { method: 'GET', headers: [], body: '' },
  write: {
    method: 'POST',
    headers: ['Sec-Fetch-Site: cross-site', 'Content-Type: text/plain', 'Content-Length: 8'],
    body: '12345678',
  },
  'chunked write': {
    method: 'PUT',
    headers: ['Sec-Fetch-Site: cross-site', 'Content-Type: text/plain', 'Transfer-Encoding: chunked'],
    body: '4\r\n1234\r\n0\r\n\r\n',
  },
  upgrade: { method: 'GET', headers: ['Connection: Upgrade', 'Upgrade: websocket'], body: '' },
}

/** How much of the request is sent before the client turns unkind. */
const MOMENTS: Readonly<Record<string, (head: string, body: string) => string>> = {
  'in the head': (head) => head.slice(0, -12),
  'before the body': (head) => head,
  'in the body': (head, body) => head + body.slice(0, body.length / 2),
  'after the request': (head, body) => head + body,
  'two requests on': (head, body) => head + body + head + body,
}

const ENDS: Readonly<Record<string, (socket: Socket) => unknown>> = {
  resets: (socket) => socket.resetAndDestroy(),
  leaves: (socket) => socket.destroy(),
  'stays half open': (socket) => socket.end(),
}

/** The times at which it does: at once, and while predicates run, time limits end and answers arrive. */
const PAUSES = [0, 5, 20, 50, 120]

const HTTP1 = ['node', 'connect', 'express 5', 'express 4', 'koa', 'fastify', 'nest on Express', 'nest on Fastify']

test.concurrent.each(HTTP1)('%s survives every client', (name) => withChild(name, survivesHttp1), 180_000)

test.concurrent.each(HTTP1)(
  '%s denies what other people’s code does not decide',
  (name) => withChild(name, deniesFaults),
  180_000,
)

test.concurrent.each(['node over HTTP/2', 'koa over HTTP/2', 'fastify over HTTP/2'])(
  '%s survives every client, and guards by :authority',
  (name) => withChild(name, survivesHttp2),
  180_000,
)

async function survivesHttp1(server: Child): Promise<void> {
  const clients: Promise<void>[] = []
  let turn = 0
  for (const { method, headers, body } of Object.values(KINDS)) {
    for (const origin of ORIGINS) {
      for (const path of PATHS) {
        // Each kind, origin and path meets a moment, an end and a pause; over all of them, each meets each.
        turn++
        const moment = Object.values(MOMENTS)[turn % 5]
        const end = Object.values(ENDS)[turn % 3]
        const head = headOf(method, path, [`Origin: ${origin}`, ...headers])
        const pause = PAUSES[Math.floor(turn / 15) % 5] ?? 0
        clients.push(unkind(server.port, moment?.(head, body) ?? '', pause, end ?? (() => {})))
        if (clients.length === 100) await Promise.all(clients.splice(0))
      }
    }
  }
  await Promise.all(clients)
  await server.expectCalm()
  const answer = await ask(server.port, headOf('GET', '/', [`Origin: ${YES}`, 'Connection: close']))
  expect(answer).toMatch(/^HTTP\/1\.1 200/)
  expect(answer.toLowerCase()).toContain(`access-control-allow-origin: ${YES}`)
}

async function deniesFaults(server: Child): Promise<void> {
  for (const deed of DEEDS) {
    const preflight = ['Access-Control-Request-Method: PUT', `Origin: ${YES}`, 'Connection: close']
    const denied = await ask(server.port, headOf('OPTIONS', `/function-${deed}`, preflight))
    expect([deed, denied.slice(9, 12)]).toEqual([deed, '204'])
    expect(denied.toLowerCase()).not.toContain('access-control-allow-origin')
    const write = ['Sec-Fetch-Site: cross-site', 'Origin: https://no.example', 'Content-Length: 0', 'Connection: close']
    const bypassed = await ask(server.port, headOf('POST', `/bypass-${deed}`, write))
    expect([deed, bypassed.slice(9, 12)]).toEqual([deed, deed === 'slow' ? '200' : '403'])
  }
  await server.expectCalm()
}

async function survivesHttp2(server: Child): Promise<void> {
  let turn = 0
  for (const pause of PAUSES) {
    const session = connectHttp2(`http://127.0.0.1:${server.port}`)
    session.on('error', () => {})
    for (const origin of ORIGINS) {
      for (const path of PATHS) {
        const preflight = ++turn % 3 === 0
        const asked = preflight ? { 'access-control-request-method': 'PUT' } : { 'sec-fetch-site': 'cross-site' }
        const head = { ':path': path, ':method': preflight ? 'OPTIONS' : 'POST', origin, 'content-type': 'text/plain' }
        const stream = session.request({ ...head, ...asked }, { endStream: preflight })
        stream.on('error', () => {})
        if (!preflight) stream.write('1234')
        if (turn % 4 === 0) stream.end()
        // Canceled, refused, or left as it is.
        void setTimeout(pause).then(() => turn % 5 !== 0 && !stream.closed && stream.close(turn % 2 === 0 ? 8 : 7))
      }
    }
    await setTimeout(pause)
    if (PAUSES.indexOf(pause) % 2 === 0) session.destroy()
    else {
      session.close()
      await setTimeout(50)
      session.destroy()
    }
  }
  await server.expectCalm()
  const answerTo = async (headers: Record<string, string>) => {
    const session = connectHttp2(`http://127.0.0.1:${server.port}`)
    try {
      const [answer] = await once(session.request(headers, { endStream: true }), 'response')
      return [answer[':status'], answer['access-control-allow-origin']]
    } finally {
      session.destroy()
    }
  }
  expect(await answerTo({ ':path': '/', origin: YES })).toEqual([200, YES])
  const write = { ':path': '/', ':method': 'POST', origin: 'https://no.example' }
  expect(await answerTo(write)).toEqual([403, undefined])
  // What the client says it asked is `:authority`, and not a Host beside it.
  expect(await answerTo({ ...write, ':authority': 'api.example', host: 'no.example' })).toEqual([403, undefined])
  expect(await answerTo({ ...write, ':authority': 'no.example', host: 'api.example' })).toEqual([200, undefined])
}

function headOf(method: string, path: string, headers: readonly string[]): string {
  return [`${method} ${path} HTTP/1.1`, 'Host: api.example', ...headers, '', ''].join('\r\n')
}

interface Child {
  readonly port: number
  /** Alive, nothing unhandled, and within a bounded time no connection is held. */
  expectCalm(): Promise<void>
}

/** A server in a process of its own, for as long as `run` takes. */
async function withChild(name: string, run: (server: Child) => Promise<void>): Promise<void> {
  const args = ['--conditions=corskit-source', PROGRAM, name]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  const ended = once(child, 'exit').then(() => [{ port: 0, sockets: -1, unhandled: ['the process ended'], faults: 0 }])
  const message = async () => ((await Promise.race([once(child, 'message'), ended])) as [State])[0]
  const state = () => {
    if (child.connected) child.send('state')
    return message()
  }
  try {
    const { port } = await message()
    await run({
      port,
      async expectCalm() {
        const unhandled: string[] = []
        let last = await state()
        for (let round = 0; round < 50; round++) {
          unhandled.push(...last.unhandled)
          if (last.sockets <= 0) break
          await setTimeout(100)
          last = await state()
        }
        expect({ sockets: last.sockets, unhandled }).toEqual({ sockets: 0, unhandled: [] })
        expect(last.faults).toBeGreaterThan(0)
      },
    })
  } finally {
    child.kill()
  }
}

interface State {
  readonly port: number
  readonly sockets: number
  readonly unhandled: readonly string[]
  readonly faults: number
}

/**
 * Sends some text, waits, and does its deed. Comes back when that is done: a half open client stays for as long as the
 * server lets it.
 */
function unkind(port: number, text: string, pause: number, end: (socket: Socket) => unknown): Promise<void> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true }, async () => {
      socket.write(text)
      await setTimeout(pause)
      end(socket)
      resolve()
    })
    socket.on('error', () => resolve())
    socket.resume()
  })
}

function ask(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let received = ''
    const socket = connect(port, '127.0.0.1', () => socket.write(text))
    socket
      .on('data', (chunk) => (received += chunk))
      .on('close', () => resolve(received))
      .on('error', reject)
  })
}
