import { describe, expect, test } from 'vitest'
import { definePolicy } from '../policy/define.ts'
import { type GuardFacts, judgeWrite } from './judge.ts'

const policy = definePolicy({ origin: ['https://app.example.com', 'https://*.trusted.example'] })
const judge = (facts: Partial<GuardFacts>, by: typeof policy | null = policy) =>
  judgeWrite(
    { method: 'POST', origin: null, fetchSite: null, host: 'api.example.com', upgrade: null, ...facts },
    by,
    undefined,
  )

describe('with Sec-Fetch-Site', () => {
  test.each(['same-origin', 'none'])('%s passes', (fetchSite) => {
    expect(judge({ fetchSite, origin: 'https://evil.example' })).toBeNull()
  })
  test.each(['cross-site', 'same-site', '', 'same-origin, cross-site', 'Same-Origin'])('%j is refused', (fetchSite) => {
    expect(judge({ fetchSite, origin: 'https://evil.example' })).toBe('cross-site')
    expect(judge({ fetchSite })).toBe('cross-site')
  })
  test('cross-site from an origin of the policy passes', () => {
    expect(judge({ fetchSite: 'cross-site', origin: 'https://app.example.com' })).toBeNull()
    expect(judge({ fetchSite: 'cross-site', origin: 'https://a.trusted.example' })).toBeNull()
  })
})

test.each([null, undefined, 'null'])('a policy is not asked about the origin %s', (origin) => {
  const asked: string[] = []
  const asking = definePolicy({ origin: (each: string) => asked.push(each) > 0 })
  expect(judge({ fetchSite: 'cross-site', origin: origin as null }, asking)).toBe('cross-site')
  expect(asked).toEqual([])
})

describe('without Sec-Fetch-Site', () => {
  test('and without Origin passes: it is not a browser', () => {
    expect(judge({})).toBeNull()
  })
  test.each([
    ['https://api.example.com', 'api.example.com'],
    ['https://api.example.com', 'api.example.com:443'],
    ['http://api.example.com', 'api.example.com'],
    ['http://api.example.com', 'api.example.com:80'],
    ['https://api.example.com:8443', 'api.example.com:8443'],
    ['https://api.example.com', 'API.example.com'],
    ['http://[::1]:3000', '[::1]:3000'],
  ])('%s at the host %s is at home', (origin, host) => {
    expect(judge({ origin, host }, null)).toBeNull()
  })
  test.each([
    ['https://evil.example', 'api.example.com'],
    ['https://api.example.com:8443', 'api.example.com'],
    ['https://api.example.com', 'api.example.com:8443'],
    ['https://api.example.com@evil.example', 'api.example.com'],
    ['https://evil.example', 'evil.example@api.example.com'],
    ['https://api.example.com.evil.example', 'api.example.com'],
    ['https://api.example.com/', 'api.example.com'],
    ['null', 'null'],
    ['', ''],
    ['https://api.example.com', null],
    ['https://api.example.com', undefined],
    ['app://api.example.com', 'api.example.com:'],
    ['app://api.example.com', 'api.example.com:undefined'],
  ])('%s at the host %s is not', (origin, host) => {
    expect(judge({ origin, host }, null)).toBe('cross-origin')
  })
  test('an origin of the policy passes', () => {
    expect(judge({ origin: 'https://app.example.com' })).toBeNull()
  })
})

test.each(['GET', 'HEAD', 'OPTIONS', 'TRACE'])('%s is safe', (method) => {
  expect(judge({ method, fetchSite: 'cross-site', origin: 'https://evil.example' })).toBeNull()
})

test.each(['POST', 'PUT', 'PATCH', 'DELETE', 'get', 'PURGE', 'trace', '', 'CONNECT'])('%s is not', (method) => {
  expect(judge({ method, fetchSite: 'cross-site', origin: 'https://evil.example' })).toBe('cross-site')
})

test('a web socket is checked although it opens with GET', () => {
  const facts = { method: 'GET', upgrade: 'WebSocket' }
  expect(judge({ ...facts, origin: 'https://evil.example' })).toBe('cross-origin')
  expect(judge({ ...facts, origin: 'https://app.example.com' })).toBeNull()
})

test('a policy of * trusts no one', () => {
  expect(judge({ fetchSite: 'cross-site', origin: 'https://evil.example' }, definePolicy({ origin: '*' }))).toBe(
    'cross-site',
  )
})

test('null is trusted by no policy', () => {
  const dangerous = definePolicy({ origin: 'https://a.com', dangerouslyAllowNullOrigin: true })
  expect(judge({ fetchSite: 'cross-site', origin: 'null' }, dangerous)).toBe('cross-site')
})

test('a predicate may answer later', async () => {
  const slow = definePolicy({ origin: async (origin) => origin === 'https://a.com' })
  await expect(judge({ fetchSite: 'cross-site', origin: 'https://a.com' }, slow)).resolves.toBeNull()
  await expect(judge({ fetchSite: 'cross-site', origin: 'https://b.com' }, slow)).resolves.toBe('cross-site')
})
