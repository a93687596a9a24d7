import { expect, test } from 'vitest'
import { checkOptions } from './checks/check-options.ts'
import { PolicyError } from './checks/issue.ts'
import { definePolicy } from './define.ts'

/** `code@path` of every issue. */
function issuesOf(options: unknown): string[] {
  return checkOptions(options).issues.map((issue) => `${issue.code}@${issue.path}`)
}

test.each<[description: string, origin: unknown, code: string, fix: string]>([
  ['a missing origin', undefined, 'origin-missing', "['https://app.example.com']"],
  ['an empty string', '', 'origin-empty', "'https://app.example.com'"],
  ['an empty list', [], 'origin-empty', "['https://app.example.com']"],
  ['true, which is reflection', true, 'origin-reflected', "'https://app.example.com'"],
  ['a number', 5, 'origin-wrong-type', "'https://app.example.com'"],
  ['a trailing slash', 'https://a.com/', 'origin-trailing-slash', "'https://a.com'"],
  ['a path', 'https://a.com/x', 'origin-path', "'https://a.com'"],
  ['a query', 'https://a.com?x', 'origin-query', "'https://a.com'"],
  ['a fragment', 'https://a.com#x', 'origin-fragment', "'https://a.com'"],
  ['userinfo', 'https://user:pass@a.com', 'origin-userinfo', "'https://a.com'"],
  ['upper case in the host', 'https://A.com', 'origin-upper-case', "'https://a.com'"],
  ['upper case in the scheme', 'HTTPS://a.com', 'origin-upper-case', "'https://a.com'"],
  ['the default port of https', 'https://a.com:443', 'origin-default-port', "'https://a.com'"],
  ['the default port of http', 'http://a.com:80', 'origin-default-port', "'http://a.com'"],
  ['a port above 65535', 'https://a.com:65536', 'origin-port-invalid', "'https://a.com'"],
  ['port 0', 'https://a.com:0', 'origin-port-invalid', "'https://a.com'"],
  ['a port that is no number', 'https://a.com:http', 'origin-port-invalid', "'https://a.com'"],
  ['a port with a leading zero', 'https://a.com:08080', 'origin-port-invalid', "'https://a.com:8080'"],
  ['a colon without a port', 'https://a.com:', 'origin-port-invalid', "'https://a.com'"],
  ['a Unicode host', 'https://bücher.de', 'origin-host-unicode', "'https://xn--bcher-kva.de'"],
  ['a short IPv4 address', 'http://127.1', 'origin-ipv4-not-canonical', "'http://127.0.0.1'"],
  ['a hexadecimal IPv4 address', 'http://0x7f.1', 'origin-ipv4-not-canonical', "'http://127.0.0.1'"],
  ['a long IPv6 address', 'http://[0:0:0:0:0:0:0:1]:3000', 'origin-ipv6-not-canonical', "'http://[::1]:3000'"],
  ['a missing scheme', 'a.com', 'origin-scheme-missing', "'https://a.com'"],
  ['a missing scheme before a port', 'localhost:3000', 'origin-scheme-missing', "'http://localhost:3000'"],
  ['file:', 'file:///home', 'origin-scheme-refused', "'https://app.example.com'"],
  ['a web socket', 'wss://a.com', 'origin-scheme-refused', "'https://app.example.com'"],
  ['null', 'null', 'origin-null', "remove 'null' (or say dangerouslyAllowNullOrigin: true)"],
  ['a wildcard in the middle', 'https://a.*.com', 'origin-wildcard-misplaced', "'https://*.a.com'"],
  ['a wildcard without a dot', 'https://*example.com', 'origin-wildcard-misplaced', "'https://*.example.com'"],
  ['a wildcard for part of a label', 'https://a*.b.com', 'origin-wildcard-misplaced', "'https://*.a.b.com'"],
  ['two wildcards', 'https://*.*.b.com', 'origin-wildcard-misplaced', "'https://*.b.com'"],
  ['a wildcard over an IP address', 'https://*.127.0.0.1', 'origin-wildcard-misplaced', "'https://127.0.0.1'"],
  ['a wildcard over com', 'https://*.com', 'origin-wildcard-public-suffix', "'https://*.example.com'"],
  [
    'a wildcard over github.io',
    'https://*.github.io',
    'origin-wildcard-public-suffix',
    "'https://*.example.github.io'",
  ],
  [
    'several origins in one string',
    'https://a.com, https://b.com',
    'origin-several-in-one',
    "['https://a.com', 'https://b.com']",
  ],
  ['white space around', ' https://a.com ', 'origin-white-space', "'https://a.com'"],
  ['no host', 'https://', 'origin-host-missing', "'https://app.example.com'"],
  ['a host with a space', 'https://a b.com', 'origin-host-invalid', "'https://app.example.com'"],
  ['a host with a percent sign', 'https://ex%61mple.com', 'origin-host-invalid', "'https://app.example.com'"],
  ['an IPv4 address out of range', 'https://256.1.1.1', 'origin-host-invalid', "'https://app.example.com'"],
  ['a label of 64 characters', `https://${'a'.repeat(64)}.com`, 'origin-too-long', "'https://app.example.com'"],
])('refuses %s', (_, origin, code, fix) => {
  const { issues } = checkOptions({ origin })
  expect(issues.map((issue) => [issue.code, issue.path, issue.fix])).toEqual([[code, 'origin', fix]])
  expect(issues[0]?.value).toBe(origin)
})

test.each([
  'https://a.com',
  'https://*.example.com',
  'http://localhost:*',
  'https://*.example.com:*',
  'http://*.localhost:*',
  'http://127.0.0.1:3000',
  'http://[::1]:3000',
  'https://xn--bcher-kva.de',
  'capacitor://localhost',
  'chrome-extension://abcdefgh',
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
  ['a forbidden method', { origin: '*', methods: ['TRACE'] }, 'method-forbidden@methods[0]'],
  ['a malformed method', { origin: '*', methods: ['P UT'] }, 'method-malformed@methods[0]'],
  ['a method twice', { origin: '*', methods: ['PUT', 'PUT'] }, 'method-duplicate@methods[1]'],
  ['a malformed header name', { origin: '*', allowedHeaders: ['x y'] }, 'header-malformed@allowedHeaders[0]'],
  ['a forbidden request header', { origin: '*', allowedHeaders: ['cookie'] }, 'header-forbidden@allowedHeaders[0]'],
  [
    'a response header among request headers',
    { origin: '*', allowedHeaders: ['etag'] },
    'header-not-a-request-header@allowedHeaders[0]',
  ],
  [
    'a request header among response headers',
    { origin: '*', exposedHeaders: ['authorization'] },
    'header-not-a-response-header@exposedHeaders[0]',
  ],
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
  ['a max-age that is no text', { origin: '*', maxAge: { toString: [] } }, 'max-age-not-an-integer@maxAge'],
  ['a max-age that is a symbol', { origin: '*', maxAge: Symbol('day') }, 'max-age-not-an-integer@maxAge'],
  ['a negative max-age', { origin: '*', maxAge: -5 }, 'max-age-negative@maxAge'],
  ['a max-age above a day', { origin: '*', maxAge: 86_401 }, 'max-age-too-large@maxAge'],
  ['a switch that is a string', { origin: 'https://a.com', credentials: 'true' }, 'option-wrong-type@credentials'],
  ['an unknown option', { origin: '*', whatever: 1 }, 'option-unknown@whatever'],
  ['a timeout of zero', { origin: '*', timeout: 0 }, 'timeout-invalid@timeout'],
])('refuses %s', (_, options, issue) => {
  expect(issuesOf(options)).toEqual([issue])
})

test('refuses a duplicate behind what becomes no text', () => {
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
])('%s overrides its issue', (override, options) => {
  expect(issuesOf(options)).toHaveLength(1)
  expect(issuesOf({ ...options, [override]: true })).toEqual([])
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
