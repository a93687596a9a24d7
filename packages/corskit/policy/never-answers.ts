import { nameOf } from './kind-of.ts'

/**
 * Whether a call can never give an answer: a class throws when it is called, and a generator gives an iterator and runs
 * nothing. Where a proxy refuses to tell, the call decides.
 */
export function neverAnswers(value: unknown): boolean {
  if (typeof value !== 'function') return false
  const name = nameOf(value)
  return name === 'a class' || name === 'a generator'
}
