/** The results of the model. */
import type { Header } from '../../protocol/header-list.ts'
import type { Exchange } from './exchange.ts'
import type { ReasonCode } from './reason-code.ts'

/** Whose behaviour is modelled: exactly the Fetch standard's, or that of one of three real engines. */
export type Engine = 'standard' | 'chromium' | 'firefox' | 'webkit'

/**
 * - `allowed`: script reads the response.
 * - `opaque`: the request went out and script learns nothing of the answer (`no-cors`, or `redirect: 'manual'`).
 * - `blocked`: a rule of the browser refused; script gets a TypeError.
 * - `unreachable`: the network failed; no rule of CORS was involved.
 */
export type Verdict = 'allowed' | 'opaque' | 'blocked' | 'unreachable'

/** The part of a fetch in which the deciding rule is. */
export type Phase = 'request' | 'preflight' | 'actual' | 'redirect'

/** Why a fetch has no readable response. */
export interface Reason {
  readonly code: ReasonCode
  readonly phase: Phase
  /** The value that is wrong: a header value, a method, a header name, a scheme. Empty when there is none. */
  readonly parameter: string
  /** The URL that was refused, or whose answer was. */
  readonly url: string
  /** The step of the standard that refuses. */
  readonly spec: string
}

/** A rule that was applied, with the values that it compared. */
export interface Step {
  readonly rule: string
  readonly spec: string
  readonly passed: boolean
  readonly detail: string
}

/** What script can see of a response. https://fetch.spec.whatwg.org/#concept-filtered-response */
export interface VisibleResponse {
  readonly type: 'basic' | 'cors' | 'opaque' | 'opaqueredirect'
  readonly status: number
  readonly url: string
  readonly headers: readonly Header[]
}

/** The console lines of each engine for this fetch. */
export interface Messages {
  readonly chromium: readonly string[]
  readonly firefox: readonly string[]
  readonly webkit: readonly string[]
}

/**
 * The result of one call of `fetch`. It has a reason when a rule refused, and none otherwise.
 */
export type Outcome = OutcomeParts &
  (
    | { readonly verdict: 'blocked'; readonly reason: Reason }
    | { readonly verdict: 'unreachable'; readonly reason: Reason }
    | { readonly verdict: 'allowed'; readonly reason: null }
    | { readonly verdict: 'opaque'; readonly reason: null }
  )

/** The members of every outcome. */
export interface OutcomeParts {
  readonly exchanges: readonly Exchange[]
  readonly steps: readonly Step[]
  readonly response: VisibleResponse | null
  /** What each engine would print for the same exchanges. */
  readonly messages: Messages
}
