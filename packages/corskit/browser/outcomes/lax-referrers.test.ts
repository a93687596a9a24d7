/**
 * Firefox replaces a lax referrer policy on the way to another site. What a later hop may still tell depends on whether
 * an answer sets a policy of its own.
 */
import { test } from 'vitest'
import { allowing, call, expectTable, PAGE, product, type Server } from '../testing/outcome-table.ts'
import { ENGINES } from '../testing/outcome-text.ts'
import type { Engine } from '../words/outcome.ts'
import type { ReferrerPolicy } from '../words/request-input.ts'

const [OWN, SAME_SITE, FOREIGN, LOOPBACK] = [
  `${PAGE}/x`,
  'https://api.example.com/x',
  'https://other.test/x',
  'http://localhost/x',
]
const WAYS = [
  [FOREIGN, SAME_SITE],
  [FOREIGN, OWN],
  [SAME_SITE, FOREIGN, SAME_SITE],
  [LOOPBACK, SAME_SITE],
  [LOOPBACK, FOREIGN],
  [FOREIGN, LOOPBACK, SAME_SITE],
  [FOREIGN, FOREIGN, SAME_SITE],
]
const LAX: readonly ReferrerPolicy[] = ['unsafe-url', 'no-referrer-when-downgrade', 'origin-when-cross-origin']
const WRITTEN = ['', 'unsafe-url', 'origin', 'no-referrer', 'no-referrer-when-downgrade'] as const

function told(referrerPolicy: ReferrerPolicy, way: readonly string[], written: string, engine: Engine): string {
  let at = 0
  const server: Server = (asked) => {
    const location = way[++at]
    if (location === undefined) return allowing()(asked)
    // Only the first answer sets a policy.
    return allowing({ location, ...(at === 1 && written !== '' ? { 'referrer-policy': written } : {}) }, 307)(asked)
  }
  const request = { mode: 'no-cors', url: way[0], pageUrl: `${PAGE}/deep?q=1`, referrerPolicy }
  const { exchanges } = call(request, server, { engine })
  return exchanges.map(({ request: { headers } }) => headers.find(([name]) => name === 'referer')?.[1] ?? '-').join(' ')
}

test('a lax policy, and the policy of the first answer', () =>
  expectTable(
    'lax-referrers',
    product(product(LAX, WRITTEN), WAYS).map(([[policy, written], way]) => () => {
      const [standard, ...others] = ENGINES.map((engine) => told(policy, way, written, engine))
      const differing = others.flatMap((line, at) => (line === standard ? [] : [`  ${ENGINES[at + 1]}: ${line}`]))
      return [`${policy}, then ${written || 'none'}: ${way.join(' ')}: ${standard}`, ...differing]
    }),
  ))
