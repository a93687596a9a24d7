/** What diagnosis finds: why a request failed, how sure that is, and what to change. */

export type Confidence = 'certain' | 'likely' | 'possible'

/** Who has to change something. */
export type Layer = 'app' | 'framework' | 'auth' | 'proxy' | 'gateway' | 'cdn' | 'browser' | 'network' | 'client'

/** Code to paste. */
export interface Snippet {
  /** `express`, `nginx`… */
  readonly stack: string
  readonly language: string
  /** Where it belongs. */
  readonly file: string
  readonly code: string
}

/** What to change. */
export interface Fix {
  /** What to do, in one or two sentences. */
  readonly summary: string
  /** Empty when there is nothing to paste. */
  readonly snippets: readonly Snippet[]
}

/** What is wrong, how sure that is, and what to change. */
export interface Cause {
  /** Stable; also the name of its page in docs/causes. */
  readonly id: string
  readonly title: string
  readonly confidence: Confidence
  readonly layer: Layer
  /** The evidence: each part was received for this request, or for a probe that is named. */
  readonly evidence: readonly string[]
  /** What would make it certain; `null` when nothing is left to ask. */
  readonly confirm: string | null
  readonly docs: string
  readonly fix: Fix
}
