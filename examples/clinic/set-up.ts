/** One patient: a server that is ill in one way (or healthy), and what is asked of it. */
import type { RequestListener } from 'node:http'
import type { RequestInput } from 'corskit/browser'

export const PAGE = 'https://app.example.com'

/** What a set-up is given: other servers that it may need. */
export interface Surroundings {
  /** Another origin, whose paths under `/cdn/` allow the page and all others nobody. */
  readonly third: string
}

export interface SetUp {
  readonly name: string
  /** What happened, in a sentence. */
  readonly story: string
  /** The cause that is true; `null` for a healthy one. */
  readonly cause: string | null
  readonly request: Partial<RequestInput> & { readonly path?: string }
  /** The server; what stands in front of it is `front`. */
  readonly serve: (surroundings: Surroundings) => RequestListener | Promise<RequestListener>
  /** nginx in front: what stands in its `location`, with `$upstream` for the server. */
  readonly nginx?: string
  /** The `Origin` of whoever asked before, where a cache remembers; `null` for a request without one. */
  readonly askedBefore?: string | null
}

export const json: RequestInit & { headers: Record<string, string> } = {
  headers: { 'content-type': 'application/json' },
}
