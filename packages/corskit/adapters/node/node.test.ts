import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { connect as connectHttp2, createServer as createHttp2Server } from 'node:http2'
import { type AddressInfo, connect } from 'node:net'
import { expect, test } from 'vitest'
import { describeBehaviour } from '../testing/behaviour.ts'
import { type Harness, isWebhook, mountOf } from '../testing/harness.ts'
import { send } from '../testing/http-client.ts'
import { listen, listening } from '../testing/listen.ts'
import { nodeHandler } from '../testing/node-routes.ts'
import { cors, guard, guardUpgrade } from './node.ts'

async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    const handler = nodeHandler(request.url ?? '')
    if (handler === undefined) response.writeHead(404).end()
    else await handler(request, response)
  } catch {
    response.writeHead(500).end()
  }
}

const harness: Harness = {
  start(mounts) {
    const middlewares = new Map(Object.values(mounts).map((source) => [source, cors(source)]))
    return listen((request, response) => {
      const source = mountOf(mounts, request.url ?? '')
      const middleware = source === null ? undefined : middlewares.get(source)
      if (middleware === undefined) void serve(request, response)
      else void middleware(request, response, () => serve(request, response))
    })
  },
  startGuarded(policy) {
    const withCors = cors(policy)
    const guarded = guard(policy, { bypass: ({ url }) => isWebhook(url) })
    return listen((request, response) => {
      void withCors(request, response, () => guarded(request, response, () => serve(request, response)))
    })
  },
}

describeBehaviour('node', harness)

test('calls next at once when nothing is asynchronous', () => {
  const headers = new Map<string, string>()
  const response = {
    statusCode: 200,
    headersSent: false,
    getHeader: (name: string) => headers.get(name),
    getHeaderNames: () => [...headers.keys()],
    setHeader: (name: string, value: string) => headers.set(name, value),
    removeHeader: (name: string) => void headers.delete(name),
    writeHead: () => {},
    write: () => {},
    end: () => {},
  }
  let called = false
  const given = cors({ origin: '*' })({ method: 'GET', headers: {} }, response, () => {
    called = true
  })
  expect([given, called]).toEqual([undefined, true])
})

test.each(['GET', 'OPTIONS'])('takes away the CORS headers that stood there before, %s', async (method) => {
  const middleware = cors({ origin: 'https://app.example.com' })
  const { url, close } = await listen((request, response) => {
    response.setHeader('Access-Control-Allow-Origin', '*')
    response.setHeader('Vary', 'Accept')
    void middleware(request, response, () => response.end())
  })
  try {
    const headers = [
      ['origin', 'https://stranger.example'],
      ['access-control-request-method', 'PUT'],
    ] as const
    const response = await send(url, { method, path: '/', headers })
    expect(response.names.filter((name) => name.startsWith('access-control-'))).toEqual([])
    expect(response.header('vary')).toMatch(/^Accept, Origin/)
  } finally {
    await close()
  }
})

test('serves HTTP/2 in the same way', async () => {
  const middleware = cors({ origin: 'https://app.example.com' })
  const server = createHttp2Server((request, response) => {
    void middleware(request, response, () => {
      response.writeHead(200, { vary: 'Accept', 'access-control-allow-origin': '*' })
      response.end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const client = connectHttp2(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  try {
    const headers = await new Promise<Record<string, unknown>>((resolve, reject) => {
      const stream = client.request({ ':path': '/', origin: 'https://app.example.com' })
      stream.on('response', resolve).on('error', reject)
    })
    expect(headers).toMatchObject({ 'access-control-allow-origin': 'https://app.example.com', vary: 'Accept, Origin' })
  } finally {
    client.close()
    server.close()
  }
})

test('what is sent on the HTTP/2 stream itself passes no response, and has no headers', async () => {
  const middleware = cors({ origin: 'https://app.example.com' })
  const server = createHttp2Server((request, response) => {
    void middleware(request, response, () => {
      response.stream.respond({ ':status': 200 })
      response.stream.end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const client = connectHttp2(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  try {
    const [headers] = await once(client.request({ origin: 'https://app.example.com' }), 'response')
    expect([headers[':status'], headers['access-control-allow-origin']]).toEqual([200, undefined])
  } finally {
    client.close()
    server.close()
  }
})

test('guards the upgrade to a web socket', async () => {
  const guarded = guardUpgrade({ origin: 'https://app.example.com' })
  const server = createServer()
  server.on('upgrade', (request, socket) => {
    void guarded(request, socket, () =>
      socket.end('HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n'),
    )
  })
  const { url, close } = await listening(server)
  const statusFor = (origin: string) =>
    new Promise<string>((resolve, reject) => {
      const socket = connect(Number(new URL(url).port), '127.0.0.1')
      socket.write(
        `GET / HTTP/1.1\r\nHost: api.example.com\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nOrigin: ${origin}\r\n\r\n`,
      )
      socket.on('data', (data) => resolve(data.toString().slice(9, 12))).on('error', reject)
    })
  try {
    expect(await statusFor('https://app.example.com')).toBe('101')
    expect(await statusFor('https://api.example.com')).toBe('101')
    expect(await statusFor('https://evil.example')).toBe('403')
  } finally {
    await close()
  }
})

test('survives a response that was sent while a predicate had not answered', async () => {
  let settle: (allowed: boolean) => void = () => {}
  const middleware = cors({
    origin: () =>
      new Promise<boolean>((resolve) => {
        settle = resolve
      }),
  })
  let isHandedOn = false
  const { url, close } = await listen((request, response) => {
    middleware(request, response, () => {
      isHandedOn = true
    })
    response.writeHead(503).end()
  })
  try {
    expect((await send(url, { path: '/', headers: [['origin', 'https://a.com']] })).status).toBe(503)
    settle(true)
    await new Promise((resolve) => setImmediate(resolve))
    expect(isHandedOn).toBe(false)
  } finally {
    await close()
  }
})

test.each([
  ['cors with a predicate', cors({ origin: async () => true })],
  ['cors with a function of the request', cors(async () => ({ origin: '*' }))],
  ['guard with a predicate', guard({ origin: async () => true })],
  ['guard with bypass', guard({ origin: 'https://a.com' }, { bypass: async () => true })],
])(
  '%s that are asynchronous gives nothing: restify takes a promise for another call of next',
  async (_, middleware) => {
    let calls = 0
    const headers = { origin: 'https://b.com', 'sec-fetch-site': 'cross-site' }
    const response = {
      headersSent: false,
      writableEnded: false,
      getHeader() {},
      setHeader() {},
      removeHeader() {},
      writeHead() {},
    }
    const given = middleware({ method: 'POST', url: '/', headers } as never, response as never, () => calls++)
    expect([given, calls]).toEqual([undefined, 0])
    await new Promise((resolve) => setImmediate(resolve))
    expect(calls).toBe(1)
  },
)

test('says what is missing when called without options', () => {
  const untyped = cors as unknown as () => void
  expect(() => untyped()).toThrow('the options of a policy are an object, not undefined')
})

test('takes the response that Engine.IO makes for an upgrade, which can do less', () => {
  const headers = new Map<string, string>()
  const response = {
    getHeader: (name: string) => headers.get(name),
    setHeader: (name: string, value: string) => headers.set(name, value),
    removeHeader: (name: string) => headers.delete(name),
    writeHead: () => 'its own',
  }
  const request = { method: 'GET', headers: { origin: 'https://a.com', upgrade: 'websocket' } }
  let called = false
  cors({ origin: 'https://a.com' })(request, response as never, () => {
    called = true
  })
  expect([called, response.writeHead()]).toEqual([true, 'its own'])
})

test.each<[string, unknown]>([
  ['a flat list', ['Set-Cookie', 'a=1', 'Link', '<a>', 'set-cookie', 'b=2', 'Link', '<b>', 'x-one', '1']],
  ['pairs', [['Set-Cookie', 'a=1'], ['Link', '<a>'], ['set-cookie', 'b=2'], ['Link', '<b>'], ['x-one', '1']]], // biome-ignore format: one line
  [
    'a record with an odd name',
    JSON.parse('{"Set-Cookie":["a=1","b=2"],"Link":["<a>","<b>"],"x-one":"1","__proto__":"x"}'),
  ],
  ['a record', { 'Set-Cookie': ['a=1', 'b=2'], Link: ['<a>', '<b>'], 'x-one': '1' }],
])('every line of a head that is written from %s goes out', async (_, head) => {
  const middleware = cors({ origin: 'https://app.example' })
  const { url, close } = await listen((request, response) => {
    const hello = () => void response.writeHead(200, head as never).end('hello')
    if (request.url === '/without') hello()
    else void middleware(request, response, hello)
  })
  for (const [path, origin] of [
    ['/without', 'https://app.example'],
    ['/', 'https://app.example'],
    ['/', 'https://evil.example'],
  ] as const) {
    const response = await send(url, { path, headers: [['origin', origin]] })
    const lines = ['set-cookie', 'link', 'x-one'].map((name) => response.lines(name))
    if (typeof head === 'object' && Object.hasOwn(head as object, '__proto__'))
      expect(response.lines('__proto__')).toEqual(['x'])
    expect([path, ...lines]).toEqual([path, ['a=1', 'b=2'], ['<a>', '<b>'], ['1']])
  }
  await close()
})
