import { test } from 'vitest'
import { brief, expectGolden } from '../../../testing/golden.ts'
import { checkOptions } from './checks/check-options.ts'
import { type Issue, literal, type PolicyError, quoted } from './checks/issue.ts'
import { nearestName } from './checks/nearest-name.ts'
import { definePolicy } from './define.ts'
import { type Environment, policyFromEnv } from './from-env.ts'
import type { PolicyOptions } from './options.ts'
import { isThisMachine } from './origins/this-machine.ts'

const told = ({ code, path, message, fix }: Issue) => `${code} at ${path}: ${message} | ${fix}`

/** What is said of these options: every issue, every warning. */
function said(options: unknown): string {
  const { issues, warnings } = checkOptions(options)
  return [...issues.map(told), ...warnings.map((warning) => `(odd) ${told(warning)}`)].join(' || ') || 'fine'
}

const SCHEMES = [
  'https://',
  'http://',
  'HTTPS://',
  'ws://',
  'capacitor://',
  'file://',
  '',
  '//',
  'https:',
  'a1+.-://',
  '1a://',
  `${'a'.repeat(64)}://`,
  `${'a'.repeat(65)}://`,
]
const HOSTS = [
  'example.com',
  'EXAMPLE.com',
  'example.com.',
  'localhost',
  'localhost.',
  '127.0.0.1',
  '127.1',
  '1.2.3.256',
  '0x7f.1',
  '10.0.0.1',
  '192.168.1.1',
  '8.8.8.8',
  '[::1]',
  '[::01]',
  '[fe80::1]',
  '[::g]',
  '[',
  '[]',
  'bücher.example',
  'a b.com',
  'a_b.com',
  '-a.com',
  'a-.com',
  '.com',
  'a..com',
  'com',
  'co.uk',
  'github.io',
  'x.github.io',
  '',
  '*',
  '*.com',
  '*.example.com',
  '*.github.io',
  '*.x.github.io',
  '*.co.uk',
  'a.*.com',
  'a.*.example.com',
  '*example.com',
  'x-*.example.com',
  '*-x.example.com',
  'x-*.vercel.app',
  '*.*.example.com',
  '**.example.com',
  '*.example.*',
  '*.',
  '*.localhost',
  '*.127.0.0.1',
  '*.[::1]',
  'example.com/path',
  'example.com/',
  'example.com?q',
  'example.com#f',
  'u@example.com',
  'u:p@example.com',
  'example.com ',
  ' example.com',
  'exa\tmple.com',
  'null',
  `${'a'.repeat(63)}.com`,
  `${'a'.repeat(64)}.com`,
  `${'a.'.repeat(126)}com`,
  `${'a.'.repeat(130)}com`,
]
const PORTS = [
  ':443',
  ':80',
  ':8080',
  ':*',
  ':0',
  ':1',
  ':65535',
  ':65536',
  ':99999',
  ':100000',
  ':08080',
  ':',
  ':x',
  ':80:80',
  ':8*',
  ':-1',
  ':4430',
]

const PATTERNS = [
  ...SCHEMES.map((scheme) => `${scheme}example.com`),
  ...HOSTS.map((host) => `https://${host}`),
  ...['localhost', '127.0.0.1', 'example.com', '*.example.com', '10.0.0.1', '[::1]'].flatMap((host) =>
    PORTS.flatMap((port) => [`https://${host}${port}`, `http://${host}${port}`]),
  ),
  '*',
  'null',
  'https://a.com,https://b.com',
  'https://a.com https://b.com',
  'https://a.com;https://b.com',
  'a.com,b.com',
  '',
  ' ',
  '/^https:\\/\\/a\\.com$/',
  'https',
  'true',
  'self',
  'http://*:3000',
  'https://*:*',
  'http://localhost*',
  'localhost',
  'localhost:3000',
  'app.example.com:443',
  '10.0.0.1',
  '[::1]:3000',
  'chrome-extension://abcdef',
  'chrome-extension://*',
  'capacitor://*',
  'app://*.x',
  'data:',
  'blob:https://a.com/1',
  'javascript:',
  'about:blank',
  'ionic://localhost:*',
  'tauri://localhost/',
]

test('patterns of origins', () => {
  const lines = PATTERNS.map((pattern) => `${brief(pattern)}: ${said({ origin: pattern })}`)
  for (const flag of [
    'dangerouslyAllowPublicSuffixes',
    'dangerouslyAllowNullOrigin',
    'dangerouslyAllowInsecureOrigins',
    'credentials',
  ]) {
    for (const pattern of [
      'null',
      'https://*.github.io',
      'https://*.com',
      'https://x-*.vercel.app',
      'http://example.com',
      'http://localhost:*',
      'http://10.0.0.1',
      'http://127.0.0.1',
      '*',
      'http://*.example.com',
      'capacitor://localhost',
    ]) {
      lines.push(`${flag} ${pattern}: ${said({ origin: pattern, [flag]: true })}`)
    }
  }
  expectGolden(new URL('testing/patterns.golden.txt', import.meta.url), lines)
})

/** A flag that the target of the types does not know. */
const V = 'v'

const REGEXPS = [
  /^https:\/\/a\.example\.com$/,
  /^https:\/\/a.example.com$/,
  /https:\/\/a\.example\.com$/,
  /^https:\/\/a\.example\.com/,
  /^https:\/\/[a-z]+\.example\.com$/,
  /^https:\/\/[a-z0-9-]+\.example\.com(:\d+)?$/,
  /^https?:\/\/a\.example\.com$/,
  /^https:\/\/.*\.example\.com$/,
  /^https:\/\/.*example\.com$/,
  /^https:\/\/(a|b)\.example\.com$/,
  /^https:\/\/a\.example\.com$|^https:\/\/b\.example\.com$/,
  /^https:\/\/a\.example\.com|https:\/\/b\.example\.com$/,
  /^(https:\/\/a\.example\.com|https:\/\/b\.example\.com)$/,
  /^https:\/\/([a-z]+)*\.example\.com$/,
  /^https:\/\/([a-z]+)+\.example\.com$/,
  /^https:\/\/(a|a)*\.example\.com$/,
  /^https:\/\/a\.example\.com$/g,
  /^https:\/\/a\.example\.com$/i,
  /^https:\/\/a\.example\.com$/y,
  /^https:\/\/a\.example\.com$/m,
  /^https:\/\/a\.example\.com$/u,
  new RegExp('^https:\\/\\/a\\.example\\.com$', V),
  /^https:\/\/\w+\.example\.com$/,
  /^https:\/\/\S+\.example\.com$/,
  /^https:\/\/[^.]+\.example\.com$/,
  /^https:\/\/[^/]+\.example\.com$/,
  /^https:\/\/a\.example\.(com|org)$/,
  /^https:\/\/a\.example\.[a-z]+$/,
  /^https:\/\/[a-z]+\.github\.io$/,
  /^https:\/\/my-app-[a-z0-9]+\.vercel\.app$/,
  /^http:\/\/localhost:\d+$/,
  /^http:\/\/localhost(:\d+)?$/,
  /^http:\/\/127\.0\.0\.1:\d+$/,
  /^http:\/\/10\.\d+\.\d+\.\d+$/,
  /^http:\/\/192\.168\.\d{1,3}\.\d{1,3}(:\d+)?$/,
  /^http:\/\/172\.16\.\d+\.\d+$/,
  /^http:\/\/\d+\.\d+\.\d+\.\d+$/,
  /^capacitor:\/\/localhost$/,
  /^[a-z]+:\/\/localhost$/,
  /^https:\/\/(?=a)a\.example\.com$/,
  /^https:\/\/(?:a)\.example\.com$/,
  /^https:\/\/(a)\1\.example\.com$/,
  /^https:\/\/\ba\.example\.com$/,
  /^$/,
  /^null$/,
  /^.*$/,
  /^https:\/\/A\.example\.com$/,
  /^https:\/\/a\.example\.com\/$/,
  /^https:\/\/a\.example\.com:443$/,
  /^https:\/\/a{2,5}\.example\.com$/,
  /^https:\/\/[a-z]{1,300}\.example\.com$/,
  /^https:\/\/\p{L}+\.example\.com$/u,
  new RegExp('^https:\\/\\/[\\p{L}--[a-z]]\\.example\\.com$', V),
  /^https:\/\/[a-z]\.example\.com$/,
  /^https:\/\/[a-y]\.example\.com$/,
  /^https:\/\/[^a-z]\.example\.com$/,
  /^https:\/\/\d\.example\.com$/,
  /^https:\/\/\D\.example\.com$/,
  /^https:\/\/\W\.example\.com$/,
  /^https:\/\/\s\.example\.com$/,
  /^https:\/\/(?<name>a)\.example\.com$/,
  /^https:\/\/a\.example\.com\.?$/,
  /^https:\/\/([a-z]+\.)*example\.com$/,
  /^https:\/\/([a-z]+\.)?example\.com$/,
  /^https:\/\/(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+example\.com$/,
  /^https:\/\/example\.com(?::[0-9]{2,5})?$/,
  /^(?:http|https):\/\/example\.com$/,
  /^(?i:https):\/\/example\.com$/,
  /^https:\/\/[A-Z]+\.example\.com$/i,
  /^\x68ttps:\/\/a\.example\.com$/,
  /^https:\/\/a\u002eexample\.com$/,
  /^https:\/\/a\.example\.co[m]$/,
  /^https:\/\/.\.example\.com$/s,
]

test('regular expressions', () => {
  const probes = [
    'https://a.example.com',
    'https://b.example.com',
    'https://A.example.com',
    'https://aa.example.com',
    'https://example.com',
    'https://example.com:8080',
    'http://a.example.com',
    'https://axexample.com',
    'https://a.example.org',
    'http://localhost:3000',
    'http://localhost',
    'http://127.0.0.1:1',
    'http://10.1.2.3',
    'http://192.168.0.1',
    'capacitor://localhost',
    'https://1.example.com',
    'https://_.example.com',
    'https://-.example.com',
    'https://my-app-x1.vercel.app',
    'null',
    'https://x.github.io',
  ]
  const lines = REGEXPS.map((origin) => {
    const verdict = said({ origin })
    if (verdict !== 'fine') return `${origin}: ${verdict}`
    const policy = definePolicy({ origin })
    return `${origin}: fine for ${probes.filter((probe) => policy.judgeOrigin(probe) === null).join(' ')}`
  })
  expectGolden(new URL('testing/regexps.golden.txt', import.meta.url), lines)
})

const APP = 'https://app.example.com'
const names = (...list: unknown[]) => [...list, list, [...list, ...list]]

const OPTIONS: readonly unknown[] = [
  undefined,
  null,
  1,
  'x',
  [],
  {},
  () => true,
  { origin: undefined },
  { origin: null },
  { origin: 5 },
  { origin: true },
  { origin: false },
  { origin: {} },
  { origin: [5] },
  { origin: [null] },
  { origin: [[]] },
  { origin: [true] },
  { origin: ['*'] },
  { origin: ['*', APP] },
  { origin: [APP, APP] },
  { origin: [APP, /^https:\/\/app\.example\.com$/] },
  { origin: ['https://*.example.com', APP] },
  { origin: (a: string, b: (error: null, ok: boolean) => void) => b(null, a === '') },
  { origin: async () => true },
  { origin: '*', credentials: true },
  { origin: 'http://app.example.com', credentials: true },
  { origin: ['http://localhost:3000', 'http://app.example.com:8080'], credentials: true },
  ...[undefined, null, 1, 'true', [], {}].flatMap((value) =>
    ['credentials', 'explain', 'legacyPrivateNetworkAccess', 'dangerouslyAllowNullOrigin'].map((name) => ({
      origin: APP,
      [name]: value,
    })),
  ),
  ...names(
    'PUT',
    'put',
    'get',
    'GET',
    'PATCH',
    'patch',
    '*',
    '',
    ' ',
    'PUT, DELETE',
    'PUT,DELETE',
    'TRACE',
    'connect',
    'a b',
    'Egg',
    5,
    null,
    {},
  ).map((methods) => ({ origin: APP, methods })),
  ...names(
    'content-type',
    'Content-Type',
    '*',
    '',
    ' ',
    'x-a, x-b',
    'x a',
    'x-a:',
    'cookie',
    'Origin',
    'sec-fetch-site',
    'proxy-x',
    'access-control-allow-origin',
    'etag',
    'authorization',
    5,
    null,
    'é',
    'host',
  ).flatMap((list) => [
    { origin: APP, allowedHeaders: list },
    { origin: APP, exposedHeaders: list },
    { origin: APP, vary: list },
  ]),
  { origin: APP, credentials: true, exposedHeaders: '*' },
  { origin: APP, credentials: true, allowedHeaders: '*' },
  { origin: APP, allowedHeaders: ['*', 'authorization'] },
  { origin: APP, exposedHeaders: ['*', 'etag'] },
  { origin: APP, methods: ['*', 'PUT'] },
  ...[
    0,
    1,
    5,
    600,
    7200,
    7201,
    86_400,
    86_401,
    -1,
    1.5,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    '600',
    null,
    2 ** 53,
  ].map((maxAge) => ({ origin: APP, maxAge })),
  ...[0, 1, 600_000, 600_001, -1, 1.5, Number.NaN, '5', null].map((timeout) => ({ origin: async () => true, timeout })),
  ...[null, 1, 'x', {}].map((onFault) => ({ origin: APP, onFault })),
  ...[
    'maxage',
    'origins',
    'allowOrigins',
    'allowed_origins',
    'method',
    'headers',
    'allowHeaders',
    'exposeHeaders',
    'supportsCredentials',
    'allowCredentials',
    'credential',
    'preflightContinue',
    'optionsSuccessStatus',
    'maxAgeSeconds',
    'privateNetworkAccess',
    'predicateTimeout',
    'xyz',
    '',
    'toString',
    '__proto__x',
    'dangerouslyAllowNull',
    'Vary',
    'explian',
  ].map((name) => ({ origin: APP, [name]: 1 })),
]

test('options', () => {
  const lines = OPTIONS.map((options) => `${brief(options)}: ${said(options)}`)
  for (const options of [{}, { origin: [1, 2] }, { origin: Array.from({ length: 25 }, (_, index) => `x${index}`) }]) {
    try {
      definePolicy(options as PolicyOptions)
    } catch (error) {
      lines.push(...(error as PolicyError).message.split('\n'))
    }
  }
  for (const name of [
    'origin',
    'orign',
    'originn',
    'or',
    'o',
    'methds',
    'allow-methods',
    'AllowedMethods',
    'credentialz',
    'expose_headers',
    'vry',
    'timeot',
    'abcdefghij',
  ]) {
    lines.push(
      `nearest to ${name}: ${nearestName(name, ['origin', 'methods', 'credentials', 'exposedHeaders', 'vary', 'timeout'])}`,
    )
  }
  for (const value of [
    "it's",
    'a\\b',
    '\u0000\n\u007f\u0080\u00a0\u00a1é☃',
    'x'.repeat(97),
    'x'.repeat(98),
    'x'.repeat(99),
    'x'.repeat(200),
  ]) {
    lines.push(`${literal(value)} ${quoted(value)}`)
  }
  for (const value of [null, undefined, 1, true, [], {}, () => 1, /x/g, Symbol('x'), 5n]) lines.push(quoted(value))
  expectGolden(new URL('testing/options.golden.txt', import.meta.url), lines)
})

const ENVIRONMENTS: readonly Environment[] = [
  {},
  { CORS_ORIGIN: '' },
  { CORS_ORIGIN: ' ' },
  { CORS_ORIGIN: '*' },
  { CORS_ORIGIN: `${APP}, https://b.example.com` },
  { CORS_ORIGIN: ` ${APP} ` },
  { CORS_ORIGIN: 'app.example.com, *' },
  ...['true', 'false', ' true ', 'TRUE', '1', '0', 'yes', 'no', 'on', 'off', ''].flatMap((value) =>
    ['CORS_CREDENTIALS', 'CORS_EXPLAIN', 'CORS_DANGEROUSLY_ALLOW_NULL_ORIGIN', 'CORS_DANGEROUSLY_ALLOW_LOOPBACK'].map(
      (name) => ({ CORS_ORIGIN: APP, [name]: value }),
    ),
  ),
  ...['600', '-1', '1.5', '1.', '.5', 'x', '600s', '+5', ' 600 '].map((value) => ({
    CORS_ORIGIN: APP,
    CORS_MAX_AGE: value,
  })),
  { CORS_ORIGIN: APP, CORS_METHODS: 'PUT, delete' },
  { CORS_ORIGIN: APP, CORS_METHODS: '*' },
  { CORS_ORIGIN: APP, CORS_ALLOWED_HEADERS: 'x-a, cookie' },
  { CORS_ORIGIN: APP, CORS_EXPOSED_HEADERS: 'etag,set-cookie' },
  { CORS_ORIGIN: APP, CORS_VARY: 'x-tenant, a b' },
  { CORS_ORIGIN: 'http://a.example.com', CORS_CREDENTIALS: 'true' },
  { CORS_ORIGIN: 'http://a.example.com', CORS_CREDENTIALS: 'true', CORS_DANGEROUSLY_ALLOW_INSECURE_ORIGINS: 'true' },
  { CORS_ORIGIN: 'https://*.github.io', CORS_DANGEROUSLY_ALLOW_PUBLIC_SUFFIXES: 'true' },
  ...[
    'CORS_ORIGINS',
    'CORS_ALLOW_ORIGIN',
    'CORS_METHOD',
    'CORS_MAXAGE',
    'CORS_ENABLED',
    'CORS_X',
    'XCORS_ORIGIN',
    'cors_origin',
    'CORS_SUPPORTS_CREDENTIALS',
    'CORS_',
  ].map((name) => ({ CORS_ORIGIN: APP, [name]: 'x' })),
  ...[
    'http://localhost:3000',
    'http://127.0.0.1',
    'https://app.example.com',
    'http://[::1]:1',
    'http://localhost:*',
    'http://a.localhost',
    'http://0.0.0.0',
    'https://*.localhost',
  ].flatMap((origin) => [
    { NODE_ENV: 'production', CORS_ORIGIN: origin },
    { NODE_ENV: 'development', CORS_ORIGIN: origin },
    { NODE_ENV: 'production', CORS_ORIGIN: origin, CORS_DANGEROUSLY_ALLOW_LOOPBACK: 'true' },
  ]),
]

test('environments', () => {
  const lines = ENVIRONMENTS.map((env) => {
    try {
      const { options } = policyFromEnv(env)
      return `${brief(env)}: ${brief(options)}`
    } catch (error) {
      return `${brief(env)}: ${(error as PolicyError).issues.map(told).join(' || ')}`
    }
  })
  for (const origin of [
    'http://localhost',
    'http://localhost.',
    'http://127.0.0.1',
    'http://127.255.0.1:1',
    'http://128.0.0.1',
    'http://[::1]',
    'http://[::2]',
    'http://a.localhost',
    'http://localhost.com',
    'http://0.0.0.0',
    'https://localhost:*',
    'http://*.localhost',
    'capacitor://localhost',
    'x',
    '',
    'http://[::ffff:7f00:1]',
  ]) {
    lines.push(`this machine: ${origin} ${isThisMachine(origin)}`)
  }
  expectGolden(new URL('testing/environments.golden.txt', import.meta.url), lines)
})

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
  expectGolden(new URL('testing/answers.golden.txt', import.meta.url), lines)
})
