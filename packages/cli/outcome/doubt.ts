/** Why a page has nothing of an answer that the browser lets it read or use. */
export interface Doubt {
  /** Behind the verdict: `but the body breaks off`. */
  readonly short: string
  readonly sentence: string
}
