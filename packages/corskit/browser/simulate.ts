/** `simulateFetch`: the face of the model. */

import type { Header } from '../protocol/header-list.ts'
import type { HeadersInput } from '../protocol/headers-input.ts'
import type { AddressSpace } from './address-space.ts'
import type { Engine, Outcome } from './outcome.ts'
import type { PreflightCache } from './preflight-cache.ts'
import type { RequestBody, RequestInput } from './request-input.ts'

/** A request that the model wants sent. */
export interface ExchangeRequest {
  readonly kind: 'preflight' | 'actual'
  readonly method: string
  readonly url: string
  /** Names in lower case, in the order in which the model added them. */
  readonly headers: readonly Header[]
  /** What is to be sent with it; always `null` on a preflight and after a redirect that dropped it. */
  readonly body: RequestBody | null
  /** Whether cookies, HTTP authentication and client certificates go with it, and `Set-Cookie` of the answer is kept. */
  readonly includeCredentials: boolean
}

/** What the server answered, or why it did not. */
export type ExchangeResponse =
  | { readonly status: number; readonly headers?: HeadersInput }
  /** The network failed: what happened, in a word or a sentence. */
  | { readonly networkError: string }

/** Plays the server, once an exchange. */
export type Respond = (request: ExchangeRequest) => ExchangeResponse | Promise<ExchangeResponse>

export interface SimulateOptions {
  /** Default `standard`. */
  readonly engine?: Engine
  /** Carries preflights from call to call; without one, every call starts with none. */
  readonly cache?: PreflightCache
  /** The time, in milliseconds; only differences matter. Needed with `cache` for entries to expire. Default 0. */
  readonly now?: number
  /** Where page and server stand, when known: switches Local Network Access on for engines that have it. */
  readonly network?: NetworkPosition
}

/** https://wicg.github.io/local-network-access/ */
export interface NetworkPosition {
  /** The address space that the page was loaded from. */
  readonly page: AddressSpace
  /** The address space that the host of a URL leads to. */
  readonly target: (url: URL) => AddressSpace
  /** What the user has said about this page and the target's space. Default `prompt`, which denies as long as nobody answers. */
  readonly permission?: 'granted' | 'denied' | 'prompt'
}

/** Says what a browser does with one call of `fetch`. */
export declare function simulateFetch(
  request: RequestInput,
  respond: Respond,
  options?: SimulateOptions,
): Promise<Outcome>
