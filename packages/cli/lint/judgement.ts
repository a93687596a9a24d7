/** The result of the process that judges a policy file. */
import type { Issue } from 'corskit'

/** The file descriptor of the pipe by which the process sends it: one line of JSON. */
export const RESULT_PIPE = 3

export interface Checked {
  readonly issues: readonly Issue[]
  readonly warnings: readonly Issue[]
  /** What could not be checked. */
  readonly notes: readonly string[]
  /** There is a function, and it gave no policy that could be checked. */
  readonly isUnseen?: boolean
}

export type Judgement =
  | (Checked & {
      /** Names of environment variables that were read and are not set. */
      readonly unset: readonly string[]
    })
  /** The file is not a policy: the reason, or what its code threw. */
  | { readonly mistake: string }
  | { readonly mistake: null; readonly threw: string }
