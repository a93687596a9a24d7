/** What goes between the model and whoever plays the network: one exchange is one request with its response. */
import type { Header } from '../../protocol/header-list.ts'
import type { HeadersInput } from '../../protocol/headers-input.ts'
import type { AddressSpace } from './address-space.ts'
import type { RequestBody } from './request-input.ts'

/** A request that the model wants sent. */
export interface ExchangeRequest {
  readonly kind: 'preflight' | 'actual'
  readonly method: string
  readonly url: string
  /** Names in lower case, in the order in which the model added them. */
  readonly headers: readonly Header[]
  /** What is to be sent with it; always `null` on a preflight and after a redirect that dropped it. */
  readonly body: RequestBody | null
  /**
   * Whether cookies, HTTP authentication and client certificates go with it, and `Set-Cookie` of the answer is kept.
   */
  readonly includeCredentials: boolean
}

/** What the server answered, or why it did not. */
export type ExchangeResponse =
  | { readonly status: number; readonly headers?: HeadersInput }
  /** The network failed: what happened, in a word or a sentence. */
  | { readonly networkError: string }

/** An answer as the model reads it: names in lower case, values normalized. */
export interface NormalizedResponse {
  readonly status: number
  readonly headers: readonly Header[]
}

/** What a server gave, or the reason why nothing came. */
export type ResponseOrFailure = NormalizedResponse | { readonly networkError: string }

/** One request with its response, as it went over the wire. Names are in lower case. */
export interface Exchange {
  readonly kind: 'preflight' | 'actual'
  readonly request: { readonly method: string; readonly url: string; readonly headers: readonly Header[] }
  readonly response: { readonly status: number; readonly headers: readonly Header[] } | null
}

/** https://wicg.github.io/local-network-access/ */
export interface NetworkPosition {
  /** The address space that the page was loaded from. */
  readonly page: AddressSpace
  /** The address space that the host of a URL leads to; `null` where that is not known, and then nothing is checked. */
  readonly target: (url: URL) => AddressSpace | null
  /**
   * What the user has said about this page and the target's space. Default `prompt`, which denies as long as nobody
   * answers.
   */
  readonly permission?: 'granted' | 'denied' | 'prompt'
}

/** A machine step: hands out a request, is handed what came of it. */
export type Exchanging<Result> = Generator<ExchangeRequest, Result, ResponseOrFailure>

/** A response that passed every check, before it is filtered for script. */
export interface FetchedResponse {
  readonly status: number
  readonly headers: NormalizedResponse['headers']
  /** `opaqueredirect` when script wanted redirects handed over (`redirect: 'manual'`). */
  readonly kind: 'response' | 'opaqueredirect'
}
