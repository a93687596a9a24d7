/** The address spaces, against Node's own reading of addresses and blocks. */
import { BlockList } from 'node:net'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { RUNS } from '../../../../testing/property-runs.ts'
import { type AddressSpace, addressSpaceOf } from './address-space.ts'

/** In the order of the standard's table. https://wicg.github.io/local-network-access/#ip-address-blocks */
const BLOCKS: readonly (readonly [network: string, prefix: number, AddressSpace])[] = [
  ['127.0.0.0', 8, 'loopback'],
  ['10.0.0.0', 8, 'local'],
  ['100.64.0.0', 10, 'local'],
  ['172.16.0.0', 12, 'local'],
  ['192.168.0.0', 16, 'local'],
  ['169.254.0.0', 16, 'local'],
  ['198.18.0.0', 15, 'loopback'],
  ['0.0.0.0', 32, 'loopback'],
  ['0.0.0.0', 8, 'local'],
  ['::1', 128, 'loopback'],
  ['fc00::', 7, 'local'],
  ['fe80::', 10, 'local'],
  ['fec0::', 10, 'local'],
  ['::', 128, 'loopback'],
  ['2001:db8::', 32, 'local'],
  ['3fff::', 20, 'local'],
]

const familyOf = (address: string) => (address.includes(':') ? 'ipv6' : 'ipv4')

const LISTS = BLOCKS.map(([network, prefix, space]) => {
  const list = new BlockList()
  list.addSubnet(network, prefix, familyOf(network))
  return { family: familyOf(network), list, space }
})

const expected = (address: string): AddressSpace =>
  LISTS.find(({ family, list }) => family === familyOf(address) && list.check(address, family))?.space ?? 'public'

const octet = fc.oneof(
  fc.nat(255),
  fc.constantFrom(
    0,
    9,
    10,
    11,
    15,
    16,
    17,
    18,
    19,
    20,
    31,
    32,
    63,
    64,
    100,
    126,
    127,
    128,
    168,
    169,
    172,
    192,
    198,
    254,
    255,
  ),
)
const ipv4 = fc.tuple(octet, octet, octet, octet).map((octets) => octets.join('.'))
const piece = fc.oneof(
  fc.nat(0xffff),
  fc.constantFrom(
    0,
    1,
    0xdb7,
    0xdb8,
    0xdb9,
    0xfff,
    0x1000,
    0x2001,
    0x3ffe,
    0x3fff,
    0x4000,
    0xfbff,
    0xfc00,
    0xfdff,
    0xfe00,
    0xfe7f,
    0xfe80,
    0xfebf,
    0xfec0,
    0xfeff,
    0xff00,
    0xffff,
  ),
)
const pieces = fc.array(piece, { minLength: 8, maxLength: 8 })

/** The pieces of an address, in one of its spellings. @param at where `::` stands for pieces that are 0 */
function spelled(all: readonly number[], at: number, upper: boolean): string {
  const hex = all.map((each) => each.toString(16))
  let end = at
  while (end < all.length && all[end] === 0) end++
  const text = end === at ? hex.join(':') : `${hex.slice(0, at).join(':')}::${hex.slice(end).join(':')}`
  return upper ? text.toUpperCase() : text
}

test('IPv4', () => {
  const property = fc.property(ipv4, (address) => {
    expect([address, addressSpaceOf(address)]).toEqual([address, expected(address)])
  })
  fc.assert(property, RUNS)
})

test('IPv6, in every spelling', () => {
  const property = fc.property(pieces, fc.nat(8), fc.nat(8), fc.boolean(), (all, zeros, at, upper) => {
    const address = all.map((each, index) => (index >= at && index < at + zeros ? 0 : each))
    // Addresses of IPv4 in IPv6 are another property.
    if (address.slice(0, 5).every((each) => each === 0) && address[5] === 0xffff) return
    const text = spelled(address, at, upper)
    expect([text, addressSpaceOf(text)]).toEqual([text, expected(text)])
    expect(addressSpaceOf(`[${text}]`)).toBe(expected(text))
  })
  fc.assert(property, RUNS)
})

test('IPv4 in IPv6 is where the IPv4 address is, and only behind ::ffff:', () => {
  const property = fc.property(ipv4, piece, (address, before) => {
    expect(addressSpaceOf(`::ffff:${address}`)).toBe(expected(address))
    if (before !== 0xffff && before !== 0) expect(addressSpaceOf(`::${before.toString(16)}:${address}`)).toBe('public')
    expect(addressSpaceOf(`::1:ffff:${address}`)).toBe('public')
  })
  fc.assert(property, RUNS)
})

test.each([
  '1.2.3.4.5',
  '1.2.3',
  '1.2.3.',
  '.1.2.3',
  '1234.1.1.1',
  '1.1.1.1234',
  'a.1.1.1',
  '1.1.1.a',
  '1..1.1',
  ':',
  ':::',
  '1:2',
  '[1]',
  '[]',
  '[x',
  'g::',
  '1::2::3',
  '0:0:0:0:0:0:0:0:0',
  '::12345',
])('%s is not an address', (text) => expect(addressSpaceOf(text)).toBeNull())
