import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { RUNS } from '../../../testing/property-runs.ts'
import {
  corsUnsafeRequestHeaderNames,
  isCorsSafelistedRequestHeader,
  isNoCorsSafelistedRequestHeader,
} from './safelist.ts'

const A128 = 'a'.repeat(128)

describe('a CORS-safelisted request-header', () => {
  test.each([
    ['accept', '*/*', true, 'anything without unsafe bytes'],
    ['accept', 'a/b;q=0.5, c/d', true, 'commas, slashes, semicolons and equals signs are safe'],
    ['accept', 'a"b', false, 'a quote is unsafe'],
    ['accept', 'a\tb', true, 'a tab is safe'],
    ['accept', 'a\x01b', false, 'a control character is unsafe'],
    ['accept', 'a\x7fb', false, 'DEL is unsafe'],
    ['accept', '\xe9', true, 'bytes from 0x80 are safe'],
    ['accept', A128, true, '128 bytes are allowed'],
    ['accept', `${A128}a`, false, '129 bytes are not'],
    ['accept', '', true, 'an empty value is safe'],
    ['accept-language', 'en-GB, en;q=0.5, *', true, 'what a language list is made of'],
    ['accept-language', 'en_GB', false, 'an underscore is unsafe'],
    ['accept-language', 'en\tde', false, 'a tab is unsafe here'],
    ['content-language', 'a/b', false, 'a slash is unsafe here'],
    ['content-type', 'text/plain', true, 'one of three essences'],
    ['content-type', 'TEXT/plain ; charset=x', true, 'case and parameters do not matter'],
    ['content-type', 'multipart/form-data; boundary=x', true, 'one of three essences'],
    ['content-type', 'application/x-www-form-urlencoded', true, 'one of three essences'],
    ['content-type', 'application/json', false, 'JSON is not one of them'],
    [
      'content-type',
      'text/plain, application/json',
      false,
      'a comma belongs to the subtype, which then is not a token',
    ],
    ['content-type', 'text/plain;a="b"', false, 'a quote is unsafe'],
    ['content-type', '', false, 'no MIME type'],
    ['content-type', 'text /plain', false, 'no MIME type'],
    ['range', 'bytes=0-10', true, 'first and last byte'],
    ['range', 'bytes=5-', true, 'from a byte on'],
    ['range', 'bytes=-5', false, 'no first byte'],
    ['range', 'bytes=5-4', false, 'first after last'],
    ['range', 'bytes=9007199254740993-9007199254740992', false, 'compared digit by digit, beyond 2^53 too'],
    ['range', 'bytes=0-1,3-4', false, 'two ranges'],
    ['range', 'bytes = 0-1', false, 'white space'],
    ['range', 'Bytes=0-1', false, 'the unit is in lower case'],
    ['x-a', '', false, 'any other name'],
    ['authorization', 'x', false, 'any other name'],
  ])('%s: %j is %s: %s', (name, value, safelisted) => {
    expect(isCorsSafelistedRequestHeader(name, value)).toBe(safelisted)
  })

  test('Range is safelisted for cors and not for no-cors', () => {
    expect(isCorsSafelistedRequestHeader('range', 'bytes=0-1')).toBe(true)
    expect(isNoCorsSafelistedRequestHeader('range', 'bytes=0-1')).toBe(false)
  })
})

describe('the CORS-unsafe request-header names', () => {
  test('are in lower case, once each, sorted by bytes', () => {
    const headers = [
      ['X-B', '1'],
      ['x-a', '2'],
      ['x-b', '3'],
      ['X_A', '4'],
    ] as const
    expect(corsUnsafeRequestHeaderNames(headers)).toEqual(['x-a', 'x-b', 'x_a'])
  })

  test('leave safelisted headers out', () => {
    expect(
      corsUnsafeRequestHeaderNames([
        ['accept', '*/*'],
        ['content-type', 'text/plain'],
      ]),
    ).toEqual([])
  })

  test('include every safelisted name once their values have more than 1,024 bytes together', () => {
    const eight = Array.from({ length: 8 }, () => ['accept', A128] as const)
    expect(corsUnsafeRequestHeaderNames(eight)).toEqual([])
    expect(corsUnsafeRequestHeaderNames([...eight, ['content-language', 'x']])).toEqual(['accept', 'content-language'])
  })

  test('do not depend on the order of the headers', () => {
    const header = fc.tuple(fc.constantFrom('accept', 'x-a', 'Range', 'content-type'), fc.string({ maxLength: 140 }))
    fc.assert(
      fc.property(fc.array(header), (headers) => {
        expect(corsUnsafeRequestHeaderNames(headers.toReversed())).toEqual(corsUnsafeRequestHeaderNames(headers))
      }),
      RUNS,
    )
  })
})
