/** Blocks requests to the ports of other protocols. */
import { BAD_PORTS } from '../../protocol/origin.ts'

/** Whether fetching this URL is blocked due to its port. https://fetch.spec.whatwg.org/#block-bad-port */
export function hasBadPort(url: URL): boolean {
  return url.port !== '' && BAD_PORTS.has(url.port) && (url.protocol === 'http:' || url.protocol === 'https:')
}
