/** What is known about one route of the sample API. */
export interface Route {
  readonly path: string
  /** One sentence: the mistake that somebody made. */
  readonly story: string
  /** The page's request. What is missing has the default of `fetch`. */
  readonly request: {
    readonly method?: string
    readonly headers?: Readonly<Record<string, string>>
    readonly body?: string
    readonly credentials?: 'include'
    readonly mode?: 'no-cors'
  }
  /** The reason code of the mistake; `null` when nothing is wrong. */
  readonly code: string | null
}
