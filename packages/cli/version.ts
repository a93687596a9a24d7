/** The version of the packages; a test compares it with package.json, which is not read at run time. */
export const VERSION = '0.1.0'

/** Who asks: no browser, and whoever reads a server's log shall see that. */
export const USER_AGENT = `Mozilla/5.0 (compatible; corskit/${VERSION})`
