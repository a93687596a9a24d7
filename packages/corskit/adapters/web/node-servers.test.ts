import { createServer, type RequestListener } from 'node:http'
import { getRequestListener, type HttpBindings } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import { type Context, Hono } from 'hono'
import { getRequestListener as getRequestListener1 } from 'hono-node-server-1'
import { toNodeHandler } from 'srvx/node'
import { describe, expect, test } from 'vitest'
import { cors } from '../hono/hono.ts'
import { send } from '../testing/http-client.ts'
import { listening } from '../testing/listen.ts'
import { KINDS_BUT_PROXIED } from '../testing/response-kinds.ts'
import { describeUntouched } from '../testing/untouched.ts'
import { APPS, untouched } from '../testing/untouched-app.ts'

/** Each replaces the global `Response`, as it does in an app, when its listener is made. */
describeUntouched('srvx', () => listening(createServer(toNodeHandler(untouched) as RequestListener)), Object.keys(APPS))
describeUntouched(
  '@hono/node-server',
  () => listening(createServer(getRequestListener(untouched))),
  ['web', 'hono', 'elysia', 'elysia-dynamic'],
  // It gives this type to a body whose type nobody gave, but not while the headers are an object literal that nobody
  // has looked at.
  (line) => /^content-type: text\/plain; ?charset=UTF-8$/.test(line),
  // It promises the compressed length for a body that fetch has decompressed, and no client sees its end.
  KINDS_BUT_PROXIED,
)

describe.each([
  ['1', getRequestListener1],
  ['2', getRequestListener],
])('@hono/node-server %s', (_, listener) => {
  test.each<[string, (context: Context) => Response]>([
    ['its constant', () => RESPONSE_ALREADY_SENT],
    ['a new response', () => new Response(null, { headers: { 'x-hono-already-sent': 'true' } })],
    ['the context', (context) => context.body(null, 200, { 'x-hono-already-sent': 'true' })],
  ])('what a handler of Hono has written to Node’s own response, as %s says, stays as it is', async (_, say) => {
    const app = new Hono<{ Bindings: HttpBindings }>().use('*', cors({ origin: 'https://app.example.com' }))
    app.get('/', (context) => {
      const { outgoing } = context.env
      outgoing.writeHead(200, { 'content-type': 'text/event-stream' })
      outgoing.write('data: 1\n\n')
      setTimeout(() => outgoing.end('data: 2\n\n'), 10)
      return say(context)
    })
    const server = await listening(createServer(listener(app.fetch as () => Response)))
    for (const _ of [1, 2]) {
      const response = await send(server.url, { path: '/', headers: [['origin', 'https://app.example.com']] })
      expect([response.status, response.body]).toEqual([200, 'data: 1\n\ndata: 2\n\n'])
      // The head was sent before `cors` could know of it: docs/adapters.md says so.
      expect(response.header('access-control-allow-origin')).toBeNull()
    }
    await server.close()
  })
})
