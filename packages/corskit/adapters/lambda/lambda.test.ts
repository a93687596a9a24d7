import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { describe, expect, test, vi } from 'vitest'
import { describeBehaviour } from '../testing/behaviour.ts'
import { expectDifferences } from '../testing/cases.ts'
import { type Harness, isWebhook, mountOf } from '../testing/harness.ts'
import { listen } from '../testing/listen.ts'
import { webRoute } from '../testing/web-routes.ts'
import { cors, guard, type LambdaEvent, type LambdaResponse } from './lambda.ts'

/** API Gateway in small: an HTTP request becomes an event, and what the handler gives becomes the response. */
interface Gateway {
  event(request: IncomingMessage): LambdaEvent
  /** What it reads of the headers that a handler gives. Default: all. */
  readonly reads?: 'headers' | 'multiValueHeaders'
  /** How the handler gives several lines of one name. */
  response(response: Response, body: string): LambdaResponse
}

const restApi: Gateway = {
  event: (request) => ({
    httpMethod: request.method ?? '',
    path: request.url ?? '',
    headers: Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [titleCase(name), String(value)]),
    ),
    multiValueHeaders: Object.fromEntries(
      Object.entries(request.headersDistinct).map(([name, values]) => [titleCase(name), values ?? []]),
    ),
  }),
  response: ({ status, headers }, body) => ({
    statusCode: status,
    multiValueHeaders: Object.fromEntries(
      [...headers].map(([name]) => [
        titleCase(name),
        name === 'set-cookie' ? headers.getSetCookie() : [headers.get(name) ?? ''],
      ]),
    ),
    body,
  }),
}

const functionUrl: Gateway = {
  event: (request) => ({
    rawPath: request.url ?? '',
    headers: Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)])),
    requestContext: { http: { method: request.method ?? '', path: request.url ?? '' } },
  }),
  response: ({ status, headers }, body) => ({
    statusCode: status,
    headers: Object.fromEntries([...headers].filter(([name]) => name !== 'set-cookie')),
    cookies: headers.getSetCookie(),
    body,
  }),
}

const balancer: Gateway = {
  reads: 'headers',
  event: (request) => ({ ...restApi.event(request), multiValueHeaders: null, requestContext: {} }),
  response: ({ status, headers }, body) => ({
    statusCode: status,
    headers: Object.fromEntries([...headers].map(([name, value]) => [titleCase(name), value])),
    body,
  }),
}

const balancerWithLines: Gateway = {
  reads: 'multiValueHeaders',
  event: (request) => ({ ...restApi.event(request), headers: null, requestContext: {} }),
  response: restApi.response,
}

function titleCase(name: string): string {
  return name.replace(/(^|-)[a-z]/g, (letter) => letter.toUpperCase())
}

function harnessOf(gateway: Gateway): Harness {
  const route = async (event: LambdaEvent) => {
    const method = event.httpMethod ?? event.requestContext?.http?.method ?? ''
    const url = `http://127.0.0.1${event.path ?? event.rawPath}`
    const response = (await webRoute(new Request(url, { method }))) ?? new Response('', { status: 404 })
    return gateway.response(response, await response.text())
  }
  const onError = () => ({ statusCode: 500 })
  return {
    start(mounts) {
      const handlers = new Map(Object.values(mounts).map((source) => [source, cors(source, { onError })(route)]))
      return listen(async (request, response) => {
        const event = gateway.event(request)
        const source = mountOf(mounts, request.url ?? '')
        const handler = source === null ? undefined : handlers.get(source)
        const result = await (handler === undefined ? route(event) : handler(event))
        write(response, result as LambdaResponse, gateway)
      })
    },
    startGuarded(policy) {
      const guarded = guard(policy, { bypass: ({ path, rawPath }) => isWebhook(path ?? rawPath) })
      const handler = cors(policy, { onError })(guarded(route))
      return listen(async (request, response) => {
        write(response, (await handler(gateway.event(request))) as LambdaResponse, gateway)
      })
    },
  }
}

function write(
  response: ServerResponse,
  { statusCode, headers, multiValueHeaders, cookies, body }: LambdaResponse,
  { reads }: Gateway,
): void {
  response.statusCode = statusCode
  for (const [name, value] of Object.entries((reads !== 'multiValueHeaders' && headers) || {}))
    response.appendHeader(name, String(value))
  for (const [name, values] of Object.entries((reads !== 'headers' && multiValueHeaders) || {}))
    response.appendHeader(name, values.map(String))
  for (const cookie of cookies ?? []) response.appendHeader('set-cookie', cookie)
  response.end(body)
}

describeBehaviour('lambda, payload format 1.0', harnessOf(restApi))
describeBehaviour('lambda, payload format 2.0 and function URLs', harnessOf(functionUrl))

describe('a load balancer', () => {
  // It has no second line of one name.
  expectDifferences({ 'cookies stay, each on its line': 'no header can be given twice' })
  describeBehaviour('lambda, a load balancer', harnessOf(balancer))
})
describeBehaviour('lambda, a load balancer with multi-value headers', harnessOf(balancerWithLines))

test('takes a result without statusCode for the body, as format 2.0 does', async () => {
  const handler = cors({ origin: '*' })(() => ({ hello: 'world' }))
  expect(await handler({ requestContext: { http: { method: 'GET', path: '/' } } })).toEqual({
    statusCode: 200,
    headers: { 'content-type': 'application/json', 'access-control-allow-origin': '*' },
    body: '{"hello":"world"}',
  })
})

test.each([undefined, null, 'text', 1, { message: 'no statusCode' }, []])(
  'in the other formats %j is not a response: it is a failure, as in the gateway, and a page can read it',
  async (result) => {
    const onError = (error: unknown) => ({ statusCode: 500, body: String(error) })
    const wrapped = cors({ origin: '*' }, { onError })(() => result)
    const events = [
      { httpMethod: 'GET', path: '/', headers: {} },
      { httpMethod: 'GET', path: '/', multiValueHeaders: {} },
    ]
    for (const event of events) {
      const response = (await wrapped(event)) as LambdaResponse
      expect(response.statusCode).toBe(500)
      expect(response.body).toContain('the handler gave no response')
      expect(JSON.stringify(response)).toContain('access-control-allow-origin')
    }
  },
)

const APP = 'https://app.example.com'

test('to a load balancer with multi-value headers, headers of the other kind are given as such too', async () => {
  const handler = cors({ origin: APP })(() => ({
    statusCode: 200,
    headers: { etag: '"1"', Vary: 'Accept', 'x-absent': undefined },
    body: '',
  }))
  expect(await handler({ httpMethod: 'GET', path: '/', multiValueHeaders: { origin: [APP] } })).toEqual({
    statusCode: 200,
    headers: {},
    multiValueHeaders: { etag: ['"1"'], 'access-control-allow-origin': [APP], vary: ['Accept, Origin'] },
    body: '',
  })
  const guarded = guard({ origin: APP })(() => ({ statusCode: 200 }))
  expect(
    await guarded({ httpMethod: 'POST', path: '/', multiValueHeaders: { 'sec-fetch-site': ['cross-site'] } }),
  ).toEqual({
    statusCode: 403,
    multiValueHeaders: { 'content-type': ['text/plain'] },
    body: 'Cross-site request refused',
  })
})

test('a body in base64 and cookies stay as they are', async () => {
  const given = { statusCode: 200, isBase64Encoded: true, body: 'aGVsbG8=', cookies: ['a=1', 'b=2'] }
  const handler = cors({ origin: APP })(() => given)
  const event = { headers: { origin: APP }, requestContext: { http: { method: 'GET', path: '/' } } }
  expect(await handler(event)).toEqual({
    ...given,
    headers: { 'access-control-allow-origin': APP, vary: 'Origin' },
  })
})

test.each([
  ['a queue', { Records: [] }],
  ['a timer', { 'detail-type': 'Scheduled Event' }],
  ['whoever invokes it himself with null', null],
  ['whoever invokes it himself with a text', 'text'],
  [
    'a gateway that asks an authorizer (1.0)',
    { type: 'REQUEST', methodArn: 'arn:…', httpMethod: 'GET', headers: { Origin: APP } },
  ],
  [
    'a gateway that asks an authorizer (2.0)',
    {
      type: 'REQUEST',
      routeArn: 'arn:…',
      headers: { origin: APP },
      requestContext: { http: { method: 'GET', path: '/' } },
    },
  ],
  ['a web socket', { headers: { Origin: APP }, requestContext: { routeKey: '$default' } }],
])('what comes of an event of %s stays as it is', async (_, event) => {
  const result = { batchItemFailures: [] }
  expect(await cors({ origin: '*' })(() => result)(event as LambdaEvent)).toBe(result)
  if (!JSON.stringify(event).includes('Key')) {
    const guarded = cors({ origin: '*' })(guard({ origin: 'https://b.example' })(() => result))
    expect(await guarded(event as LambdaEvent)).toBe(result)
  }
})

describe('a handler that answers by its third parameter', () => {
  type Callback = (error: unknown, result?: unknown) => void
  const event = { httpMethod: 'GET', path: '/', headers: { origin: APP } }
  const wrap = (handler: (event: LambdaEvent, context: object, callback: Callback) => unknown) =>
    cors({ origin: APP })(guard({ origin: APP })(handler))
  const lambdas: Callback = () => expect.unreachable()
  const headers = { 'access-control-allow-origin': APP, vary: 'Origin' }

  test('has the headers', async () => {
    const later = wrap((_event, _context, callback) => void setTimeout(() => callback(null, { statusCode: 201 }), 1))
    expect(await later(event, {}, lambdas)).toEqual({ statusCode: 201, headers })
    const promising = wrap(async (_event, _context, _callback) => ({ statusCode: 202 }))
    expect(await promising(event, {}, lambdas)).toEqual({ statusCode: 202, headers })
  })
  test('has the headers on errors', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {})
    const failing = wrap((_event, _context, callback) => callback(new Error('on purpose')))
    expect(await failing(event, {}, lambdas)).toMatchObject({ statusCode: 500, headers })
    vi.restoreAllMocks()
  })
})

/** As Lambda's runtime passes it, with the ways of answering of its first years. */
const contextOf = (callback: (error: unknown, result?: unknown) => void) => ({
  awsRequestId: '1',
  callbackWaitsForEmptyEventLoop: true,
  succeed: (result: unknown) => callback(null, result),
  fail: (error: unknown) => callback(error),
  done: callback,
})

describe.each([
  ['1.0', { httpMethod: 'GET', path: '/', headers: { origin: APP } }],
  ['2.0', { rawPath: '/', headers: { origin: APP }, requestContext: { http: { method: 'GET', path: '/' } } }],
] as const)('format %s: a handler that does not return its answer', (_, event) => {
  type Context = ReturnType<typeof contextOf>
  type Callback = (error: unknown, result?: unknown) => void
  type Handler = (event: LambdaEvent, context: Context, callback: Callback) => unknown
  const answer = { statusCode: 201 }
  const query = (then: () => void) => {
    setTimeout(then, 1)
    return { sql: 'select 1' }
  }
  /** How many parameters it names is not how many it reads. */
  const HANDLERS: Readonly<Record<string, Handler>> = {
    'by the callback': (_event, _context, callback) => void setTimeout(callback, 1, null, answer),
    'by the callback, with a default': (_event, _context = {} as Context, callback) =>
      void setTimeout(callback, 1, null, answer),
    'by the last of all arguments': (...given) => void setTimeout(given[2], 1, null, answer),
    'by arguments': function (this: unknown, ..._none: unknown[]) {
      // biome-ignore lint/complexity/noArguments: people write it
      setTimeout(arguments[2] as Callback, 1, null, answer)
    } as Handler,
    'by the callback, and returns a query': (_event, _context, callback) => query(() => callback(null, answer)),
    'by the callback, and returns a timer': (_event, _context, callback) => setTimeout(callback, 1, null, answer),
    'by the callback, and returns true': (_event, _context, callback) => {
      setTimeout(callback, 1, null, answer)
      return true
    },
    'by a promise, and by the callback later': async (_event, _context, callback) => {
      setTimeout(callback, 20, null, { statusCode: 500 })
      return answer
    },
    'by context.succeed': (_event, context) => void setTimeout(context.succeed, 1, answer),
    'by context.done': (_event, { done }) => query(() => done(null, answer)),
    'at once': () => answer,
  }
  test.each(Object.entries(HANDLERS))('but answers %s', async (_how, handler) => {
    const lambdas: Callback = () => expect.unreachable()
    for (const wrap of [
      cors({ origin: APP }),
      (inner: Handler) => cors({ origin: APP })(guard({ origin: APP })(inner)),
    ]) {
      expect(await wrap(handler)(event, contextOf(lambdas), lambdas)).toEqual({
        statusCode: 201,
        headers: { 'access-control-allow-origin': APP, vary: 'Origin' },
      })
    }
  })

  test.each<[string, Handler]>([
    ['the callback', (_event, _context, callback) => void setTimeout(callback, 1, new Error('on purpose'))],
    ['context.fail', (_event, context) => void context.fail(new Error('on purpose'))],
    ['context.fail with nothing', (_event, context) => void context.fail(undefined)],
    ['context.done', (_event, context) => void context.done(new Error('on purpose'))],
  ])('but fails by %s', async (_how, handler) => {
    vi.spyOn(console, 'error').mockImplementation(() => {})
    const lambdas: Callback = () => expect.unreachable()
    const response = await cors({ origin: APP })(handler)(event, contextOf(lambdas), lambdas)
    expect(response).toMatchObject({ statusCode: 500, headers: { 'access-control-allow-origin': APP } })
    vi.restoreAllMocks()
  })

  test('sees the context that Lambda passed', async () => {
    const lambdas: Callback = () => expect.unreachable()
    const context = Object.freeze({ ...contextOf(() => {}), awsRequestId: 'x' })
    const seen = await cors({ origin: APP })<[Context, Callback]>((_event, given) => {
      return Promise.resolve({ statusCode: 200, body: `${given.awsRequestId} ${typeof given.succeed}` })
    })(event, context, lambdas)
    expect(seen).toMatchObject({ body: 'x function' })
  })
})

test.each<[string, () => unknown]>([
  [
    'throws',
    () => {
      throw new Error('on purpose')
    },
  ],
  ['rejects', () => Promise.reject(new Error('on purpose'))],
  ['gives null', () => null],
  ['gives nothing', () => undefined],
  ['gives a text', () => 'text'],
])('an onError that %s leaves the bare 500, with the headers', async (_, onError) => {
  vi.spyOn(console, 'error').mockImplementation(() => {})
  const handler = cors(
    { origin: APP },
    { onError: onError as never },
  )(() => {
    throw new Error('on purpose')
  })
  const response = await handler({ httpMethod: 'GET', path: '/', headers: { origin: APP } })
  expect(response).toMatchObject({ statusCode: 500, headers: { 'access-control-allow-origin': APP } })
  vi.restoreAllMocks()
})

test('a stream in the place of the context is refused with a reason', async () => {
  const handler = cors({ origin: APP })((_event: LambdaEvent, _stream: object) => undefined)
  const event = { headers: { origin: APP }, requestContext: { http: { method: 'GET', path: '/' } } }
  await expect(handler(event, { setContentType() {} })).rejects.toThrow(/^corskit\/lambda: a streamed response/)
})

test.each([
  [
    {
      version: '2.0',
      rawPath: '/x',
      rawQueryString: 'a=1&a=%20',
      requestContext: { http: { method: 'GET', path: '/x' } },
    },
    '/x?a=1&a=%20',
  ],
  [{ httpMethod: 'GET', path: '/x', multiValueQueryStringParameters: { a: ['1', ' '] } }, '/x?a=1&a=+'],
  [{ httpMethod: 'GET', path: '/x', queryStringParameters: { a: '1' } }, '/x?a=1'],
  [{ httpMethod: 'GET', path: '/x', queryStringParameters: null, multiValueQueryStringParameters: null }, '/x'],
])('the path of a decision has the query: %j', async (event, path) => {
  const paths: unknown[] = []
  const listener = (message: unknown) => void paths.push((message as { path: string }).path)
  subscribe('corskit:decision', listener)
  const origin = 'https://app.example.com'
  await cors({ origin })(() => ({ statusCode: 200 }))({ ...event, headers: { origin } })
  unsubscribe('corskit:decision', listener)
  expect(paths).toEqual([path])
})

describe('a policy within another', () => {
  const [OUTER, INNER] = [
    { origin: APP, methods: ['PUT'] },
    { origin: 'https://admin.example', methods: ['DELETE'] },
  ]
  const secret = async () => ({ statusCode: 200, body: 'secret' })
  const events = {
    'format 1.0': (method: string, headers: object) => ({ httpMethod: method, path: '/', headers }),
    'format 2.0': (method: string, headers: object) => ({ headers, requestContext: { http: { method, path: '/' } } }),
    'a load balancer': (method: string, headers: object) => ({
      httpMethod: method,
      path: '/',
      multiValueHeaders: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]])),
    }),
  } as const
  const nested = {
    directly: cors(OUTER)(cors(INNER)(secret)),
    'with guard between': cors(OUTER)(guard({ origin: '*' })(cors(INNER)(secret))),
    'behind a router': cors(OUTER)((event: LambdaEvent) => cors(INNER)(secret)(event)),
  } as const
  const allowed = (given: unknown) => {
    const { headers, multiValueHeaders } = given as LambdaResponse
    const all = { ...headers, ...multiValueHeaders }
    return [all['access-control-allow-origin'] ?? null, all['access-control-allow-methods'] ?? null].flat()
  }

  test.each(
    Object.keys(nested).flatMap((way) => Object.keys(events).map((format) => [way, format] as const)) as [
      keyof typeof nested,
      keyof typeof events,
    ][],
  )('%s, %s: the inner one rules', async (way, format) => {
    const ask = async (method: string, headers: object) =>
      allowed(await nested[way](events[format](method, headers) as LambdaEvent))
    expect(await ask('GET', { origin: INNER.origin })).toEqual([INNER.origin, null])
    expect(await ask('GET', { origin: APP })).toEqual([null, null])
    const preflight = { 'access-control-request-method': 'DELETE' }
    const [rules, other] = way === 'behind a router' ? [OUTER, INNER] : [INNER, OUTER]
    expect(await ask('OPTIONS', { ...preflight, origin: rules.origin })).toEqual([rules.origin, rules.methods[0]])
    expect(await ask('OPTIONS', { ...preflight, origin: other.origin })).toEqual([null, null])
  })
})
