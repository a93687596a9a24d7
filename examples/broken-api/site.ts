/** The origins of the sample API. */
export interface Site {
  /** The origin of the page that asks. */
  readonly pageOrigin: string
  /** An origin that is neither the page's nor the API's: the CDN, the login page. */
  readonly thirdOrigin: string
}

/** The body of the routes' answers. */
export const USERS = [{ name: 'Ada' }, { name: 'Grace' }]
