import { describe, expect, test } from 'vitest'
import { isPotentiallyTrustworthy, isSameOrigin, opaqueOrigin, originOfUrl, parseSerializedOrigin } from './origin.ts'

describe('a serialized origin', () => {
  test.each([
    'https://example.com',
    'http://localhost:3000',
    'http://127.0.0.1',
    'http://[::1]:8080',
    'https://xn--bcher-kva.example',
    'capacitor://localhost',
    'chrome-extension://abcdefghijklmnop',
    'null',
  ])('is %s', (value) => {
    expect(parseSerializedOrigin(value)?.serialized).toBe(value)
  })

  test.each([
    ['https://example.com/', 'a trailing slash'],
    ['https://example.com/path', 'a path'],
    ['https://Example.com', 'upper case'],
    ['HTTPS://example.com', 'upper case'],
    ['https://example.com:443', 'a default port'],
    ['https://user@example.com', 'a user name'],
    ['https://example.com?', 'a query'],
    ['https://bücher.example', 'a Unicode host'],
    ['http://0x7f.1', 'an IPv4 address in another spelling'],
    ['http://[0::1]', 'an IPv6 address in another spelling'],
    ['example.com', 'no scheme'],
    ['https://', 'no host'],
    ['file://', 'no host'],
    ['', 'nothing'],
    [' https://example.com', 'white space'],
    ['NULL', 'another spelling of null'],
  ])('is not %s: %s', (value) => {
    expect(parseSerializedOrigin(value)).toBeNull()
  })
})

describe('same origin', () => {
  const origin = (url: string) => originOfUrl(new URL(url))

  test('means equal scheme, host and port, the default port being no port', () => {
    expect(isSameOrigin(origin('https://a.test/x'), origin('https://a.test:443/y'))).toBe(true)
    expect(isSameOrigin(origin('https://a.test'), origin('http://a.test'))).toBe(false)
    expect(isSameOrigin(origin('https://a.test'), origin('https://a.test:8443'))).toBe(false)
    expect(isSameOrigin(origin('http://localhost'), origin('http://127.0.0.1'))).toBe(false)
  })

  test('of an opaque origin is only that very one, though all of them serialize to null', () => {
    const one = opaqueOrigin()
    expect(isSameOrigin(one, one)).toBe(true)
    expect(isSameOrigin(one, opaqueOrigin())).toBe(false)
    expect(origin('data:text/plain,x').serialized).toBe('null')
  })

  test('of a blob URL is that of the page that made it', () => {
    expect(origin('blob:https://a.test/123').serialized).toBe('https://a.test')
    expect(origin('blob:data:x').opaque).toBe(true)
  })
})

test.each([
  ['https://a.test', true],
  ['http://localhost:3000', true],
  ['http://app.localhost', true],
  ['http://127.8.9.10', true],
  ['http://[::1]', true],
  ['http://a.test', false],
  ['http://127.0.0.1.nip.io', false],
])('%s is potentially trustworthy: %s', (url, trustworthy) => {
  expect(isPotentiallyTrustworthy(originOfUrl(new URL(url)))).toBe(trustworthy)
})
