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

test('loopback is less public than local, and local than public', () => {
  expect(isLessPublic('loopback', 'local')).toBe(true)
  expect(isLessPublic('local', 'public')).toBe(true)
  expect(isLessPublic('public', 'public')).toBe(false)
  expect(isLessPublic('public', 'loopback')).toBe(false)
})
