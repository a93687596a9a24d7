/** What the checks make of the options: the same facts in one shape each. */

import type { OriginMatcher } from '../origins/origin-matcher.ts'
import type { PatternParts } from '../origins/origin-tree.ts'

/** `origin` after the checks. */
export interface CheckedOrigins {
  /** `origin: '*'` */
  readonly any: boolean
  readonly exact: ReadonlySet<string>
  readonly patterns: readonly PatternParts[]
  readonly regExps: readonly OriginMatcher[]
}

/** A list of methods or header names after the checks. */
export interface CheckedNames {
  /** Whether `*` was among them. */
  readonly any: boolean
  readonly names: readonly string[]
}
