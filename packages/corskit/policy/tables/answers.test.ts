import { test } from 'vitest'
import { brief, expectGolden } from '../../../../testing/golden.ts'
import { answerWithoutPolicy } from '../answers/without-policy.ts'
import { definePolicy } from '../define.ts'
import type { PolicyOptions } from '../options.ts'

const APP = 'https://app.example.com'

const POLICIES: readonly PolicyOptions[] = [
  { origin: APP },
  { origin: '*' },
  {
    origin: APP,
    credentials: true,
    methods: ['PUT', 'PATCH'],
    allowedHeaders: ['x-a', 'content-type', 'authorization'],
    exposedHeaders: ['etag', 'x-e'],
    maxAge: 600,
    explain: true,
  },
  { origin: '*', methods: '*', allowedHeaders: '*', exposedHeaders: '*', explain: true },
  { origin: '*', allowedHeaders: ['*', 'authorization'], exposedHeaders: ['*', 'etag'], maxAge: 0 },
  { origin: APP, credentials: true, methods: '*', allowedHeaders: '*', vary: ['x-tenant', 'Origin'] },
  { origin: APP, credentials: true, methods: ['*', 'PUT', 'PATCH'], allowedHeaders: ['*', 'authorization', 'x-a'] },
  {
    origin: [
      'https://*.example.com',
      'http://localhost:*',
      'https://x-*.example.org:*',
      /^https:\/\/r[0-9]\.example\.net$/,
    ],
    legacyPrivateNetworkAccess: true,
    dangerouslyAllowNullOrigin: true,
  },
  { origin: (origin) => origin.endsWith('.example.com'), vary: 'x-tenant', explain: true },
]

const ASKERS = [
  null,
  '',
  'null',
  APP,
  'https://other.example',
  'https://a.b.example.com',
  'https://example.com',
  'http://localhost:1',
  'http://localhost',
  'https://x-1.example.org:9',
  'https://x-.example.org',
  'https://x-a.b.example.org',
  'https://r1.example.net',
  'https://r.example.net',
  'HTTPS://app.example.com',
  `${APP}/`,
  `${APP}:443`,
  `${APP}, ${APP}`,
  'https://app.example.com.',
  'https://xapp.example.com:0',
  'https://a.example.com:65535',
  'x'.repeat(500),
]
const PREFLIGHTS: readonly {
  requestMethod?: string | readonly string[] | null
  requestHeaders?: string | readonly string[] | null
  requestPrivateNetwork?: string | null
}[] = [
  {},
  { requestMethod: 'PUT' },
  { requestMethod: 'put' },
  { requestMethod: 'GET' },
  { requestMethod: 'DELETE', requestHeaders: 'x-a' },
  { requestMethod: 'PUT', requestHeaders: 'x-a,x-b' },
  { requestMethod: 'PUT', requestHeaders: 'authorization' },
  { requestMethod: 'PUT', requestHeaders: 'X-A' },
  { requestMethod: 'PUT', requestHeaders: 'x-a, content-type' },
  { requestMethod: 'PUT', requestHeaders: ' x-a' },
  { requestMethod: 'PUT', requestHeaders: 'x-a,' },
  { requestMethod: 'PUT', requestHeaders: '' },
  { requestMethod: '' },
  { requestMethod: 'a b' },
  { requestMethod: 'PUT', requestHeaders: 'a b' },
  { requestMethod: 'PUT', requestHeaders: 'x-a,x-a' },
  { requestMethod: 'PUT', requestHeaders: Array.from({ length: 200 }, (_, index) => `x-${index}`).join(',') },
  { requestMethod: 'PUT', requestPrivateNetwork: 'true' },
  { requestMethod: 'PUT', requestPrivateNetwork: 'True' },
  { requestMethod: 'x'.repeat(300) },
  { requestMethod: 'PUT', requestHeaders: 'é' },
  { requestMethod: 'PUT', requestHeaders: ['x-a', 'x-b'] },
  { requestMethod: ['PUT', 'DELETE'] },
  { requestMethod: ['PUT'], requestHeaders: [] },
  { requestMethod: null },
  { requestMethod: 'PUT', requestHeaders: null, requestPrivateNetwork: null },
]

test('answers', async () => {
  const lines: string[] = []
  for (const options of POLICIES) {
    const policy = definePolicy(options)
    lines.push(brief(options))
    for (const origin of ASKERS) {
      const { verdict, reason, headers, vary, status } = await policy.answer({ method: 'GET', origin })
      lines.push(
        `  ${String(origin).slice(0, 40)}: ${verdict} ${reason} ${status} ${brief(headers)} ${vary} ${await policy.judgeOrigin(origin ?? '')}`,
      )
    }
    for (const preflight of PREFLIGHTS) {
      for (const origin of [APP, 'https://other.example']) {
        const { kind, verdict, reason, parameter, status, headers, vary } = await policy.answer({
          method: 'OPTIONS',
          origin,
          ...preflight,
        })
        lines.push(
          `  ${brief(preflight).slice(0, 80)} ${origin}: ${kind} ${verdict} ${reason} ${parameter?.slice(0, 40)} ${status} ${brief(headers).slice(0, 400)} ${vary}`,
        )
      }
    }
  }
  for (const method of ['GET', 'OPTIONS']) {
    for (const origin of [undefined, null, '', APP]) {
      for (const requestMethod of [undefined, null, 'PUT', ['PUT']]) {
        const { kind, verdict, reason, status, headers, vary } = answerWithoutPolicy({ method, origin, requestMethod })
        lines.push(
          `no policy, ${method} ${origin} ${requestMethod}: ${brief([kind, verdict, reason, status, headers, vary])}`,
        )
      }
    }
  }
  expectGolden(new URL('answers.golden.txt', import.meta.url), lines)
})

test('how much of Access-Control-Request-Headers is read', async () => {
  const policies: readonly PolicyOptions[] = [
    { origin: APP, allowedHeaders: ['x-a'] },
    { origin: APP, allowedHeaders: ['x-a', 'x-bc', 'x-def'] },
    { origin: APP, allowedHeaders: '*' },
    { origin: APP, allowedHeaders: ['*', 'x-a'] },
    { origin: APP, allowedHeaders: [`x-${'a'.repeat(140)}`] },
    { origin: APP },
  ]
  const fills: readonly [string, (count: number) => string][] = [
    ['one name again', (count) => Array(count).fill('x-a').join(',')],
    ['one name again, with spaces', (count) => Array(count).fill('x-a').join(', ')],
    ['other names', (count) => Array.from({ length: count }, (_, at) => `x-${at}`).join(',')],
    ['commas', (count) => `x-a${','.repeat(count)}`],
    ['commas before', (count) => `${','.repeat(count)}x-a`],
    ['spaces', (count) => `x-a${' '.repeat(count)}`],
    ['spaces before', (count) => `${' '.repeat(count)}x-a`],
    ['tabs between', (count) => `x-a,${'\t'.repeat(count)}x-a`],
    ['one long name', (count) => `x-${'a'.repeat(count)}`],
    ['a listed name and more', (count) => `x-a${'a'.repeat(count)}`],
    ['a long name with a sign', (count) => `x-${'a'.repeat(count)}(`],
    ['a long name before a sign', (count) => `x-${'a'.repeat(count)}a(`],
    ['a name that is not listed, and then many', (count) => `y,${Array(count).fill('x-a').join(',')}`],
  ]
  const lines: string[] = []
  for (const options of policies) {
    const policy = definePolicy(options)
    for (const [title, fill] of fills) {
      let before = ''
      for (let count = 1; count <= 2_300; count += count < 300 ? 1 : 37) {
        const { reason, parameter } = await policy.answer({
          method: 'OPTIONS',
          origin: APP,
          requestMethod: 'GET',
          requestHeaders: fill(count),
        })
        const said = `${reason} ${parameter === null ? '' : typeof parameter}`
        if (said !== before)
          lines.push(`${brief(options).slice(0, 90)} ${title}: from ${count} ${said} ${String(parameter).slice(0, 12)}`)
        before = said
      }
    }
  }
  expectGolden(new URL('request-header-limits.golden.txt', import.meta.url), lines)
})
