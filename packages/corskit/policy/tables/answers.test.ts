import { test } from 'vitest'
import { brief, expectGolden } from '../../../../testing/golden.ts'
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
const PREFLIGHTS: readonly { requestMethod?: string; requestHeaders?: string; requestPrivateNetwork?: string }[] = [
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
  expectGolden(new URL('answers.golden.txt', import.meta.url), lines)
})
