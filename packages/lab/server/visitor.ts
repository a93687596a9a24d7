/**
 * Who may ask the lab to send a request. It is on loopback and can send requests to anything that this machine reaches,
 * so any page in the user's browser could misuse it.
 */
import type { IncomingHttpHeaders } from 'node:http'

/**
 * Whether the browser asks for this server by its own address. A foreign name that leads to 127.0.0.1 (DNS rebinding)
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
 * confirms it if the browser sends it; and JSON cannot be sent across origins without a preflight, which this server
 * never allows.
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
