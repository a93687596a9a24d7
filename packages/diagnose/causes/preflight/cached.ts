/** A cache keeps answers to OPTIONS, and gives one preflight the answer to another. */

import { isFreshListed } from '../../probes/fresh-url.ts'
import { cacheLine, isFromCache } from '../../refused-origin.ts'
import type { CauseRule } from '../../words/cause-rule.ts'
import { decidingHeader } from '../../words/deciding-header.ts'

export const CACHED_PREFLIGHT: CauseRule = {
  id: 'cached-preflight',
  title: 'A cache gives a preflight the answer to another one',
  layer: 'cdn',
  symptom: 'A method or a header is refused for some people or for some time, although the server lists it.',
  sure: 'With a query that nobody asked before, the preflight lists it.',
  why: 'A cache that keeps answers to OPTIONS has the one that was asked for first: for another method, with other headers, or by another page.',
  fix: 'Let the cache pass OPTIONS on to the server. Where it has to keep the answers, it needs a copy for each `Origin`, `Access-Control-Request-Method` and `Access-Control-Request-Headers`. Then purge the cache.',
  remedy: 'none',
  find: (seen) => {
    if (!isFreshListed(seen)) return null
    const header = decidingHeader(seen.code ?? '') ?? ''
    const list = seen.header(header)
    return {
      confidence: 'certain',
      isOfCopy: true,
      evidence: [
        `The preflight has ${list === null ? `no ${header}` : `${header}: ${list}`}, and ${seen.parameter} was asked for`,
        ...(isFromCache(seen) ? [`It comes from a cache: ${cacheLine(seen)}`] : []),
        `${seen.probeLine('fresh-url')}, and it lists ${seen.parameter}`,
      ],
    }
  },
}
