import type { Answer } from '../context.ts'
import type { Reason } from '../outcome.ts'

/** What the console lines of the engines are made from. */
export interface FailureFacts {
  readonly reason: Reason
  /** The refused answer, or `null` when nothing was asked or nothing came. */
  readonly answer: Answer | null
  /** The page's origin, whatever redirects did to the request's. */
  readonly pageOrigin: string
  readonly pageUrl: string
  /** The request's origin as the refusing server saw it: `null` after a tainting redirect. */
  readonly requestOrigin: string
  /** The URL that script asked for. */
  readonly firstUrl: string
  /** Every URL of the chain, in order; just the first without redirects. */
  readonly urls: readonly string[]
  /** A header's name as script wrote it. */
  readonly authorName: (lowerCaseName: string) => string
  readonly mode: string
}
