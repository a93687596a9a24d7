/** An issue of a pattern whose fix is not yet chosen. */
import type { IssueCode } from '../checks/issue.ts'

export interface PatternIssue {
  readonly code: IssueCode
  readonly message: string
  /** Possible fixes, best first. The first one that a policy accepts becomes the fix. */
  readonly offers?: readonly Offer[]
  /** The fix when none of these is accepted and the repaired text is not either. */
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
