/** Whole sentences of mistakes that are rare. */
import { expect, test } from 'vitest'
import { checkCallOptions } from './checks/check-call-options.ts'
import { checkOptions } from './checks/check-options.ts'
import { PolicyError } from './checks/issue.ts'
import { definePolicy } from './define.ts'
import { policyFromEnv } from './environment/from-env.ts'
import { replaceablePolicy } from './replaceable.ts'

const said = (options: unknown) =>
  checkOptions(options as { origin: string }).issues.map(({ path, message }) => `${path}: ${message}`)

test('an empty list', () => {
  expect(said({ origin: [] })).toEqual([
    'origin: an empty list allows nobody; a server that allows nobody needs no policy',
  ])
})

test.each([class {}, function* () {}, async function* () {}])('a predicate that never answers', (origin) => {
  expect(said({ origin })).toEqual([
    'origin: a predicate returns true or false (or a promise of it): a class or a generator never does, and would deny everyone',
  ])
})

test('options that cannot be listed', () => {
  const shy = new Proxy({ origin: 'https://a.com' }, { ownKeys: () => [][0] as never })
  expect(said(shy)).toContain(
    ': its properties cannot be listed, so nobody knows what it says: a trap of a proxy throws',
  )
})

test.each(['header', 'headers', 'allowHeader', 'allowedHeader'])('%s is meant as allowedHeaders', (name) => {
  const { issues } = checkOptions({ origin: 'https://a.com', [name]: ['x-a'] } as never)
  expect(issues[0]).toMatchObject({
    code: 'option-unknown',
    path: name,
    fix: expect.stringContaining('allowedHeaders'),
  })
})

test('a part of a policy', () => {
  const part = { answer: definePolicy({ origin: 'https://a.com' }).answer }
  let issues: PolicyError['issues'] = []
  try {
    replaceablePolicy(part as never)
  } catch (error) {
    issues = (error as PolicyError).issues
    expect(error).toBeInstanceOf(PolicyError)
  }
  expect(issues.map(({ code, path }) => [code, path])).toEqual([['options-not-an-object', '']])
})

const issuesOf = (options: unknown) => checkOptions(options as { origin: string }).issues

test('a text of names keeps its * in the fix, except where credentials give it no meaning', () => {
  expect(issuesOf({ origin: '*', allowedHeaders: '*, x-a:' }).map(({ fix }) => fix)).toEqual(["['*', 'x-a']"])
  const exposed = issuesOf({ origin: 'https://a.com', credentials: true, exposedHeaders: '*, x-a:' })
  expect(exposed.map(({ fix }) => fix)).toEqual(["'x-a'", "name the headers, like ['etag']"])
})

test.each([2_000, 2_001, 5_000])('a text of %i characters', (length) => {
  const origin = `https://a.com/${'x'.repeat(length - 14)}`
  expect(issuesOf({ origin }).map(({ code }) => code)).toEqual([length > 2_000 ? 'origin-too-long' : 'origin-path'])
})

test.each([
  [
    'https://s3-*.amazonaws.com',
    /^https:\/\/s3-[a-z0-9-]+\.amazonaws\.com would be allowed: it is on the Public Suffix List, so what it serves is anybody's, unless dangerouslyAllowPublicSuffixes is true$/,
  ],
  [
    'https://preview-*.co.uk',
    /^anybody can register such a name under co\.uk: https:\/\/preview-evil\.co\.uk would be allowed, unless dangerouslyAllowPublicSuffixes is true$/,
  ],
])('the names that %s admits may be anybody’s', (origin, message) => {
  expect(issuesOf({ origin }).map((issue) => issue.message)).toEqual([expect.stringMatching(message)])
})

test('the same RegExp twice', () => {
  const [one, two] = [/^https:\/\/a\.com$/, /^https:\/\/a\.com$/]
  expect(issuesOf({ origin: [one, 'https://b.com', two] })).toEqual([
    {
      code: 'origin-duplicate',
      path: 'origin[2]',
      message: '/^https:\\/\\/a\\.com$/ is there already, at origin[0]',
      fix: 'remove /^https:\\/\\/a\\.com$/',
      value: two,
    },
  ])
})

test.each([
  ["'|PUT", 'PUT'],
  ["PUT|'", 'PUT'],
  ["'PUT'|'DELETE'", 'PUT,DELETE'],
  ["|'PUT'||DELETE|", 'PUT,DELETE'],
])('CORS_METHODS=%s was meant as %s', (given, meant) => {
  expect(() => policyFromEnv({ CORS_ORIGIN: 'https://a.com', CORS_METHODS: given })).toThrow(
    expect.objectContaining({ issues: [expect.objectContaining({ path: 'CORS_METHODS[0]', fix: meant })] }),
  )
})

test.each([
  ['onError', 'write a function of the error that gives the response'],
  ['bypass', 'write a function of what the adapter hands over, which gives true where the request may pass'],
] as const)('%s that is not a function', (name, fix) => {
  expect(() => checkCallOptions({ [name]: 1 }, name)).toThrow(
    expect.objectContaining({ issues: [expect.objectContaining({ path: name, fix })] }),
  )
})

test.each([
  ['https://1.2.3.0xf', "'https://1.2.3.15'"],
  ['https://10.0xff', "'https://10.0.0.255'"],
])('%s is an IPv4 address, although its last label ends with a letter', (origin, fix) => {
  expect(issuesOf({ origin })).toEqual([expect.objectContaining({ code: 'origin-ipv4-not-canonical', fix })])
})

test.each([
  ['', 62],
  ['a', 61],
  ['a'.repeat(62), 0],
])('a label has up to 63 characters, of which the wildcard is at least one (%s)', (before, after) => {
  const codes = (length: number) =>
    issuesOf({ origin: `https://${before}*${'-b'.repeat(32).slice(-length)}.example.com` }).map(({ code }) => code)
  if (after > 0) expect(codes(after)).toEqual([])
  expect(codes(after + 1)).toEqual(['origin-too-long'])
})

test.each([
  ['x://10.0.0.0/8', 'origin-path', '/^x:\\/\\/10\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}$/'],
  ['x://https://a.com', 'origin-host-invalid', "'https://a.com'"],
  ['git+http://https://a.com', 'origin-host-invalid', "'https://a.com'"],
  ['x-y.z0://https://a.com', 'origin-host-invalid', "'https://a.com'"],
])('a scheme may have one character, and signs: %s', (origin, code, fix) => {
  expect(issuesOf({ origin })).toEqual([expect.objectContaining({ code, fix })])
})

test.each([
  ['a.comhttp://b.com', "name the origin that you mean, like 'https://app.example.com'"],
  ['a.comhttps://b.com', "['https://a.com', 'https://b.com']"],
])('two origins without a comma: %s', (origin, fix) => {
  expect(issuesOf({ origin }).map((issue) => issue.fix)).toEqual([fix])
})

test.each(['constructor', 'tostring', 'valueof'])('the scheme %s is a word like every other', (scheme) => {
  expect(issuesOf({ origin: `${scheme}://*` }).map(({ fix }) => fix)).toEqual([`/^${scheme}:\\/\\/[a-z0-9-]+$/`])
})

test.each([
  [/^http:\/\/a\.com:80$/, '/^http:\\/\\/a\\.com$/'],
  [/^https:\/\/a\.com:443$/, '/^https:\\/\\/a\\.com$/'],
])('%s has the default port', (origin, fix) => {
  expect(issuesOf({ origin })).toEqual([
    expect.objectContaining({ fix, message: expect.stringMatching(/^browsers leave (?:80|443) out/) }),
  ])
})

test('a host with its wildcard has up to 253 characters', () => {
  const parent = (length: number) => `${'x'.repeat(length - 200)}${'.xxxxxxxxx'.repeat(20)}`
  const codes = (length: number) => issuesOf({ origin: `https://a*.${parent(length)}` }).map(({ code }) => code)
  expect([codes(249), codes(250), codes(251)]).toEqual([[], [], ['origin-too-long']])
})

test.each(['localhost', 'test', 'internal', 'internal.'])('nobody else has a name under %s', (suffix) => {
  expect(issuesOf({ origin: `https://*.${suffix}` })).toEqual([])
  expect(issuesOf({ origin: `https://p-*.${suffix}` })).toEqual([])
})

test('an instance of a class has no options', () => {
  class Settings {}
  expect(issuesOf(new Settings()).map(({ message }) => message)).toEqual([
    'the options of a policy are an object, not an instance of Settings that has no option as a property of its own',
  ])
})
