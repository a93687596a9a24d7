import type { IncomingMessage } from 'node:http'
import cors from 'cors'
import { definePolicy, type PolicyOptions } from 'corskit'
import { simulateFetch } from 'corskit/browser'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { RUNS } from '../../../testing/property-runs.ts'
import { migrateSource } from './migrate-source.ts'

const APP = 'https://app.example.com'
const ADMIN = 'https://admin.example.com'

const UNSET = 'process.env.CORSKIT_TEST_NOT_SET'

/** Options as they stand in sources. */
const options = fc
  .record(
    {
      origin: fc.constantFrom(
        "'*'",
        `'${APP}'`,
        `['${APP}', '${ADMIN}']`,
        `[/^https:\\/\\/[a-z]+\\.example\\.com$/]`,
        `(origin, callback) => callback(null, origin === '${APP}')`,
        `function (origin, callback) { if (origin === '${ADMIN}') return callback(null, true); callback(null, false) }`,
        'true',
        'false',
        'undefined',
        `'${APP},${ADMIN}'`,
        '/example\\.com$/',
      ),
      methods: fc.constantFrom("'GET,PUT'", "['PUT', 'DELETE']", '[]', "'*'", "['put']", 'undefined', UNSET),
      allowedHeaders: fc.constantFrom(
        "'X-A, Content-Type'",
        "['x-a']",
        '[]',
        "''",
        'null',
        "'*'",
        'undefined',
        UNSET,
        `${UNSET}?.split(',')`,
      ),
      headers: fc.constantFrom("'x-a'", "['authorization']", 'undefined', UNSET),
      exposedHeaders: fc.constantFrom("['X-Total']", "'x-total,etag'", '[]', "'*'", 'undefined', UNSET),
      credentials: fc.constantFrom('true', 'false', 'undefined'),
      maxAge: fc.constantFrom('600', "'600'", '0', '999999', 'null', 'undefined', UNSET),
      optionsSuccessStatus: fc.constantFrom('200', '204'),
      preflightContinue: fc.constantFrom('false', 'true'),
    },
    { requiredKeys: [] },
  )
  .map(
    (given) =>
      `{ ${Object.entries(given)
        .map((pair) => pair.join(': '))
        .join(', ')} }`,
  )

const request = fc.record({
  origin: fc.constantFrom(APP, ADMIN, 'https://evil.test', 'https://evilexample.com', 'null'),
  method: fc.constantFrom('GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'put', 'PURGE'),
  headers: fc.constantFrom<Record<string, string>>(
    {},
    { 'x-a': '1' },
    { authorization: 'x' },
    { 'x-b': '1', 'content-type': 'text/xml' },
  ),
  credentials: fc.constantFrom('omit' as const, 'include' as const),
})

type HeaderPairs = [string, string][]
type Server = (method: string, headers: Record<string, string>) => Promise<HeaderPairs>

/** What `cors` sets, on a response that is just a list. */
function oldServer(source: string): Server {
  const middleware = cors(evaluate(source) as cors.CorsOptions)
  return (method, headers) =>
    new Promise((resolve, reject) => {
      const sent = new Map<string, string>()
      const response = {
        getHeader: (name: string) => sent.get(name.toLowerCase()),
        setHeader: (name: string, value: string) => void sent.set(name.toLowerCase(), value),
        end: () => resolve([...sent]),
        statusCode: 200,
      }
      const next = (error: unknown) => (error ? reject(error) : resolve([...sent]))
      middleware({ method, headers } as unknown as IncomingMessage as never, response, next)
    })
}

function newServer(source: string): Server {
  const policy = definePolicy(evaluate(source) as PolicyOptions)
  return async (method, headers) => {
    const answer = await policy.answer({
      method,
      origin: headers['origin'],
      requestMethod: headers['access-control-request-method'],
      requestHeaders: headers['access-control-request-headers'],
    })
    return answer.headers.map(([name, value]) => [name, value])
  }
}

/** The generated texts above are programs of this test’s own. */
const evaluate = (source: string): unknown => new Function(`return ${source}`)()

async function seen(
  server: Server,
  { origin, method, headers, credentials }: typeof request extends fc.Arbitrary<infer T> ? T : never,
) {
  const call = { origin, url: 'https://api.example.net/', method, headers, credentials }
  const outcome = await simulateFetch(call, async (exchange) => ({
    status: exchange.kind === 'preflight' ? 204 : 200,
    headers: [
      ...(await server(exchange.method, Object.fromEntries(exchange.headers))),
      ['x-total', '3'],
      ['etag', '1'],
    ],
  }))
  return {
    verdict: outcome.verdict,
    headers: outcome.response?.headers.filter(([name]) => name === 'x-total' || name === 'etag'),
  }
}

test('a call that is moved allows what it allowed, and nothing more', async () => {
  let moved = 0
  await fc.assert(
    fc.asyncProperty(options, fc.array(request, { minLength: 1, maxLength: 5 }), async (before, requests) => {
      const { text, decisions } = migrateSource('a.js', `import cors from 'cors'\ncors(${before})`)
      if (decisions.length > 0) return
      moved++
      const after = text.slice(text.indexOf('\ncors(') + '\ncors('.length, -1)
      const [old, now] = [oldServer(before), newServer(after)]
      for (const call of requests) expect(await seen(now, call), after).toEqual(await seen(old, call))
    }),
    RUNS,
  )
  expect(moved).toBeGreaterThan(100)
})
