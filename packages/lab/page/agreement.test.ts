import { expect, test } from 'vitest'
import { agree } from './agreement.ts'

const read = { kind: 'read', status: 200, type: 'cors', headers: [] } as const
const opaque = { kind: 'opaque', type: 'opaque' } as const
const refused = { kind: 'refused', message: 'TypeError: Failed to fetch' } as const

test.each([
  ['allowed', read, true],
  ['allowed', opaque, false],
  ['allowed', refused, false],
  ['opaque', opaque, true],
  ['opaque', read, false],
  ['blocked', refused, true],
  ['blocked', read, false],
  ['unreachable', refused, true],
] as const)('%s beside %o: %s', (verdict, answer, same) => {
  expect(agree(verdict, answer)).toBe(same)
})
