/** How the server of the workbench answers. The page simulates it; the lab's server does it for real. */

export type HeaderPair = readonly [name: string, value: string]

export interface RawAnswer {
  readonly status: number
  readonly headers: readonly HeaderPair[]
}

export type ServerCard =
  /** A real server: the one at the request's URL. */
  | { readonly by: 'url' }
  /** Options of a policy as text, and what the app itself answers. */
  | { readonly by: 'policy'; readonly policy: string; readonly answer: RawAnswer }
  /** Header by header. `redirected` answers what a redirect leads to. */
  | {
      readonly by: 'raw'
      readonly preflight: RawAnswer
      readonly actual: RawAnswer
      readonly redirected: RawAnswer | null
    }

export const PLAIN_ANSWER: RawAnswer = { status: 200, headers: [['content-type', 'application/json']] }
