/**
 * Headers that a browser adds before it sends. CORS ignores them, but servers read them: a guard reads
 * `Sec-Fetch-Site`, a cache `Accept-Encoding`.
 */
import type { Header } from '../../protocol/header-list.ts'
import { isPotentiallyTrustworthy, type Origin, originOfUrl } from '../../protocol/origin.ts'
import { siteRelation } from '../../protocol/site.ts'

/**
 * *Append the Fetch metadata headers*: only to potentially trustworthy URLs.
 * https://w3c.github.io/webappsec-fetch-metadata/#abstract-opdef-append-the-fetch-metadata-headers-for-a-request
 *
 * @param urls the URL list of the fetch so far, the one of this request last
 */
export function fetchMetadataHeaders(origin: Origin, urls: readonly URL[], mode: string): Header[] {
  if (!isPotentiallyTrustworthy(originOfUrl(urls.at(-1) as URL))) return []
  return [
    ['sec-fetch-site', farthestSite(origin, urls)],
    ['sec-fetch-mode', mode],
    ['sec-fetch-dest', 'empty'],
  ]
}

/**
 * The most distant relation among all redirects.
 * https://w3c.github.io/webappsec-fetch-metadata/#abstract-opdef-set-site
 */
function farthestSite(origin: Origin, urls: readonly URL[]): string {
  let farthest = 'same-origin'
  for (const url of urls) {
    const target = originOfUrl(url)
    const relation = target.opaque ? 'cross-site' : siteRelation(origin, target)
    if (relation === 'cross-site') return relation
    if (relation === 'same-site') farthest = relation
  }
  return farthest
}

/**
 * A range counts the bytes before compression, so none is offered. Brotli and Zstandard are offered only where no
 * device in between can damage them.
 * https://fetch.spec.whatwg.org/#http-network-or-cache-fetch
 */
export function acceptEncoding(url: URL, isRange: boolean): string {
  if (isRange) return 'identity'
  return isPotentiallyTrustworthy(originOfUrl(url)) ? 'gzip, deflate, br, zstd' : 'gzip, deflate'
}
