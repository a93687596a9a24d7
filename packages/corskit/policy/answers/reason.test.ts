import { test } from 'vitest'
import { expectGolden } from '../../../../testing/golden.ts'
import { explain, type Reason } from './reason.ts'

/** Every reason: the compiler says when one is missing. */
const REASONS: Readonly<Record<Reason, true>> = {
  'origin-not-allowed': true,
  'origin-null': true,
  'origin-malformed': true,
  'origin-too-long': true,
  'predicate-threw': true,
  'predicate-not-boolean': true,
  'predicate-timed-out': true,
  'policy-unavailable': true,
  'method-not-allowed': true,
  'method-malformed': true,
  'header-not-allowed': true,
  'header-malformed': true,
  'headers-too-long': true,
}

test('what is said of each reason', () => {
  const reasons = Object.keys(REASONS) as Reason[]
  expectGolden(
    new URL('reasons.golden.txt', import.meta.url),
    reasons.flatMap((reason) => [explain(reason, null), explain(reason, 'x-name')]),
  )
})
