import { expect, test } from 'vitest'
import { checkOptions } from './checks/check-options.ts'
import { PolicyError } from './checks/issue.ts'
import { definePolicy } from './define.ts'

/** `code@path` of every issue. */
function issuesOf(options: unknown): string[] {
  return checkOptions(options).issues.map((issue) => `${issue.code}@${issue.path}`)
}

const NAME_IT = "name the origin that you mean, like 'https://app.example.com'"
const NAME_THEM = "name the origins, like ['https://app.example.com']"
const NAME_THE_PORT = "name the port that the page is served from, or '*' for any"
const NAME_THE_DOMAIN = "name your own domain, and put '*' at its left, like 'https://*.example.com'"
const SERVE_IT = "serve the page from a local server, and name that: 'http://localhost:3000'"
const OWN_PREVIEWS =
  "put previews on a domain of your own and allow 'https://*.preview.example.com' (or say dangerouslyAllowPublicSuffixes: true)"
const underIt = (suffix: string) =>
  `name your own domain under it, like 'https://*.example.${suffix}' (or say dangerouslyAllowPublicSuffixes: true)`

test.each<[description: string, origin: unknown, code: string, fix: string]>([
  ['a missing origin', undefined, 'origin-missing', NAME_THEM],
  ['an empty string', '', 'origin-empty', NAME_IT],
  ['an empty list', [], 'origin-empty', NAME_THEM],
  ['true, which is reflection', true, 'origin-reflected', NAME_THEM],
  ['a number', 5, 'origin-wrong-type', NAME_THEM],
  ['a trailing slash', 'https://a.com/', 'origin-trailing-slash', "'https://a.com'"],
  ['a path', 'https://a.com/x', 'origin-path', "'https://a.com'"],
  ['a query', 'https://a.com?x', 'origin-query', "'https://a.com'"],
  ['a fragment', 'https://a.com#x', 'origin-fragment', "'https://a.com'"],
  ['userinfo', 'https://user:pass@a.com', 'origin-userinfo', "'https://a.com'"],
  ['upper case in the host', 'https://A.com', 'origin-upper-case', "'https://a.com'"],
  ['upper case in the scheme', 'HTTPS://a.com', 'origin-upper-case', "'https://a.com'"],
  ['the default port of https', 'https://a.com:443', 'origin-default-port', "'https://a.com'"],
  ['the default port of http', 'http://a.com:80', 'origin-default-port', "'http://a.com'"],
  ['a port above 65535', 'https://a.com:65536', 'origin-port-invalid', NAME_THE_PORT],
  ['port 0', 'https://a.com:0', 'origin-port-invalid', NAME_THE_PORT],
  ['a port that is not a number', 'https://a.com:http', 'origin-port-invalid', NAME_THE_PORT],
  ['a port with a leading zero', 'https://a.com:08080', 'origin-port-invalid', "'https://a.com:8080'"],
  ['a colon without a port', 'https://a.com:', 'origin-port-invalid', "'https://a.com'"],
  ['a Unicode host', 'https://bücher.de', 'origin-host-unicode', "'https://xn--bcher-kva.de'"],
  ['a short IPv4 address', 'http://127.1', 'origin-ipv4-not-canonical', "'http://127.0.0.1'"],
  ['a hexadecimal IPv4 address', 'http://0x7f.1', 'origin-ipv4-not-canonical', "'http://127.0.0.1'"],
  ['a long IPv6 address', 'http://[0:0:0:0:0:0:0:1]:3000', 'origin-ipv6-not-canonical', "'http://[::1]:3000'"],
  ['a missing scheme', 'a.com', 'origin-scheme-missing', "'https://a.com'"],
  [
    'a word that is not a host',
    'all',
    'origin-scheme-missing',
    "name the origin that you mean, like 'https://app.example.com'",
  ],
  ['a missing scheme before a port', 'localhost:3000', 'origin-scheme-missing', "'http://localhost:3000'"],
  ['file:', 'file:///home', 'origin-scheme-refused', SERVE_IT],
  ['the origin of old Android WebViews', 'file://', 'origin-scheme-refused', SERVE_IT],
  ['a web socket', 'wss://a.com', 'origin-scheme-refused', "'https://a.com'"],
  ['null', 'null', 'origin-null', "remove 'null' (or say dangerouslyAllowNullOrigin: true)"],
  ['a wildcard in the middle', 'https://a.*.com', 'origin-wildcard-misplaced', NAME_THE_DOMAIN],
  ['a wildcard without a dot', 'https://*example.com', 'origin-wildcard-misplaced', "'https://*.example.com'"],
  [
    'a wildcard between labels',
    'https://a.*.b.com',
    'origin-wildcard-misplaced',
    '/^https:\\/\\/a\\.[a-z0-9-]+\\.b\\.com$/',
  ],
  [
    'a wildcard in another label',
    'https://a.b-*.c.com',
    'origin-wildcard-misplaced',
    '/^https:\\/\\/a\\.b-[a-z0-9-]+\\.c\\.com$/',
  ],
  [
    'a wildcard in an address',
    'http://192.168.1.*:3000',
    'origin-wildcard-misplaced',
    '/^http:\\/\\/192\\.168\\.1\\.\\d{1,3}:3000$/',
  ],
  ['a wildcard in a port', 'http://localhost:30*', 'origin-wildcard-misplaced', '/^http:\\/\\/localhost:30\\d+$/'],
  [
    'any extension of Firefox',
    'moz-extension://*',
    'origin-wildcard-misplaced',
    '/^moz-extension:\\/\\/[0-9a-f-]{36}$/',
  ],
  [
    'any extension of Chromium',
    'chrome-extension://*',
    'origin-wildcard-misplaced',
    '/^chrome-extension:\\/\\/[a-p]{32}$/',
  ],
  ['any host', 'https://*', 'origin-wildcard-misplaced', NAME_THE_DOMAIN],
  [
    'a part of punycode',
    'https://xn--*.example.com',
    'origin-wildcard-misplaced',
    '/^https:\\/\\/xn--[a-z0-9-]+\\.example\\.com$/',
  ],
  [
    'two wildcards',
    'https://*.*.b.com',
    'origin-wildcard-misplaced',
    '/^https:\\/\\/[a-z0-9-]+\\.[a-z0-9-]+\\.b\\.com$/',
  ],
  ['a wildcard over an IP address', 'https://*.127.0.0.1', 'origin-wildcard-misplaced', NAME_IT],
  ['a wildcard over com', 'https://*.com', 'origin-wildcard-public-suffix', underIt('com')],
  ['a wildcard over github.io', 'https://*.github.io', 'origin-wildcard-public-suffix', underIt('github.io')],
  [
    'several origins in one string',
    'https://a.com, https://b.com',
    'origin-several-in-one',
    "['https://a.com', 'https://b.com']",
  ],
  ['white space around', ' https://a.com ', 'origin-white-space', "'https://a.com'"],
  ['no host', 'https://', 'origin-host-missing', NAME_IT],
  ['a host with a space', 'https://a b.com', 'origin-host-invalid', NAME_IT],
  ['a host with a percent sign', 'https://ex%61mple.com', 'origin-host-invalid', NAME_IT],
  ['an IPv4 address out of range', 'https://256.1.1.1', 'origin-host-invalid', NAME_IT],
  ['a label of 64 characters', `https://${'a'.repeat(64)}.com`, 'origin-too-long', NAME_IT],
  ['a wildcard before a host of 252 characters', `https://*.${'a.'.repeat(126)}`, 'origin-too-long', NAME_IT],
  ['two schemes', 'https://https://a.com', 'origin-host-invalid', "'https://a.com'"],
  ['an empty label', 'https://*.example..com', 'origin-host-invalid', NAME_IT],
  ['a tilde', 'https://*.foo~bar.com', 'origin-host-invalid', NAME_IT],
  ['upper case in a pattern of an own scheme', 'x-app://HOST:*', 'origin-upper-case', "'x-app://host:*'"],
  ['names that anybody can have', 'https://my-app-*.vercel.app', 'origin-wildcard-public-suffix', OWN_PREVIEWS],
  ['names at other hosts', 'https://deploy-preview-*--site.netlify.app', 'origin-wildcard-public-suffix', OWN_PREVIEWS],
  ['a wildcard in the registrable domain', 'https://my-*.com', 'origin-wildcard-public-suffix', OWN_PREVIEWS],
  [
    'a wildcard over github.io with a final dot',
    'https://*.github.io.',
    'origin-wildcard-public-suffix',
    underIt('github.io.'),
  ],
  ...[';', ' ', '\n', '|', ', ', ' ; '].map((separator): [string, unknown, string, string] => [
    `several origins, separated by ${JSON.stringify(separator)}`,
    `https://a.com${separator}https://b.com`,
    'origin-several-in-one',
    "['https://a.com', 'https://b.com']",
  ]),
  [
    'several in one entry of a list',
    ['https://a.com;https://b.com'],
    'origin-several-in-one',
    "'https://a.com', 'https://b.com'",
  ],
  [
    'a predicate that waits for a callback',
    (_: string, callback: (e: null, ok: boolean) => void) => callback(null, true),
    'origin-callback',
    'return the answer (or a promise of it), like (origin) => allowed.includes(origin)',
  ],
])('refuses %s', (_, origin, code, fix) => {
  const { issues } = checkOptions({ origin })
  expect(issues.map((issue) => [issue.code, issue.path, issue.fix])).toEqual([
    [code, Array.isArray(origin) && origin.length > 0 ? 'origin[0]' : 'origin', fix],
  ])
  expect([origin, [origin].flat()[0]]).toContainEqual(issues[0]?.value)
})

test.each([
  'https://a.com',
  'https://*.example.com',
  'http://localhost:*',
  'https://*.example.com:*',
  'https://preview-*.example.com',
  'https://*-app.example.com:*',
  'https://a*b.example.com:8443',
  'http://*.localhost:*',
  'http://pr-*.localhost:*',
  'https://example.com.',
  'safari-web-extension://3F2504E0-4F89-11D3-9A0C-0305E82C3301',
  'http://127.0.0.1:3000',
  'http://[::1]:3000',
  'https://xn--bcher-kva.de',
  'capacitor://localhost',
  'chrome-extension://abcdefghijklmnopabcdefghijklmnop',
  'http://a.com',
  '*',
])('accepts %s', (origin) => {
  expect(issuesOf({ origin })).toEqual([])
})

test.each<[description: string, options: object, issue: string]>([
  ['* beside credentials', { origin: '*', credentials: true }, 'origin-any-with-credentials@origin'],
  ['* inside a list', { origin: ['https://a.com', '*'] }, 'origin-any-in-list@origin[1]'],
  ['the same origin twice', { origin: ['https://a.com', 'https://a.com'] }, 'origin-duplicate@origin[1]'],
  ['http beside credentials', { origin: 'http://a.com', credentials: true }, 'origin-insecure-with-credentials@origin'],
  ['a lower-case method', { origin: '*', methods: ['put'] }, 'method-lower-case@methods[0]'],
  ['one that browsers send in upper case', { origin: '*', methods: ['PUT', 'put'] }, 'method-lower-case@methods[1]'],
  ['a forbidden method', { origin: '*', methods: ['TRACE'] }, 'method-forbidden@methods[0]'],
  ['a malformed method', { origin: '*', methods: ['P UT'] }, 'method-malformed@methods[0]'],
  ['a method twice', { origin: '*', methods: ['PUT', 'PUT'] }, 'method-duplicate@methods[1]'],
  ['a malformed header name', { origin: '*', allowedHeaders: ['x y'] }, 'header-malformed@allowedHeaders[0]'],
  ['a forbidden request header', { origin: '*', allowedHeaders: ['cookie'] }, 'header-forbidden@allowedHeaders[0]'],
  [
    'a header that script never sees',
    { origin: '*', exposedHeaders: ['set-cookie'] },
    'header-forbidden@exposedHeaders[0]',
  ],
  [
    'a header twice in other case',
    { origin: '*', allowedHeaders: ['X-A', 'x-a'] },
    'header-duplicate@allowedHeaders[1]',
  ],
  [
    '* exposed beside credentials',
    { origin: 'https://a.com', credentials: true, exposedHeaders: '*' },
    'header-any-with-credentials@exposedHeaders',
  ],
  ['a fractional max-age', { origin: '*', maxAge: 1.5 }, 'max-age-not-an-integer@maxAge'],
  ['a max-age of NaN', { origin: '*', maxAge: Number.NaN }, 'max-age-not-an-integer@maxAge'],
  ['a max-age in a string', { origin: '*', maxAge: '600' }, 'max-age-not-an-integer@maxAge'],
  ['a max-age that is not text', { origin: '*', maxAge: { toString: [] } }, 'max-age-not-an-integer@maxAge'],
  ['a max-age that is a symbol', { origin: '*', maxAge: Symbol('day') }, 'max-age-not-an-integer@maxAge'],
  ['a negative max-age', { origin: '*', maxAge: -5 }, 'max-age-negative@maxAge'],
  ['a max-age above a day', { origin: '*', maxAge: 86_401 }, 'max-age-too-large@maxAge'],
  ['a switch that is a string', { origin: 'https://a.com', credentials: 'true' }, 'option-wrong-type@credentials'],
  ['an unknown option', { origin: '*', whatever: 1 }, 'option-unknown@whatever'],
  ['a timeout of zero', { origin: '*', timeout: 0 }, 'timeout-invalid@timeout'],
])('refuses %s', (_, options, issue) => {
  expect(issuesOf(options)).toEqual([issue])
})

test('refuses a duplicate after an entry that cannot become text', () => {
  const origin = [{ toString: [] }, 'https://a.com', 'https://a.com']
  expect(issuesOf({ origin })).toEqual(['origin-wrong-type@origin[0]', 'origin-duplicate@origin[2]'])
})

test.each([
  ['orgin', 'origin'],
  ['maxage', 'maxAge'],
  ['allowCredentials', 'credentials'],
  ['exposeHeaders', 'exposedHeaders'],
])('says for the unknown option %s that the nearest is %s', (name, nearest) => {
  const [issue] = checkOptions({ origin: '*', [name]: 1 }).issues
  expect(issue).toMatchObject({ code: 'option-unknown', path: name, fix: nearest })
})

test.each([
  ['dangerouslyAllowNullOrigin', { origin: ['https://a.com', 'null'] }],
  ['dangerouslyAllowInsecureOrigins', { origin: 'http://a.com', credentials: true }],
  ['dangerouslyAllowPublicSuffixes', { origin: 'https://*.github.io' }],
  ['dangerouslyAllowPublicSuffixes', { origin: 'https://my-app-*.vercel.app' }],
  ['dangerouslyAllowPublicSuffixes', { origin: /^https:\/\/my-app-\w+\.vercel\.app$/ }],
])('%s overrides its issue', (override, options) => {
  expect(issuesOf(options)).toHaveLength(1)
  expect(issuesOf({ ...options, [override]: true })).toEqual([])
})

test.each(['authorization', 'accept', 'accept-language', 'expires', 'pragma', 'x-anything'])(
  'accepts %s in requests and responses without a warning',
  (name) => {
    const { issues, warnings } = checkOptions({ origin: '*', allowedHeaders: [name], exposedHeaders: [name] })
    expect([issues, warnings]).toEqual([[], []])
  },
)

test.each([
  ['allowedHeaders', 'access-control-allow-origin', 'header-not-a-request-header'],
  ['allowedHeaders', 'ETag', 'header-not-a-request-header'],
  ['exposedHeaders', 'user-agent', 'header-not-a-response-header'],
  ['exposedHeaders', 'Access-Control-Max-Age', 'header-not-a-response-header'],
])('takes the odd name in %s: [%s] with the warning %s', (option, name, code) => {
  const { issues, warnings } = checkOptions({ origin: '*', [option]: [name] })
  expect(issues).toEqual([])
  expect(warnings).toMatchObject([{ code, path: `${option}[0]` }])
  expect(() => definePolicy({ origin: '*', [option]: [name] })).not.toThrow()
})

test.each<[unknown]>([
  [(origin: string, request: unknown) => origin === String(request)],
  [(origin: string) => origin === 'x'],
  [async (origin: string, { headers }: { headers: object }) => origin in headers],
  [(origin: string, request: { get(name: string): string }) => request.get('host') === origin],
])('takes the predicate %s', (origin) => {
  expect(issuesOf({ origin })).toEqual([])
})

test('throws one PolicyError with every mistake', () => {
  const define = () => definePolicy({ origin: ['https://a.com/', 'b.com'], methods: ['put'], maxAge: -1 })
  expect(define).toThrow(PolicyError)
  try {
    define()
  } catch (error) {
    expect((error as PolicyError).issues.map((issue) => issue.path)).toEqual([
      'origin[0]',
      'origin[1]',
      'methods[0]',
      'maxAge',
    ])
    expect((error as PolicyError).message).toContain("fix: 'https://b.com'")
  }
})

test.each([null, undefined, 5, 'https://a.com', [], () => true])('refuses %s instead of options', (options) => {
  expect(issuesOf(options)).toEqual(['options-not-an-object@'])
})

test.each([
  (_: string, cb: (error: null, allowed: boolean) => void) => cb(null, true),
  (_: string, answer: (error: null, allowed: boolean) => void) => answer(null, true),
  (_ = 'x (y)', answer: (error: null, allowed: boolean) => void) => answer(null, true),
  ({ length }: string, answer: (error: null, allowed: boolean) => void) => answer(null, length > 0),
  (_: string /* the origin (a string) */, answer: (error: null, allowed: boolean) => void) => answer(null, true),
  (...args: [string, (error: null, allowed: boolean) => void]) => args[1](null, true),
  { origin: (_: string, done: (error: null, allowed: string) => void) => void done(null, _) }.origin,
])('refuses the predicate %s, which waits for a callback', (origin) => {
  expect(issuesOf({ origin })).toEqual(['origin-callback@origin'])
})

test('offers no origin without the port where there are two', () => {
  const { issues } = checkOptions({ origin: 'https://a.com:8080:' })
  expect(issues.map(({ code }) => code)).toEqual(['origin-port-invalid', 'origin-host-invalid'])
  for (const { fix } of issues) expect(fix).toMatch(/^name the origin/)
})

test.each([
  ['PATCH', 'patch'],
  ['patch', 'PATCH', 'Patch'],
  ['QUERY', 'query'],
])('methods in two spellings that browsers send are both meant: %j', (...methods) => {
  const { answer } = definePolicy({ origin: '*', methods })
  const asked = (requestMethod: string) =>
    answer({ method: 'OPTIONS', origin: 'https://app.example.com', requestMethod, requestHeaders: null })
  for (const method of methods) expect(JSON.stringify(asked(method))).toContain(method)
})

test.each([
  ['Content-Type, X-Request-Id', "'content-type', 'x-request-id'"],
  ['X-A;X-B', "'x-a', 'x-b'"],
  [' X-A ', "'x-a'"],
  ['x request id', "write each name as it is sent (or remove 'x request id')"],
  ['(), x', "remove '(), x'"],
])('header names in one text: %s', (name, fix) => {
  for (const option of ['allowedHeaders', 'exposedHeaders']) {
    expect(checkOptions({ origin: 'https://app.example.com', [option]: [name] }).issues).toMatchObject([
      { code: 'header-malformed', fix },
    ])
  }
})

test.each([1, 2, 19, 20, 21, 22, 40])('the text of an error spells out 20 mistakes, and counts all: %i', (count) => {
  const origin = Array.from({ length: count }, (_, at) => `https://a${at}.com/`)
  try {
    definePolicy({ origin })
    expect.unreachable()
  } catch (error) {
    const { message, issues } = error as PolicyError
    expect(issues).toHaveLength(count)
    expect(message.split('\n    fix: ').length - 1).toBe(Math.min(count, 20))
    expect(/ and (\d+) more$/.exec(message)?.[1]).toBe(count > 20 ? String(count - 20) : undefined)
    expect(message).toContain(count === 1 ? 'has 1 mistake:' : `has ${count} mistakes:`)
  }
})

test.each<[methods: string[], odd: string[]]>([
  [['patch'], ['methods[0]']],
  [
    ['Patch', 'query', 'PUT'],
    ['methods[0]', 'methods[1]'],
  ],
  [['PROPFIND', 'propfind'], []],
  [['chicken', 'my-search'], []],
])('methods %j: browsers send what script writes, so lower case is odd and not wrong', (methods, odd) => {
  const { issues, warnings } = checkOptions({ origin: '*', methods })
  expect(issues).toEqual([])
  expect(warnings.map(({ code, path }) => [code, path])).toEqual(odd.map((path) => ['method-lower-case', path]))
})
