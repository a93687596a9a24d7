/** What passes between the model and its network: an exchange is one request with its response. */
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
  /** The body; always `null` on a preflight and after a redirect that dropped it. */
  readonly body: RequestBody | null
  /**
   * Whether cookies, HTTP authentication and client certificates are sent, and `Set-Cookie` of the answer is kept.
   */
  readonly includeCredentials: boolean
}

/** The server's answer, or why there is none. */
export type ExchangeResponse =
  | { readonly status: number; readonly headers?: HeadersInput }
  /** The network failed: what happened, in a word or a sentence. */
  | { readonly networkError: string }

/** An answer as the model reads it: names in lower case, values normalized. */
export interface NormalizedResponse {
  readonly status: number
  readonly headers: readonly Header[]
}

/** The server's response, or the reason why none came. */
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
  /** The address space of a URL's host; `null` when it is not known: then nothing is checked. */
  readonly target: (url: URL) => AddressSpace | null
  /**
   * What the user has decided for this page and the target's space. Default `prompt`, which denies as long as nobody
   * answers.
   */
  readonly permission?: 'granted' | 'denied' | 'prompt'
}

/** A step of the machine: it yields a request and takes the response. */
export type Exchanging<Result> = Generator<ExchangeRequest, Result, ResponseOrFailure>

/** A response that passed every check, before it is filtered for script. */
export interface FetchedResponse {
  readonly status: number
  readonly headers: NormalizedResponse['headers']
  /** `opaqueredirect` when script asked for redirects itself (`redirect: 'manual'`). */
  readonly kind: 'response' | 'opaqueredirect'
}
