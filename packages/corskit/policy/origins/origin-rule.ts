/** Whether a policy allows an origin. Everything here was checked at start-up; this is what runs for each request. */

import type { OriginJudgement } from '../answers/reason.ts'
import type { Fault } from '../fault.ts'
import type { OriginPredicate } from '../options.ts'
import type { OriginMatcher } from './origin-matcher.ts'
import { MAX_ORIGIN_LENGTH, splitOrigin } from './origin-syntax.ts'
import { type OriginTree, treeMatches } from './origin-tree.ts'
import { askPredicate } from './predicate.ts'
import { canBeSent } from './sent-origin.ts'

export interface OriginRuleParts<Request> {
  readonly exact: ReadonlySet<string>
  readonly tree: OriginTree | null
  readonly regExps: readonly OriginMatcher[]
  readonly predicate: OriginPredicate<Request> | null
  /** In milliseconds, for the predicate. */
  readonly timeout: number
  readonly onFault: (fault: Fault) => void
  readonly allowNull: boolean
}

export function createOriginRule<Request>(
  parts: OriginRuleParts<Request>,
): (origin: string, request: Request) => OriginJudgement {
  const { exact, tree, regExps, predicate, timeout, onFault, allowNull } = parts
  const exactOnly = tree === null && regExps.length === 0 && predicate === null
  return (origin, request) => {
    // The length is checked first, because it limits the cost of everything that follows, hashing included.
    // `null` and `undefined` have no length. What is not text is refused below.
    if (origin?.length > MAX_ORIGIN_LENGTH) return 'origin-too-long'
    if (exact.has(origin)) return null
    if (typeof origin !== 'string') return 'origin-malformed'
    if (origin === 'null') return allowNull ? null : 'origin-null'
    // A server under attack mostly denies strangers. For a policy of exact origins, this is the whole decision.
    if (exactOnly) return 'origin-not-allowed'
    const split = splitOrigin(origin)
    if (split === null) return 'origin-malformed'
    if (tree !== null && treeMatches(tree, split)) return null
    if (regExps.length === 0 && predicate === null) return 'origin-not-allowed'
    if (!canBeSent(split, origin)) return 'origin-malformed'
    for (const regExp of regExps) if (regExp.test(origin)) return null
    if (predicate !== null) return askPredicate(predicate, origin, request, timeout, onFault)
    return 'origin-not-allowed'
  }
}
