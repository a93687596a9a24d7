/**
 * A probe without an answer proves nothing: the server may be slow, or may have failed just then. What a cause has by
 * the silence of a probe alone, is only possible.
 */
import type { Case } from './case.ts'
import type { Finding } from './words/cause-rule.ts'

export function asSureAsAnswered(finding: Finding, seen: Case): Finding {
  const silent = (finding.unless ?? []).filter((name) => seen.wasAsked(name) && seen.answer(name) === null)
  if (silent.length === 0) return finding
  const lines = silent.map((name) => seen.probeLine(name)).filter((line) => !finding.evidence.includes(line))
  return {
    ...finding,
    confidence: 'possible',
    evidence: [...finding.evidence, ...lines],
    confirm: finding.confirm ?? 'Ask again when the server answers every request.',
  }
}
