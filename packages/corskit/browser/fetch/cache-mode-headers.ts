import type { Header } from '../../protocol/header-list.ts'
import type { CacheMode } from '../words/request-input.ts'

/** What a cache mode tells the caches on the way. https://fetch.spec.whatwg.org/#http-network-or-cache-fetch, steps 8.17 and 8.18 */
export function cacheModeHeaders(mode: CacheMode): readonly Header[] {
  switch (mode) {
    case 'no-cache':
      return [['cache-control', 'max-age=0']]
    case 'no-store':
    case 'reload':
      return [
        ['pragma', 'no-cache'],
        ['cache-control', 'no-cache'],
      ]
    default:
      return []
  }
}
