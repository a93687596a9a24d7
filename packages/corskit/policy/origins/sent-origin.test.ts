import fc from 'fast-check'
import { expect, test } from 'vitest'
import { RUNS } from '../../../../testing/property-runs.ts'
import { parseSerializedOrigin } from '../../protocol/origin.ts'
import { type OriginParts, splitOrigin } from './origin-syntax.ts'
import { canBeSent } from './sent-origin.ts'

const label = fc.oneof(
  fc.constantFrom('1', '255', '256', '0x7f', '0xf', '01', '1a', 'a1', 'com', '127', '0', 'xn--a', 'xn--bcher-kva'),
  fc.string({ unit: fc.constantFrom(...'0179afx-_'), minLength: 1, maxLength: 4 }),
)
const host = fc
  .tuple(fc.array(label, { minLength: 1, maxLength: 5 }), fc.constantFrom('', '.'))
  .map(([labels, end]) => labels.join('.') + end)

test('a browser can send what the URL parser writes in the same way', () => {
  fc.assert(
    fc.property(fc.constantFrom('http', 'https'), host, fc.constantFrom('', ':8080'), (scheme, name, port) => {
      const origin = `${scheme}://${name}${port}`
      const parts = splitOrigin(origin)
      if (parts === null) return
      expect(canBeSent(parts as OriginParts, origin), origin).toBe(parseSerializedOrigin(origin) !== null)
    }),
    RUNS,
  )
})
