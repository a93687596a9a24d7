/** What verification sends, gets and says. */
import type { Header } from 'corskit/protocol'

/** A question to the server. */
export interface VerifyProbe {
  /** What it is about: an origin, a method, a header, `error pages`… */
  readonly subject: string
  /** Others than GET, HEAD and OPTIONS only where that was asked for. */
  readonly method: 'GET' | 'HEAD' | 'OPTIONS' | 'POST' | 'CORSKIT'
  readonly url: string
  /** Names in lower case; one may stand twice. */
  readonly headers: readonly Header[]
  /** So many zeros follow. Default: none. */
  readonly bodyLength?: number
  /** For the progress line and the report. */
  readonly name: string
}

/** What came back for a probe: an answer, or why there was none. */
export type VerifyAnswer =
  | { readonly status: number; readonly headers: readonly Header[] }
  | { readonly networkError: string }

/** Which side is wider, or whom the difference concerns instead. */
export type DifferenceKind = 'wider' | 'narrower' | 'cache' | 'other-traffic'

/** Where a server does not do what the policy says. */
export interface Difference {
  /**
   * Which side is wider: the server allows what the policy refuses, or refuses what the policy allows; or it is about
   * caches or other traffic.
   */
  readonly kind: DifferenceKind
  readonly subject: string
  readonly probe: string
  readonly expected: string
  readonly observed: string
  /** A command that shows it. */
  readonly curl: string
}

/** What `corskit verify --json` prints. */
export interface VerifyReport {
  readonly url: string
  /** How many requests were answered. */
  readonly probes: number
  readonly differences: readonly Difference[]
  /** Why the server stopped answering; `null` when everything was asked. */
  readonly unreachable: string | null
}
