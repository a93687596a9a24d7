import { test } from 'vitest'
import { brief, expectGolden } from '../../../../testing/golden.ts'
import { checkCallOptions } from '../checks/check-call-options.ts'
import { literal, type PolicyError, quoted } from '../checks/issue.ts'
import { nearestName } from '../checks/nearest-name.ts'
import { definePolicy } from '../define.ts'
import type { PolicyOptions } from '../options.ts'
import { said, told } from './said.ts'

const APP = 'https://app.example.com'
const withHoles = (list: string[], holes: readonly number[]) => {
  for (const hole of holes) delete list[hole]
  return list
}
const names = (...list: unknown[]) => [...list, list, [...list, ...list]]

const OPTIONS: readonly unknown[] = [
  undefined,
  null,
  1,
  'x',
  [],
  {},
  () => true,
  Object.assign(() => true, { origin: APP }),
  Promise.resolve({ origin: APP }),
  new Map([['origin', APP]]),
  new (class Settings {})(),
  Object.assign(new (class Settings {})(), { origin: APP }),
  new Date(0),
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
  ...[[0], [1], [2], [0, 1, 2], [0, 2], [1, 2]].flatMap((holes) => [
    { origin: withHoles(['https://a.example.com/', APP, 'https://b.example.com/'], holes) },
    { origin: APP, methods: withHoles(['put', 'PATCH', 'delete'], holes) },
    { origin: APP, vary: withHoles(['x-a', 'x a', 'x-b'], holes) },
  ]),
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
  { origin: APP, methods: ['PUT', '*', 'PUT', '*', 'PUT', '*'] },
  { origin: APP, allowedHeaders: ['*', '*', 'X-A', 'x-a', '*', 'x-A'] },
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
    0.4,
    -0.4,
    86_400.4,
    86_400.6,
    '600',
    '600.4',
    '',
    ' ',
    '5x',
    'x',
    true,
    [],
    [5],
    {},
    null,
    5n,
    Symbol('x'),
    2 ** 53,
  ].map((maxAge) => ({ origin: APP, maxAge })),
  ...[0, 1, 600_000, 600_001, -1, 1.5, Number.NaN, '5', null].map((timeout) => ({ origin: async () => true, timeout })),
  ...[
    'x-a, x-b',
    'x-a;x-b',
    'x-a x-b',
    ' x-a',
    'x-a:',
    'x a',
    'é',
    'é, x-a',
    ', ',
    '(',
    'a\nb',
    'x-a,',
    ';x-a',
    ', (',
    'x-a, (',
  ].flatMap((name) => [
    { origin: APP, vary: [name] },
    { origin: APP, allowedHeaders: [name] },
    { origin: APP, exposedHeaders: [name] },
    { origin: APP, methods: [name] },
  ]),
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

function written(value: unknown): string {
  try {
    return brief(value)
  } catch {
    return 'a getter that throws'
  }
}

const throwing = (name: string) =>
  Object.defineProperty({}, name, {
    enumerable: true,
    get() {
      throw new Error('no')
    },
  })

/** What `cors` and `guard` take as their second parameter. */
const CALL_OPTIONS: readonly unknown[] = [
  {},
  ...[5, null, {}, 'x', () => 1].flatMap((value) => [{ onFault: value }, { bypass: value }, { timeout: value }]),
  { timeout: 0 },
  { timeout: 1 },
  { timeout: 600_001 },
  { timout: 5 },
  { onfault: () => 1 },
  { origin: APP },
  { onFault: 1, bypass: 2, timeout: 3.5, other: 4 },
  throwing('timeout'),
  throwing('onFault'),
  null,
  [],
  () => 1,
  'x',
  5,
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
  for (const given of CALL_OPTIONS) {
    const title = `beside a policy, ${written(given)}`
    try {
      checkCallOptions(given as object, 'bypass')
      lines.push(`${title}: fine`)
    } catch (error) {
      lines.push(`${title}: ${(error as PolicyError).issues.map(told).join(' || ')}`)
    }
  }
  expectGolden(new URL('options.golden.txt', import.meta.url), lines)
})
