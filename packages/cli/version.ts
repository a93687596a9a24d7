/** The version of the packages; a test compares it with package.json, which is not read at run time. */
export const VERSION = '0.1.0'

/** The `User-Agent`: a server's log shows that it was not a browser. */
export const USER_AGENT = `Mozilla/5.0 (compatible; corskit/${VERSION})`
