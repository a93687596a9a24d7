import { expect, test } from 'vitest'
import { addressSpaceOf, isLessPublic } from './address-space.ts'

test.each([
  ['127.0.0.1', 'loopback'],
  ['127.255.255.255', 'loopback'],
  ['10.1.2.3', 'local'],
  ['100.64.0.1', 'local'],
  ['100.128.0.1', 'public'],
  ['172.15.255.255', 'public'],
  ['172.16.0.1', 'local'],
  ['172.32.0.1', 'public'],
  ['192.168.1.1', 'local'],
  ['169.254.1.1', 'local'],
  ['198.18.0.1', 'loopback'],
  ['0.0.0.0', 'loopback'],
  ['0.0.0.1', 'local'],
  ['93.184.216.34', 'public'],
  ['[::1]', 'loopback'],
  ['::', 'loopback'],
  ['fc00::1', 'local'],
  ['fdff::1', 'local'],
  ['fe80::1', 'local'],
  ['fec0::1', 'local'],
  ['2001:db8::1', 'local'],
  ['3fff:0fff::1', 'local'],
  ['2606:2800:220:1::1', 'public'],
  ['[::ffff:192.168.0.1]', 'local'],
  ['::ffff:8.8.8.8', 'public'],
  ['example.com', null],
  ['localhost', null],
  ['1.2.3', null],
  ['', null],
])('%s stands in %s', (address, space) => {
  expect(addressSpaceOf(address)).toBe(space)
})

/** First and last address of each block of the standard's table, and the space of what stands just outside of it. */
const BLOCKS = [
  ['127.0.0.0', '127.255.255.255', 'loopback', '126.255.255.255', '128.0.0.0'],
  ['10.0.0.0', '10.255.255.255', 'local', '9.255.255.255', '11.0.0.0'],
  ['100.64.0.0', '100.127.255.255', 'local', '100.63.255.255', '100.128.0.0'],
  ['172.16.0.0', '172.31.255.255', 'local', '172.15.255.255', '172.32.0.0'],
  ['192.168.0.0', '192.168.255.255', 'local', '192.167.255.255', '192.169.0.0'],
  ['169.254.0.0', '169.254.255.255', 'local', '169.253.255.255', '169.255.0.0'],
  ['198.18.0.0', '198.19.255.255', 'loopback', '198.17.255.255', '198.20.0.0'],
  ['0.0.0.1', '0.255.255.255', 'local', null, '1.0.0.0'],
  ['fc00::', 'fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', 'local', 'fbff:ffff::ffff', 'fe00::'],
  ['fe80::', 'febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff', 'local', 'fe7f:ffff::ffff', null],
  ['fec0::', 'feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff', 'local', null, 'ff00::'],
  ['2001:db8::', '2001:db8:ffff:ffff:ffff:ffff:ffff:ffff', 'local', '2001:db7:ffff::ffff', '2001:db9::'],
  ['3fff::', '3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff', 'local', '3ffe:ffff::ffff', '3fff:1000::'],
  ['::', '::1', 'loopback', null, '::2'],
  ['::ffff:10.0.0.0', '::ffff:10.255.255.255', 'local', '::ffff:9.255.255.255', '::ffff:11.0.0.0'],
] as const

test.each(BLOCKS)('from %s to %s it is %s, and outside public', (first, last, space, before, behind) => {
  expect([addressSpaceOf(first), addressSpaceOf(last)]).toEqual([space, space])
  for (const outside of [before, behind]) if (outside !== null) expect(addressSpaceOf(outside), outside).toBe('public')
})

test('loopback is less public than local, and local than public', () => {
  expect(isLessPublic('loopback', 'local')).toBe(true)
  expect(isLessPublic('local', 'public')).toBe(true)
  expect(isLessPublic('public', 'public')).toBe(false)
  expect(isLessPublic('public', 'loopback')).toBe(false)
})
