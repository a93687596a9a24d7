import type { ReasonCode } from '../words/reason-code.ts'

/** Who prints such lines. */
export type MessageSource = 'chromium' | 'firefox' | 'webkit' | 'jsdom' | 'happy-dom'

/** What a console line says. A field is missing when the line does not say so. */
export interface RecognisedMessage {
  readonly engine: MessageSource
  /** The reason, or the likeliest one when the line fits several. `null` when the line was cut off before it. */
  readonly code: MessageCode | null
  /** Every reason that prints this line, the likeliest first: Firefox and WebKit use one text for several. */
  readonly codes: readonly MessageCode[]
  /** The URL that was fetched, or to which a redirect had led. */
  readonly url?: string
  /** The URL that script asked for, when a redirect led elsewhere. */
  readonly firstUrl?: string
  /** The page's origin; with WebKit the request's, which is `null` after a tainting redirect. */
  readonly origin?: string
  /** A request header's name, as printed. */
  readonly header?: string
  readonly method?: string
  /** The offending header value. */
  readonly value?: string
  readonly status?: number
  /** What fetched: `fetch`, `XMLHttpRequest`, `script`, `font`… */
  readonly initiator?: string
  /** The address space of Local Network Access. */
  readonly addressSpace?: string
}

/** A message in a longer text. */
export interface PlacedMessage extends RecognisedMessage {
  /** The place of its first character in the text, and the place after its last one. */
  readonly start: number
  readonly end: number
}

/** Reasons that only old engines and the retired Private Network Access had. */
export type RetiredCode =
  | 'PreflightMissingAllowPrivateNetwork'
  | 'PreflightInvalidAllowPrivateNetwork'
  | 'UnexpectedPrivateNetworkAccess'
  | 'PreflightMissingPrivateNetworkAccessId'
  | 'PreflightMissingPrivateNetworkAccessName'
  | 'PrivateNetworkAccessPermissionUnavailable'
  | 'PreflightMissingAllowExternal'
  | 'PreflightInvalidAllowExternal'
  /** Firefox, when the page's origin may not be sent. */
  | 'OriginHeaderNotAdded'
  /** The preference `content.cors.disable` is set. */
  | 'CorsDisabled'
  /** A warning, not a refusal: a wildcard covered `Authorization`, which the standard does not allow. */
  | 'AuthorizationCoveredByWildcard'
  /** The second line of WebKit: that the load failed, not why. */
  | 'AccessControlChecks'

/** What a console line can mean: every code of the model, and codes of messages that engines no longer print. */
export type MessageCode = ReasonCode | RetiredCode
