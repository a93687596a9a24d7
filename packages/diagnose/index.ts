/** `@corskit/diagnose`: finds the cause of a failed request, and the line to change. */

export { CAUSE_RULES } from './causes/all.ts'
export { copiedElement, copiedMode } from './explain/copied/copied-mode.ts'
export { CURL_OPTIONS, type CurlOption, curlOption } from './explain/copied/curl-options.ts'
export { explain } from './explain/explain.ts'
export {
  type ExplainedInput,
  type Explanation,
  type Failure,
  type FailureFound,
  hasFailed,
  type InputKind,
  type InputRead,
  type Sent,
  withWarnings,
} from './explain/explanation.ts'
export { readHar, readHarEntry } from './explain/har.ts'
export { type NotRead, READABLE, readInput } from './explain/read-input.ts'
export type { RecordedExchange } from './explain/recorded/exchange.ts'
export { LIKELY_PREFLIGHTED, type LikelyRequest, leavesRequestUnsaid } from './explain/unsaid-request.ts'
export { STACKS, type StackName } from './fixes/stacks.ts'
export { causesOf, type InvestigateOptions, type Investigation, investigate, MOST_PROBES } from './investigate.ts'
export { behindPreflight } from './words/behind-preflight.ts'
export type { Cause, Confidence, Fix, Layer, Snippet } from './words/cause.ts'
export { decidingHeader } from './words/deciding-header.ts'
export type { Evidence, EvidenceRequest, Probe, ProbeAnswer, Probed, ProbeName } from './words/evidence.ts'
export { isOwnReason } from './words/own-reason.ts'
