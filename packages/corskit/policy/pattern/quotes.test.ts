import fc from 'fast-check'
import { expect, test } from 'vitest'
import { RUNS } from '../../../../testing/property-runs.ts'
import { unquoted } from './quotes.ts'

const QUOTES = /^\s*['"`\u2018\u2019\u201c\u201d]+\s*|\s*['"`\u2018\u2019\u201c\u201d]+\s*$/g

test('quotes at the edges are taken away, with the white space around them', () => {
  const text = fc.string({ unit: fc.constantFrom(' ', '\n', "'", '"', '\u201c', 'a', 'b'), maxLength: 9 })
  fc.assert(
    fc.property(text, (given) => {
      expect(unquoted(given)).toBe(given.replace(QUOTES, ''))
    }),
    RUNS,
  )
})
