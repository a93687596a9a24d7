/** Where the sample API stands. */
export interface Site {
  /** The origin of the page that asks. */
  readonly pageOrigin: string
  /** An origin that is neither the page's nor the API's: the CDN, the login page. */
  readonly thirdOrigin: string
}

/** What the routes answer with when they answer. */
export const USERS = [{ name: 'Ada' }, { name: 'Grace' }]
