import type { HeaderList } from '../../protocol/header-list.ts'
import type { NormalizedResponse } from '../words/exchange.ts'
import type { Initiator } from '../words/initiator.ts'
import type { Reason } from '../words/outcome.ts'
import type { CredentialsMode } from '../words/request-input.ts'

/** The facts from which the engines' console lines are made. */
export interface FailureFacts {
  readonly reason: Reason
  /** The refused answer, or `null` when nothing was sent or nothing came back. */
  readonly answer: NormalizedResponse | null
  /** The page's origin; redirects do not change it. */
  readonly pageOrigin: string
  readonly pageUrl: string
  /** The URL from which the page's document came; the page's origin where it is not known. */
  readonly documentUrl: string
  /** The request's origin as the refusing server saw it: `null` after a tainting redirect. */
  readonly requestOrigin: string
  /** The URL that script asked for. */
  readonly firstUrl: string
  /** The URL to which the refused answer redirects, if it is a redirect. */
  readonly locationUrl: string | null
  /** Its `Location` as it came, when that is not a URL. */
  readonly invalidLocation: string | null
  /** The refused URL with its fragment, which only Chromium prints. */
  readonly wholeUrl: string
  /** The URL that script asked for, with its fragment. */
  readonly wholeFirstUrl: string
  /** The URL before, which led there, with its fragment; `null` without redirects. */
  readonly urlBefore: string | null
  /** Every URL of the chain, in order; just the first without redirects. */
  readonly urls: readonly string[]
  /** A header's name as script wrote it, or `null` when script did not set it. */
  readonly authorName: (lowerCaseName: string) => string | null
  readonly mode: string
  /** The method of the refused request, which a redirect may have changed. */
  readonly method: string
  readonly tainting: 'basic' | 'cors' | 'opaque'
  readonly redirect: string
  readonly credentials: CredentialsMode
  readonly initiator: Initiator
}

/** The headers of the answer; none when nothing came. */
export const headersOf = (answer: NormalizedResponse | null): HeaderList => answer?.headers ?? []

/** A redirect with a user name that the standard follows. Engines that refuse it print nothing. */
export function isQuietUserinfo({ reason, mode, tainting, locationUrl, pageOrigin }: FailureFacts): boolean {
  if (reason.code !== 'RedirectContainsCredentials') return false
  const isOwn = locationUrl !== null && new URL(locationUrl).origin === pageOrigin
  return mode !== 'cors' || (isOwn && tainting !== 'cors')
}
