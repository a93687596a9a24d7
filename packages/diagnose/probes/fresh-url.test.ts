/** A copy is told as that, with and without a sign of the cache; a value is certain once a fresh query has it. */
import { describe, expect, test } from 'vitest'
import { causesOf } from '../investigate.ts'
import { SITUATIONS } from '../testing/answering-servers.ts'
import { diagnoseInMemory, type ServerInMemory } from '../testing/ask-in-memory.ts'
import { cacheSigns, isCopy } from '../words/cache-signs.ts'
import type { Cause } from '../words/cause.ts'

const PAGE = 'http://localhost:3000'
const URL_ = 'https://api.example.net/items'
const told = (causes: readonly Cause[]) => causes.map(({ confidence, id }) => `${id} (${confidence})`)

type Answer = Exclude<ReturnType<ServerInMemory>, { networkError: string }>
type Lines = Answer['headers']

/** It allows these pages, each by its own name, and does not say so to caches. */
const FAMILY = [
  PAGE,
  'http://localhost:4000',
  'http://127.0.0.1:3000',
  'https://localhost:3000',
  'https://shop.example',
]
const reflecting =
  (status: number, credentials: boolean): ServerInMemory =>
  ({ header, method, url }) => {
    const origin = header('origin')
    const allowed: Lines = [
      ['access-control-allow-origin', origin ?? ''],
      ...(credentials ? [['access-control-allow-credentials', 'true'] as const] : []),
    ]
    const isMissing = !url.startsWith(URL_)
    return {
      status: method === 'OPTIONS' ? 204 : isMissing ? 404 : status,
      headers: origin !== null && FAMILY.includes(origin) ? allowed : [],
    }
  }

/** In front of it, a cache that keeps copies by URL, whoever asks; another request was first. */
function behindCache(server: ServerInMemory, first: string | null, signs: Lines): ServerInMemory {
  const copies = new Map<string, Answer>()
  const cache: ServerInMemory = (asked) => {
    if (asked.method !== 'GET') return server(asked)
    const copy = copies.get(asked.url)
    if (copy !== undefined) return { ...copy, headers: [...copy.headers, ...signs] }
    const answer = server(asked) as Answer
    copies.set(asked.url, answer)
    return answer
  }
  cache({ method: 'GET', url: URL_, header: (name) => (name === 'origin' ? first : null) })
  return cache
}

/** How caches say that the answer is a copy. */
const HITS: readonly (readonly [string, string])[] = [
  ['age', '31'],
  ['cache-status', 'ExampleCache; hit; ttl=376'],
  ['cache-status', 'OriginCache; fwd=miss, CDN; hit'],
  ['cf-cache-status', 'HIT'],
  ['cdn-cache', 'HIT'],
  ['server-timing', 'cdn-cache; desc=HIT'],
  ['warning', '110 - "Response is Stale"'],
  ['x-cache', 'Hit from cloudfront'],
  ['x-cache', 'RefreshHit from cloudfront'],
  ['x-cache', 'MISS, HIT'],
  ['x-cache', 'TCP_HIT'],
  ['x-cache-hits', '0, 2'],
  ['x-cache-lookup', 'HIT from proxy:3128'],
  ['x-cache-status', 'HIT'],
  ['x-cache-status', 'STALE'],
  ['x-cache-status', 'UPDATING'],
  ['x-drupal-cache', 'HIT'],
  ['x-fastcgi-cache', 'HIT'],
  ['x-kinsta-cache', 'HIT'],
  ['x-litespeed-cache', 'hit'],
  ['x-nextjs-cache', 'HIT'],
  ['x-proxy-cache', 'HIT'],
  ['x-rack-cache', 'fresh'],
  ['x-varnish', '98315 65553'],
  ['x-vercel-cache', 'PRERENDER'],
]

describe('a copy that was made for another page', () => {
  test.each(FAMILY.slice(1).flatMap((first) => [[first, 'same-origin'] as const, [first, 'include'] as const]))(
    'of %s, asked with credentials %s: the cache is told, also without a sign of it',
    async (first, credentials) => {
      const server = behindCache(reflecting(200, true), first, [])
      const { causes } = await diagnoseInMemory({ origin: PAGE, url: URL_, credentials }, server)
      expect(told(causes)).toEqual(['cached-for-another-origin (certain)'])
    },
  )

  test.each(HITS)('with %s: %s, and no answer to the fresh query: the evidence names the sign', async (name, value) => {
    const server = behindCache(reflecting(200, false), 'https://shop.example', [[name, value]])
    const { causes } = await diagnoseInMemory({ origin: PAGE, url: URL_ }, server, (probe) => probe !== 'fresh-url')
    const cache = causes.find(({ id }) => id === 'cached-for-another-origin')
    expect(cache?.evidence.join('\n')).toContain(`${name}: ${value}`)
    expect(causes.filter(({ confidence }) => confidence === 'certain')).toEqual([])
  })
})

describe('a copy that was made for a request without Origin', () => {
  test.each([200, 404, 500])('with status %s: the cache is told, also without a sign of it', async (status) => {
    const server = behindCache(reflecting(status, false), null, [])
    const { causes } = await diagnoseInMemory({ origin: PAGE, url: URL_ }, server)
    expect(told(causes)).toEqual(['cached-without-headers (certain)'])
  })

  test.each(HITS)('with %s: %s, and no answer to the fresh query: the evidence names the sign', async (name, value) => {
    const server = behindCache(reflecting(200, false), null, [[name, value]])
    const { causes } = await diagnoseInMemory({ origin: PAGE, url: URL_ }, server, (probe) => probe !== 'fresh-url')
    const cache = causes.find(({ id }) => id === 'cached-without-headers')
    expect(cache?.evidence.join('\n')).toContain(`${name}: ${value}`)
    expect(causes.filter(({ confidence }) => confidence === 'certain')).toEqual([])
  })
})

/** What blames the value of a header, or its absence at one URL: a copy would be blamed in the same way. */
const OF_A_COPY =
  /^(origin-(?!not-allowed|refused)|localhost-|another-origin|two-layers|wildcard-with|credentials-not|cors-only|headers-only|redirect-taints|error-without|not-found|client-error|auth-before-cors|redirect-without|redirect-to-other)/

/** Servers that answer the failed request itself wrongly, without a preflight. */
const SAFE = SITUATIONS.filter(({ request: { method = 'GET' } }) => method === 'GET')

test('no value is blamed for certain before a fresh query has it', async () => {
  const blamed: string[] = []
  for (const { name, request, server } of SAFE) {
    const { evidence, probes } = await diagnoseInMemory(request, server)
    if (evidence.outcome?.verdict !== 'blocked' || evidence.outcome.reason?.phase === 'preflight') continue
    const without = probes.filter(({ probe }) => probe.name !== 'fresh-url')
    // The page under another name was asked at the same URL, and is answered otherwise: then it is no copy.
    const isNear = without.some(({ probe }) => /^other-(name|scheme|www)$/.test(probe.name))
    for (const { confidence, id } of causesOf(evidence, without))
      if (confidence === 'certain' && OF_A_COPY.test(id) && !isNear) blamed.push(`${name}: ${id}`)
  }
  expect(blamed).toEqual([])
})

test('a fresh query that is answered by a cache, or with another status, makes nothing certain', async () => {
  const wrong: Lines = [['access-control-allow-origin', 'http://localhost:4000']]
  const answers: readonly Answer[] = [
    { status: 200, headers: [...wrong, ['x-cache', 'HIT']] },
    { status: 403, headers: [] },
    { status: 200, headers: [] },
  ]
  for (const fresh of answers) {
    const server: ServerInMemory = ({ url }) => (url.includes('corskit=') ? fresh : { status: 200, headers: wrong })
    const { causes } = await diagnoseInMemory({ origin: PAGE, url: URL_ }, server)
    expect(causes.map(({ confidence }) => confidence)).not.toContain('certain')
    expect(causes[0]?.confirm).not.toBeNull()
  }
})

test('a redirect that hides the origin is asked with null, as the browser does', async () => {
  const server: ServerInMemory = ({ url }) =>
    url.startsWith('https://api.example.net')
      ? {
          status: 302,
          headers: [
            ['access-control-allow-origin', PAGE],
            ['location', 'https://else.example.org/x'],
          ],
        }
      : { status: 200, headers: [['access-control-allow-origin', PAGE]] }
  const { causes, probes } = await diagnoseInMemory({ origin: PAGE, url: URL_ }, server)
  expect(probes.map(({ probe }) => [probe.name, ...probe.headers.flat()])).toEqual([['fresh-url', 'origin', 'null']])
  expect(told(causes)).toEqual(['redirect-taints-origin (certain)'])
})

test('the fresh query is added to the text of the URL, with a preflight for the same, and with the token', async () => {
  const preflight: ServerInMemory = () => ({
    status: 204,
    headers: [
      ['access-control-allow-origin', 'https://shop.example'],
      ['age', '0'],
    ],
  })
  const { probes } = await diagnoseInMemory({ origin: PAGE, url: `${URL_}?a=b%20c+d&e`, method: 'PUT' }, preflight)
  expect(probes.map(({ probe }) => [probe.method, probe.url, ...probe.headers.flat()])).toEqual([
    ['OPTIONS', `${URL_}?a=b%20c+d&e&corskit=fresh`, 'origin', PAGE, 'access-control-request-method', 'PUT'],
  ])
})

test('a write needs no fresh query: caches hand it on', async () => {
  const server: ServerInMemory = () => ({
    status: 200,
    headers: [['access-control-allow-origin', 'http://localhost:4000']],
  })
  const { causes, probes } = await diagnoseInMemory({ origin: PAGE, url: URL_, method: 'POST' }, server)
  expect(probes).toEqual([])
  expect(told(causes)).toEqual(['origin-port (certain)'])
})

describe('a cache that gives no copy says so', () => {
  test.each(['MISS', 'BYPASS', 'EXPIRED', 'DYNAMIC', 'PASS', 'Miss from cloudfront', '0', ''])('with %j', (value) => {
    for (const [name] of HITS) expect(isCopy([[name, value]]), name).toBe(false)
  })

  test.each(['cache-control', 'cdn-cache-control', 'x-cache-key', 'cache-tag', 'surrogate-key'])(
    '%s is no sign of one',
    (name) => {
      expect(cacheSigns([[name, 'hit']])).toEqual([])
    },
  )
})

/** What says that a cache stands there; in the second list, that it gave a copy. */
const STANDING: readonly (readonly [string, string])[] = [
  ['via', '1.1 varnish'],
  ['x-cache', 'Miss from cloudfront'],
  ['x-served-by', 'cache-lhr7330-LHR'],
  ['x-amz-cf-pop', 'FRA56-P8'],
  ['cf-cache-status', 'MISS'],
  ['server', 'ATS/9.2.3'],
  ['x-varnish', '32770'],
]

const PREFLIGHTED = SITUATIONS.filter(({ request: { method = 'GET' } }) => method !== 'GET')
/** What shows itself in the answer, and no cache makes. */
const OF_THE_ANSWER = /^(bot-challenge|response-header-in-request|tracing-header)$/

test('where a sign of a cache stands, no preflight is blamed for certain before a fresh query has the same', async () => {
  const blamed: string[] = []
  const signs = [...STANDING, ...HITS]
  for (const [at, { name, request, server }] of PREFLIGHTED.entries()) {
    const place = at % signs.length
    const sign = signs[place] ?? ['via', '']
    const behind: ServerInMemory = (asked) => {
      const answer = server(asked)
      return 'networkError' in answer ? answer : { ...answer, headers: [...answer.headers, sign] }
    }
    const { evidence, probes } = await diagnoseInMemory(request, behind)
    const { reason, verdict } = evidence.outcome ?? {}
    if (verdict !== 'blocked' || reason?.phase !== 'preflight' || /Redirect/.test(reason.code)) continue
    if (place < STANDING.length && reason.code === 'PreflightInvalidStatus') continue
    const without = probes.filter(({ probe }) => probe.name !== 'fresh-url')
    for (const { confidence, id } of causesOf(evidence, without))
      if (confidence === 'certain' && !OF_THE_ANSWER.test(id)) blamed.push(`${name}, ${sign.join(': ')}: ${id}`)
  }
  expect(blamed).toEqual([])
})

/** It keeps answers to OPTIONS by URL; a preflight of somebody else was first. */
function behindCacheOfPreflights(server: ServerInMemory, first: Readonly<Record<string, string>>, signs: Lines) {
  const copies = new Map<string, Answer>()
  const cache: ServerInMemory = (asked) => {
    const copy = copies.get(asked.url)
    if (asked.method !== 'OPTIONS') return server(asked)
    if (copy !== undefined) return { ...copy, headers: [...copy.headers, ...signs] }
    const answer = server(asked) as Answer
    copies.set(asked.url, answer)
    return answer
  }
  cache({ method: 'OPTIONS', url: URL_, header: (name) => first[name] ?? null })
  return cache
}

/** It allows its pages, and of methods and headers what is asked for. */
const repeating: ServerInMemory = ({ header, method }) => {
  const origin = header('origin')
  if (origin === null || !FAMILY.includes(origin)) return { status: method === 'OPTIONS' ? 204 : 200, headers: [] }
  return {
    status: method === 'OPTIONS' ? 204 : 200,
    headers: [
      ['access-control-allow-origin', origin],
      ['access-control-allow-methods', header('access-control-request-method') ?? ''],
      ['access-control-allow-headers', header('access-control-request-headers') ?? ''],
    ],
  }
}

test.each([
  [
    'of another page',
    { origin: 'http://localhost:4000', 'access-control-request-method': 'PUT' },
    'cached-for-another-origin',
  ],
  ['of nobody', {}, 'cached-without-headers'],
  ['for another method', { origin: PAGE, 'access-control-request-method': 'DELETE' }, 'cached-preflight'],
  ['for other headers', { origin: PAGE, 'access-control-request-method': 'PUT' }, 'cached-preflight'],
])('a copy of a preflight %s is told as one, where the cache says that it stands there', async (what, first, cause) => {
  const headers: Lines = what === 'for other headers' ? [['x-key', '1']] : []
  const request = { origin: PAGE, url: URL_, method: 'PUT', headers }
  for (const sign of [...STANDING, ...HITS]) {
    const { causes } = await diagnoseInMemory(request, behindCacheOfPreflights(repeating, first, [sign]))
    expect(
      causes.filter(({ confidence }) => confidence === 'certain').map(({ id }) => id),
      sign.join(': '),
    ).toEqual([cause])
  }
})
