import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { RUNS } from '../../../testing/property-runs.ts'
import { type SimulateOptions, simulateFetch, simulateFetchSync } from './simulate.ts'
import { PreflightCache } from './state/preflight-cache.ts'
import { arbitraryRequest, arbitraryResponse } from './testing/arbitrary-fetch.ts'
import type { AddressSpace } from './words/address-space.ts'
import type { ExchangeRequest, ExchangeResponse } from './words/exchange.ts'
import type { RequestInput } from './words/request-input.ts'

const PAGE = 'https://app.example.com'
const API = 'https://api.example.com/users'

type Server = (request: ExchangeRequest) => ExchangeResponse | Promise<ExchangeResponse>

const call = (request: Partial<RequestInput>, server: Server, options?: SimulateOptions) =>
  simulateFetch({ origin: PAGE, url: API, ...request }, server, options)

const answering =
  (headers: Readonly<Record<string, string>>, status = 200): Server =>
  () => ({ status, headers })

describe('what is refused before anything is sent', () => {
  test.each<[string, Partial<RequestInput>, string]>([
    ['a URL that cannot be parsed', { url: 'https://' }, 'InvalidUrl'],
    ['a URL with a user name', { url: 'https://u:p@api.example.com/' }, 'UrlIncludesCredentials'],
    ['a forbidden method', { method: 'trace' }, 'ForbiddenMethod'],
    ['a method that is not a token', { method: 'GE T' }, 'InvalidMethod'],
    ['no-cors with PUT', { mode: 'no-cors', method: 'PUT' }, 'NoCorsUnsafeMethod'],
    ['a header name with a space', { headers: { 'x a': '1' } }, 'InvalidHeader'],
    ['a header value with a line break', { headers: { 'x-a': '1\r\nx-b: 2' } }, 'InvalidHeader'],
    ['a header value beyond bytes', { headers: { 'x-a': '€' } }, 'InvalidHeader'],
    ['GET with a body', { body: 'x' }, 'BodyNotAllowed'],
    ['a stream in no-cors', { method: 'POST', mode: 'no-cors', body: new ReadableStream() }, 'StreamBodyNotAllowed'],
    ['mode same-origin and another origin', { mode: 'same-origin' }, 'DisallowedByMode'],
    ['no-cors with redirect manual', { mode: 'no-cors', redirect: 'manual' }, 'NoCorsRedirectModeNotFollow'],
    ['ftp', { url: 'ftp://api.example.com/' }, 'CorsDisabledScheme'],
    ['a bad port', { url: 'https://api.example.com:25/' }, 'BadPort'],
    ['http from an https page', { url: 'http://api.example.com/' }, 'MixedContent'],
  ])('%s', async (_, request, code) => {
    const outcome = await call(request, () => expect.unreachable('nothing is to be sent'))
    expect(outcome).toMatchObject({
      verdict: 'blocked',
      reason: { code, phase: 'request' },
      exchanges: [],
      response: null,
    })
    expect(outcome.steps.at(-1)).toMatchObject({ passed: false })
  })

  test.each([
    ['an address of a private network', { url: 'http://192.168.1.5/' }],
    ['an IPv6 address of one', { url: 'http://[fd00::2]/' }],
    ['an address inside an IPv6 address', { url: 'http://[::ffff:10.0.0.1]/' }],
    ['this machine, unspecified', { url: 'http://0.0.0.0:8080/' }],
    ['a name of multicast DNS', { url: 'http://printer.local/' }],
    ['one with a final dot', { url: 'http://printer.local./' }],
    ['any name, where script says local', { url: 'http://api.example.com/', targetAddressSpace: 'local' as const }],
  ])('http is not mixed content in Chromium where Local Network Access decides: %s', async (_, request) => {
    const server = answering({ 'access-control-allow-origin': '*' })
    const network = { page: 'public', target: (): AddressSpace => 'local' } as const
    const judged = async (permission: 'granted' | 'denied') =>
      (await call(request, server, { engine: 'chromium', network: { ...network, permission } })).reason?.code ?? null
    expect(await judged('granted')).toBe(null)
    expect(await judged('denied')).toBe('LocalNetworkAccessPermissionDenied')
    for (const engine of ['firefox', 'webkit'] as const) {
      expect((await call(request, server, { engine, network })).reason?.code).toBe('MixedContent')
    }
  })

  test.each([
    ['a public address', { url: 'http://8.8.8.8/' }],
    ['an address for benchmarks', { url: 'http://198.18.0.1/' }],
    ['a name', { url: 'http://intranet.example.com/' }],
    ['a name that only ends like multicast DNS', { url: 'http://notlocal/' }],
    ['a name, where script says public', { url: 'http://api.example.com/', targetAddressSpace: 'public' as const }],
  ])('http stays mixed content in Chromium: %s', async (_, request) => {
    const network = { page: 'public', target: (): AddressSpace => 'local', permission: 'granted' } as const
    const outcome = await call(request, () => expect.unreachable('nothing is sent'), { engine: 'chromium', network })
    expect(outcome.reason?.code).toBe('MixedContent')
  })

  test('a loopback http server is not mixed content', async () => {
    const outcome = await call({ url: 'http://localhost:3000/' }, answering({ 'access-control-allow-origin': '*' }))
    expect(outcome.verdict).toBe('allowed')
  })

  test.each([
    '',
    'https://app.example.com/',
    'HTTPS://app.example.com',
    'app.example.com',
    'https://app.example.com:443',
  ])('the origin %j is a mistake of the caller', async (origin) => {
    await expect(call({ origin }, answering({}))).rejects.toThrow(/origin must be a serialized origin/)
  })
})

describe('what goes over the wire', () => {
  test('a preflight has no headers of script, and names them in lower case, sorted, with a bare comma', async () => {
    const sent: ExchangeRequest[] = []
    await call(
      {
        method: 'PUT',
        headers: { 'X-B': '1', 'Content-Type': 'application/json', 'x-a': '2' },
        credentials: 'include',
      },
      (request) => {
        sent.push(request)
        return { status: 500 }
      },
    )
    const [preflight, ...rest] = sent
    expect(rest).toEqual([])
    expect(preflight).toMatchObject({
      kind: 'preflight',
      method: 'OPTIONS',
      url: API,
      body: null,
      includeCredentials: false,
    })
    expect(Object.fromEntries(preflight?.headers ?? [])).toEqual({
      accept: '*/*',
      'access-control-request-method': 'PUT',
      'access-control-request-headers': 'content-type,x-a,x-b',
      origin: PAGE,
      referer: `${PAGE}/`,
    })
  })

  test('the type of a body comes after the headers of script', async () => {
    const types = new Map<string, string | undefined>()
    for (const body of [
      '{}',
      new URLSearchParams('a=b'),
      new Blob(['x'], { type: 'application/json' }),
      new Uint8Array(1),
    ]) {
      await call({ method: 'POST', body }, ({ headers, kind }) => {
        types.set(
          body.constructor.name,
          kind === 'preflight' ? 'preflight' : headers.find(([name]) => name === 'content-type')?.[1],
        )
        return { status: 200 }
      })
    }
    expect(Object.fromEntries(types)).toEqual({
      String: 'text/plain;charset=UTF-8',
      URLSearchParams: 'application/x-www-form-urlencoded;charset=UTF-8',
      Blob: 'preflight',
      Uint8Array: undefined,
    })
  })

  test('Authorization does not follow to another origin', async () => {
    const outcome = await call({ headers: { authorization: 'secret' } }, ({ kind, url }) => {
      const headers = { 'access-control-allow-origin': '*', 'access-control-allow-headers': 'authorization' }
      if (kind === 'actual' && url === API) return { status: 307, headers: { ...headers, location: 'https://b.test/' } }
      return { status: 200, headers }
    })
    expect(
      outcome.exchanges.map(
        ({ kind, request }) =>
          `${kind} ${new URL(request.url).host} ${request.headers.some(([name]) => name === 'authorization')}`,
      ),
    ).toEqual(['preflight api.example.com false', 'actual api.example.com true', 'actual b.test false'])
  })

  test('a redirect from one foreign origin to another makes the origin null', async () => {
    const outcome = await call({}, ({ url }) =>
      url === API
        ? { status: 302, headers: { 'access-control-allow-origin': PAGE, location: 'https://b.test/' } }
        : { status: 200, headers: { 'access-control-allow-origin': PAGE } },
    )
    expect(outcome.exchanges.at(-1)?.request.headers).toContainEqual(['origin', 'null'])
    expect(outcome.reason).toMatchObject({
      code: 'AllowOriginMismatch',
      phase: 'actual',
      parameter: PAGE,
      url: 'https://b.test/',
    })
  })

  test('303 turns PUT into GET without a body', async () => {
    const outcome = await call({ url: `${PAGE}/a`, method: 'PUT', body: 'x' }, ({ url }) =>
      url.endsWith('/a') ? { status: 303, headers: { location: '/b' } } : { status: 200 },
    )
    expect(outcome.exchanges.at(-1)?.request).toMatchObject({ method: 'GET', url: `${PAGE}/b` })
    expect(outcome.exchanges.at(-1)?.request.headers.map(([name]) => name)).not.toContain('content-type')
  })

  test('more than 20 redirects are too many', async () => {
    const outcome = await call({ url: `${PAGE}/a` }, answering({ location: '/a' }, 302))
    expect(outcome.reason?.code).toBe('TooManyRedirects')
    expect(outcome.exchanges).toHaveLength(21)
  })
})

describe('what script sees', () => {
  const headers = {
    'access-control-allow-origin': '*',
    'content-type': 'text/plain',
    'x-a': '1',
    'x-b': '2',
    'set-cookie': 'c=1',
  }
  const names = async (expose: string, credentials: 'omit' | 'include' = 'omit') => {
    const origin =
      credentials === 'include'
        ? { 'access-control-allow-origin': PAGE, 'access-control-allow-credentials': 'true' }
        : {}
    const outcome = await call(
      { credentials },
      answering({ ...headers, ...origin, 'access-control-expose-headers': expose }),
    )
    return outcome.response?.headers.map(([name]) => name)
  }

  test('of another origin: the safelisted headers and what is exposed, never Set-Cookie', async () => {
    expect(await names('X-A')).toEqual(['content-type', 'x-a'])
    expect(await names('set-cookie, x-b')).toEqual(['content-type', 'x-b'])
  })

  test('* exposes everything, but is a name like any other under credentials', async () => {
    expect(await names('*')).toEqual([
      'access-control-allow-origin',
      'content-type',
      'x-a',
      'x-b',
      'access-control-expose-headers',
    ])
    expect(await names('*', 'include')).toEqual(['content-type'])
  })

  test('one bad element exposes nothing', async () => {
    expect(await names('"x-a", x-b')).toEqual(['content-type'])
  })

  test('of no-cors: nothing at all', async () => {
    const outcome = await call({ mode: 'no-cors' }, answering(headers))
    expect(outcome).toMatchObject({ verdict: 'opaque', response: { type: 'opaque', status: 0, url: '', headers: [] } })
  })

  test('of a redirect with redirect: manual, only where it came from', async () => {
    const outcome = await call({ url: `${PAGE}/a`, redirect: 'manual' }, answering({ location: '/b' }, 302))
    expect(outcome).toMatchObject({
      verdict: 'opaque',
      response: { type: 'opaqueredirect', status: 0, url: `${PAGE}/a` },
    })
  })

  test('of a data: URL, its type, without any exchange', async () => {
    const outcome = await call({ url: 'data:text/html,x' }, answering({}))
    expect(outcome).toMatchObject({
      verdict: 'allowed',
      exchanges: [],
      response: { type: 'basic', status: 200, headers: [['content-type', 'text/html']] },
    })
  })
})

describe('Cross-Origin-Resource-Policy', () => {
  test.each([
    ['same-origin', 'blocked'],
    ['same-site', 'allowed'],
    ['cross-origin', 'allowed'],
    ['Same-Origin', 'allowed'],
  ])('%s: a no-cors fetch by a page of the same site is %s', async (policy, verdict) => {
    const outcome = await call({ mode: 'no-cors' }, answering({ 'cross-origin-resource-policy': policy }))
    expect(outcome.verdict === 'blocked' ? 'blocked' : 'allowed').toBe(verdict)
  })

  test('does not concern mode cors', async () => {
    const outcome = await call(
      {},
      answering({ 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'same-origin' }),
    )
    expect(outcome.verdict).toBe('allowed')
  })
})

describe('Local Network Access, when the caller gives both address spaces', () => {
  const at = (space: 'loopback' | 'local' | 'public', permission?: 'granted'): SimulateOptions => ({
    network: { page: 'public', target: () => space, ...(permission === undefined ? {} : { permission }) },
  })
  const open = answering({ 'access-control-allow-origin': '*' })

  test('a public page does not get to a local server without permission', async () => {
    expect((await call({}, open, at('local'))).reason).toMatchObject({
      code: 'LocalNetworkAccessPermissionDenied',
      parameter: 'local',
    })
    expect((await call({}, open, at('local', 'granted'))).verdict).toBe('allowed')
    expect((await call({}, open, at('public'))).verdict).toBe('allowed')
  })

  test('an insecure page does not get there at all', async () => {
    const outcome = await call(
      { origin: 'http://app.example.com', url: 'http://printer.test/' },
      open,
      at('local', 'granted'),
    )
    expect(outcome.reason?.code).toBe('InsecureLocalNetwork')
  })

  test('a wrong targetAddressSpace is an error', async () => {
    const outcome = await call({ targetAddressSpace: 'loopback' }, open, at('local', 'granted'))
    expect(outcome.reason?.code).toBe('InvalidLocalNetworkAccess')
  })
})

describe('the preflight cache', () => {
  const server: Server = ({ kind }) => ({
    status: kind === 'preflight' ? 204 : 200,
    headers: {
      'access-control-allow-origin': '*',
      'access-control-allow-methods': 'PUT',
      'access-control-max-age': '600',
    },
  })
  const preflights = async (cache: PreflightCache, now: number, engine: SimulateOptions['engine'] = 'standard') => {
    const outcome = await call({ method: 'PUT' }, server, { cache, now, engine })
    return outcome.exchanges.filter(({ kind }) => kind === 'preflight').length
  }

  test('covers the next request until its time is over', async () => {
    const cache = new PreflightCache()
    expect(await preflights(cache, 0)).toBe(1)
    expect(await preflights(cache, 599_999)).toBe(0)
    expect(await preflights(cache, 600_000)).toBe(1)
  })

  test('is separate for each origin and whole URL', async () => {
    const cache = new PreflightCache()
    await preflights(cache, 0)
    const other = await call({ method: 'PUT', url: `${API}?page=2` }, server, { cache })
    expect(other.exchanges).toHaveLength(2)
  })

  test('forgets everything when cleared', async () => {
    const cache = new PreflightCache()
    await preflights(cache, 0)
    cache.reset()
    expect(cache.size).toBe(0)
    expect(await preflights(cache, 0)).toBe(1)
  })
})

test('an error that respond throws goes through', async () => {
  await expect(call({}, () => Promise.reject(new Error('a bug in the test')))).rejects.toThrow('a bug in the test')
})

test('a network failure is not a matter of CORS', async () => {
  const outcome = await call({}, () => ({ networkError: 'connection refused' }))
  expect(outcome).toMatchObject({
    verdict: 'unreachable',
    reason: { code: 'NetworkError', parameter: 'connection refused' },
    exchanges: [{ response: null }],
  })
})

test('an outcome survives JSON, its lazily made console lines included', async () => {
  const outcome = await call({}, answering({}))
  expect(JSON.parse(JSON.stringify(outcome))).toEqual({ ...outcome, messages: outcome.messages })
  expect(outcome.messages.chromium).toHaveLength(1)
})

test('whatever a page asks and a server answers, there is an outcome, and it is consistent', async () => {
  await fc.assert(
    fc.asyncProperty(
      arbitraryRequest,
      fc.array(arbitraryResponse, { minLength: 1, maxLength: 4 }),
      fc.constantFrom('standard', 'chromium', 'firefox', 'webkit'),
      async (request, answers, engine) => {
        let turn = 0
        const outcome = await simulateFetch(request, () => answers[turn++ % answers.length] as ExchangeResponse, {
          engine,
        })
        expect(outcome.reason === null).toBe(outcome.response !== null)
        expect(outcome.exchanges.length).toBeLessThanOrEqual(42)
        if (outcome.reason !== null) expect(outcome.steps.at(-1)?.passed).toBe(false)
        for (const { kind, request: sent } of outcome.exchanges) {
          if (kind === 'preflight') expect(sent.headers.map(([name]) => name)).not.toContain('authorization')
        }
      },
    ),
    RUNS,
  )
})

test.each([200, 302])('simulateFetchSync gives the same outcome, status %i', async (status) => {
  const request: RequestInput = { origin: PAGE, url: API, method: 'PUT' }
  const respond = ({ kind }: ExchangeRequest): ExchangeResponse => ({
    status: kind === 'preflight' ? 204 : status,
    headers: { 'access-control-allow-origin': '*', 'access-control-allow-methods': 'PUT', location: 'http://[' },
  })
  const outcome = simulateFetchSync(request, respond)
  expect(outcome.exchanges.map(({ kind }) => kind)).toEqual(['preflight', 'actual'])
  expect({ ...outcome }).toEqual({ ...(await simulateFetch(request, respond)) })
})

describe('pages that did not come by http', () => {
  const server: Server = ({ headers, kind }) => ({
    status: kind === 'preflight' ? 204 : 200,
    headers: {
      'access-control-allow-origin': headers.find(([name]) => name === 'origin')?.[1] ?? '',
      'access-control-allow-methods': 'PUT',
    },
  })

  test.each([
    ['capacitor://localhost', 'capacitor://localhost'],
    ['ionic://localhost', 'ionic://localhost'],
    ['tauri://localhost', 'tauri://localhost'],
    ['app://obsidian.md', 'app://obsidian.md'],
    ['chrome-extension://aaaabbbbccccddddeeeeffffgggghhhh', 'chrome-extension://aaaabbbbccccddddeeeeffffgggghhhh'],
    ['moz-extension://468bd80b-d877-4ee1-9f4e-a556e67a17ac', 'moz-extension://468bd80b-d877-4ee1-9f4e-a556e67a17ac'],
    ['safari-web-extension://468BD80B', 'safari-web-extension://468BD80B'],
    ['file://', 'null'],
    ['null', 'null'],
  ])('%s sends its origin as %s and no referrer, in every engine', async (origin, sent) => {
    for (const engine of ['standard', 'chromium', 'firefox', 'webkit'] as const) {
      for (const referrerPolicy of ['', 'unsafe-url', 'no-referrer', 'origin'] as const) {
        const outcome = await call({ origin, referrerPolicy, method: 'PUT' }, server, { engine })
        expect(outcome.verdict).toBe('allowed')
        expect(outcome.exchanges.map(({ kind }) => kind)).toEqual(['preflight', 'actual'])
        for (const { request } of outcome.exchanges) {
          expect(request.headers).toContainEqual(['origin', sent])
          expect(request.headers.some(([name]) => name === 'referer')).toBe(false)
        }
        expect(() => JSON.stringify(outcome)).not.toThrow()
      }
    }
  })

  test('an app asks its own scheme without CORS', async () => {
    const outcome = await call({ origin: 'capacitor://localhost', url: '/config.json' }, answering({}))
    expect(outcome).toMatchObject({ verdict: 'allowed', response: { type: 'basic' } })
  })
})

describe('calls that cannot be a fetch', () => {
  const odd = fc.oneof(
    fc.anything({ withBigInt: true, withDate: true, withMap: true, withNullPrototype: true, withSparseArray: true }),
    fc.constantFrom(null, undefined, 5, '', 'x', [], {}, () => 1, Symbol('s')),
  )

  test('whatever the parts of a request are, there is an outcome or an error that names the part', async () => {
    const parts = ['origin', 'url', 'method', 'headers', 'credentials', 'mode', 'redirect', 'referrerPolicy', 'body']
    const more = ['useCorsPreflight', 'targetAddressSpace', 'pageUrl']
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...parts, ...more), odd, async (part, value) => {
        const named = new RegExp(`^${part} must be `)
        try {
          const outcome = await call({ [part]: value } as never, answering({}))
          expect(JSON.parse(JSON.stringify(outcome))).toHaveProperty('messages')
        } catch (error) {
          expect(error).toBeInstanceOf(TypeError)
          expect((error as Error).message).toMatch(named)
        }
      }),
      RUNS,
    )
  })

  test('whatever respond gives, there is an outcome or an error that says so', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(odd, fc.record({ status: odd, headers: odd }, { requiredKeys: [] }), fc.record({ networkError: odd })),
        async (given) => {
          try {
            await call({}, () => given as never)
          } catch (error) {
            expect(error).toBeInstanceOf(TypeError)
            expect((error as Error).message).toMatch(
              /^(what respond gives|networkError|the status that respond gives|headers) must be /,
            )
          }
        },
      ),
      RUNS,
    )
  })

  test.each([undefined, null, 5, 'x', {}])('%o as respond is named', async (respond) => {
    const request = { origin: 'https://app.example.com', url: 'https://api.example.com/' }
    await expect(simulateFetch(request, respond as never)).rejects.toThrow(
      /^respond must be a function of the request, not /,
    )
    expect(() => simulateFetchSync(request, respond as never)).toThrow(TypeError)
  })

  test.each<[string, unknown]>([
    ['options', 5],
    ['options', null],
    ['cache', { cache: {} }],
    ['now', { now: Number.NaN }],
    ['network', { network: null }],
    ['now', { now: 'soon' }],
    ['network', { network: 5 }],
    ['network.page', { network: { page: 'office', target: () => 'local' } }],
    ['network.target', { network: { page: 'public', target: 'local' } }],
    ['network.permission', { network: { page: 'public', target: () => 'local', permission: 'yes' } }],
    ['what network.target gives', { engine: 'chromium', network: { page: 'public', target: () => 'office' } }],
  ])('%s of another type is an error that names it', async (name, options) => {
    await expect(call({}, answering({}), options as never)).rejects.toThrow(new RegExp(`^${name} must be `))
  })

  test('without a known address space nothing is checked', async () => {
    const network = { page: 'public', target: () => null } as const
    const server = answering({ 'access-control-allow-origin': '*' })
    const outcome = await call({ targetAddressSpace: 'local' }, server, { engine: 'chromium', network })
    expect(outcome.verdict).toBe('allowed')
  })
})

describe('other parts of a call', () => {
  const server = answering({ 'access-control-allow-origin': '*' })

  test.each([
    ['', null],
    ['about:client', 'https://app.example.com/page'],
    ['/other?a=1#b', 'https://app.example.com/other?a=1'],
    ['https://elsewhere.example/', 'https://app.example.com/page'],
  ])('referrer %j is told as %j', async (referrer, told) => {
    const pageUrl = `${PAGE}/page`
    const outcome = await call({ referrer, pageUrl, referrerPolicy: 'unsafe-url' }, server)
    const sent = outcome.exchanges[0]?.request.headers.find(([name]) => name === 'referer')?.[1] ?? null
    expect(sent).toBe(told)
  })

  test.each([{ referrer: 'http://[' }, { cache: 'sometimes' as never }, { cache: 'only-if-cached' as const }])(
    '%j is refused before anything is sent',
    async (request) => {
      const outcome = await call(request, () => expect.unreachable('nothing is to be sent'))
      expect(outcome).toMatchObject({ verdict: 'blocked', reason: { code: 'InvalidRequestOption' }, exchanges: [] })
    },
  )

  test('nothing is cached, so only-if-cached finds nothing, but in WebKit, which asks', async () => {
    const own = { url: '/own', cache: 'only-if-cached', mode: 'same-origin' } as const
    for (const engine of ['standard', 'chromium', 'firefox'] as const) {
      expect((await call(own, server, { engine })).verdict).toBe('unreachable')
    }
    expect((await call(own, server, { engine: 'webkit' })).verdict).toBe('allowed')
  })

  test('XMLHttpRequest is named by the consoles, and has no advice about values', async () => {
    const asked = { initiator: 'xmlhttprequest', credentials: 'include' } as const
    const { messages } = await call(asked, server)
    expect(messages.chromium[0]).toMatch(
      /^Access to XMLHttpRequest at .* controlled by the withCredentials attribute\.$/,
    )
    expect(messages.webkit.at(-1)).toMatch(/^XMLHttpRequest cannot load/)
    const other = await call(
      { initiator: 'xmlhttprequest' },
      answering({ 'access-control-allow-origin': 'https://b.test' }),
    )
    expect(other.messages.chromium[0]).toMatch(/that is not equal to the supplied origin\.$/)
  })
})

test('of URLs that nobody can parse, WebKit tells only those of data', () => {
  const said = (url: string) =>
    simulateFetchSync({ origin: PAGE, url }, () => ({ status: 200, headers: [] }), { engine: 'webkit' }).messages.webkit
  expect(said('data:x')).toEqual(['Fetch API cannot load data:x.'])
  expect(said('http://a b')).toEqual([])
})

test.each([
  'cache',
  'initiator',
  'integrity',
  'method',
  'credentials',
  'mode',
  'redirect',
  'referrer',
  'referrerPolicy',
  'targetAddressSpace',
  'pageUrl',
])('%s that is not text is the mistake of the caller', async (name) => {
  for (const value of [1, {}, []]) {
    const call = simulateFetch({ origin: 'https://a.example', url: 'https://b.example/', [name]: value }, async () => {
      throw new Error('nothing is sent')
    })
    await expect(call).rejects.toThrow(new RegExp(`^.*${name}.* a string`))
  }
})
