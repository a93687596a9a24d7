/** A request and its answer, as they are sent. */
import type { Header } from 'corskit/protocol'
import type { IncomingBody } from '../web/incoming-body.ts'
import type { WrittenNames } from '../web/written-names.ts'

export type OutgoingBody = string | Uint8Array<ArrayBuffer> | ReadableStream

export interface WireRequest {
  readonly method: string
  readonly url: URL
  /** Names in lower case. */
  readonly headers: readonly Header[]
  /** How script wrote them, `null` where none of its headers are sent. */
  readonly written: WrittenNames | null
  readonly body: OutgoingBody | null
  readonly signal: AbortSignal | null
  /** Called when the body has been handed to the network. */
  readonly onSent?: (() => void) | undefined
}

export interface WireResponse {
  readonly status: number
  readonly statusText: string
  readonly headers: readonly Header[]
  readonly body: IncomingBody | null
}

/** Somebody who answers: a server, or a function in this process. */
export type Send = (request: WireRequest) => Promise<WireResponse>

/** No answer came, or it was not HTTP. Script only learns that there was an error; the outcome has the message. */
export class NetworkFailure extends Error {
  override readonly name = 'NetworkFailure'
}
