/** What is wrong with a pattern, before it is known what will be offered instead. */
import type { IssueCode } from '../checks/issue.ts'

export interface PatternIssue {
  readonly code: IssueCode
  readonly message: string
  /** What might be written instead, best first: the first one that a policy accepts is the fix. */
  readonly offers?: readonly Offer[]
  /** The fix when nothing of that is accepted, and the repaired text will not do. */
  readonly fix?: string
}

/** A pattern, a RegExp, or a list of patterns. */
export type Offer = string | RegExp | readonly string[]

export function upperCase(): PatternIssue {
  return {
    code: 'origin-upper-case',
    message: 'browsers write origins in lower case, and they are compared byte for byte',
  }
}
