/** The headers by which caches say that they stand there, and whether the answer is a copy of theirs. */
import type { Header } from 'corskit/protocol'

export interface CacheSign {
  readonly name: string
  readonly value: string
  /** Whether the header says that the answer is a copy that was stored before. */
  readonly isCopy: boolean
}

const isMoreThanZero = (value: string) => value.split(',').some((part) => Number(part.trim()) > 0)

/** `HIT`, `TCP_HIT`, `RefreshHit from cloudfront`, `MISS, HIT`, `STALE`, `Served supercache file`. */
const saysCopy = (value: string) =>
  /hit(?!s?\s*[:=]\s*0)|stale|updating|revalidated|prerender|served|\bfresh\b/i.test(value)

/** Names, and how their values say it. The first that fits counts. */
const SIGNS: readonly (readonly [name: RegExp, isCopy: (value: string) => boolean])[] = [
  [/^age$/, isMoreThanZero],
  // RFC 9211: `ExampleCache; hit; ttl=30`, or `ExampleCache; fwd=miss; stored`. Some write the word alone.
  [/^cache-status$/, (value) => /;\s*hit\b/i.test(value) || /^hit$/i.test(value.trim())],
  [/^(?:x-)?(?:cache-)?hits$/, isMoreThanZero],
  // The second number is that of the request for which the copy was stored.
  [/^x-varnish$/, (value) => /^\s*\d+\s+\d+/.test(value)],
  // RFC 7234: 110 and 111 are said of copies.
  [/^warning$/, (value) => /(?:^|,)\s*11[01]\b/.test(value)],
  [/^via$/, () => false],
  // They name a cache, and do not say whether it had a copy: Fastly, CloudFront, Akamai, Azure, KeyCDN, Imperva.
  [/^x-(?:served-by|timer|fastly-request-id|amz-cf-(?:id|pop)|azure-ref|edge-location|cdn|iinfo)$/, () => false],
  [/^(?:x-)?akamai-/, () => false],
  [/^server$/, () => false],
  [/^server-timing$/, (value) => /cache[\w-]*\s*;[^,]*\bdesc\s*=\s*"?\w*hit/i.test(value)],
  [/^(?!.*(?:control|key|tags?|group|policy|ttl|id)$).*cache/, saysCopy],
  [/^x-(?:proxy|cdn|edge)-(?:hit|status)$/, saysCopy],
]

/** Headers that only sometimes are about a cache. */
const OF_SOME_VALUES: Readonly<Record<string, RegExp>> = {
  server: /varnish|squid|\bATS\b|trafficserver|cloudfront|fastly|akamai|bunnycdn|keycdn|\bsouin\b/i,
  'server-timing': /cache/i,
}

export function cacheSigns(headers: readonly Header[] | undefined): readonly CacheSign[] {
  return (headers ?? []).flatMap(([name, value]) => {
    const sign = SIGNS.find(([pattern]) => pattern.test(name))
    if (sign === undefined || OF_SOME_VALUES[name]?.test(value) === false) return []
    return [{ name, value, isCopy: sign[1](value) }]
  })
}

/** Whether a cache says that this answer is a copy of an earlier one. */
export const isCopy = (headers: readonly Header[] | undefined): boolean =>
  cacheSigns(headers).some((sign) => sign.isCopy)
