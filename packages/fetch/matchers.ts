/** `@corskit/fetch/matchers`: `expect.extend(matchers)` in Vitest, Jest, and others with the same `expect`. */
import './node-version.ts'

export { type CorsMatchers, type MatcherResult, type MatcherState, matchers } from './matchers/cors-matchers.ts'
export { type PolicyMatrixOptions, policyMatrix } from './matchers/policy-matrix.ts'
