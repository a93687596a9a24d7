/**
 * Headers whose values contain no secrets. Any other value may be secret, because every API has its own names for keys
 * and tokens.
 */

const HARMLESS = new Set(
  `accept accept-ch accept-charset accept-encoding accept-language accept-patch accept-ranges age allow alt-svc cache-control
  clear-site-data connection content-disposition content-encoding content-language content-length content-range content-type
  corskit-reason critical-ch cross-origin-embedder-policy cross-origin-opener-policy cross-origin-resource-policy date dnt
  expect-ct expires from-origin host keep-alive last-modified max-forwards nel origin origin-agent-cluster permissions-policy pragma
  priority range referrer-policy retry-after save-data server strict-transport-security te timing-allow-origin trailer
  transfer-encoding upgrade upgrade-insecure-requests user-agent vary via warning
  cf-cache-status cf-mitigated cf-ray ngrok-error-code x-amzn-errortype x-cache x-cache-hits x-content-type-options x-dns-prefetch-control x-frame-options x-page x-per-page x-permitted-cross-domain-policies x-powered-by
  x-requested-with x-robots-tag x-total x-total-count x-ua-compatible x-xss-protection`.split(/\s+/),
)

const HARMLESS_FAMILY = /^(access-control-|sec-fetch-|sec-ch-|x-ratelimit-|ratelimit-)/

/** Headers whose value is a URL; they are shown without the parts of it that may be secret. */
const URLS = new Set(['location', 'content-location', 'referer', 'link', 'refresh'])

/** @param name in lower case */
export function kindOfHeader(name: string): 'harmless' | 'url' | 'cookie' | 'secret' {
  if (HARMLESS.has(name) || HARMLESS_FAMILY.test(name)) return 'harmless'
  if (URLS.has(name)) return 'url'
  return name === 'set-cookie' ? 'cookie' : 'secret'
}
