/** Finds the causes of a failure, and says which probes to send. It opens no socket: the caller sends them. */
import { Case } from './case.ts'
import { CAUSE_RULES } from './causes/all.ts'
import { fixFor } from './fixes/fix-for.ts'
import { probesFor } from './probes/plan.ts'
import { readingsOf } from './readings.ts'
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
  /** For a query that nobody has asked before, so that no cache has a copy: letters and digits. Default `fresh`. */
  readonly token?: string
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
  const [first, ...others] = readingsOf(evidence).map((one, reading) => found(new Case(one, probed), reading))
  return together(first ?? [], others)
    .sort(
      (a, b) => RANK[a.finding.confidence] - RANK[b.finding.confidence] || a.reading - b.reading || a.place - b.place,
    )
    .map(({ rule, finding, seen }) => causeOf(rule, finding, seen, options))
}

interface Found {
  readonly rule: CauseRule
  readonly finding: Finding
  readonly seen: Case
  /** Which of the reasons that a line can have, the likeliest first. */
  readonly reading: number
  /** In the list of rules. */
  readonly place: number
}

function found(seen: Case, reading: number): Found[] {
  return CAUSE_RULES.flatMap((rule, place) => {
    const finding = rule.find(seen)
    return finding === null ? [] : [{ rule, finding: asSureAsAnswered(finding, seen), seen, reading, place }]
  })
}

/**
 * A line can have several reasons. What each of them would have is as sure as it is; what the likeliest has is not
 * certain; what only another has is possible.
 */
function together(first: readonly Found[], others: readonly (readonly Found[])[]): Found[] {
  const has = (reading: readonly Found[], id: string) => reading.some(({ rule }) => rule.id === id)
  const asSureAs = (one: Found, confidence: Confidence) => ({ ...one, finding: { ...one.finding, confidence } })
  const likeliest = first.map((one) =>
    one.finding.confidence !== 'certain' || others.every((reading) => has(reading, one.rule.id))
      ? one
      : asSureAs(one, 'likely'),
  )
  const also = others.flat().map((one) => asSureAs(one, 'possible'))
  const all = [...likeliest, ...also]
  return all.filter(({ rule }, index) => all.findIndex((other) => other.rule.id === rule.id) === index)
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
  const planned = () => probesFor(new Case(evidence, probed), options.token)
  for (let plan = planned(); plan.length > 0; plan = planned()) {
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
