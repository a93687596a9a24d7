/** Finds the causes of a failure, and says which probes to send. It opens no socket: the caller sends them. */
import { Case } from './case.ts'
import { CAUSE_RULES } from './causes/all.ts'
import { fixFor } from './fixes/fix-for.ts'
import { probesFor } from './probes/plan.ts'
import { asSureAsAnswered } from './unanswered.ts'
import type { Cause, Confidence } from './words/cause.ts'
import type { CauseRule, Finding } from './words/cause-rule.ts'
import type { Evidence, Probe, ProbeAnswer, Probed } from './words/evidence.ts'

/** At most so many probes are sent. */
export const MOST_PROBES = 12

/** The limits of an investigation, and the stack for which it writes fixes. */
export interface InvestigateOptions {
  /**
   * The stack of the snippets: `express`, `nginx`… Default: the one that the answers name, or else the most frequent
   * ones.
   */
  readonly stack?: string
  /** Default {@link MOST_PROBES}. */
  readonly mostProbes?: number
}

/** What an investigation found, and which probes were sent. */
export interface Investigation {
  /** The likeliest first. */
  readonly causes: readonly Cause[]
  readonly probes: readonly Probed[]
}

/** The causes that the evidence shows, without any probe. */
export function causesOf(
  evidence: Evidence,
  probed: readonly Probed[] = [],
  options: InvestigateOptions = {},
): Cause[] {
  const seen = new Case(evidence, probed)
  const found = CAUSE_RULES.flatMap((rule, place) => {
    const finding = rule.find(seen)
    return finding === null ? [] : [{ rule, finding: asSureAsAnswered(finding, seen), place }]
  })
  return found
    .sort((a, b) => RANK[a.finding.confidence] - RANK[b.finding.confidence] || a.place - b.place)
    .map(({ rule, finding }) => causeOf(rule, finding, seen, options))
}

/**
 * The same with probes: each `next` gives a probe and takes the answer to the one before, until it is done.
 */
export function* investigate(
  evidence: Evidence,
  options: InvestigateOptions = {},
): Generator<Probe, Investigation, ProbeAnswer> {
  const probed: Probed[] = []
  const most = options.mostProbes ?? MOST_PROBES
  // An answer may lead to another probe.
  for (let plan = probesFor(new Case(evidence, [])); plan.length > 0; plan = probesFor(new Case(evidence, probed))) {
    if (probed.length >= most) break
    for (const probe of plan.slice(0, most - probed.length)) probed.push({ probe, answer: yield probe })
  }
  return { causes: causesOf(evidence, probed, options), probes: probed }
}

const RANK: Readonly<Record<Confidence, number>> = { certain: 0, likely: 1, possible: 2 }

function causeOf(rule: CauseRule, finding: Finding, seen: Case, options: InvestigateOptions): Cause {
  return {
    id: rule.id,
    title: rule.title,
    confidence: finding.confidence,
    layer: finding.layer ?? rule.layer,
    evidence: finding.evidence.filter((line) => line !== ''),
    confirm: finding.confirm ?? null,
    docs: `https://github.com/corskit/corskit/blob/main/docs/causes/${rule.id}.md`,
    fix: fixFor(rule, finding, seen, options.stack),
  }
}
