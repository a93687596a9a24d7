/** One patient: a server that is ill in one way (or healthy), and the request to it. */
import type { RequestListener } from 'node:http'
import type { RequestInput } from 'corskit/browser'

export const PAGE = 'https://app.example.com'

/** Other servers that a set-up may need. */
export interface Surroundings {
  /** Another origin. Its paths under `/cdn/` allow the page, all others allow nobody. */
  readonly third: string
}

export interface SetUp {
  readonly name: string
  /** What happened, in a sentence. */
  readonly story: string
  /** The true cause; `null` for a healthy set-up. */
  readonly cause: string | null
  readonly request: Partial<RequestInput> & { readonly path?: string }
  /** The server behind `front`. */
  readonly serve: (surroundings: Surroundings) => RequestListener | Promise<RequestListener>
  /** nginx in front: the content of its `location`, with `$upstream` for the server. */
  readonly nginx?: string
  /** The `Origin` of a request before, for set-ups with a cache; `null` for a request without one. */
  readonly askedBefore?: string | null
}

export const json: RequestInit & { headers: Record<string, string> } = {
  headers: { 'content-type': 'application/json' },
}
