/** One patient of a clinic that is scored blind: an address at a real server, what is asked of it, and what is true. */
import type { RequestInput } from 'corskit/browser'

export { PAGE } from '../set-up.ts'

/** The header of a request with a body that no form could send. */
export const JSON_TYPE = { 'content-type': 'application/json' }

export interface BlindSetUp {
  readonly name: string
  /** What happened, in a sentence: why the cause is true. */
  readonly story: string
  /** The cause that is true, decided before anything was scored; `null` for a healthy one. */
  readonly cause: string | null
  /** The server that the address belongs to (a program's, or `node` for those in this process), and the app of it. */
  readonly at: readonly [server: string, app: string]
  readonly path: string
  readonly request: Partial<Pick<RequestInput, 'origin' | 'method' | 'credentials' | 'mode'>> & {
    readonly headers?: Readonly<Record<string, string>>
    readonly body?: string
  }
  /** The `Origin` of whoever asked before, where a cache remembers; `null` for a request without one. */
  readonly askedBefore?: string | null
}
