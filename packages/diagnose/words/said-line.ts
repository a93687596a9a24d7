/** A console line that is not about CORS: why the browser or the network let a request fail, or what script may not see. */
export type SaidKind =
  | 'blocked-by-client'
  | 'content-security-policy'
  | 'cookie'
  | 'embedder-policy'
  | 'header-not-exposed'
  | 'mixed-content'
  | 'network'
  | 'no-browser'
  | 'opaque-response-blocking'
  | 'resource-policy'
  | 'service-worker'
  | 'status'

export interface SaidLine {
  readonly kind: SaidKind
  /** As it was written, without what a console puts around it. */
  readonly line: string
  /** The directive, the header, the cookie or the network's own word that the line names. */
  readonly detail: string
  /** The status of the answer, where the line tells one. */
  readonly status?: number
}
