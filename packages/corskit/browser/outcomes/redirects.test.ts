import { test } from 'vitest'
import {
  API,
  allowing,
  call,
  expectTable,
  type Headers,
  PAGE,
  product,
  type Row,
  type Server,
} from '../testing/outcome-table.ts'
import { ENGINES, inEachEngine } from '../testing/outcome-text.ts'
import type { Engine } from '../words/outcome.ts'
import type { RequestInput } from '../words/request-input.ts'

test('redirects', () => {
  const locations = [
    'https://third.test/',
    '/next',
    'next',
    '',
    '#f',
    `${PAGE}/back`,
    'https://u:p@third.test/',
    'https://u@api.example.com/x',
    'https://api.example.com:25/',
    'http://third.test/',
    'data:,x',
    'blob:https://app.example.com/1',
    'file:///x',
    'ftp://third.test/',
    'about:blank',
    'https://',
    'http://[',
    '//third.test/x#g',
    'https://third.test/é',
    'mailto:x@y',
    'javascript:1',
    // The names of schemes elsewhere than at the beginning.
    'ftp://third.test/about:blob:chrome:data:file:filesystem:javascript:ws:wss:',
    'https://u:p@app.example.com/x',
    'ws://third.test/',
    'chrome://version',
    'filesystem:https://app.example.com/1',
  ]
  const calls: readonly [string, Partial<RequestInput>][] = [
    ['GET', {}],
    ['POST', { method: 'POST', body: 'x', headers: { 'content-type': 'text/plain' } }],
    ['PUT', { method: 'PUT', body: 'x', headers: { authorization: 'a', 'content-type': 'application/json' } }],
    ['no-cors', { mode: 'no-cors' }],
    ['HEAD', { method: 'HEAD' }],
    ['same-origin', { url: `${PAGE}/x`, mode: 'same-origin' }],
    ['no-cors from the page', { url: `${PAGE}/x`, mode: 'no-cors' }],
    ['no-cors with credentials from the page', { url: `${PAGE}/x`, mode: 'no-cors', credentials: 'include' }],
    ['from an opaque page', { origin: 'null' }],
    ['no-cors from an opaque page', { origin: 'null', mode: 'no-cors' }],
    ['from the page', { url: `${PAGE}/x`, method: 'POST', body: 'x', headers: { authorization: 'a' } }],
  ]
  const hop = (status: number, location: string | null, more: Headers = {}): Server => {
    let isFirst = true
    return (request) => {
      if (request.kind === 'preflight' || !isFirst) return allowing()(request)
      isFirst = false
      return allowing({ ...(location === null ? {} : { location }), ...more }, status)(request)
    }
  }
  /** A server that remembers is made anew for each engine. */
  const hops = (title: string, request: Partial<RequestInput>, server: () => Server) => () =>
    inEachEngine(title, (engine) => [call(request, server(), { engine })])
  const chain = (length: number): Server => {
    let done = 0
    return (request) => (done++ < length ? allowing({ location: `/${done}` }, 302)(request) : allowing()(request))
  }
  expectTable('redirects', [
    ...product(calls, locations).map(([[title, request], location]) =>
      hops(`${title} 302 to ${location}`, request, () => hop(302, location)),
    ),
    ...product(calls, [301, 303, 307, 308, 300, 304, 305]).map(([[title, request], status]) =>
      hops(`${title} ${status}`, request, () => hop(status, 'https://third.test/')),
    ),
    ...calls.map(([title, request]) => hops(`${title} without Location`, request, () => hop(302, null))),
    ...calls.map(([title, request]) =>
      hops(`${title} refused at the first`, request, () =>
        hop(302, 'https://third.test/', { 'access-control-allow-origin': 'https://no.test' }),
      ),
    ),
    ...[301, 302, 303, 307, 308].map((status) =>
      hops(`a stream ${status}`, { method: 'POST', body: new ReadableStream() }, () => hop(status, '/x')),
    ),
    ...['null', PAGE].flatMap((origin) =>
      [API, 'https://third.test/'].map((location) =>
        hops(`PUT by ${origin}, led to ${location}`, { origin, method: 'PUT' }, () => hop(307, location)),
      ),
    ),
    hops('a redirect of the preflight', { method: 'PUT' }, () => () => ({
      status: 301,
      headers: { location: '/x', 'access-control-allow-origin': '*' },
    })),
    ...product(product(['', '*', PAGE, 'null', `x, ${PAGE}`], ['', '*', PAGE, 'null']), [
      `${PAGE}/x`,
      'https://api.example.com/x',
    ]).map(([[first, second], url]) =>
      hops(`timing ${first || 'hidden'}, then ${second || 'hidden'}, from ${url}`, { url }, () => {
        const timing = (value: string): Headers => (value === '' ? {} : { 'timing-allow-origin': value })
        return (request) =>
          new URL(request.url).pathname === '/last'
            ? allowing(timing(second))(request)
            : allowing({ location: `${PAGE}/last`, ...timing(first) }, 302)(request)
      }),
    ),
    hops('20 hops', {}, () => chain(20)),
    hops('21 hops', {}, () => chain(21)),
  ])
})

/** What is left of a request at each hop, in few signs: method, host, the headers that script set, and Origin. */
test('a request after two redirects', () => {
  const hosts = {
    page: PAGE,
    api: 'https://api.example.com',
    third: 'https://third.test',
    user: 'https://u:p@third.test',
  }
  const ways = [
    'page page api',
    'page api page',
    'page api third',
    'api api api',
    'api third page',
    'api page page',
    'page page page',
    'api user',
    'page page user',
    'page user',
  ]
  const headers = { authorization: 'a', 'content-type': 'text/plain', 'content-language': 'de', 'x-a': '1', dpr: '1' }
  const calls: readonly Partial<RequestInput>[] = [
    { method: 'GET' },
    { method: 'POST', body: 'x' },
    { method: 'PUT', body: 'x' },
    { method: 'DELETE' },
    { method: 'POST', body: 'x', mode: 'no-cors', credentials: 'include' },
    { method: 'GET', mode: 'no-cors' },
    { method: 'POST', mode: 'no-cors', referrerPolicy: 'strict-origin' },
  ]
  const short = (
    engine: Engine,
    request: Partial<RequestInput>,
    way: readonly string[],
    statuses: readonly number[],
  ) => {
    const server: Server = (asked) => {
      const at = Number(new URL(asked.url).pathname.slice(1))
      const next = way[at + 1]
      if (asked.kind === 'preflight' || next === undefined) return allowing()(asked)
      return allowing({ location: `${hosts[next as keyof typeof hosts]}/${at + 1}` }, statuses[at])(asked)
    }
    const url = `${hosts[way[0] as keyof typeof hosts]}/0`
    const { exchanges, reason, verdict } = call({ headers, ...request, url }, server, { engine })
    const sent = exchanges.map(({ kind, request: { method, url, headers } }) => {
      const of = (name: string) => headers.find(([each]) => each === name)?.[1]
      const kept = ['authorization', 'content-type', 'content-language', 'x-a', 'dpr'].filter(
        (name) => of(name) !== undefined,
      )
      const asked =
        kind === 'preflight' ? `?${of('access-control-request-method')} ${of('access-control-request-headers')}` : ''
      return `${method}${asked} ${new URL(url).host} [${kept.join(' ')}] ${of('origin') ?? '-'} ${of('referer') ?? '-'}`
    })
    return `${sent.join(', ')}: ${verdict} ${reason?.code ?? ''}`
  }
  const statuses = [301, 302, 303, 307, 308]
  const PAIRS = new Set(['301 301', '303 307', '302 308', '307 307', '308 303'])
  expectTable(
    'two-redirects',
    product(ways, calls).flatMap(([way, request]) =>
      product(statuses, way.split(' ').length > 2 ? statuses : [0])
        // Those that differ in what they do.
        .filter((pair) => PAIRS.has(pair.join(' ')) || pair[1] === 0)
        .map(
          ([one, other]): Row =>
            () => {
              const title = `${way} ${one} ${other} ${JSON.stringify(request)}`
              const told = ENGINES.map((engine) => short(engine, request, way.split(' '), [one, other]))
              return [
                `${title}: ${told[0]}`,
                ...ENGINES.flatMap((engine, at) => (told[at] === told[0] ? [] : [`  ${engine}: ${told[at]}`])),
              ]
            },
        ),
    ),
  )
})

/** Own page, API and a third origin in each order: what is sent at each hop, by method and status. */
test('chains of redirects', () => {
  const hosts = { page: PAGE, api: 'https://api.example.com', third: 'https://third.test' } as const
  const ways = [
    ['page', 'api', 'page'],
    ['api', 'page'],
    ['api', 'third', 'api'],
    ['api', 'page', 'api'],
  ] as const
  const methods: readonly Partial<RequestInput>[] = [
    { method: 'GET', headers: { authorization: 'a', 'x-a': '1' } },
    { method: 'POST', body: 'x', headers: { 'content-type': 'text/plain', 'content-language': 'de' } },
    { method: 'PUT', body: 'x', headers: { 'content-type': 'application/json' } },
    { method: 'DELETE' },
  ]
  const modes: readonly Partial<RequestInput>[] = [{}, { mode: 'no-cors' }]
  const rows = ways.flatMap((way) =>
    methods.flatMap((method) =>
      modes.flatMap((mode) => {
        const isRefused = mode.mode === 'no-cors' && !['GET', 'HEAD', 'POST'].includes(method.method ?? '')
        return (isRefused ? [] : [302, 307]).map((status) => () => {
          const server: Server = (request) => {
            const at = Number(new URL(request.url).pathname.slice(1))
            const next = way[at + 1]
            if (request.kind === 'preflight' || next === undefined) return allowing()(request)
            return allowing({ location: `${hosts[next]}/${at + 1}` }, status)(request)
          }
          const title = `${way.join(' ')} ${method.method} ${status} ${JSON.stringify(mode)}`
          return inEachEngine(title, (engine) => [
            call({ ...method, ...mode, url: `${hosts[way[0]]}/0` }, server, { engine }),
          ])
        })
      }),
    ),
  )
  expectTable('redirect-chains', rows)
})
