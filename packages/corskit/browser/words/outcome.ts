/** What comes out of the model: the shapes of DESIGN.md 3.3. */
import type { Header } from '../../protocol/header-list.ts'
import type { Exchange } from './exchange.ts'
import type { ReasonCode } from './reason-code.ts'

/** Whose behaviour is modelled: the Fetch standard to the letter, or one of three real engines. */
export type Engine = 'standard' | 'chromium' | 'firefox' | 'webkit'

/**
 * - `allowed`: script reads the response.
 * - `opaque`: the request went out and script learns nothing of the answer (`no-cors`, or `redirect: 'manual'`).
 * - `blocked`: a rule of the browser refused; script gets a TypeError.
 * - `unreachable`: the network failed; no rule of CORS was involved.
 */
export type Verdict = 'allowed' | 'opaque' | 'blocked' | 'unreachable'

/** Where in a fetch the deciding rule stands. */
export type Phase = 'request' | 'preflight' | 'actual' | 'redirect'

/** Why a fetch did not give a readable response. */
export interface Reason {
  readonly code: ReasonCode
  readonly phase: Phase
  /** The offending thing itself: a header value, a method, a header name, a scheme. Empty where there is none. */
  readonly parameter: string
  /** The URL whose answer (or which itself) was refused. */
  readonly url: string
  /** The step of the standard that refuses. */
  readonly spec: string
}

/** A rule that was looked at, with what it was looking at. */
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
 * What one call of `fetch` comes to: a reason where script gets nothing to read because something refused, and none
 * elsewhere.
 */
export type Outcome = OutcomeParts &
  (
    | { readonly verdict: 'blocked'; readonly reason: Reason }
    | { readonly verdict: 'unreachable'; readonly reason: Reason }
    | { readonly verdict: 'allowed'; readonly reason: null }
    | { readonly verdict: 'opaque'; readonly reason: null }
  )

/** What every outcome tells. */
export interface OutcomeParts {
  readonly exchanges: readonly Exchange[]
  readonly steps: readonly Step[]
  readonly response: VisibleResponse | null
  /** What each engine would print for the same exchanges. */
  readonly messages: Messages
}
