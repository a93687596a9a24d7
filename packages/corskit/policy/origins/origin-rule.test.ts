import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { RUNS } from '../../../../testing/property-runs.ts'
import { definePolicy } from '../define.ts'

const allows = (origin: string | readonly string[], asked: string) =>
  definePolicy({ origin }).judgeOrigin(asked) === null

test.each([
  [['https://foo.com', 'https://bar.com'], 'https://barfoo.com', false],
  [['https://*.foo.com', 'https://*.bar.com'], 'https://a.barfoo.com', false],
  ['https://*.example.com', 'https://a.example.com', true],
  ['https://*.example.com', 'https://a.b.example.com', true],
  ['https://*.example.com', 'https://example.com', false],
  ['https://*.example.com', 'https://.example.com', false],
  ['https://*.example.com', 'https://evilexample.com', false],
  ['https://*.example.com', 'http://a.example.com', false],
  ['https://*.example.com', 'https://a.example.com:8443', false],
  ['https://*.example.com:*', 'https://a.example.com:8443', true],
  ['https://*.example.com:*', 'https://a.example.com', true],
  ['https://*.example.com:8443', 'https://a.example.com:8443', true],
  ['https://*.example.com', 'https://a.example.com.evil.com', false],
  ['https://*.example.com', 'https://a.example.com:443', false],
  ['https://*.example.com', 'https://user@a.example.com', false],
  ['https://*.example.com', 'https://a.example.com/', false],
  ['https://*.example.com', 'https://A.example.com', false],
  ['https://*.example.com', 'https://a.example.com.', false],
  ['https://*.example.com.', 'https://a.example.com.', true],
  ['https://*.example.com.', 'https://a.b.example.com.', true],
  ['https://*.example.com.', 'https://a.example.com', false],
  ['https://*.example.com.', 'https://example.com.', false],
  ['https://*.example.com.', 'https://a.example.com..', false],
  ['https://example.com.', 'https://example.com.', true],
  ['https://example.com.:*', 'https://example.com.:8443', true],
  ['http://localhost:*', 'http://localhost', true],
  ['http://localhost:*', 'http://localhost:65535', true],
  ['http://localhost:*', 'http://localhost:65536', false],
  ['http://localhost:*', 'http://localhost:03', false],
  ['http://localhost:*', 'http://localhost.evil.com', false],
  ['http://[::1]:*', 'http://[::1]:3000', true],
  ['http://127.0.0.1:*', 'http://127.0.0.1:3000', true],
])('%j, asked about %s: %s', (origin, asked, expected) => {
  expect(allows(origin, asked)).toBe(expected)
})

const label = fc.constantFrom('a', 'b', 'foo', 'bar', 'example', 'barfoo', 'x-1')
const host = fc.array(label, { minLength: 1, maxLength: 4 }).map((labels) => `${labels.join('.')}.example.com`)
const scheme = fc.constantFrom('https', 'http')
const port = fc.constantFrom('', ':8080', ':3000')
const origin = fc.tuple(scheme, host, port).map(([s, h, p]) => `${s}://${h}${p}`)
const pattern = fc
  .tuple(scheme, fc.constantFrom('', '*.'), host, fc.constantFrom('', ':8080', ':*'))
  .map(([s, w, h, p]) => `${s}://${w}${h}${p}`)

/** The naive matcher: by the words of the documentation, one pattern after the other. */
function naive(patterns: readonly string[], asked: string): boolean {
  const [scheme, rest = ''] = asked.split('://')
  const [host = '', port = ''] = rest.split(':')
  return patterns.some((pattern) => {
    const [wantedScheme, wantedRest = ''] = pattern.split('://')
    const [wantedHost = '', wantedPort = ''] = wantedRest.split(':')
    if (scheme !== wantedScheme || (wantedPort !== '*' && port !== wantedPort)) return false
    return wantedHost.startsWith('*.') ? host.endsWith(wantedHost.slice(1)) : host === wantedHost
  })
}

test('matches as a naive matcher does', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(pattern, { minLength: 1, maxLength: 12 }),
      fc.array(origin, { maxLength: 20 }),
      (patterns, origins) => {
        const policy = definePolicy({ origin: patterns })
        for (const asked of origins) expect(policy.judgeOrigin(asked) === null).toBe(naive(patterns, asked))
      },
    ),
    RUNS,
  )
})

test('matches as a naive matcher does: a thousand patterns and a thousand origins, each with each', () => {
  const patterns = fc.sample(pattern, 1_000)
  const policies = patterns.map((one) => definePolicy({ origin: one }))
  for (const asked of fc.sample(origin, 1_000)) {
    const differing = patterns.filter((one, at) => (policies[at]?.judgeOrigin(asked) === null) !== naive([one], asked))
    expect(differing, asked).toEqual([])
  }
}, 60_000)

test.each(['https://example.com.', 'http://intranet.:8080'])(
  'asks a predicate about %s, which browsers send',
  (asked) => {
    const policy = definePolicy({ origin: (origin) => origin === asked })
    expect(policy.judgeOrigin(asked)).toBeNull()
  },
)

test.each([
  ...['https://.', 'https://example.com..', 'https://..com', 'https://.:80'],
  ...[
    'https://256.1.1.1',
    'https://1.2.3',
    'https://127.1',
    'https://0x7f000001',
    'https://2130706433',
    'http://1.2.3.4.',
  ],
  ...[
    'https://a.0x',
    'https://a.0x1.',
    'https://a.1',
    'https://01.2.3.4',
    'https://[:::]',
    'https://[0::1]',
    'https://[1]',
  ],
  ...['https://[::1.2.3.4]', 'https://[00::]', 'https://a.com:443'],
  ...[
    'http://a.com:80',
    'https://a.com:0',
    'https://a.com:65536',
    'file://a',
    'wss://a.com',
    'ws://a.com',
    'ftp://a.com',
  ],
  ...[
    'javascript://a',
    'data://a',
    'blob://a',
    'about://blank',
    'filesystem://a',
    'chrome-extension://a',
    'app://[:::]',
  ],
])('%s is malformed', (asked) => {
  expect(definePolicy({ origin: () => true }).judgeOrigin(asked)).toBe('origin-malformed')
  const regExp = /^(?:[a-z-]+:\/\/.*|https:\/\/x\.com)$/
  const options = { origin: regExp, dangerouslyAllowPublicSuffixes: true }
  expect(definePolicy(options).judgeOrigin(asked)).toBe('origin-malformed')
})

describe('a predicate is asked about', () => {
  const word = fc.constantFrom(
    ...[
      'a',
      'example',
      'com',
      '0',
      '1',
      '127',
      '255',
      '256',
      '01',
      '0x7f',
      '0x',
      'xn--',
      'xn--a',
      'xn--bcher-kva',
      '_',
      '-',
    ],
    ...[
      '[::1]',
      '[',
      ']',
      '::',
      ':',
      '.',
      '.',
      '.',
      'A',
      'ü',
      '%41',
      '@',
      '/',
      '?',
      '#',
      ' ',
      '*',
      '~',
      ':80',
      ':443',
      ':8080',
    ],
    ...['ffff', '::ffff:1.2.3.4', '1:2:3:4:5:6:7:8', 'localhost', ':0', ':00', ':65535', ':65536'],
  )
  const scheme = fc.constantFrom('https', 'https', 'http', 'app', 'tauri', 'ws', 'file', 'ftp', 'chrome-extension')
  const odd = fc
    .tuple(scheme, fc.array(word, { minLength: 1, maxLength: 7 }))
    .map(([scheme, parts]) => `${scheme}://${parts.join('')}`)

  const isAsked = (origin: string) => {
    const asked: string[] = []
    definePolicy({ origin: (one) => asked.push(one) > 0 }).judgeOrigin(origin)
    return asked.length > 0
  }
  const parsed = (text: string) => (URL.canParse(text) ? new URL(text) : null)

  test('what the URL parser gives back as it was: an origin of http, https or an app', () => {
    fc.assert(
      fc.property(fc.oneof(odd, fc.webUrl(), fc.ipV4(), fc.ipV6(), fc.string()), (text) => {
        if (!isAsked(text)) return
        const url = parsed(text)
        expect(url === null ? null : `${url.protocol}//${url.host}`, text).toBe(text)
        if (/^https?:/.test(text)) expect(url?.origin).toBe(text)
        else expect(url?.origin).toBe('null')
      }),
      RUNS,
    )
  })

  test('every origin of http and https whose host has the characters of a host', () => {
    const host = fc.oneof(
      fc.domain(),
      fc.ipV4(),
      fc.ipV6().map((address) => `[${address}]`),
      word,
    )
    const port = fc.oneof(
      fc.constant(''),
      fc.integer({ min: 1, max: 65_535 }).map((port) => `:${port}`),
    )
    fc.assert(
      fc.property(fc.constantFrom('http', 'https'), host, port, (scheme, host, port) => {
        const url = parsed(`${scheme}://${host}${port}`)
        if (url === null || !/^(?:\[[0-9a-f:]+\]|(?:[a-z0-9_-]+\.)*[a-z0-9_-]+\.?)$/.test(url.hostname)) return
        expect(isAsked(url.origin), url.origin).toBe(true)
      }),
      RUNS,
    )
  })
})

test.each([
  ['https://preview-*.example.com', 'https://preview-1.example.com', true],
  ['https://preview-*.example.com', 'https://preview-a-b.example.com', true],
  ['https://preview-*.example.com', 'https://preview-.example.com', false],
  ['https://preview-*.example.com', 'https://preview-a.b.example.com', false],
  ['https://preview-*.example.com', 'https://x.preview-a.example.com', false],
  ['https://preview-*.example.com', 'https://preview-a_b.example.com', false],
  ['https://my_app-*.example.com', 'https://my_app-1.example.com', true],
  ['https://my_app-*.example.com', 'https://my_app-1_2.example.com', false],
  ['https://*_app.example.com', 'https://my_app.example.com', true],
  ['https://*_app.example.com', 'https://my_own_app.example.com', false],
  ['https://pr_*_app.example.com:*', 'https://pr_7_app.example.com:8443', true],
  ['https://preview-*.example.com', 'https://preview-a.example.com:8443', false],
  ['https://preview-*.example.com', 'http://preview-a.example.com', false],
  ['https://preview-*.example.com', `https://preview-${'a'.repeat(56)}.example.com`, false],
  ['https://preview-*.example.com', `https://preview-${'a'.repeat(55)}.example.com`, true],
  ['https://preview-*.example.com:*', 'https://preview-a.example.com:8443', true],
  ['https://*-app.example.com', 'https://a-app.example.com', true],
  ['https://*-app.example.com', 'https://-app.example.com', false],
  ['https://a*a.example.com', 'https://a.example.com', false],
  ['https://a*a.example.com', 'https://aa.example.com', false],
  ['https://a*a.example.com', 'https://aaa.example.com', true],
  ['https://preview-*.example.com', 'https://preview-a.evilexample.com', false],
])('%s, asked about %s: %s', (origin, asked, expected) => {
  expect(allows(origin, asked)).toBe(expected)
})

test('the time of a look-up does not grow with the number of wildcard labels', () => {
  const patterns = Array.from({ length: 20_000 }, (_, at) => `https://p${at}-*.example.com`)
  const policy = definePolicy({ origin: [...patterns, 'https://q-*.example.com'] })
  // Counted and not timed: one look-up per length of a prefix, of which there are six.
  const gets = countingGets(() => expect(policy.judgeOrigin('https://p19999-x.example.com')).toBeNull())
  expect(gets).toBeLessThan(40)
})

function countingGets(work: () => void): number {
  const { get } = Map.prototype
  let count = 0
  Map.prototype.get = function (key) {
    count++
    return get.call(this, key)
  }
  try {
    work()
  } finally {
    Map.prototype.get = get
  }
  return count
}
