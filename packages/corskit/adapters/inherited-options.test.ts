/** What stands on `Object.prototype` is not an option that somebody gave. */
import fastify from 'fastify'
import { afterEach, expect, test, vi } from 'vitest'
import * as forFastify from './fastify/fastify.ts'
import * as forLambda from './lambda/lambda.ts'
import * as forNext from './next/next.ts'
import * as forWeb from './web/web.ts'

const ORIGIN = 'https://app.example'
const EVIL = { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }
const policy = { origin: ORIGIN }
const polluted = Object.prototype as Record<string, unknown>

/** Only while adapters are called: other programs of the test do not survive it. */
function inherited<Result>(values: Record<string, unknown>, call: () => Result): Result {
  Object.assign(polluted, values)
  try {
    return call()
  } finally {
    for (const name of Object.keys(values)) delete polluted[name]
  }
}

afterEach(() => void vi.restoreAllMocks())

const failing = () => {
  throw new Error('on purpose')
}
const onError = () => new Response('inherited')
const event = { httpMethod: 'GET', path: '/', headers: { origin: ORIGIN } }

test.each<[string, () => unknown]>([
  ['web', () => forWeb.cors(policy, {})(failing)(new Request('http://localhost/'))],
  ['next', () => forNext.cors(policy, {})(failing)(new Request('http://localhost/'))],
  ['lambda', () => forLambda.cors(policy, {})(failing)(event)],
])('%s: an error is not answered by an inherited onError', async (_, call) => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
  const response = (await inherited({ onError }, call)) as { status?: number; statusCode?: number }
  expect(response.status ?? response.statusCode).toBe(500)
})

test.each([{}, { policy }])(
  'fastify: nobody passes guard by an inherited option, registered with %j beside',
  async (beside) => {
    const app = fastify()
    const options = 'policy' in beside ? { policy } : policy
    const registered = inherited({ bypass: () => true, timeout: 1, policy: { origin: EVIL.origin } }, async () => {
      await forFastify.guard(app, options)
      await forFastify.cors(app, options)
    })
    await registered
    app.post('/', async () => 'hello')
    const { statusCode, headers } = await app.inject({ method: 'POST', url: '/', headers: EVIL })
    expect([statusCode, headers['access-control-allow-origin']]).toEqual([403, undefined])
    await app.close()
  },
)

test('fastify: a misspelt option beside the policy is refused', async () => {
  for (const plugin of [forFastify.cors, forFastify.guard]) {
    const app = fastify()
    await expect(Promise.resolve(app.register(plugin, { policy, timout: 5 } as never))).rejects.toThrow('timeout')
  }
})
