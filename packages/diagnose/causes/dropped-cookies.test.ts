/** Each row was sent by a server at localhost, and asked for again by Chromium 156. */
import { expect, test } from 'vitest'
import { whyDropped } from './dropped-cookies.ts'

const LOCAL = 'http://localhost:4399/set'
const API = 'https://api.example.com/set'

test.each([
  ['s=1; SameSite=None', LOCAL, /SameSite=None without Secure/],
  ['s=1; samesite=NONE; HttpOnly', API, /SameSite=None without Secure/],
  ['s=1; Domain=example.com', LOCAL, /has a Domain that is not localhost/],
  ['s=1; Domain=app.example.com; Secure', API, /has a Domain that is not api\.example\.com/],
  ['s=1; Domain=pi.example.com', API, /has a Domain/],
  ['__Secure-s=1', LOCAL, /needs Secure/],
  ['s=1; SameSite=Lax; Partitioned', LOCAL, /Partitioned without Secure/],
  ['s=1; Domain=com; Secure', API, /anybody can register/],
  [`s=${'y'.repeat(4096)}`, API, /longer than 4096 bytes/],
  ['__Host-s=1; Secure', API, /needs Path=\/ and no Domain/],
  ['__Host-s=1; Secure; Path=/; Domain=example.com', API, /needs Path=\/ and no Domain/],
  ['s=1; Secure', 'http://api.example.com/', /came over http/],
])('%s from %s is dropped', (cookie, url, why) => {
  expect(whyDropped(cookie, url)).toMatch(why)
})

test.each([
  ['s=1', LOCAL],
  ['s=1; SameSite=Lax', LOCAL],
  ['s=1; SameSite=None; Secure', LOCAL],
  ['s=1; Secure', LOCAL],
  ['s=1; Domain=localhost', LOCAL],
  ['s=1; Domain=.localhost', LOCAL],
  ['__Host-s=1; Path=/; Secure', LOCAL],
  ['s=1; Domain=example.com; Secure; SameSite=None', API],
  ['s=1; Domain=API.example.com', API],
  ['s=1; Domain=', API],
  ['s=1; SameSite=None; SameSite=Lax', API],
  ['s=SameSite=None', API],
  [`s=${'y'.repeat(4095)}`, API],
  ['s=1; Secure; Partitioned', API],
])('%s from %s is kept', (cookie, url) => {
  expect(whyDropped(cookie, url)).toBe(null)
})

test('the value of the cookie is not repeated', () => {
  expect(whyDropped('s=S3cr3t; SameSite=None', API)).not.toContain('S3cr3t')
})
