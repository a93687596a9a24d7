import fc from 'fast-check'
import { expect, test } from 'vitest'
import { RUNS } from '../../../testing/property-runs.ts'
import { ipv6Groups } from './ipv6.ts'

/** Zeros are often beside one another, because they are what `::` stands for. */
const group = fc.oneof(fc.constant(0), fc.constant(0), fc.integer({ min: 0, max: 0xffff }))

test('the groups of an address are those that the URL parser was given', () => {
  fc.assert(
    fc.property(fc.array(group, { minLength: 8, maxLength: 8 }), (numbers) => {
      const groups = numbers.map((number) => number.toString(16))
      expect(ipv6Groups(new URL(`http://[${groups.join(':')}]`).hostname.slice(1, -1))).toEqual(groups)
    }),
    RUNS,
  )
})
