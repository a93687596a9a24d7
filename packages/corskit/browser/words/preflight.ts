/** What goes into the CORS-preflight cache and comes out. https://fetch.spec.whatwg.org/#concept-cache */

/** The question to the cache: https://fetch.spec.whatwg.org/#concept-cache-match */
export interface PreflightKey {
  /** The byte-serialized request origin: `null` after a tainting redirect. */
  readonly origin: string
  /** The whole URL, query and fragment included. */
  readonly url: string
  /** Whether the credentials mode is `include`. */
  readonly credentialed: boolean
}

/** What a preflight allowed, and for how long. */
export interface PreflightGrant {
  readonly methods: readonly string[]
  readonly headerNames: readonly string[]
  /** In seconds, already capped. */
  readonly maxAge: number
}

/** What needs a preflight. */
export interface PreflightQuestion {
  readonly method: string
  /** Whether the method itself needs a preflight. */
  readonly methodNeedsEntry: boolean
  readonly unsafeNames: readonly string[]
}
