import fc from 'fast-check'
import { expect, it } from 'vitest'
import { RUNS } from '../../../testing/property-runs.ts'
import { gzipHeaderLength } from './gzip-header.ts'

const text = fc.uint8Array({ max: 255, min: 1, maxLength: 20 })
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: null })

/** A header with any of its parts. */
const header = fc
  .tuple(maybe(fc.uint8Array({ maxLength: 300 })), maybe(text), maybe(text), fc.boolean())
  .map(([extra, name, comment, hasSum]) => {
    const flags = (hasSum ? 2 : 0) + (extra ? 4 : 0) + (name ? 8 : 0) + (comment ? 16 : 0)
    const parts = [Buffer.from([0x1f, 0x8b, 8, flags, 0, 0, 0, 0, 0, 3])]
    if (extra !== null) parts.push(Buffer.from([extra.length & 255, extra.length >> 8]), Buffer.from(extra))
    for (const written of [name, comment]) if (written !== null) parts.push(Buffer.from(written), Buffer.alloc(1))
    if (hasSum) parts.push(Buffer.from([7, 7]))
    return Buffer.concat(parts)
  })

it('the length of every header is known as soon as it is there, and not before', () => {
  const property = fc.property(header, fc.uint8Array({ maxLength: 30 }), (bytes, behind) => {
    expect(gzipHeaderLength(Buffer.concat([bytes, behind]))).toBe(bytes.length)
    for (let length = 0; length < bytes.length; length++) expect(gzipHeaderLength(bytes.subarray(0, length))).toBeNull()
  })
  fc.assert(property, RUNS)
})

it.each(['hello', '\x1fx', '\x1f\x8b\x07'])('%j is not gzip', (bytes) => {
  expect(() => gzipHeaderLength(Buffer.from(bytes, 'latin1'))).toThrow(/is not gzip/)
})
