import { connect as connectHttp2, createServer as createHttp2Server } from 'node:http2'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import type { PolicySource } from '../policy/source.ts'
import { cors, type NodeRequest } from './node.ts'
import { describeBehaviour } from './testing/behaviour.ts'
import { type Harness, mountOf } from './testing/harness.ts'
import { listen } from './testing/listen.ts'
import { nodeHandler } from './testing/node-routes.ts'

const harness: Harness = {
  start(mounts) {
    const middlewares = new Map<PolicySource<NodeRequest>, ReturnType<typeof cors>>()
    for (const source of Object.values(mounts)) middlewares.set(source, cors(source))
    return listen((request, response) => {
      const path = request.url ?? ''
      const serve = async () => {
        try {
          const handler = nodeHandler(path)
          if (handler === undefined) response.writeHead(404).end()
          else await handler(request, response)
        } catch {
          response.writeHead(500).end()
        }
      }
      const source = mountOf(mounts, path)
      const middleware = source === null ? undefined : middlewares.get(source)
      if (middleware === undefined) void serve()
      else void middleware(request, response, serve)
    })
  },
}

describeBehaviour('node', harness)

test('calls next at once when nothing is asynchronous', () => {
  const headers = new Map<string, string>()
  const response = {
    statusCode: 200,
    getHeader: (name: string) => headers.get(name),
    setHeader: (name: string, value: string) => headers.set(name, value),
    removeHeader: (name: string) => void headers.delete(name),
    writeHead: () => {},
    end: () => {},
  }
  let called = false
  const given = cors({ origin: '*' })({ method: 'GET', headers: {} }, response, () => {
    called = true
  })
  expect([given, called]).toEqual([undefined, true])
})

test('serves HTTP/2 alike', async () => {
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
