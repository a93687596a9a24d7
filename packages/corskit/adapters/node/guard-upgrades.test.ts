import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { type AddressInfo, connect, type Socket } from 'node:net'
import { PassThrough } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { CLIENTS, sendUpgrade } from '../testing/upgraded.ts'
import { guardUpgrade, guardUpgrades } from './node.ts'

const ORIGIN = 'https://app.example.com'
const asks = async (origin: string) => origin === ORIGIN
const POLICIES = [{ origin: ORIGIN }, { origin: asks }]
const EVIL = 'https://evil.example'

describe.each(CLIENTS)('a client that %s', (client) => {
  test.each(POLICIES)('is refused and disconnected, and no listener sees it', async (policy) => {
    const routes = () => expect.unreachable()
    const prepare = (server: Server) => guardUpgrades(server, policy)
    const received = await sendUpgrade(routes, ['GET', `Origin: ${EVIL}`], client, prepare)
    expect(received).toMatch(/^HTTP\/1\.1 403 /)
  })
  test.each(POLICIES)('is let through where the policy names its origin', async (policy) => {
    const prepare = (server: Server) => guardUpgrades(server, policy)
    const received = await sendUpgrade(
      (_, response) =>
        void response.writeHead(200, { connection: 'close' }).end(() => response.req.socket.destroySoon()),
      ['GET', `Origin: ${ORIGIN}`],
      client,
      prepare,
    )
    expect(received).toMatch(/^HTTP\/1\.1 200 /)
  })
})

const OPEN = 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\nwelcome'

/** As ws does: nothing is opened on a socket that was ended, and what is opened is read. */
const open = (socket: Socket, read: (opened: Socket) => void = (opened) => void opened.on('data', () => {})) => {
  if (!socket.writable) return void socket.destroy()
  socket.write(OPEN)
  read(socket)
}

/** A guard after a listener that has opened the web socket, and that reads in this way. */
const afterOne = (read: (opened: Socket) => void) => (server: Server, policy: object) => {
  const guarded = guardUpgrade(policy as never)
  server.on('upgrade', (_, socket) => open(socket as Socket, read))
  server.on('upgrade', (request, socket) => void guarded(request, socket, () => {}))
}

/** Where the guard is, and what a refused client gets: by a policy that is asked at once, and by one that waits. */
const PLACES: Readonly<Record<string, readonly [place: (server: Server, policy: object) => void, RegExp, RegExp]>> = {
  'guardUpgrades, before another listener is added': [
    (server, policy) => {
      guardUpgrades(server, policy as never)
      server.on('upgrade', (_, socket) => open(socket as Socket))
    },
    /^HTTP\/1\.1 403 /,
    /^HTTP\/1\.1 403 /,
  ],
  'guardUpgrades, after another listener was added': [
    (server, policy) => {
      server.on('upgrade', (_, socket) => open(socket as Socket))
      guardUpgrades(server, policy as never)
    },
    /^HTTP\/1\.1 403 /,
    /^HTTP\/1\.1 403 /,
  ],
  'guardUpgrade, a listener before another': [
    (server, policy) => {
      const guarded = guardUpgrade(policy as never)
      server.on('upgrade', (request, socket) => void guarded(request, socket, () => {}))
      server.on('upgrade', (_, socket) => open(socket as Socket))
    },
    /^HTTP\/1\.1 403 /,
    /welcome$/,
  ],
  'guardUpgrade, a listener after another': [
    afterOne((socket) => void socket.on('data', () => {})),
    /welcome$/,
    /welcome$/,
  ],
  'guardUpgrade, a listener after one that waits for what is readable': [
    afterOne((socket) => void socket.on('readable', () => socket.read())),
    /welcome$/,
    /welcome$/,
  ],
  'guardUpgrade, a listener after one that pipes': [
    afterOne((socket) => void socket.pipe(new PassThrough())),
    /welcome$/,
    /welcome$/,
  ],
  'guardUpgrade, a listener after one that opens the web socket later, as a proxy does': [
    (server, policy) => {
      const guarded = guardUpgrade(policy as never)
      server.on('upgrade', (_, socket) => void setImmediate(() => open(socket as Socket)))
      server.on('upgrade', (request, socket) => void guarded(request, socket, () => {}))
    },
    /^HTTP\/1\.1 403 /,
    /^HTTP\/1\.1 403 /,
  ],
}

describe.each(Object.keys(PLACES))('%s', (title) => {
  const [place, atOnce, later] = PLACES[title] as (typeof PLACES)[string]
  test.each([
    [POLICIES[0] as object, atOnce],
    [POLICIES[1] as object, later],
  ])('disconnects a refused client, and writes into no open web socket', async (policy, expected) => {
    const server = createServer()
    place(server, policy)
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    const client = connect({ port, host: '127.0.0.1' }).setEncoding('latin1')
    let received = ''
    client.on('data', (part) => (received += part)).on('error', () => {})
    client.write(
      `GET / HTTP/1.1\r\nHost: a.com\r\nOrigin: ${EVIL}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`,
    )
    await once(client, 'close')
    server.close()
    expect(received).toMatch(expected)
  })
})

test('other events of the server go on as they are', async () => {
  const server = createServer((request, response) => void response.end(request.url))
  guardUpgrades(server, { origin: ORIGIN })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/a`)
  expect(await response.text()).toBe('/a')
  server.close()
  expect(server.emit('own')).toBe(false)
})

const upgrade = (port: number, origin = ORIGIN) => {
  const client = connect(port, '127.0.0.1')
  client.write(`GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nOrigin: ${origin}\r\n\r\n`)
  client.on('error', () => {})
  return client
}

describe('the listeners go away while a predicate is asked', () => {
  test.each([
    ['stays', () => {}],
    ['ends', (client: Socket) => void client.end()],
    ['resets', (client: Socket) => void client.resetAndDestroy()],
  ])('and a client that %s is disconnected', async (_, leave) => {
    const server = createServer()
    let answer: (allowed: boolean) => void = () => {}
    const asked = new Promise<void>((resolve) => {
      const origin = () => {
        resolve()
        return new Promise<boolean>((answered) => {
          answer = answered
        })
      }
      guardUpgrades(server, { origin })
    })
    server.on('upgrade', () => expect.unreachable())
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const client = upgrade((server.address() as AddressInfo).port)
    await asked
    server.removeAllListeners('upgrade')
    answer(true)
    leave(client)
    // Ends only when no connection is left.
    server.close()
    await once(server, 'close')
    client.destroy()
  })
})

describe('emit of a guarded server', () => {
  const refused = { headers: { origin: EVIL, upgrade: 'websocket', connection: 'Upgrade' }, method: 'GET', url: '/' }
  const allowed = { ...refused, headers: { ...refused.headers, origin: ORIGIN } }

  test('gives and throws what that of the server does', () => {
    const server = createServer()
    guardUpgrades(server, { origin: ORIGIN })
    expect(server.emit('upgrade', allowed, new PassThrough(), Buffer.alloc(0))).toBe(false)
    expect(server.emit('other')).toBe(false)
    const given: unknown[] = []
    server.on('upgrade', function (this: unknown, ...all: unknown[]) {
      given.push(this, ...all)
    })
    const parts = [allowed, new PassThrough(), Buffer.from('x')] as const
    expect(server.emit('upgrade', ...parts)).toBe(true)
    expect(given).toEqual([server, ...parts])
    server.once('upgrade', () => {
      throw new Error('mine')
    })
    expect(() => server.emit('upgrade', allowed, new PassThrough(), Buffer.alloc(0))).toThrow('mine')
    expect(Object.keys(server)).not.toContain('emit')
    expect(server.emit('upgrade', refused, new PassThrough(), Buffer.alloc(0))).toBe(true)
  })

  test.each([
    ['nothing', undefined],
    ['null', null],
    ['an object', {}],
    ['an app', Object.assign(() => {}, { emit: () => true, listen: () => {} })],
    ['an emitter', new PassThrough()],
  ])('%s is not a server', (_, server) => {
    expect(() => guardUpgrades(server as never, { origin: ORIGIN })).toThrow(
      /guardUpgrades takes the server of node:http/,
    )
  })
})
