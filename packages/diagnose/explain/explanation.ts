/** What `corskit explain` finds in a paste. */
import type { MessageSource, Outcome, RecognisedMessage } from 'corskit/browser'
import type { Header } from 'corskit/protocol'
import type { Cause } from '../words/cause.ts'
import type { Evidence } from '../words/evidence.ts'

/** The kinds of input that are recognised. */
export type InputKind = 'console' | 'har' | 'curl' | 'fetch' | 'devtools'

/** What was read. */
export interface ExplainedInput {
  readonly kind: InputKind
  /** The program that wrote it, if the input names it: `Chromium`, `Firefox`, or a program with its version. */
  readonly source?: string
  /** How many requests a recording holds. */
  readonly requests?: number
  /** What its lines only warn of, in sentences: nothing was blocked. */
  readonly warnings?: readonly string[]
}

/** What one exchange of the input sent: cookies and bodies too, which no evidence has. It is for hiding secrets. */
export interface Sent {
  readonly headers: readonly Header[]
  readonly body: string | null
}

/** A failed request, as far as the input shows it. */
export interface FailureFound {
  readonly evidence: Evidence
  /** What this kind of input cannot show. */
  readonly missing: readonly string[]
  /** Where only an answer could show that it failed: why it has not, in a sentence. */
  readonly harmless?: string
  readonly sent?: readonly Sent[]
}

/** An input that was recognised, and the failures in it. */
export interface InputRead {
  readonly input: ExplainedInput
  readonly failures: readonly FailureFound[]
}

/**
 * One request that failed, with its causes, the likeliest first. `missing` says what this kind of input cannot show.
 */
export interface Failure {
  readonly request: { readonly method: string; readonly url: string; readonly origin: string | null }
  readonly outcome: Outcome | null
  readonly message: (RecognisedMessage & { readonly engine: MessageSource }) | null
  readonly causes: readonly Cause[]
  readonly missing: readonly string[]
}

/** What `corskit explain --json` prints. */
export interface Explanation {
  readonly input: ExplainedInput
  readonly failures: readonly Failure[]
}

/** Whether a failure was found without an answer. */
export const hasFailed = ({ harmless }: FailureFound): boolean => harmless === undefined

/** The input with these warnings behind its own, each of them once; the input itself where there are none. */
export function withWarnings(input: ExplainedInput, more: readonly string[]): ExplainedInput {
  const warnings = [...(input.warnings ?? []), ...new Set(more)]
  return warnings.length === 0 ? input : { ...input, warnings }
}
