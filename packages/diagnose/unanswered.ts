/**
 * A probe without an answer proves nothing: the server may be slow, or may have failed just then. What a cause has by
 * the silence of a probe alone, is only possible. What a probe that was not sent could still refute, is only likely.
 */
import type { Case } from './case.ts'
import { ASK_FRESH, isFreshTheSame, isPreflightOfCache, mayBeACopy } from './probes/fresh-url.ts'
import { probesFor } from './probes/plan.ts'
import type { Finding } from './words/cause-rule.ts'

export function asSureAsAnswered(finding: Finding, seen: Case): Finding {
  const { unless = [] } = finding
  const silent = unless.filter((name) => seen.wasAsked(name) && seen.answer(name) === null)
  if (silent.length === 0) return asSureAsAsked(asSureAsFresh(finding, seen), unless, seen)
  const lines = silent.map((name) => seen.probeLine(name)).filter((line) => !finding.evidence.includes(line))
  return {
    ...finding,
    confidence: 'possible',
    evidence: [...finding.evidence, ...lines],
    confirm: finding.confirm ?? 'Ask again when the server answers every request.',
  }
}

/** A copy of a cache is refuted by an answer to a fresh query that has the same mistake, and by nothing less. */
function asSureAsFresh(finding: Finding, seen: Case): Finding {
  const { confidence, isOfCopy = false, unless = [] } = finding
  if (confidence !== 'certain' || isOfCopy || !(unless.includes('fresh-url') || isPreflightOfCache(seen)))
    return finding
  if (!mayBeACopy(seen) || isFreshTheSame(seen)) return finding
  return { ...finding, confidence: 'likely', confirm: finding.confirm ?? ASK_FRESH }
}

/** `--no-probe` and recordings send none, nor does who has a console line alone, and there is a limit. */
function asSureAsAsked(finding: Finding, unless: readonly string[], seen: Case): Finding {
  if (finding.confidence !== 'certain' || unless.length === 0) return finding
  const couldRefute = seen.isOnlyMessage
    ? unless.some((name) => name !== 'fresh-url')
    : probesFor(seen).some(({ name }) => unless.includes(name))
  if (!couldRefute) return finding
  return { ...finding, confidence: 'likely', confirm: finding.confirm ?? 'Ask the server: corskit check URL' }
}
