import { createServer } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import { constants, gzipSync, zstdCompressSync } from 'node:zlib'
import type { Engine, Outcome } from 'corskit/browser'
import { afterEach, describe, expect, it } from 'vitest'
import { type Handlers, openPage, type Page, type PageOptions, PreflightCache } from './index.ts'
import { httpServer } from './testing/servers.ts'

const APP = 'https://app.example.com'
const API = 'https://api.example.com'

const pages: Page[] = []

function open(url: string, options: PageOptions = {}): Page {
  const page = openPage(url, options)
  pages.push(page)
  return page
}

afterEach(async () => {
  await Promise.all(pages.splice(0).map((page) => page.close()))
})

/** A page at APP and a fetch-style server at API; what the server was asked is kept. */
function pageWith(answer: (request: Request) => Response | Promise<Response>, options: PageOptions = {}) {
  const asked: Request[] = []
  const handler = async (request: Request) => {
    asked.push(request.clone() as Request)
    return answer(request)
  }
  const handlers: Handlers = { [API]: handler, [APP]: handler, ...options.handlers }
  return { page: open(`${APP}/start`, { ...options, handlers }), asked }
}

const allow = (headers: Record<string, string> = {}, body: BodyInit | null = 'hello', status = 200) =>
  new Response(body, { status, headers: { 'access-control-allow-origin': APP, ...headers } })

const allowAll = (request: Request) =>
  allow(
    {
      'access-control-allow-methods': 'GET, PUT, DELETE, PATCH',
      'access-control-allow-headers': 'content-type, x-token, authorization',
      'access-control-allow-credentials': 'true',
    },
    request.method === 'OPTIONS' ? null : 'hello',
    request.method === 'OPTIONS' ? 204 : 200,
  )

async function blocked(call: Promise<unknown>): Promise<{ error: TypeError; outcome: Outcome }> {
  const error = await call.then(
    () => expect.unreachable('the call was let through'),
    (reason) => reason as TypeError,
  )
  expect(error).toBeInstanceOf(TypeError)
  return { error, outcome: error.cause as Outcome }
}

describe('a call that is let through', () => {
  it('sends each header value as a text: undefined, too', async () => {
    const { page, asked } = pageWith(allowAll)
    const headers = { 'x-token': undefined, authorization: [1, 2], 'content-type': null } as never
    await page.fetch(API, { headers })
    const [preflight, actual] = asked
    expect(preflight?.method).toBe('OPTIONS')
    const sent = ['x-token', 'authorization', 'content-type'].map((name) => actual?.headers.get(name))
    expect(sent).toEqual(['undefined', '1,2', 'null'])
  })

  it('gives a response of type cors with the safelisted headers only, which nobody can change', async () => {
    const { page } = pageWith(() => allow({ etag: '"1"', 'content-type': 'text/plain' }))
    const response = await page.fetch(`${API}/users?x=1#part`)
    expect(response).toBeInstanceOf(page.Response)
    expect(response).toBeInstanceOf(Response)
    expect(response).toMatchObject({ type: 'cors', status: 200, ok: true, redirected: false, url: `${API}/users?x=1` })
    expect([...response.headers]).toEqual([['content-type', 'text/plain']])
    expect(() => response.headers.set('a', 'b')).toThrow(TypeError)
    expect(await response.text()).toBe('hello')
    expect(response.bodyUsed).toBe(true)
    await expect(response.text()).rejects.toThrow(TypeError)
  })

  it('reads exposed headers, and takes a path as one of its own origin', async () => {
    const { page } = pageWith(() => allow({ etag: '"1"', 'access-control-expose-headers': 'ETag' }))
    expect((await page.fetch(API)).headers.get('etag')).toBe('"1"')
    const own = await page.fetch('users')
    expect(own).toMatchObject({ type: 'basic', url: `${APP}/users` })
  })

  it('sends what a browser sends, and drops what script may not set', async () => {
    const { page, asked } = pageWith(() => allow())
    await page.fetch(API, { headers: { Cookie: 'a=b', Origin: 'https://evil.example', 'Sec-Fetch-Site': 'none' } })
    expect(Object.fromEntries(asked[0]?.headers ?? [])).toMatchObject({
      origin: APP,
      referer: `${APP}/`,
      host: 'api.example.com',
      'sec-fetch-site': 'same-site',
      'sec-fetch-mode': 'cors',
    })
    expect(asked[0]?.headers.has('cookie')).toBe(false)
  })

  it('makes a preflight once, and not again while it is remembered', async () => {
    const { page, asked } = pageWith(allowAll)
    for (let i = 0; i < 2; i++) {
      const response = await page.fetch(API, { method: 'PUT', headers: { 'X-Token': '1' }, body: 'data' })
      expect(response.status).toBe(200)
    }
    expect(asked.map(({ method }) => method)).toEqual(['OPTIONS', 'PUT', 'PUT'])
    expect(asked[0]?.headers.get('access-control-request-headers')).toBe('x-token')
    expect(await asked[1]?.text()).toBe('data')
  })

  it('forgets a preflight when its time is over', async () => {
    let now = 0
    const { page, asked } = pageWith(allowAll, { now: () => now })
    await page.fetch(API, { method: 'PUT' })
    now = 5_001 // the standard's default of 5 seconds
    await page.fetch(API, { method: 'PUT' })
    expect(asked.map(({ method }) => method)).toEqual(['OPTIONS', 'PUT', 'OPTIONS', 'PUT'])
  })

  it('shares preflights between pages that are given one cache', async () => {
    const preflightCache = new PreflightCache()
    const first = pageWith(allowAll, { preflightCache })
    const second = pageWith(allowAll, { preflightCache })
    await first.page.fetch(API, { method: 'DELETE' })
    await second.page.fetch(API, { method: 'DELETE' })
    expect(second.asked.map(({ method }) => method)).toEqual(['DELETE'])
  })

  it('follows redirects hop by hop, with an origin that is null after the second foreign one', async () => {
    const other = 'https://other.example'
    const seen: (string | null)[] = []
    const { page } = pageWith(
      (request) => {
        seen.push(request.headers.get('origin'))
        return allow({ location: `${other}/end` }, null, 302)
      },
      {
        handlers: {
          [other]: (request: Request) => {
            seen.push(request.headers.get('origin'))
            return new Response('there', { headers: { 'access-control-allow-origin': 'null' } })
          },
        },
      },
    )
    const response = await page.fetch(API)
    expect(response).toMatchObject({ redirected: true, url: `${other}/end`, type: 'cors' })
    expect(seen).toEqual([APP, 'null'])
  })

  it('is opaque in no-cors mode, whose headers are guarded', async () => {
    const { page, asked } = pageWith(() => new Response('secret'))
    const request = new page.Request(API, { mode: 'no-cors', headers: { 'x-token': '1', accept: 'text/html' } })
    expect([...request.headers]).toEqual([['accept', 'text/html']])
    const response = await page.fetch(request)
    expect(response).toMatchObject({ type: 'opaque', status: 0, url: '', body: null, ok: false })
    expect(await response.text()).toBe('')
    expect(asked[0]?.headers.get('accept')).toBe('text/html')
  })

  it('gives opaque redirects when asked for manual', async () => {
    const { page } = pageWith(() => allow({ location: '/b' }, null, 302))
    expect(await page.fetch(API, { redirect: 'manual' })).toMatchObject({ type: 'opaqueredirect', status: 0 })
  })

  it('reads a data: URL', async () => {
    const response = await open(APP).fetch('data:text/plain,hi')
    expect(response).toMatchObject({ type: 'basic', status: 200 })
    expect(await response.text()).toBe('hi')
  })

  it('has an opaque origin in a sandboxed frame and in a data: document', async () => {
    const origins: (string | null)[] = []
    const handler = (request: Request) => {
      origins.push(request.headers.get('origin'))
      return new Response(null, { headers: { 'access-control-allow-origin': 'null' } })
    }
    await open(APP, { sandboxed: true, handlers: { [API]: handler } }).fetch(API)
    await open('data:text/html,hi', { handlers: { [API]: handler } }).fetch(API)
    expect(origins).toEqual(['null', 'null'])
  })
})

describe('a call that is blocked', () => {
  const messages: Record<Engine, string> = {
    standard: 'Failed to fetch',
    chromium: 'Failed to fetch',
    firefox: 'NetworkError when attempting to fetch resource.',
    webkit: 'Load failed',
  }
  it.each(Object.entries(messages) as [Engine, string][])(
    "rejects with %s's own TypeError",
    async (engine, message) => {
      const { page } = pageWith(() => new Response('secret'), { engine })
      const { error, outcome } = await blocked(page.fetch(API))
      expect(error.message).toBe(message)
      expect(outcome).toMatchObject({
        verdict: 'blocked',
        reason: { code: 'MissingAllowOriginHeader', phase: 'actual' },
      })
      expect(outcome.messages.chromium[0]).toContain('has been blocked by CORS policy')
    },
  )

  it('never sends what the preflight refused', async () => {
    const { page, asked } = pageWith(() => allow({}, null, 204))
    const { outcome } = await blocked(page.fetch(API, { method: 'PUT' }))
    expect(outcome.reason?.code).toBe('MethodDisallowedByPreflightResponse')
    expect(asked.map(({ method }) => method)).toEqual(['OPTIONS'])
  })

  it('refuses a forbidden method in the words of the engine', async () => {
    const { error, outcome } = await blocked(open(APP, { engine: 'firefox' }).fetch(API, { method: 'TRACE' }))
    expect(error.message).toBe('Window.fetch: Invalid request method TRACE.')
    expect(outcome.exchanges).toEqual([])
  })

  it('is unreachable when the handler throws, and the outcome has the message', async () => {
    const { page } = pageWith(() => {
      throw new Error('no database')
    })
    const { outcome } = await blocked(page.fetch(API))
    expect(outcome).toMatchObject({ verdict: 'unreachable', reason: { code: 'NetworkError' } })
    expect(outcome.reason?.parameter).toContain('no database')
  })

  it('says what happened without throwing when it is asked for the outcome', async () => {
    const { page } = pageWith(() => new Response())
    expect((await page.outcomeOf(API)).verdict).toBe('blocked')
    expect((await page.outcomeOf('/')).verdict).toBe('allowed')
  })
})

describe('bodies', () => {
  it.each([
    ['text', 'text', 'text/plain;charset=UTF-8'],
    ['URLSearchParams', new URLSearchParams('a=1'), 'application/x-www-form-urlencoded;charset=UTF-8'],
    ['a Blob', new Blob(['text'], { type: 'text/plain' }), 'text/plain'],
    ['bytes', new Uint8Array([116, 101]), null],
  ])('sends %s with its type', async (_name, body, type) => {
    const { page, asked } = pageWith(() => allow())
    await page.fetch(API, { method: 'POST', body })
    expect(asked[0]?.headers.get('content-type')).toBe(type)
    expect(await asked[0]?.text()).toBe(await new Response(body).text())
  })

  it('sends a form with a boundary that the server can read', async () => {
    const { page, asked } = pageWith(() => allow())
    const form = new FormData()
    form.append('name', 'Ada')
    await page.fetch(API, { method: 'POST', body: form })
    expect((await asked[0]?.formData())?.get('name')).toBe('Ada')
  })

  it('sends a stream after a preflight, and only where duplex is said', async () => {
    const { page, asked } = pageWith(allowAll)
    const stream = () => new Blob(['one', 'two']).stream() as ReadableStream
    await expect(page.fetch(API, { method: 'POST', body: stream() })).rejects.toThrow(TypeError)
    await page.fetch(API, { method: 'POST', body: stream(), duplex: 'half' })
    expect(asked.map(({ method }) => method)).toEqual(['OPTIONS', 'POST'])
    expect(await asked[1]?.text()).toBe('onetwo')
  })

  it('refuses a stream over HTTP/1.1', async () => {
    const server = await httpServer((_request, response) => response.end())
    const page = open('http://app.example.com/', { resolve: { 'app.example.com': server.address } })
    const body = new Blob(['one']).stream()
    const { outcome } = await blocked(page.fetch('/', { method: 'POST', body, duplex: 'half' }))
    expect(outcome.reason?.parameter).toBe('a stream as a body needs HTTP/2')
  })

  it('sends the body of a Request again after a redirect, and leaves the Request used', async () => {
    const { page, asked } = pageWith((request) =>
      request.url.endsWith('/a') ? allow({ location: '/b' }, null, 307) : allow(),
    )
    const request = new page.Request(`${API}/a`, { method: 'POST', body: 'data' })
    await page.fetch(request)
    expect(await Promise.all(asked.map((each) => each.text()))).toEqual(['data', 'data'])
    expect(request.bodyUsed).toBe(true)
    await expect(page.fetch(request)).rejects.toThrow(TypeError)
  })

  it('takes a Request of Node, body and all', async () => {
    const { page, asked } = pageWith(() => allow())
    await page.fetch(new Request(API, { method: 'POST', body: 'data', headers: { origin: 'https://evil.example' } }))
    expect(asked[0]?.headers.get('origin')).toBe(APP)
    expect(await asked[0]?.text()).toBe('data')
  })

  it('streams an answer as it comes, and both copies of a cloned one', async () => {
    let send: (text: string) => void = () => {}
    const server = await httpServer((_request, response) => {
      send = (text) => response.write(text)
      response.flushHeaders()
    })
    const page = open('http://app.example.com/', { resolve: { 'app.example.com': server.address } })
    const response = await page.fetch('/')
    const copy = response.clone()
    for (const reader of [response.body?.getReader(), copy.body?.getReader()]) {
      send('more')
      expect(new TextDecoder().decode((await reader?.read())?.value)).toBe('more')
    }
  })

  it('undoes the compression of an answer', async () => {
    const zipped = gzipSync('hello '.repeat(1_000))
    const server = await httpServer((_request, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip', 'content-type': 'text/plain' }).end(zipped),
    )
    const page = open('http://app.example.com/', { resolve: { 'app.example.com': server.address } })
    expect(await (await page.fetch('/')).text()).toHaveLength(6_000)
    expect(await (await page.fetch('/')).blob()).toMatchObject({ size: 6_000, type: 'text/plain' })
  })

  it('reads no zstd that wants a window larger than 8 MiB', async () => {
    const large = zstdCompressSync(Buffer.alloc(9 * 1024 * 1024), { params: { [constants.ZSTD_c_windowLog]: 24 } })
    const server = await httpServer(({ url }, response) =>
      response.writeHead(200, { 'content-encoding': 'zstd' }).end(url === '/large' ? large : zstdCompressSync('small')),
    )
    const page = open('http://app.example.com/', { resolve: { 'app.example.com': server.address } })
    expect(await (await page.fetch('/small')).text()).toBe('small')
    await expect((await page.fetch('/large')).text()).rejects.toThrow(TypeError)
  })
})

describe('aborting', () => {
  it.each(['text', 'json', 'arrayBuffer', 'blob', 'bytes', 'formData'] as const)(
    'leaves nothing to %s() of an answer that had arrived',
    async (way) => {
      const { page } = pageWith(() => Response.json('there', { headers: { 'access-control-allow-origin': '*' } }))
      const abort = new AbortController()
      const response = await page.fetch(API, { signal: abort.signal })
      abort.abort()
      await expect(response[way]()).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }))
    },
  )

  it('ends a stream at once, though not one that was read to its end', async () => {
    const { page } = pageWith(() => new Response('there', { headers: { 'access-control-allow-origin': '*' } }))
    const abort = new AbortController()
    const response = await page.fetch(API, { signal: abort.signal })
    const whole = await page.fetch(API, { signal: abort.signal })
    const text = await new Response(whole.body).text()
    const reader = (response.body as ReadableStream).getReader()
    abort.abort('enough')
    await expect(reader.closed).rejects.toBe('enough')
    expect(text).toBe('there')
  })

  it('rejects with the reason of the signal, before and while the server is asked', async () => {
    const { page } = pageWith(() => new Promise<Response>(() => {}))
    await expect(page.fetch(API, { signal: AbortSignal.abort('before') })).rejects.toBe('before')
    const abort = new AbortController()
    const call = page.fetch(API, { signal: abort.signal })
    abort.abort()
    await expect(call).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }))
  })

  it('ends a body that is being read, and closes its connection', async () => {
    const server = await httpServer((_request, response) => void response.write('part'))
    const page = open('http://app.example.com/', { resolve: { 'app.example.com': server.address } })
    const abort = new AbortController()
    const response = await page.fetch('/', { signal: abort.signal })
    const text = response.text()
    abort.abort()
    await expect(text).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }))
    await server.allClosed()
  })
})

describe('connections', () => {
  it('keeps a connection for the next fetch, and asks the name that it was given', async () => {
    const hosts: unknown[] = []
    const server = await httpServer((request, response) => {
      hosts.push(request.headers.host)
      response.writeHead(200, { 'access-control-allow-origin': '*' }).end('x'.repeat(20_000))
    })
    const page = open(APP, { resolve: { 'api.example.com': `http://${server.address}` } })
    for (let i = 0; i < 20; i++) await (await page.fetch(API)).text()
    expect(server.connections()).toBe(1)
    expect(new Set(hosts)).toEqual(new Set(['api.example.com']))
    await page.close()
    await server.allClosed()
  })

  it('calls a Node listener through a server of its own, which goes with the page', async () => {
    const listener = createServer((request, response) => {
      response.setHeader('access-control-allow-origin', request.headers.origin ?? '')
      response.end(request.url)
    }).listeners('request')[0] as (request: unknown, response: unknown) => void
    const page = open(APP, { handlers: { [API]: listener } })
    expect(await (await page.fetch(`${API}/path`)).text()).toBe('/path')
    await page.close()
    await delay(0)
  })

  it.each([
    ['a path as page', () => openPage('/'), /absolute URL/],
    [
      'an option that is misspelt',
      () => openPage(APP, { engin: 'chromium' } as never),
      /no option "engin"; it has engine, /,
    ],
    [
      'a handler for all',
      () => openPage(APP, { handler: () => 1 } as never),
      /no option "handler"; it has engine, resolve/,
    ],
    [
      'options that are not an object',
      () => openPage(APP, 'chromium' as never),
      /must be an object such as { name: value }, not chromium/,
    ],
    ['no options', () => openPage(APP, null as never), /must be an object such as { name: value }, not null/],
    ...(
      [
        ['timeout', '5'],
        ['timeout', 2 ** 31],
        ['thirdPartyCookies', 'no'],
        ['sandboxed', 'yes'],
        ['userAgent', 'a\r\nb'],
        ['now', 5],
        ['cookies', {}],
        ['preflightCache', new Map()],
        ['tls', null],
        ['tls', { ca: 5 }],
        ['tls', { ca: ['x', 5] }],
        ['tls', { rejectUnauthorized: 'no' }],
        ['tls', { rejectUnauthorised: false }],
        ['network', 'public'],
        ['network', { page: 'private', target: () => null }],
        ['network', { page: 'public' }],
        ['network', { page: 'public', target: () => null, permision: 'granted' }],
        ['network', { page: 'public', target: () => null, permission: 'yes' }],
      ] as const
    ).map(
      ([name, value]) =>
        [
          `${name}: ${JSON.stringify(value)}`,
          () => openPage(APP, { [name]: value } as never),
          new RegExp(`^${name}[ .]`),
        ] as [string, () => unknown, RegExp],
    ),
    ['an unknown engine', () => openPage(APP, { engine: 'opera' as never }), /engine must be one of/],
    [
      'a handler under a URL',
      () => openPage(APP, { handlers: { [`${API}/`]: () => new Response() } }),
      /not an origin/,
    ],
    ['a name that leads to a path', () => openPage(APP, { resolve: { a: 'http://b/c' } }), /resolve: a must lead/],
    ['a timeout of nothing', () => openPage(APP, { timeout: 0 }), /timeout/],
  ])('refuses %s', (_name, call, message) => {
    expect(call).toThrow(message)
  })
})
