/**
 * Who may ask the lab to send a request. It stands on loopback and sends what it is told to anywhere this machine can
 * reach, so any page in the user's browser would like to ask it.
 */
import type { IncomingHttpHeaders } from 'node:http'

/**
 * Whether the URL bar says this server's own address. A name of somebody's own that leads to 127.0.0.1 (DNS rebinding)
 * does not pass.
 */
export function isOwnHost(headers: IncomingHttpHeaders, pageOrigin: string): boolean {
  return headers.host === new URL(pageOrigin).host
}

/** `localhost` leads here too; the page has one origin only, so it is sent on. */
export function isLocalhost(headers: IncomingHttpHeaders, pageOrigin: string): boolean {
  return headers.host === `localhost:${new URL(pageOrigin).port}`
}

/**
 * Whether the lab's own page asks. `Origin` is on every POST of a browser and no script can set it; `Sec-Fetch-Site`
 * says it once more where the browser sends it; and JSON cannot be sent across origins without a preflight, to which
 * this server never agrees.
 */
export function isOwnPage(headers: IncomingHttpHeaders, pageOrigin: string): boolean {
  const site = headers['sec-fetch-site']
  return (
    isOwnHost(headers, pageOrigin) &&
    headers.origin === pageOrigin &&
    (site === undefined || site === 'same-origin') &&
    headers['content-type'] === 'application/json'
  )
}
