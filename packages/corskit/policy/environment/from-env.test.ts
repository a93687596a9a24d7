import { expect, test } from 'vitest'
import type { PolicyError } from '../checks/issue.ts'
import { type Environment, policyFromEnv } from './from-env.ts'

function caught(env: Environment): Pick<PolicyError, 'issues'> {
  try {
    policyFromEnv(env)
    return { issues: [] }
  } catch (error) {
    return error as PolicyError
  }
}

const issuesOf = (env: Environment) => caught(env).issues.map((issue) => `${issue.code}@${issue.path}`)

test('reads every variable', () => {
  const policy = policyFromEnv({
    CORS_ORIGIN: 'https://a.com, https://*.b.com',
    CORS_METHODS: 'PUT,DELETE',
    CORS_ALLOWED_HEADERS: 'content-type',
    CORS_EXPOSED_HEADERS: 'etag',
    CORS_CREDENTIALS: 'true',
    CORS_MAX_AGE: '600',
    PATH: '/bin',
  })
  expect(policy.options).toEqual({
    origin: ['https://a.com', 'https://*.b.com'],
    methods: ['PUT', 'DELETE'],
    allowedHeaders: ['content-type'],
    exposedHeaders: ['etag'],
    credentials: true,
    maxAge: 600,
  })
})

test.each<[env: Environment, issue: string]>([
  [{}, 'origin-missing@CORS_ORIGIN'],
  [{ CORS_ORIGIN: 'https://a.com,https://b.com/' }, 'origin-trailing-slash@CORS_ORIGIN[1]'],
  [{ CORS_ORIGIN: '*', CORS_MAX_AGE: '10m' }, 'env-not-a-number@CORS_MAX_AGE'],
  [{ CORS_ORIGIN: '*', CORS_MAX_AGE: '-1' }, 'max-age-negative@CORS_MAX_AGE'],
  [{ CORS_ORIGIN: '*', CORS_EXPLAIN: 'yes' }, 'env-not-a-boolean@CORS_EXPLAIN'],
  [{ CORS_ORIGIN: '*', CORS_METHODS: 'put' }, 'method-lower-case@CORS_METHODS[0]'],
  [{ CORS_ORIGIN: '*', CORS_METHOD: 'PUT' }, 'env-unknown@CORS_METHOD'],
  [{ CORS_ORIGIN: '*', CORS_CREDENTIALS: 'true' }, 'origin-any-with-credentials@CORS_ORIGIN'],
])('says of %j: %s', (env, issue) => {
  expect(issuesOf(env)).toEqual([issue])
})

const NAMES = [
  'CORS_ORIGIN',
  'CORS_METHODS',
  'CORS_ALLOWED_HEADERS',
  'CORS_EXPOSED_HEADERS',
  'CORS_VARY',
  'CORS_CREDENTIALS',
  'CORS_MAX_AGE',
  'CORS_EXPLAIN',
  'CORS_DANGEROUSLY_ALLOW_NULL_ORIGIN',
  'CORS_DANGEROUSLY_ALLOW_INSECURE_ORIGINS',
  'CORS_DANGEROUSLY_ALLOW_PUBLIC_SUFFIXES',
  'CORS_DANGEROUSLY_ALLOW_LOOPBACK',
]

test.each(NAMES)('a spelling mistake in %s is found at every place', (name) => {
  const places = Array.from({ length: name.length - 'CORS_'.length }, (_, at) => 'CORS_'.length + at)
  const slips = places.flatMap((at) => [
    name.slice(0, at) + name.slice(at + 1),
    `${name.slice(0, at)}X${name.slice(at + 1)}`,
    name.slice(0, at) + name.charAt(at) + name.slice(at),
  ])
  const told = slips.filter((slip) => {
    if (NAMES.includes(slip)) return true
    try {
      policyFromEnv({ CORS_ORIGIN: 'https://a.com', [slip]: 'true' })
      return false
    } catch (error) {
      return (error as PolicyError).issues.some(({ code, fix }) => code === 'env-unknown' && fix === name)
    }
  })
  expect(told).toEqual(slips)
})

test('refuses loopback origins in production unless told otherwise', () => {
  const env = { CORS_ORIGIN: 'https://a.com,http://localhost:*,http://127.0.0.1:3000', NODE_ENV: 'production' }
  expect(issuesOf(env)).toEqual([
    'origin-loopback-in-production@CORS_ORIGIN[1]',
    'origin-loopback-in-production@CORS_ORIGIN[2]',
  ])
  expect(issuesOf({ ...env, CORS_DANGEROUSLY_ALLOW_LOOPBACK: 'true' })).toEqual([])
  expect(issuesOf({ ...env, NODE_ENV: 'development' })).toEqual([])
})

test.each([
  'production ',
  ' production',
  'production\r\n',
  '\uFEFFproduction',
  'Production',
  'PRODUCTION',
  '"production"',
  "'production'",
  ' "production" ',
])('NODE_ENV of %j is production', (text) => {
  expect(issuesOf({ CORS_ORIGIN: 'http://localhost', NODE_ENV: text })).toEqual([
    'origin-loopback-in-production@CORS_ORIGIN[0]',
  ])
})

test.each(['prod', 'preproduction', 'non-production', 'production-like', '', ' '])('NODE_ENV of %j is not', (text) => {
  expect(issuesOf({ CORS_ORIGIN: 'http://localhost', NODE_ENV: text })).toEqual([])
})

test('inherited variables are not variables', () => {
  expect(issuesOf(Object.create({ CORS_ORIGIN: 'https://a.com' }))).toEqual(['origin-missing@CORS_ORIGIN'])
  const inherited = Object.create({ CORS_DANGEROUSLY_ALLOW_LOOPBACK: 'true' })
  const env = Object.assign(inherited, { CORS_ORIGIN: 'http://localhost', NODE_ENV: 'production' })
  expect(issuesOf(env)).toEqual(['origin-loopback-in-production@CORS_ORIGIN[0]'])
})

const WRONG: readonly [variable: string, ...texts: string[]][] = [
  [
    'CORS_ORIGIN',
    ...[
      'https://a.com/',
      'HTTPS://A.com',
      'https://a.com:443',
      'https://a.com;https://b.com',
      'https://a.com https://b.com',
    ],
    ...[
      'a.com',
      '*.a.com',
      'https://*a.com',
      'https://a.com:8*',
      'http://192.168.1.*',
      'https://xn--*.example.com',
      '"https://a.com"',
    ],
    ...[
      'https://*.github.io',
      'https://my-*.vercel.app',
      'null',
      'https://a.com,*',
      'http://127.1',
      'https://bücher.example',
      ',',
    ],
    ...[
      "https://a'b.com/",
      'https://a.com\\b',
      '/^https:\\/\\/a\\.com$/',
      'true',
      'https://a.*.com',
      'https://a.com/x,https://b.com/',
    ],
  ],
  ['CORS_METHODS', 'put', 'PUT DELETE', 'TRACE', 'PUT,PUT', 'PUT;DELETE'],
  ['CORS_ALLOWED_HEADERS', 'x a', 'cookie', 'X-A,x-a', 'x-a:'],
  ['CORS_EXPOSED_HEADERS', 'set-cookie', 'x a', 'etag,ETag'],
  ['CORS_MAX_AGE', '10 minutes', '-1', '604800', '1.5'],
  ['CORS_CREDENTIALS', 'yes', 'off'],
]

test.each(WRONG.flatMap(([variable, ...texts]) => texts.map((text) => [variable, text] as const)))(
  'what is offered for %s=%s is for a variable: accepted there, and without options, quotes and RegExps',
  (variable, text) => {
    const env = { CORS_ORIGIN: 'https://app.example.com', [variable]: text }
    const { issues } = caught(env)
    expect(issues).not.toEqual([])
    for (const { fix, message, path } of issues) {
      expect(`${fix} ${message}`).not.toMatch(/dangerouslyAllow/)
      expect(fix).not.toMatch(/^['/[]/)
      if (/\s/.test(fix)) continue
      const at = /\[(\d+)\]$/.exec(path)
      const entries = text.split(',').map((entry, index) => (at === null || index === Number(at[1]) ? fix : entry))
      const { issues: left } = caught({ ...env, [variable]: at === null ? fix : entries.join(',') })
      expect(left.filter((issue) => issue.path === path)).toEqual([])
    }
  },
)

test.each([600, true, ['https://a.com'], null, /x/])('a variable that is %s, and not text, is told', (value) => {
  for (const variable of NAMES) {
    const { issues } = caught({ CORS_ORIGIN: 'https://a.com', [variable]: value as never })
    expect(issues.map(({ code, path }) => `${code}@${path}`)).toContain(`option-wrong-type@${variable}`)
  }
})

test.each([
  'CORS_ALLOWED_ORIGIN',
  'CORS_ALLOWED_ORIGINS',
  'CORS_ALLOW_ORIGIN',
  'CORS_ALLOW_ORIGINS',
  'CORS_ORIGIN_WHITELIST',
  'CORS_ALLOWED_METHOD',
  'CORS_ALLOW_METHODS',
  'CORS_HEADER',
  'CORS_ALLOW_HEADER',
  'CORS_ALLOWED_HEADER',
  'CORS_EXPOSE_HEADER',
  'CORS_EXPOSED_HEADER',
  'CORS_ALLOW_CREDENTIALS',
  'CORS_SUPPORT_CREDENTIALS',
  'CORS_ACCESS_CONTROL_ALLOW_ORIGIN',
  'CORS_PREFLIGHT_MAX_AGE',
])('%s is another name for a variable', (name) => {
  expect(issuesOf({ CORS_ORIGIN: 'https://a.com', [name]: 'x' })).toEqual([`env-unknown@${name}`])
})

const set = 'set CORS_CREDENTIALS to true or to false'

test.each<[name: string, text: string, fix: string]>([
  ['CORS_CREDENTIALS', 'true # x', 'true'],
  ['CORS_CREDENTIALS', 'false # x', 'false'],
  ['CORS_CREDENTIALS', 'off', 'false'],
  ['CORS_CREDENTIALS', '# true', set],
  ['CORS_CREDENTIALS', 'include', set],
  ['CORS_MAX_AGE', '600 # ten minutes', '600'],
  ['CORS_MAX_AGE', 'long', 'write a whole number of seconds, like 7200'],
  ['CORS_METHODS', 'PUT # comment', 'write a method name, like PUT'],
  ['CORS_METHODS', 'PUT and DELETE', 'write a method name, like PUT'],
  ['CORS_ORIGIN', 'https://a.comhttps://b.com', 'https://a.com,https://b.com'],
  ['CORS_ORIGIN', 'http://localhost://3000', 'http://localhost:3000'],
  ['CORS_ORIGIN', '/^https:\\/\\/.*\\.example\\.com$/', 'https://*.example.com'],
  [
    'CORS_ORIGIN',
    '^https:\\/\\/\\w+\\.example\\.com$',
    'write the origin as a browser sends it, or a pattern like https://*.example.com',
  ],
  ['CORS_ORIGIN', 'http://10.0.0.0/8', 'name the origins that you mean, or use a pattern like https://*.example.com'],
  ['CORS_ORIGIN', '10.0.0.0/8', 'name each address that serves pages'],
  ['CORS_ORIGIN', 'all', 'name the origin that you mean, like https://app.example.com'],
])('%s=%s is repaired in the words of variables', (name, text, fix) => {
  expect(caught({ CORS_ORIGIN: 'https://a.com', [name]: text }).issues.map((issue) => issue.fix)).toEqual([fix])
})

/** Quotes in a variable are a mistake, so no fix shows them, but around what is to be removed. */
test('no fix of any value of a variable has quotes around what is to be written', () => {
  const values = [
    ...[
      'all',
      '/^https:\\/\\/a\\.example\\.com$/',
      'https://*.github.io',
      'https://my-app-*.vercel.app',
      'http://a.com',
      'null',
    ],
    ...[
      'https://*',
      'https://a.*',
      'http://localhost:x',
      'file:///a',
      'https://a b.com',
      '10.0.0.0/8',
      'https://bücher-*.example.com',
    ],
    ...[
      '',
      '*,https://a.com',
      'https://s3-*.amazonaws.com',
      'https://*.amazonaws.com',
      'chrome-extension://a',
      'x y',
      'é',
      "'",
    ],
  ]
  for (const value of values) {
    for (const name of NAMES) {
      const env = { CORS_ORIGIN: 'https://a.com', CORS_CREDENTIALS: 'true', [name]: value }
      for (const { fix } of caught(env).issues) {
        expect(fix.replace(/(?:remove|of) '(?:[^'\\]|\\.)*'/g, ''), `${name}=${value}`).not.toMatch(/'/)
      }
    }
  }
})

test('only what the object has itself is read, NODE_ENV too', () => {
  const env = Object.assign(Object.create({ NODE_ENV: 'production', CORS_CREDENTIALS: 'true' }), {
    CORS_ORIGIN: 'http://localhost:3000',
  })
  expect(policyFromEnv(env).options).toEqual({ origin: ['http://localhost:3000'] })
})

const throws = () => {
  throw new Error('no')
}

test.each<[description: string, env: () => object, issues: string[]]>([
  ['an array', () => [], ['options-not-an-object@']],
  [
    'a revoked proxy',
    () => {
      const { proxy, revoke } = Proxy.revocable({}, {})
      revoke()
      return proxy
    },
    ['options-not-an-object@'],
  ],
  [
    'a getter that throws',
    () => Object.defineProperty({ CORS_ORIGIN: '*' }, 'CORS_METHODS', { get: throws, enumerable: true }),
    ['option-wrong-type@CORS_METHODS'],
  ],
  [
    'a NODE_ENV that throws',
    () => Object.defineProperty({ CORS_ORIGIN: '*' }, 'NODE_ENV', { get: throws }),
    ['option-wrong-type@NODE_ENV'],
  ],
  [
    'an unknown variable that throws',
    () => Object.defineProperty({ CORS_ORIGIN: '*' }, 'CORS_ORIGINS', { get: throws, enumerable: true }),
    ['env-unknown@CORS_ORIGINS'],
  ],
  [
    'a proxy that lists nothing',
    () => new Proxy({ CORS_ORIGIN: '*' }, { ownKeys: throws }),
    ['options-not-an-object@'],
  ],
])('%s gives a PolicyError', (_, env, issues) => {
  expect(issuesOf(env() as Environment)).toEqual(issues)
})

test('a NODE_ENV that refuses to be read is not production', () => {
  const list = new Proxy(['production'], { get: throws })
  expect(issuesOf({ CORS_ORIGIN: 'http://localhost', NODE_ENV: list as never })).toEqual([])
})
