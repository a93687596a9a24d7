/** A console line that is not about CORS: why a request failed, or what script may not see. */
export type SaidKind =
  | 'bad-port'
  | 'blocked-by-client'
  | 'content-security-policy'
  | 'cookie'
  | 'cors-off'
  | 'element-without-cors'
  | 'embedder-policy'
  | 'fedcm'
  | 'file-page'
  | 'font'
  | 'forbidden-header'
  | 'header-not-exposed'
  | 'header-refused'
  | 'host-refused'
  | 'insecure-operation'
  | 'integrity'
  | 'local-network'
  | 'method-refused'
  | 'mixed-content'
  | 'network'
  | 'no-browser'
  | 'not-a-preflight'
  | 'opaque-response-blocking'
  | 'opener-policy'
  | 'origin-written'
  | 'preload-not-used'
  | 'refused-by-server'
  | 'resource-policy'
  | 'script-error'
  | 'service-worker'
  | 'status'
  | 'tainted-canvas'
  | 'too-many-redirects'
  | 'web-socket'
  | 'wildcard-list-refused'
  | 'wildcard-refused'
  | 'worker-script'

export interface SaidLine {
  readonly kind: SaidKind
  /** The line itself, without what a console adds. */
  readonly line: string
  /** The directive, header, cookie or error code that the line names. */
  readonly detail: string
  /** The status of the answer, where the line tells one. */
  readonly status?: number
}
