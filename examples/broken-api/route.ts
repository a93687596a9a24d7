/** What is known about one route of the sample API. */
export interface Route {
  readonly path: string
  /** One sentence: what somebody did. */
  readonly story: string
  /** What the page asks for. Everything that is missing is as in `fetch`. */
  readonly request: {
    readonly method?: string
    readonly headers?: Readonly<Record<string, string>>
    readonly body?: string
    readonly credentials?: 'include'
    readonly mode?: 'no-cors'
  }
  /** The reason code that names the mistake; `null` where nothing is wrong. */
  readonly code: string | null
}
