/** What a proxy recorded as answered, and the browser then refused: a proxy does not see that. */
import { getHeader } from 'corskit/protocol'
import type { SaidLine } from '../../words/said-line.ts'
import { originOf } from '../../words/url-parts.ts'
import type { RecordedExchange } from './exchange.ts'

type Recorded = Pick<RecordedExchange, 'requestHeaders' | 'responseHeaders' | 'status' | 'url'>

/**
 * Where the headers alone say that *cross-origin resource policy check* refuses the answer; otherwise `undefined`.
 * https://fetch.spec.whatwg.org/#cross-origin-resource-policy-check
 */
export function resourcePolicyRefusal({
  requestHeaders,
  responseHeaders,
  status,
  url,
}: Recorded): SaidLine | undefined {
  if (status === 0 || getHeader(requestHeaders, 'sec-fetch-mode') !== 'no-cors') return undefined
  const policy = getHeader(responseHeaders, 'cross-origin-resource-policy') ?? ''
  const site = getHeader(requestHeaders, 'sec-fetch-site') ?? ''
  if (!REFUSED.get(policy)?.includes(site) || isBackAtThePage(url, getHeader(requestHeaders, 'referer') ?? ''))
    return undefined
  const line = `Cross-Origin-Resource-Policy is ${policy}, and Sec-Fetch-Site of the request is ${site}`
  return { kind: 'resource-policy', line, detail: policy }
}

/** For each policy, the sites of the page whose requests it refuses. */
const REFUSED: ReadonlyMap<string, readonly string[]> = new Map([
  ['same-origin', ['same-site', 'cross-site']],
  ['same-site', ['cross-site']],
])

/** A redirect that leads back to the page's own origin is `cross-site`, and is allowed. */
const isBackAtThePage = (url: string, referer: string) =>
  originOf(referer) !== null && originOf(referer) === originOf(url)
