import { expect, test } from 'vitest'
import { joinVary, mergeVary } from './vary.ts'

test.each<[existing: unknown, wanted: string, merged: string]>([
  [undefined, 'Origin', 'Origin'],
  [null, 'Origin', 'Origin'],
  ['', 'Origin', 'Origin'],
  [[], 'Origin', 'Origin'],
  ['Origin', 'Origin', 'Origin'],
  ['Accept', '', 'Accept'],
  ['Accept', 'Origin', 'Accept, Origin'],
  ['accept,ORIGIN', 'Origin, Accept-Encoding', 'accept,ORIGIN, Accept-Encoding'],
  [['Accept', 'Origin'], 'Origin', 'Accept, Origin'],
  ['*', 'Origin', '*'],
  ['Accept, *', 'Origin', '*'],
  ['X-Origin', 'Origin', 'X-Origin, Origin'],
])('%j and %j make %j', (existing, wanted, merged) => {
  expect(mergeVary(existing, wanted)).toBe(merged)
})

test('names each header once, whatever its case', () => {
  expect(joinVary(['Origin', 'accept', 'origin'])).toBe('Origin, accept')
})
