/** The web sockets of real gateways, with both adapters of Nest, on Express and on Fastify, in a process of its own. */
import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, describe, expect, test } from 'vitest'
import { freePort } from '../../../../testing/free-port.ts'
import { notInstalled } from '../../../../testing/not-installed.ts'
import { bundle } from '../testing/bundle.ts'

/** What the app does beside `app.use(guard(options))`. */
const WAYS = {
  nothing: '',
  'guardUpgrades, before listen': 'guardUpgrades(app.getHttpServer(), options)',
  'guardUpgrades, a predicate that waits': 'guardUpgrades(app.getHttpServer(), waiting)',
  'guardUpgrade as one listener of many':
    "app.getHttpServer().prependListener('upgrade', (q, s) => void guardUpgrade(options)(q, s, () => {}))",
  'guardUpgrade as one listener of many, a predicate that waits':
    "app.getHttpServer().prependListener('upgrade', (q, s) => void guardUpgrade(waiting)(q, s, () => {}))",
  'guardUpgrade as a listener after that of the adapter':
    "await app.init(); app.getHttpServer().on('upgrade', (q, s) => void guardUpgrade(options)(q, s, () => {}))",
  'middleware of Engine.IO': 'asEngineMiddleware = true',
  'middleware of Engine.IO, and a port of its own': 'asEngineMiddleware = true',
} as const
type Way = keyof typeof WAYS

/**
 * Prints what a page of each origin gets: the status, and whether the connection was closed, a message came, or a
 * second answer.
 */
const APP = (isFastify: boolean, adapter: string, way: Way, ownPort: number) => `
  import 'reflect-metadata'
  import { connect } from 'node:net'
  import { Module } from '@nestjs/common'
  import { NestFactory } from '@nestjs/core'
  import { FastifyAdapter } from '@nestjs/platform-fastify'
  import { IoAdapter } from '@nestjs/platform-socket.io'
  import { WsAdapter } from '@nestjs/platform-ws'
  import { WebSocketGateway } from '@nestjs/websockets'
  import { cors, guard, guardUpgrade, guardUpgrades } from './corskit.mjs'

  const options = { origin: 'https://app.example.com' }
  const waiting = { origin: async (origin) => origin === options.origin }
  let asEngineMiddleware = false
  class GuardedIoAdapter extends IoAdapter {
    createIOServer(port, given) {
      const io = super.createIOServer(port, given)
      if (asEngineMiddleware) {
        io.engine.use(cors(options))
        io.engine.use(guard(options))
      }
      return io
    }
  }
  class Gateway {
    handleConnection(client) { client.send('welcome') }
  }
  WebSocketGateway(${ownPort}, { path: ${JSON.stringify(adapter === 'ws' ? '/gateway' : '/socket.io')} })(Gateway)
  class App {}
  Module({ providers: [Gateway] })(App)
  const app = await NestFactory.create(App, ...(${isFastify} ? [new FastifyAdapter()] : []), { logger: false })
  app.useWebSocketAdapter(new (${adapter === 'ws' ? 'WsAdapter' : 'GuardedIoAdapter'})(app))
  app.use(cors(options))
  app.use(guard(options))
  ${WAYS[way]}
  await app.listen(0, '127.0.0.1')
  const port = ${ownPort} || app.getHttpServer().address().port

  const ask = (path, origin, lines, isOver, method = 'GET') => new Promise((resolve) => {
    const client = connect(port, '127.0.0.1')
    let text = ''
    const end = (how) => {
      resolve([Number(text.slice(9, 12)), text.lastIndexOf('HTTP/1.1 ') > 0 ? 'a second answer' : how, text])
      client.destroy()
    }
    client.on('error', () => {}).on('close', () => end('closed')).setEncoding('latin1')
    client.on('data', (part) => { text += part; if (isOver(text)) end('a message') })
    const head = [method + ' ' + path + ' HTTP/1.1', 'Host: a.com', 'Origin: ' + origin, 'Sec-Fetch-Site: cross-site']
    client.write([...head, ...lines, '', ''].join('\\r\\n'))
  })
  const UPGRADE = ['Connection: Upgrade', 'Upgrade: websocket', 'Sec-WebSocket-Version: 13', 'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==']
  const path = ${JSON.stringify(adapter === 'ws' ? '/gateway' : '/socket.io/?EIO=4&transport=websocket')}
  const hasMessage = (text) => text.split('\\r\\n\\r\\n')[1] > ''
  const evilIsCut = ${way !== 'nothing'}
  const poll = (origin, method) => ask('/socket.io/?EIO=4&transport=polling', origin, ['Connection: close'], () => false, method)
  const allowed = ([,, text]) => /^access-control-allow-origin: (.*)\\r$/im.exec(text)?.[1] ?? null
  console.log(JSON.stringify([
    (await ask(path, 'https://app.example.com', UPGRADE, hasMessage)).slice(0, 2),
    (await ask(path, 'https://evil.example', UPGRADE, evilIsCut ? () => false : hasMessage)).slice(0, 2),
    ...(asEngineMiddleware ? [
      allowed(await poll('https://app.example.com')),
      allowed(await poll('https://evil.example')),
      (await poll('https://evil.example', 'POST'))[0],
    ] : []),
  ]))
  process.exit()`

describe.each([
  ['Express', false],
  ['Fastify', true],
])('a gateway on %s', (_, isFastify) => {
  const frameworks = process.env['CORSKIT_FRAMEWORKS']
  const folder = join(frameworks ?? '', 'nest-gateways')
  const isInstalled = frameworks !== undefined && existsSync(join(folder, 'node_modules'))
  const cwd = isInstalled ? mkdtempSync(join(folder, 'app-')) : ''
  afterAll(() => isInstalled && rmSync(cwd, { recursive: true }))

  const ALLOWED = [101, 'a message']
  /** Who waits or comes later, and does not have the socket alone, can only close what is open. */
  const refusals: Readonly<Record<Way, readonly unknown[]>> = {
    nothing: ALLOWED,
    'guardUpgrades, before listen': [403, 'closed'],
    'guardUpgrades, a predicate that waits': [403, 'closed'],
    'guardUpgrade as one listener of many': [403, 'closed'],
    'guardUpgrade as one listener of many, a predicate that waits': [101, 'closed'],
    'guardUpgrade as a listener after that of the adapter': [101, 'closed'],
    'middleware of Engine.IO': [0, 'closed'],
    'middleware of Engine.IO, and a port of its own': [0, 'closed'],
  }
  const cases = (Object.keys(WAYS) as Way[]).flatMap((way) =>
    (way.includes('Engine.IO') ? ['Socket.IO'] : ['ws', 'Socket.IO']).map((adapter) => [adapter, way] as const),
  )
  test.for(cases)('by %s, with %s', async ([adapter, way], { skip }) => {
    if (!isInstalled) notInstalled('the gateways of NestJS are not installed; .ci/run installs them', skip)
    writeFileSync(join(cwd, 'corskit.mjs'), await bundle('../nest/nest.ts'))
    const ownPort = way.includes('a port of its own') ? await freePort() : 0
    writeFileSync(join(cwd, 'app.mjs'), APP(isFastify, adapter, way, ownPort))
    const { stdout } = await promisify(execFile)(process.execPath, ['app.mjs'], { cwd })
    expect(JSON.parse(stdout.trim().split('\n').at(-1) ?? '')).toEqual([
      ALLOWED,
      refusals[way],
      ...(way.includes('Engine.IO') ? ['https://app.example.com', null, 403] : []),
    ])
  })
})
