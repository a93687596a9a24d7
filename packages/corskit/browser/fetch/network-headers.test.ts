import fc from 'fast-check'
import { expect, test } from 'vitest'
import { opaqueOrigin, originOfUrl } from '../../protocol/origin.ts'
import { acceptEncoding, fetchMetadataHeaders } from './network-headers.ts'

const PAGE = originOfUrl(new URL('https://app.example.com'))
/** From near to far. */
const SITES = ['same-origin', 'same-site', 'cross-site'] as const
const TARGETS = {
  'https://app.example.com/x': 'same-origin',
  'https://app.example.com:444/x': 'same-site',
  'https://api.example.com/x': 'same-site',
  'https://other.test/x': 'cross-site',
  'http://localhost/x': 'cross-site',
  'http://app.example.com/x': 'cross-site',
} as const

test('Sec-Fetch-Site is the farthest of all URLs on the way, and goes to trustworthy ones only', () => {
  const url = fc.constantFrom(...(Object.keys(TARGETS) as (keyof typeof TARGETS)[]))
  fc.assert(
    fc.property(fc.array(url, { minLength: 1, maxLength: 4 }), fc.constantFrom('cors', 'no-cors'), (way, mode) => {
      const farthest = SITES[Math.max(...way.map((each) => SITES.indexOf(TARGETS[each])))]
      const headers = fetchMetadataHeaders(
        PAGE,
        way.map((each) => new URL(each)),
        mode,
      )
      const isTrustworthy = way.at(-1) !== 'http://app.example.com/x'
      expect(headers).toEqual(
        isTrustworthy
          ? [
              ['sec-fetch-site', farthest],
              ['sec-fetch-mode', mode],
              ['sec-fetch-dest', 'empty'],
            ]
          : [],
      )
    }),
  )
})

test('an opaque page is cross-site to everything', () => {
  const [site] = fetchMetadataHeaders(opaqueOrigin(), [new URL('https://app.example.com/')], 'cors')
  expect(site).toEqual(['sec-fetch-site', 'cross-site'])
})

test.each([
  ['https://app.example.com/', false, 'gzip, deflate, br, zstd'],
  ['http://localhost/', false, 'gzip, deflate, br, zstd'],
  ['http://app.example.com/', false, 'gzip, deflate'],
  ['https://app.example.com/', true, 'identity'],
])('for %s, with a range: %s, %s is accepted', (url, isRange, accepted) => {
  expect(acceptEncoding(new URL(url), isRange)).toBe(accepted)
})
