/** The `Sec-Fetch-…` headers, as each engine sends them on its way through redirects. */
import { test } from 'vitest'
import { expectGolden } from '../../../../testing/golden.ts'
import { type Origin, opaqueOrigin, originOfUrl } from '../../protocol/origin.ts'
import { PAGE, product } from '../testing/outcome-table.ts'
import { ENGINES } from '../testing/outcome-text.ts'
import type { Engine } from '../words/outcome.ts'
import { fetchMetadataHeaders } from './network-headers.ts'

const [OWN, SAME_SITE, OTHER_SCHEME, LOOPBACK, FOREIGN] = [
  `${PAGE}/x`,
  'https://api.example.com/x',
  'http://api.example.com/x',
  'http://localhost/x',
  'https://other.test/x',
]
const TARGETS = [OWN, SAME_SITE, OTHER_SCHEME, LOOPBACK, FOREIGN]

const WAYS: readonly (readonly string[])[] = [
  ...TARGETS.map((url) => [url]),
  ...product(TARGETS, TARGETS),
  ...product([OWN, SAME_SITE, FOREIGN], [OWN, SAME_SITE, OTHER_SCHEME]).map((way) => [...way, SAME_SITE]),
]

const KINDS = [
  ['cors', 'actual'],
  ['cors', 'preflight'],
  ['no-cors', 'actual'],
  ['same-origin', 'actual'],
] as const

function told(origin: Origin, way: readonly string[], [mode, kind]: (typeof KINDS)[number], engine: Engine): string {
  const urls = way.map((url) => new URL(url))
  const headers = fetchMetadataHeaders(origin, urls, mode, { kind, engine })
  return headers.map((header) => header.join('=')).join(' ') || 'nothing'
}

test('what is told of each way', () => {
  const origins = [PAGE, 'http://app.example.com', 'http://localhost:5173'].map((page) => originOfUrl(new URL(page)))
  const lines = product([...origins, opaqueOrigin()], KINDS).flatMap(([origin, kind]) =>
    WAYS.flatMap((way) => {
      const [standard, ...others] = ENGINES.map((engine) => told(origin, way, kind, engine))
      const differing = others.flatMap((line, at) => (line === standard ? [] : [`  ${ENGINES[at + 1]}: ${line}`]))
      return [`${origin.serialized} ${kind.join(' ')} ${way.join(' ')}: ${standard}`, ...differing]
    }),
  )
  expectGolden(new URL('./engine-metadata.golden.txt', import.meta.url), lines)
})
