/** What is known of a failed request. It may come from the command, a test, a page or a recording. */
import type { ElementInitiator, Outcome, RecognisedMessage } from 'corskit/browser'
import type { Header } from 'corskit/protocol'
import type { SaidLine } from './said-line.ts'

/** The request as script made it. */
export interface EvidenceRequest {
  readonly method: string
  readonly url: string
  /** The page's origin, serialized; `null` where it is not known. */
  readonly origin: string | null
  /** The headers that script set. */
  readonly headers: readonly Header[]
  readonly credentials: 'omit' | 'same-origin' | 'include'
  /** Default `cors`. */
  readonly mode?: 'no-cors' | 'same-origin'
  /** The element that asks without CORS; default: script. */
  readonly element?: ElementInitiator
}

/** All that is known of one failed request. */
export interface Evidence {
  readonly request: EvidenceRequest
  /** What the model says of the exchanges that were seen; `null` where none were. */
  readonly outcome: Outcome | null
  /** The console line, when nothing else is known. */
  readonly message: RecognisedMessage | null
  /** A sentence of the transport: the certificate was ignored, the name was not found, and so on. */
  readonly networkError?: string
  /** A console line that is not about CORS, when nothing else is known. */
  readonly said?: SaidLine
  /** In a recording: another answer of the same server, which allows the page. */
  readonly elsewhere?: AllowedElsewhere
}

/** An answer with `Access-Control-Allow-Origin`. */
export interface AllowedElsewhere {
  readonly method: string
  readonly url: string
  readonly status: number
  /** Of `Access-Control-Allow-Origin`. */
  readonly value: string
}

/** A question to the server, and why it is asked. */
export interface Probe {
  readonly name: ProbeName
  readonly method: 'GET' | 'HEAD' | 'OPTIONS'
  readonly url: string
  /** Names in lower case. */
  readonly headers: readonly Header[]
  /** What its answer shows, for the progress line. */
  readonly why: string
}

/** The kinds of probes. Each distinguishes some causes. */
export type ProbeName =
  | 'actual'
  | 'another-origin'
  | 'as-https'
  | 'fresh-url'
  | 'headers-preflight'
  | 'method-preflight'
  | 'missing-path'
  | 'other-name'
  | 'other-scheme'
  | 'other-slash'
  | 'other-www'
  | 'plain-options'
  | 'redirect-target'
  | 'simple-preflight'
  | 'without-origin'

/** What came back for a probe: an answer, or why there was none. */
export type ProbeAnswer =
  | { readonly status: number; readonly headers: readonly Header[] }
  | { readonly networkError: string }

/** A probe with its answer. */
export interface Probed {
  readonly probe: Probe
  readonly answer: ProbeAnswer
}
