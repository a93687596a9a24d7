import { expect, test } from 'vitest'
import { originOfUrl } from './origin.ts'
import { isIpv4Address, isPublicSuffix, isSameSite, isSchemelesslySameSite, registrableDomain } from './site.ts'

const origin = (url: string) => originOfUrl(new URL(url))

test.each([
  ['https://a.example.com', 'https://b.example.com', true, 'two names under one registrable domain'],
  ['https://a.github.io', 'https://b.github.io', false, 'two owners under a private suffix'],
  ['https://example.com', 'https://example.com:8443', true, 'the port does not matter'],
  ['http://127.0.0.1', 'http://127.0.0.2', false, 'two addresses'],
  ['http://localhost:1', 'http://localhost:2', true, 'one host without a domain'],
  ['https://a.example.com.', 'https://b.example.com.', true, 'two names with a final dot'],
  ['https://a.example.com.', 'https://b.example.com', false, 'one of two names with a final dot'],
  ['https://example.co.uk', 'https://other.co.uk', false, 'two owners under a suffix of two labels'],
])('%s and %s are schemelessly same site: %s: %s', (a, b, same) => {
  expect(isSchemelesslySameSite(origin(a), origin(b))).toBe(same)
})

test.each(['127.0.0.1', '10.20.30.40'])('%s is an IPv4 address', (host) => {
  expect(isIpv4Address(host)).toBe(true)
  expect(registrableDomain(host)).toBe(null)
})

test.each(['[::1]', '[::ffff:7f00:1]'])('%s has no registrable domain', (host) => {
  expect(registrableDomain(host)).toBe(null)
})

test.each([
  '.2.3.4',
  '1..3.4',
  '1.2..4',
  '1.2.3.',
  '1.2.3.4.',
  '1.2.3',
  '1.2.3.4.5',
  'a1.2.3.4',
  '1.2.3.4a',
  '1x2.3.4',
])('%s is no IPv4 address', (host) => expect(isIpv4Address(host)).toBe(false))

test('an opaque origin is of one site with itself only', () => {
  const [one, other] = [origin('data:,1'), origin('data:,1')]
  for (const isSame of [isSameSite, isSchemelesslySameSite]) {
    expect([isSame(one, one), isSame(one, other), isSame(one, origin('https://a.example.com'))]).toEqual([
      true,
      false,
      false,
    ])
    expect(isSame(origin('https://a.example.com'), one)).toBe(false)
  }
})

test('same site needs equal schemes', () => {
  expect(isSameSite(origin('https://a.example.com'), origin('http://b.example.com'))).toBe(false)
  expect(isSchemelesslySameSite(origin('https://a.example.com'), origin('http://b.example.com'))).toBe(true)
})

test.each([
  ['com', true],
  ['github.io', true],
  ['github.io.', true],
  ['example.com.', false],
  ['example.com', false],
])('%s is a public suffix: %s', (host, suffix) => {
  expect(isPublicSuffix(host)).toBe(suffix)
})
