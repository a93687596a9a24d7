import { test } from 'vitest'
import { brief, expectGolden } from '../../../../testing/golden.ts'
import type { PolicyError } from '../checks/issue.ts'
import { type Environment, policyFromEnv } from '../environment/from-env.ts'
import { isThisMachine } from '../origins/this-machine.ts'
import { told } from './said.ts'

const APP = 'https://app.example.com'

const ENVIRONMENTS: readonly Environment[] = [
  {},
  { CORS_ORIGIN: '' },
  { CORS_ORIGIN: ' ' },
  { CORS_ORIGIN: '*' },
  { CORS_ORIGIN: `${APP}, https://b.example.com` },
  { CORS_ORIGIN: ` ${APP} ` },
  { CORS_ORIGIN: 'app.example.com, *' },
  { CORS_ORIGIN: '*,*' },
  ...[
    "'PUT,DELETE'",
    '"PUT,DELETE"',
    "'PUT','DELETE'",
    '`PUT`',
    '“PUT”',
    'PUT|DELETE',
    "'put'",
    "'",
    "'*'",
    'PUT|é',
  ].map((methods) => ({ CORS_ORIGIN: APP, CORS_METHODS: methods })),
  ...["'x-a,x-b'", '"x-a"', "'x-a", 'x-a|x-b', "'cookie'"].flatMap((names) =>
    ['CORS_ALLOWED_HEADERS', 'CORS_EXPOSED_HEADERS', 'CORS_VARY'].map((name) => ({ CORS_ORIGIN: APP, [name]: names })),
  ),
  ...[`'${APP}'`, `"${APP}"`, `'${APP},https://b.example.com'`, `${APP}、https://b.example.com`, "'*'"].map(
    (origin) => ({
      CORS_ORIGIN: origin,
    }),
  ),
  { CORS_ORIGIN: `${APP},${APP}` },
  { CORS_ORIGIN: APP, CORS_METHODS: 'PUT,PUT' },
  { CORS_ORIGIN: 'app://ü' },
  { CORS_ORIGIN: 'http://[::1]:80:80' },
  ...[
    null,
    'CORS_ORIGIN=*',
    [],
    Object.assign(() => 1, { CORS_ORIGIN: '*' }),
    Object.assign(new (class Env {})(), { CORS_ORIGIN: '*' }),
    new (class Env {})(),
    new Map([['CORS_ORIGIN', '*']]),
    ...[5, true, null, [APP], {}, /x/, () => APP].flatMap((value) => [
      { CORS_ORIGIN: value },
      { CORS_ORIGIN: APP, CORS_MAX_AGE: value },
      { CORS_ORIGIN: APP, CORS_DANGEROUSLY_ALLOW_LOOPBACK: value },
    ]),
    ...[['production'], ['x', 'production'], [], ['development', 'production'], 5, {}].map((mode) => ({
      NODE_ENV: mode,
      CORS_ORIGIN: 'http://localhost',
    })),
  ].map((env) => env as unknown as Environment),
  ...[
    'true',
    'false',
    ' true ',
    'TRUE',
    '1',
    '0',
    'yes',
    'no',
    'on',
    'off',
    '',
    '"true"',
    "'false'",
    '"x"',
    't',
  ].flatMap((value) =>
    ['CORS_CREDENTIALS', 'CORS_EXPLAIN', 'CORS_DANGEROUSLY_ALLOW_NULL_ORIGIN', 'CORS_DANGEROUSLY_ALLOW_LOOPBACK'].map(
      (name) => ({ CORS_ORIGIN: APP, [name]: value }),
    ),
  ),
  ...['600', '-1', '1.5', '1.', '.5', 'x', '600s', '+5', ' 600 ', '"600"', "'90 s'", '"99999999"', '"x"'].map(
    (value) => ({
      CORS_ORIGIN: APP,
      CORS_MAX_AGE: value,
    }),
  ),
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
    // Which of several hosts is meant is not known.
    'http://localhost://https://a.com',
    'http://localhost\n://https://a.com',
    'http://localhost ://https://a.com',
    'http://localhost://x',
    'http://localhost://3000',
    'http://localhost:x',
    'http://localhost:x//a',
    'http://127.0.0.1://https://',
    'http://localhost,http://a.com',
    'http://localhost http://a.com',
    'http://localhosthttp://a.com',
    'http://a.comhttp://localhost',
    'http://localhost a.com',
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
  expectGolden(new URL('environments.golden.txt', import.meta.url), lines)
})
