import { expect, test } from 'vitest'
import { checkOptions } from '../checks/check-options.ts'
import { hostAsScheme, isHostName } from './host-as-scheme.ts'

test.each([
  'example.com://https',
  'localhost://3000',
  'example.com://',
  'www.example.org://x',
  'localhost://',
  'a.https://b.com',
])('in %s a host stands where the scheme belongs', (origin) => {
  const { issues } = checkOptions({ origin })
  expect(issues.map(({ code }) => code)).toEqual(['origin-scheme-refused'])
  expect(issues[0]?.message).toContain('stands where the scheme belongs')
})

test.each([
  'localhost',
  'example.com',
  'a-1.example.org',
  'example.network',
  ...['com', 'org', 'net'].flatMap((last) => [`com.example.${last}`, `app.x.${last}`]),
])('%s is written as a host', (name) => {
  expect(isHostName(name)).toBe(true)
})

test.each([
  '',
  'example',
  '.example.com',
  'example..com',
  'example.com.',
  'com.example.app',
  // `com`, `org` and `net` themselves only.
  ...['community', 'company', 'network', 'netbank', 'organic', 'telecom', 'ubank'].map((last) => `app.x.${last}`),
  'exa_mple.com',
  'x example.com',
])('%j is not', (name) => expect(isHostName(name)).toBe(false))

test.each([
  ['com.examplehttps', null],
  ['com.example.http', null],
  ['app.examplehttps', null],
  ['a.examplehttps', 'a.example'],
  ['xhttps', 'x'],
  ['a.comhttpx', null],
  ['a.comhttpsx', null],
  ['a.com.https-x', null],
  ['+a.comhttps', null],
])('%s: %j', (scheme, host) => expect(hostAsScheme(scheme)).toBe(host))
