/** https://fetch.spec.whatwg.org/#redirect-status */
const REDIRECTS: ReadonlySet<number | null> = new Set([301, 302, 303, 307, 308])

export const isRedirectStatus = (status: number | null): boolean => REDIRECTS.has(status)
