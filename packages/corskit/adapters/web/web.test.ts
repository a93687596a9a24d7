import { expect, test } from 'vitest'
import { describeBehaviour } from '../testing/behaviour.ts'
import { type Harness, isWebhook, mountOf } from '../testing/harness.ts'
import { listenWeb } from '../testing/listen.ts'
import { webRoute } from '../testing/web-routes.ts'
import { cors, guard } from './web.ts'

const route = (request: Request) => webRoute(request) ?? new Response('', { status: 404 })
const onError = () => new Response('', { status: 500 })

const harness: Harness = {
  start(mounts) {
    const handlers = new Map(Object.values(mounts).map((source) => [source, cors(source, { onError })(route)]))
    return listenWeb((request) => {
      const source = mountOf(mounts, new URL(request.url).pathname)
      const handler = source === null ? undefined : handlers.get(source)
      return handler === undefined ? route(request) : handler(request)
    })
  },
  startGuarded(policy) {
    const guarded = guard(policy, { bypass: ({ url }) => isWebhook(url) })
    return listenWeb(cors(policy, { onError })(guarded(route)))
  },
}

describeBehaviour('web', harness)

test('passes what the platform hands over beside the request', async () => {
  const handler = cors({ origin: '*' })((_: Request, env: { name: string }) => new Response(env.name))
  const response = await handler(new Request('http://localhost/'), { name: 'worker' })
  expect(await response.text()).toBe('worker')
})

test('uses a thrown Response as it is', async () => {
  const handler = cors({ origin: '*' })(() => {
    throw new Response('no', { status: 403 })
  })
  const response = await handler(new Request('http://localhost/', { headers: { origin: 'https://a.com' } }))
  expect([response.status, response.headers.get('access-control-allow-origin')]).toEqual([403, '*'])
})

test('leaves alone a response that cannot be copied', async () => {
  const handler = cors({ origin: '*' })(() => Response.error())
  expect((await handler(new Request('http://localhost/'))).type).toBe('error')
})
