/** Which questions tell the causes of a failure apart, the cheapest first. */
import type { Header } from 'corskit/protocol'
import { type Case, headerOf } from '../case.ts'
import type { Probe, ProbeName } from '../words/evidence.ts'

/** A name that no server has a route for. */
export const MISSING_PATH = '/corskit-asks-for-a-path-that-does-not-exist'
export const ANOTHER_ORIGIN = 'https://corskit-probe.example'

/** By the reason's code without `Preflight` in front, or by the code itself. */
export function probesFor(seen: Case): readonly Probe[] {
  const { code, check, isPreflight } = seen
  if (code === null || !URL.canParse(seen.url) || seen.isOnlyMessage) return []
  const wanted: ProbeName[] = []
  if (code === 'PreflightInvalidStatus' || (isPreflight && check === 'MissingAllowOriginHeader')) {
    wanted.push('actual', 'plain-options', 'missing-path')
  } else if (check === 'MissingAllowOriginHeader') {
    wanted.push('missing-path', 'simple-preflight')
    if (seen.status === 404) wanted.push('other-slash')
    if (seen.status === 403) wanted.push('without-origin')
    if (isGood(seen)) wanted.push('fresh-url', 'another-origin')
  } else if (check === 'AllowOriginMismatch' && isCacheable(seen)) wanted.push('fresh-url')
  return wanted.flatMap((name) => probe(name, seen) ?? [])
}

const isGood = ({ status }: Case) => status !== null && status >= 200 && status < 300

/** Whether the answer may come from a cache: else the same question would be asked in vain. */
const isCacheable = (seen: Case) =>
  ['age', 'x-cache', 'cf-cache-status', 'via', 'x-varnish'].some(
    (name) => headerOf(seen.refused?.response?.headers, name) !== null,
  )

function probe(name: ProbeName, seen: Case): Probe | null {
  const url = new URL(seen.url)
  const origin: Header[] = seen.origin === null ? [] : [['origin', seen.origin]]
  const safe = seen.evidence.request.method === 'HEAD' ? 'HEAD' : 'GET'
  switch (name) {
    case 'actual':
      return { name, method: safe, url: url.href, headers: origin, why: 'Without a preflight' }
    case 'plain-options':
      return { name, method: 'OPTIONS', url: url.href, headers: [], why: 'OPTIONS without the headers of a preflight' }
    case 'simple-preflight':
      return {
        name,
        method: 'OPTIONS',
        url: url.href,
        headers: [...origin, ['access-control-request-method', 'GET']],
        why: 'A preflight for GET',
      }
    case 'missing-path':
      return { name, method: 'GET', url: url.origin + MISSING_PATH, headers: origin, why: 'A path that does not exist' }
    case 'another-origin':
      return isSafe(seen)
        ? { name, method: safe, url: url.href, headers: [['origin', ANOTHER_ORIGIN]], why: 'Another origin' }
        : null
    case 'without-origin':
      return isSafe(seen) ? { name, method: safe, url: url.href, headers: [], why: 'Without Origin' } : null
    case 'fresh-url':
      if (!isSafe(seen) || !isCacheable(seen)) return null
      url.searchParams.set('corskit', 'fresh')
      return { name, method: safe, url: url.href, headers: origin, why: 'A query that nobody has asked before' }
    case 'other-slash':
      if (!isSafe(seen)) return null
      url.pathname = url.pathname.endsWith('/') ? url.pathname.replace(/\/+$/, '') : `${url.pathname}/`
      return {
        name,
        method: safe,
        url: url.href,
        headers: origin,
        why: url.pathname.endsWith('/') ? 'With a slash at the end' : 'Without the slash at the end',
      }
    default:
      return null
  }
}

/** Whether the failed request can be sent again without changing anything. */
const isSafe = ({ evidence }: Case) => ['GET', 'HEAD'].includes(evidence.request.method.toUpperCase())
