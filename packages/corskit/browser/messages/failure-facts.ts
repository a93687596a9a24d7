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
  /** Where the refused answer leads, if it is a redirect. */
  readonly locationUrl: string | null
  /** The refused URL with its fragment, which only Chromium prints. */
  readonly wholeUrl: string
  /** Every URL of the chain, in order; just the first without redirects. */
  readonly urls: readonly string[]
  /** A header's name as script wrote it. */
  readonly authorName: (lowerCaseName: string) => string
  readonly mode: string
  readonly tainting: 'basic' | 'cors' | 'opaque'
  readonly redirect: string
  readonly credentialed: boolean
}
