/** One patient of the second clinic: an address at a real server, what is asked of it, and what is true. */
import type { RequestInput } from 'corskit/browser'

export { PAGE } from '../set-up.ts'

/** The header of a request with a body that no form could send. */
export const JSON_TYPE = { 'content-type': 'application/json' }

/** The servers that are started, each once for all its set-ups. */
export type ServerName = 'node' | 'python' | 'nginx' | 'apache' | 'haproxy' | 'varnish' | 'tomcat'

export interface SecondSetUp {
  readonly name: string
  /** What happened, in a sentence: why the cause is true. */
  readonly story: string
  /** The cause that is true, decided before anything was scored; `null` for a healthy one. */
  readonly cause: string | null
  /** The server that the address belongs to, and the app of it. */
  readonly at: readonly [server: ServerName, app: string]
  readonly path: string
  readonly request: Partial<Pick<RequestInput, 'origin' | 'method' | 'credentials'>> & {
    readonly headers?: Readonly<Record<string, string>>
    readonly body?: string
  }
  /** The `Origin` of whoever asked before, where a cache remembers; `null` for a request without one. */
  readonly askedBefore?: string | null
}
