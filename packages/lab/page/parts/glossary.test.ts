import fc from 'fast-check'
import { expect, test } from 'vitest'
import { RUNS } from '../../../../testing/property-runs.ts'
import { piecesOf, withTerms } from './glossary.ts'

const shown = (text: string, told: string[] = []) =>
  withTerms(piecesOf(text), new Set(told))
    .map(({ kind, text }) => (kind === 'text' ? text : `<${kind} ${text}>`))
    .join('')

test.each([
  ['The answer has `no` header.', 'The answer has <code no> header.'],
  ['A page at https://a.example may read.', 'A page at <code https://a.example> may read.'],
  ['No Access-Control-Allow-Origin, so', 'No <code Access-Control-Allow-Origin>, so'],
  ['A preflight of another origin; a preflight.', 'A <term preflight> of another <term origin>; a preflight.'],
  ['In `origin` stands the origin.', 'In <code origin> stands the <term origin>.'],
  ['originally', 'originally'],
])('%s', (text, pieces) => {
  expect(shown(text)).toBe(pieces)
})

test('a term is explained once only', () => {
  expect(shown('an origin', ['origin'])).toBe('an origin')
})

test('no letter of a text is lost or added but backticks', () => {
  const part = fc.constantFrom('origin', 'preflight ', '`', 'https://a.example/', ' Authorization', '.', 'opaque', 'é')
  fc.assert(
    fc.property(
      fc.array(part).map((parts) => parts.join('')),
      (text) => {
        const pieces = withTerms(piecesOf(text), new Set()).map((piece) => piece.text)
        expect(pieces.join('').replaceAll('`', '')).toBe(text.replaceAll('`', ''))
      },
    ),
    RUNS,
  )
})
