/** Asks one RegExp of a policy about an origin. */
export interface OriginMatcher {
  /** Whether the origin is matched from its beginning to its end. */
  readonly test: (origin: string) => boolean
}
