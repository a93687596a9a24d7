/** What the process that judges a policy file has to say. */
import type { Issue } from 'corskit'

export interface Checked {
  readonly issues: readonly Issue[]
  readonly warnings: readonly Issue[]
  /** What could not be looked at. */
  readonly notes: readonly string[]
}

export type Judgement =
  | (Checked & {
      /** Names of environment variables that were read and are not set. */
      readonly unset: readonly string[]
    })
  /** It is not a policy file: why, or what its code threw. */
  | { readonly mistake: string }
  | { readonly mistake: null; readonly threw: string }
