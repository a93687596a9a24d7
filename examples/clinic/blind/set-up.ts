/** One patient of a clinic that is scored blind: an address at a real server, the request, and the true cause. */
import type { RequestInput } from 'corskit/browser'

export { PAGE } from '../set-up.ts'

/** The header of a request whose body no form could send. */
export const JSON_TYPE = { 'content-type': 'application/json' }

export interface BlindSetUp {
  readonly name: string
  /** What happened, in a sentence: why the cause is true. */
  readonly story: string
  /** The true cause, written before anything was scored; `null` for a healthy set-up. */
  readonly cause: string | null
  /** The server of the address (a program, or `node` for servers in this process), and its app. */
  readonly at: readonly [server: string, app: string]
  readonly path: string
  readonly request: Partial<Pick<RequestInput, 'origin' | 'method' | 'credentials' | 'mode'>> & {
    readonly headers?: Readonly<Record<string, string>>
    readonly body?: string
  }
  /** The `Origin` of a request before, for set-ups with a cache; `null` for a request without one. */
  readonly askedBefore?: string | null
}
