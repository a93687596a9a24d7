/** What every adapter does, told as requests over real HTTP. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { definePolicy } from '../../policy/define.ts'
import { replaceablePolicy } from '../../policy/replaceable.ts'
import type { Harness, Mounts, RunningServer } from './harness.ts'
import { type ReceivedResponse, type SentRequest, send } from './http-client.ts'
import { APP, POLICY } from './policy.ts'

const OTHER = 'https://other.example'
const EVIL = 'https://evil.example'

type Ask = (request: SentRequest) => Promise<ReceivedResponse>

/** A suite of its own, with a server of its own. */
function withServer(harness: Pick<Harness, 'start'>, title: string, mounts: Mounts, tests: (ask: Ask) => void): void {
  describe(title, () => {
    let server: RunningServer
    beforeAll(async () => {
      server = await harness.start(mounts)
    })
    afterAll(() => server?.close())
    tests((request) => send(server.url, request))
  })
}

const from = (origin: string) => [['origin', origin]] as const

function preflightOf(method: string, headers?: string, origin = APP, path = '/hello'): SentRequest {
  const lines: [string, string][] = [
    ['origin', origin],
    ['access-control-request-method', method],
  ]
  if (headers !== undefined) lines.push(['access-control-request-headers', headers])
  return { method: 'OPTIONS', path, headers: lines }
}

function expectAllowed(response: ReceivedResponse, origin = APP): void {
  expect(response.lines('access-control-allow-origin')).toEqual([origin])
  expect(response.lines('access-control-allow-credentials')).toEqual(['true'])
  expect(varyOf(response)).toContain('origin')
}

function expectNoCors(response: ReceivedResponse): void {
  expect(response.names.filter((name) => name.startsWith('access-control-'))).toEqual([])
}

function varyOf(response: ReceivedResponse): string[] {
  return (response.header('vary') ?? '')
    .split(',')
    .flatMap((name) => (name.trim() === '' ? [] : [name.trim().toLowerCase()]))
}

export function describeBehaviour(name: string, harness: Harness): void {
  describe(name, () => {
    describeCore(harness)
    withServer(harness, 'everyone, without credentials', { '/': { origin: '*', exposedHeaders: '*' } }, everyone)
    withServer(harness, 'two policies on two paths', { '/a': POLICY, '/b': { ...POLICY, origin: OTHER } }, twoPolicies)
    withServer(harness, 'a policy object', { '/': definePolicy(POLICY) }, (ask) => {
      test('is taken as it is', async () => {
        expectAllowed(await ask({ path: '/hello', headers: from(APP) }))
      })
    })
    functions(harness)
    predicates(harness)
    replacement(harness)
    describe('guard', () => guarded(harness))
  })
}

/** What can be told of one server with `POLICY`, wherever it runs. */
export function describeCore(harness: Pick<Harness, 'start'>): void {
  withServer(harness, 'an actual request', { '/': POLICY }, actualRequests)
  withServer(harness, 'a preflight', { '/': POLICY }, preflights)
  withServer(harness, 'what the app does itself', { '/': POLICY }, appsOwn)
}

function actualRequests(ask: Ask): void {
  test('from an allowed origin gets its headers', async () => {
    const response = await ask({ path: '/hello', headers: from(APP) })
    expectAllowed(response)
    expect(response.lines('access-control-expose-headers')).toEqual(['etag,x-b'])
    expect([response.status, response.body]).toEqual([200, 'hello'])
  })
  test('gets no header that only preflights need', async () => {
    const { names } = await ask({ path: '/hello', headers: from(APP) })
    expect(names).not.toContain('access-control-allow-methods')
    expect(names).not.toContain('access-control-allow-headers')
    expect(names).not.toContain('access-control-max-age')
  })
  test.each(['https://a.sub.example.com', 'https://a.b.sub.example.com', 'http://localhost', 'http://localhost:5173'])(
    'from %s, which a pattern allows, gets that very origin',
    async (origin) => expectAllowed(await ask({ path: '/hello', headers: from(origin) }), origin),
  )
  test.each([
    EVIL,
    'https://sub.example.com',
    'https://app.example.com.evil.example',
    'http://app.example.com',
    'https://app.example.com:8443',
  ])('from %s reaches the app and gets no CORS header, but Vary', async (origin) => {
    const response = await ask({ path: '/hello', headers: from(origin) })
    expectNoCors(response)
    expect([response.status, response.body]).toEqual([200, 'hello'])
    expect(varyOf(response)).toEqual(['origin'])
  })
  test.each(['null', `${APP}/`, APP.toUpperCase(), 'constructor', '__proto__', `${APP} ${EVIL}`, '*'])(
    'whose Origin is %s is denied',
    async (origin) => expectNoCors(await ask({ path: '/hello', headers: from(origin) })),
  )
  test('with two Origin lines is denied', async () => {
    const headers = [...from(APP), ...from(EVIL)]
    expectNoCors(await ask({ path: '/hello', headers }))
    expectNoCors(await ask({ path: '/hello', headers: headers.reverse() }))
  })
  test('with an Origin of 8 KB is denied', async () => {
    const response = await ask({ path: '/hello', headers: from(`https://${'a.'.repeat(4096)}com`) })
    expectNoCors(response)
    expect(response.status).toBe(200)
  })
  test('without Origin gets Vary and no CORS header', async () => {
    const response = await ask({ path: '/hello' })
    expectNoCors(response)
    expect(varyOf(response)).toEqual(['origin'])
  })
  test.each(['POST', 'PUT', 'DELETE'])('of method %s reaches the app', async (method) => {
    const response = await ask({ method, path: '/hello', headers: from(APP) })
    expectAllowed(response)
    expect(response.body).toBe('hello')
  })
  test('of method HEAD gets the same headers as GET', async () => {
    const response = await ask({ method: 'HEAD', path: '/hello', headers: from(APP) })
    expectAllowed(response)
    expect([response.status, response.body]).toEqual([200, ''])
  })
  test('of method OPTIONS without Access-Control-Request-Method reaches the app', async () => {
    const response = await ask({ method: 'OPTIONS', path: '/hello', headers: from(APP) })
    expect(response.header('x-app')).toBe('options')
    expectAllowed(response)
    expect(varyOf(response)).toEqual(['origin', 'access-control-request-method'])
  })
  test('of method OPTIONS without Origin reaches the app', async () => {
    const response = await ask({
      method: 'OPTIONS',
      path: '/hello',
      headers: [['access-control-request-method', 'PUT']],
    })
    expect(response.header('x-app')).toBe('options')
    expectNoCors(response)
  })
}

function preflights(ask: Ask): void {
  const lists = (response: ReceivedResponse) => [
    response.header('access-control-allow-methods'),
    response.header('access-control-allow-headers'),
    response.header('access-control-max-age'),
  ]
  test('is answered 204 with the whole lists and no body', async () => {
    const response = await ask(preflightOf('PUT', 'content-type,x-a'))
    expect([response.status, response.body]).toEqual([204, ''])
    expectAllowed(response)
    expect(lists(response)).toEqual(['PUT,DELETE', 'content-type,x-a', '600'])
    expect(varyOf(response)).toEqual(['origin', 'access-control-request-method'])
  })
  test('does not reach the app', async () => {
    expect((await ask(preflightOf('PUT'))).header('x-app')).toBeNull()
  })
  test('does not expose headers', async () => {
    expect((await ask(preflightOf('PUT'))).names).not.toContain('access-control-expose-headers')
  })
  test.each(['PATCH', 'put', 'GET, PUT'])('for the method %s gets the true lists', async (method) => {
    const response = await ask(preflightOf(method))
    expect(response.status).toBe(204)
    expectAllowed(response)
    expect(lists(response)).toEqual(['PUT,DELETE', 'content-type,x-a', '600'])
  })
  test('for a header that is not allowed gets the true lists', async () => {
    expect(lists(await ask(preflightOf('PUT', 'x-c')))).toEqual(['PUT,DELETE', 'content-type,x-a', '600'])
  })
  test.each(['x-a,content-type', 'x-a, content-type', 'X-A', 'x-a,x-a', ''])(
    'asking for the headers %j is allowed',
    async (headers) => {
      const response = await ask(preflightOf('PUT', headers))
      expect(response.status).toBe(204)
      expectAllowed(response)
    },
  )
  test('asking for headers on several lines is allowed', async () => {
    const { headers = [], ...request } = preflightOf('PUT', 'x-a')
    const response = await ask({
      ...request,
      headers: [...headers, ['access-control-request-headers', 'content-type']],
    })
    expect(response.status).toBe(204)
    expectAllowed(response)
  })
  test.each([EVIL, 'null', `${APP}/`])('from %s gets 204 and no CORS header, but Vary', async (origin) => {
    const response = await ask(preflightOf('PUT', 'x-a', origin))
    expect(response.status).toBe(204)
    expectNoCors(response)
    expect(varyOf(response)).toEqual(['origin', 'access-control-request-method'])
  })
  test('with two Origin lines gets no CORS header', async () => {
    const { headers = [], ...request } = preflightOf('PUT')
    expectNoCors(await ask({ ...request, headers: [...headers, ...from(EVIL)] }))
  })
  test('to a path without a route is answered all the same', async () => {
    const response = await ask(preflightOf('PUT', 'x-a', APP, '/missing'))
    expect(response.status).toBe(204)
    expectAllowed(response)
  })
  test('to a route that would throw is answered all the same', async () => {
    expectAllowed(await ask(preflightOf('PUT', 'x-a', APP, '/throws')))
  })
  test('with 8 KB of commas gets an answer', async () => {
    expect((await ask(preflightOf('PUT', ','.repeat(8192)))).status).toBe(204)
  })
}

function appsOwn(ask: Ask): void {
  const get = (path: string, origin = APP) => ask({ path, headers: from(origin) })

  test.each(['/throws', '/rejects'])('an error (%s) keeps the headers', async (path) => {
    const response = await get(path)
    expect(response.status).toBe(500)
    expectAllowed(response)
  })
  test('an error keeps Vary for strangers', async () => {
    const response = await get('/throws', EVIL)
    expectNoCors(response)
    expect(varyOf(response)).toContain('origin')
  })
  test('a 404 keeps the headers', async () => {
    const response = await get('/missing')
    expect(response.status).toBe(404)
    expectAllowed(response)
  })
  test('a 304 keeps the headers', async () => {
    const response = await get('/not-modified')
    expect(response.status).toBe(304)
    expectAllowed(response)
  })
  test('a redirect keeps the headers', async () => {
    const response = await get('/redirect')
    expect(response.status).toBe(302)
    expectAllowed(response)
  })
  test('a streamed body arrives whole, with the headers', async () => {
    const response = await get('/stream')
    expect(response.body).toBe('one two three')
    expectAllowed(response)
  })
  test('cookies stay, each on its line', async () => {
    const response = await get('/cookies')
    expect(response.lines('set-cookie')).toEqual(['a=1', 'b=2'])
    expectAllowed(response)
  })
  test.each([
    ['/vary-set', ['accept-encoding', 'origin']],
    ['/vary-list', ['accept', 'accept-encoding', 'origin']],
    ['/vary-head', ['accept-encoding', 'origin']],
    ['/vary-same', ['origin']],
  ])('the Vary of %s is kept beside ours', async (path, vary) => {
    for (const origin of [APP, EVIL]) expect(varyOf(await get(path, origin)).sort()).toEqual(vary)
  })
  test('a Vary of * says everything already', async () => {
    expect(varyOf(await get('/vary-any'))).toEqual(['*'])
  })
  test.each(['/own-cors', '/own-cors-head'])(
    'CORS headers of its own (%s) are replaced, and not doubled',
    async (path) => {
      expectAllowed(await get(path))
    },
  )
  test.each(['/own-cors', '/own-cors-head'])('CORS headers of its own (%s) are taken from strangers', async (path) => {
    expectNoCors(await get(path, EVIL))
    expectNoCors(await ask({ path }))
  })
}

function everyone(ask: Ask): void {
  test.each([APP, EVIL, 'null'])('%s gets * and no Vary', async (origin) => {
    const response = await ask({ path: '/hello', headers: from(origin) })
    expect(response.lines('access-control-allow-origin')).toEqual(['*'])
    expect(response.lines('access-control-expose-headers')).toEqual(['*'])
    expect(response.names).not.toContain('access-control-allow-credentials')
    expect(varyOf(response)).not.toContain('origin')
  })
  test('also a request without Origin gets *, because a cache may keep its response for others', async () => {
    expect((await ask({ path: '/hello' })).lines('access-control-allow-origin')).toEqual(['*'])
  })
}

function twoPolicies(ask: Ask): void {
  test.each([
    ['/a/hello', APP, OTHER],
    ['/b/hello', OTHER, APP],
  ])('%s is for %s and not for %s', async (path, allowed, denied) => {
    expectAllowed(await ask({ path, headers: from(allowed) }), allowed)
    expectNoCors(await ask({ path, headers: from(denied) }))
    expectAllowed(await ask(preflightOf('PUT', 'x-a', allowed, path)), allowed)
    expectNoCors(await ask(preflightOf('PUT', 'x-a', denied, path)))
  })
  test('a path under neither is left alone', async () => {
    const response = await ask({ path: '/hello', headers: from(APP) })
    expectNoCors(response)
    expect(varyOf(response)).not.toContain('origin')
  })
}

function functions(harness: Harness): void {
  const byRequest = definePolicy(POLICY)
  withServer(harness, 'a function of the request', { '/': () => byRequest }, (ask) => {
    test('gives the policy', async () => {
      expectAllowed(await ask({ path: '/hello', headers: from(APP) }))
      expectAllowed(await ask(preflightOf('PUT', 'x-a')))
    })
  })
  withServer(harness, 'a function that takes its time', { '/': async () => byRequest }, (ask) => {
    test('gives the policy', async () => {
      expectAllowed(await ask({ path: '/hello', headers: from(APP) }))
      expectAllowed(await ask(preflightOf('PUT', 'x-a')))
      expectAllowed(await ask({ path: '/throws', headers: from(APP) }))
    })
  })
  withServer(harness, 'a function that gives no policy', { '/': () => null }, (ask) => {
    test('leaves the response alone', async () => {
      const response = await ask({ path: '/own-cors-head', headers: from(EVIL) })
      expect(response.header('access-control-allow-origin')).toContain('*')
      expect((await ask({ ...preflightOf('PUT'), path: '/hello' })).header('x-app')).toBe('options')
    })
  })
}

function predicates(harness: Harness): void {
  const never = () => {
    throw new Error('thrown on purpose')
  }
  const quiet = { onFault: () => {} }
  const cases: [title: string, origin: (origin: string) => unknown, allowed: boolean][] = [
    ['that gives true', (origin) => origin === APP, true],
    ['that promises true', async (origin) => origin === APP, true],
    ['that gives something truthy', () => 'yes', false],
    ['that promises something truthy', async () => ({}), false],
    ['that throws', never, false],
    ['that rejects', async () => never(), false],
  ]
  for (const [title, origin, allowed] of cases) {
    withServer(
      harness,
      `a predicate ${title}`,
      { '/': { ...POLICY, ...quiet, origin: origin as () => boolean } },
      (ask) => {
        test(allowed ? 'allows' : 'denies', async () => {
          for (const request of [{ path: '/hello', headers: from(APP) }, preflightOf('PUT', 'x-a')]) {
            const response = await ask(request)
            if (allowed) expectAllowed(response)
            else expectNoCors(response)
            expect(varyOf(response)).toContain('origin')
          }
        })
      },
    )
  }
}

function replacement(harness: Harness): void {
  const policies = [
    { ...POLICY, origin: APP, exposedHeaders: ['x-first'] },
    { ...POLICY, origin: OTHER, exposedHeaders: ['x-second'] },
  ] as const
  const policy = replaceablePolicy(policies[0])
  withServer(harness, 'a policy that is replaced while serving', { '/': policy }, (ask) => {
    test('is seen by each request as the old one or the new one', async () => {
      let replaced = 0
      const timer = setInterval(() => policy.replace(policies[++replaced % 2 === 0 ? 0 : 1]), 1)
      const seen = new Set<string>()
      try {
        for (let round = 0; round < 25; round++) {
          const origins = [APP, OTHER, APP, OTHER, APP, OTHER, APP, OTHER]
          const responses = await Promise.all(origins.map((origin) => ask({ path: '/hello', headers: from(origin) })))
          for (const response of responses) {
            seen.add(
              `${response.header('access-control-allow-origin')} ${response.header('access-control-expose-headers')}`,
            )
          }
        }
      } finally {
        clearInterval(timer)
      }
      const whole = ['null null', `${APP} x-first`, `${OTHER} x-second`]
      expect([...seen].filter((combination) => !whole.includes(combination))).toEqual([])
    })
  })
}

function guarded(harness: Harness): void {
  let server: RunningServer
  beforeAll(async () => {
    server = await harness.startGuarded(POLICY)
  })
  afterAll(() => server?.close())
  const write = (headers: readonly (readonly [string, string])[], path = '/hello', method = 'POST') =>
    send(server.url, { method, path, headers })

  test.each([
    ['a client that is no browser', []],
    ['a page of the same origin', [['sec-fetch-site', 'same-origin']]],
    ['the user', [['sec-fetch-site', 'none']]],
    [
      'a page of an allowed origin',
      [
        ['sec-fetch-site', 'cross-site'],
        ['origin', APP],
      ],
    ],
    ['an older browser at an allowed origin', [['origin', APP]]],
  ] as [string, [string, string][]][])('lets %s write', async (_, headers) => {
    const response = await write(headers)
    expect([response.status, response.body]).toEqual([200, 'hello'])
  })
  test.each([
    [
      'a page of another site',
      [
        ['sec-fetch-site', 'cross-site'],
        ['origin', EVIL],
      ],
    ],
    [
      'a page of the same site',
      [
        ['sec-fetch-site', 'same-site'],
        ['origin', EVIL],
      ],
    ],
    [
      'a page whose origin is null',
      [
        ['sec-fetch-site', 'cross-site'],
        ['origin', 'null'],
      ],
    ],
    ['an older browser at another origin', [['origin', EVIL]]],
    [
      'two origins',
      [
        ['origin', EVIL],
        ['origin', APP],
      ],
    ],
  ] as [string, [string, string][]][])('refuses %s', async (_, headers) => {
    for (const method of ['POST', 'PUT', 'DELETE']) {
      const response = await write(headers, '/hello', method)
      expect([response.status, response.body]).toEqual([403, 'Cross-site request refused'])
    }
  })
  test('refuses with the headers of CORS beside it', async () => {
    const response = await write([
      ['sec-fetch-site', 'cross-site'],
      ['origin', EVIL],
    ])
    expectNoCors(response)
    expect(varyOf(response)).toContain('origin')
  })
  test('lets another site read what the app gives to everyone', async () => {
    const response = await send(server.url, {
      path: '/hello',
      headers: [
        ['sec-fetch-site', 'cross-site'],
        ['origin', EVIL],
      ],
    })
    expect(response.status).toBe(200)
  })
  test('leaves preflights to cors', async () => {
    expectAllowed(await send(server.url, preflightOf('PUT', 'x-a')))
  })
  test('lets what is bypassed through', async () => {
    const response = await write(
      [
        ['sec-fetch-site', 'cross-site'],
        ['origin', EVIL],
      ],
      '/hello?webhook',
    )
    expect(response.status).toBe(200)
  })
}
