/**
 * A cause as data, with the one function that looks for it. Adding a cause is adding one of these to its family's file.
 */
import type { Case } from '../case.ts'
import type { Confidence, Layer } from './cause.ts'
import type { ProbeName } from './evidence.ts'

export interface Finding {
  readonly confidence: Confidence
  readonly evidence: readonly string[]
  readonly layer?: Layer
  readonly confirm?: string
  /** Probes whose answers could show another cause. Where one of them was not answered, this cause is only possible. */
  readonly unless?: readonly ProbeName[]
  /** Whether the finding is itself that the answer is a copy of a cache. */
  readonly isOfCopy?: true
  /** Replaces the rule's own summary, where more is known. */
  readonly summary?: string
}

/** The snippet: the policy that would allow the request, one piece of configuration, or nothing. */
export type Remedy = 'allow-request' | 'none' | SpecialRemedy

export type SpecialRemedy =
  | 'always-on-errors'
  | 'auth-after-cors'
  | 'refused-inside-cors'
  | 'errors-inside-cors'
  | 'expose-header'
  | 'one-layer'
  | 'vary-in-cache'

export interface CauseRule {
  readonly id: string
  readonly title: string
  readonly layer: Layer
  /** What people see, in the words that they search for. */
  readonly symptom: string
  /** How to be sure that it is this cause, and not a similar one. */
  readonly sure: string
  readonly why: string
  /** What to do. */
  readonly fix: string
  readonly remedy: Remedy
  readonly find: (seen: Case) => Finding | null
}
