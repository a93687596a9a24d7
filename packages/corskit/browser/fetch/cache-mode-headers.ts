import type { Header } from '../../protocol/header-list.ts'
import { CONDITIONAL_HEADERS } from '../../protocol/header-name.ts'
import type { FetchRequest } from '../state/fetch-request.ts'
import type { EngineProfile } from '../words/engine-profile.ts'

/**
 * The headers by which a request tells caches its cache mode.
 * https://fetch.spec.whatwg.org/#http-network-or-cache-fetch, steps 8.16 to 8.18
 */
export function cacheModeHeaders({ cacheMode, headers }: FetchRequest, profile: EngineProfile): readonly Header[] {
  const isConditional = cacheMode === 'default' && headers.some(([name]) => CONDITIONAL_HEADERS.has(name))
  switch (isConditional ? profile.conditionalCacheMode : cacheMode) {
    case 'no-cache':
      return VALIDATE
    case 'no-store':
    case 'reload':
      return BYPASS
    default:
      return NOTHING
  }
}

const NOTHING: readonly Header[] = []
const VALIDATE: readonly Header[] = [['cache-control', 'max-age=0']]
const BYPASS: readonly Header[] = [
  ['pragma', 'no-cache'],
  ['cache-control', 'no-cache'],
]
