/** A fix that is a RegExp admits the scheme that was written, and no other. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { RUNS } from '../../../../testing/property-runs.ts'
import { checkOptions } from '../checks/check-options.ts'

const scheme = fc
  .string({ unit: fc.constantFrom(...'bqxz0+.-'), maxLength: 6 })
  .map((rest) => `x${rest}`)
  .filter((text) => /[a-z0-9]$/.test(text))

/** What a mistake has behind its scheme, with an origin that was meant. */
const MISTAKES = [
  ['://10.0.0.0/8', '://10.1.2.3'],
  ['://a*b*c.example.com', '://axbxc.example.com'],
  ['://example.com:30*', '://example.com:3000'],
] as const

/** Read as a RegExp, the first is any of the others too. */
const likeIt = (text: string) => [
  text.replace(/.\+/, (pair) => pair.charAt(0).repeat(2)),
  text.replaceAll('+', ''),
  text.replace('.', 'y'),
]

test('of an own scheme with signs that mean something in a RegExp', () => {
  fc.assert(
    fc.property(scheme, fc.constantFrom(...MISTAKES), (own, [mistake, meant]) => {
      const fixes = checkOptions({ origin: own + mistake }).issues.map(({ fix }) => fix)
      const regExps = fixes.filter((fix) => fix.startsWith('/^')).map((fix) => new RegExp(fix.slice(1, -1)))
      for (const regExp of regExps) {
        expect(regExp.test(own + meant), `${regExp} for ${own}`).toBe(true)
        const others = likeIt(own).filter((other) => other !== own)
        expect(others.filter((other) => regExp.test(other + meant))).toEqual([])
      }
    }),
    RUNS,
  )
  expect(checkOptions({ origin: 'x+y://10.0.0.0/8' }).issues[0]?.fix).toContain('x\\+y')
})
