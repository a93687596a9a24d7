/**
 * Headers that a browser adds before it sends. CORS ignores them, but servers read them: a guard reads
 * `Sec-Fetch-Site`, a cache `Accept-Encoding`.
 */
import type { Header } from '../../protocol/header-list.ts'
import { isPotentiallyTrustworthy, isSameOrigin, type Origin, originOfUrl } from '../../protocol/origin.ts'
import { isSameSite, isSchemelesslySameSite } from '../../protocol/site.ts'
import { profileOf } from '../profiles/profile-of.ts'
import { isRedirectTainted } from '../state/fetch-request.ts'
import type { EngineProfile } from '../words/engine-profile.ts'
import { type Destination, destinationOf } from '../words/initiator.ts'
import type { Engine } from '../words/outcome.ts'
import type { RequestInput, RequestMode } from '../words/request-input.ts'
import { settingsOf } from './request-settings.ts'

/** Which request is written, and whose differences from the standard are followed. */
export interface MetadataOptions {
  /** Default `actual`. */
  readonly kind?: 'preflight' | 'actual'
  /** Default `standard`. */
  readonly engine?: Engine
  /** Default `empty`, which is that of a call of fetch. */
  readonly destination?: Destination
}

/** What the metadata headers tell of a call beside its URLs: the mode and the destination of its request. */
export function modeAndDestination(
  input: RequestInput,
  engine: Engine = 'standard',
): { readonly mode: RequestMode; readonly destination: Destination } {
  const { initiator, mode } = settingsOf(input, profileOf(engine))
  return { mode, destination: destinationOf(initiator) }
}

/**
 * *Append the Fetch metadata headers*: only to potentially trustworthy URLs.
 * https://w3c.github.io/webappsec-fetch-metadata/#abstract-opdef-append-the-fetch-metadata-headers-for-a-request
 *
 * @param urls the URL list of the fetch so far, the one of this request last
 */
export function fetchMetadataHeaders(
  origin: Origin,
  urls: readonly URL[],
  mode: string,
  { kind = 'actual', engine = 'standard', destination = 'empty' }: MetadataOptions = {},
): Header[] {
  return metadataHeaders(origin, urls, mode, kind, profileOf(engine), destination)
}

export function metadataHeaders(
  origin: Origin,
  urls: readonly URL[],
  mode: string,
  kind: 'preflight' | 'actual',
  profile: EngineProfile,
  destination: Destination,
): Header[] {
  const told = urlsToldOf(urls, mode, kind, profile)
  if (told.length === 0 || !isTrustworthy(urls.at(-1) as URL)) return []
  return [
    ['sec-fetch-site', farthestSite(origin, told, kind, profile)],
    ['sec-fetch-mode', mode],
    ['sec-fetch-dest', destination],
  ]
}

const isTrustworthy = (url: URL) => isPotentiallyTrustworthy(originOfUrl(url))

/** The URLs that the headers tell of: all, but a preflight is a fetch of its own. None: the engine sends no headers. */
function urlsToldOf(urls: readonly URL[], mode: string, kind: string, profile: EngineProfile): readonly URL[] {
  if (profile.metadataAfterRedirects !== 'dropped') return kind === 'preflight' ? urls.slice(-1) : urls
  if (kind === 'preflight') return isTrustworthy(urls[0] as URL) ? urls : []
  const before = urls.at(-2)
  return mode === 'cors' && before !== undefined && before.origin !== urls.at(-1)?.origin ? [] : urls
}

/**
 * The most distant relation among all redirects.
 * https://w3c.github.io/webappsec-fetch-metadata/#abstract-opdef-set-site
 */
function farthestSite(origin: Origin, urls: readonly URL[], kind: string, profile: EngineProfile): string {
  const { metadataAfterRedirects, sitesIgnoreScheme } = profile
  const origins = urls.map(originOfUrl)
  if (origins.every((one) => isSameOrigin(origin, one))) return 'same-origin'
  const isAfterHttp = urls.slice(0, -1).some(({ protocol }) => protocol !== 'https:')
  if (metadataAfterRedirects === 'cross-site-after-http' && isAfterHttp) return 'cross-site'
  const isTainted = isRedirectTainted({ origin, urlList: urls })
  if (metadataAfterRedirects === 'dropped' && kind === 'preflight' && isTainted) return 'cross-site'
  const isSame = sitesIgnoreScheme && isPotentiallyTrustworthy(origin) ? isSchemelesslySameSite : isSameSite
  return origins.every((one) => isSame(origin, one)) ? 'same-site' : 'cross-site'
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
