/** `@corskit/diagnose`: from the evidence of a failed request to its cause and the line to change. */

export { STACKS, type StackName } from './fixes/stacks.ts'
export { causesOf, type InvestigateOptions, type Investigation, investigate, MOST_PROBES } from './investigate.ts'
export type { Cause, Confidence, Fix, Layer, Snippet } from './words/cause.ts'
export type { Evidence, EvidenceRequest, Probe, ProbeAnswer, Probed, ProbeName } from './words/evidence.ts'
