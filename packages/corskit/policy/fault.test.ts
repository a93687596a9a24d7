import { afterEach, expect, test } from 'vitest'
import { type Fault, report, reportOnce } from './fault.ts'

const { error } = console
afterEach(() => {
  console.error = error
})

const CODES = [
  'predicate-threw',
  'predicate-not-boolean',
  'predicate-timed-out',
  'policy-threw',
  'policy-function-threw',
  'policy-function-gave-no-policy',
  'policy-function-timed-out',
  'bypass-threw',
  'bypass-not-boolean',
  'bypass-timed-out',
] as const

const fault = (code: Fault['code'], cause: unknown): Fault => ({ code, origin: null, cause })

test('the first fault of each kind is printed, and no other', () => {
  const printed: unknown[][] = []
  console.error = (...given) => void printed.push(given)
  const tell = reportOnce()
  for (const cause of ['first', 'second', 'third']) for (const code of CODES) tell(fault(code, cause))
  expect(printed.map(([, cause]) => cause)).toEqual(CODES.map(() => 'first'))
  expect(printed.map(([line]) => line)).toEqual([
    'corskit: denied, because the origin predicate threw. Further faults of this kind are not printed.',
    'corskit: denied, because the origin predicate gave no boolean (only true allows; it returns its answer and takes no callback). Further faults of this kind are not printed.',
    'corskit: denied, because the promise of the origin predicate did not settle in time. Further faults of this kind are not printed.',
    'corskit: denied, because a policy threw or rejected, which none of definePolicy does. Further faults of this kind are not printed.',
    'corskit: denied, because the function that gives the policy of a request threw. Further faults of this kind are not printed.',
    'corskit: denied, because the function that gives the policy of a request gave something else. Further faults of this kind are not printed.',
    'corskit: denied, because the promise of the function that gives the policy of a request did not settle in time. Further faults of this kind are not printed.',
    'corskit: denied, because bypass threw, which lets nothing through. Further faults of this kind are not printed.',
    'corskit: denied, because bypass gave no boolean (only true lets a request through). Further faults of this kind are not printed.',
    'corskit: denied, because the promise of bypass did not settle in time. Further faults of this kind are not printed.',
  ])
})

test('another reporter prints its own first ones', () => {
  const printed: unknown[] = []
  console.error = (_, cause) => void printed.push(cause)
  reportOnce()(fault('bypass-threw', 1))
  reportOnce()(fault('bypass-threw', 2))
  expect(printed).toEqual([1, 2])
})

test('a reporter that throws or rejects is survived', async () => {
  report(
    () => {
      throw new Error('no')
    },
    fault('bypass-threw', 1),
  )
  report(
    async () => {
      throw new Error('no')
    },
    fault('bypass-threw', 1),
  )
  await new Promise((resolve) => setTimeout(resolve, 1))
})
