/** The probes that distinguish the causes of a failure, the cheapest first. */
import type { Header } from 'corskit/protocol'
import { type Case, NEAR_PROBES } from '../case.ts'
import { isOriginRefused, isRefusal } from '../refused-origin.ts'
import { askedFor, isRefusedForItsContent } from '../refused-part.ts'
import type { Probe, ProbeName } from '../words/evidence.ts'
import { canAskFresh, isOfAValue, isPreflightOfCache, isSafe, sentOrigin } from './fresh-url.ts'
import { mayBeTlsPort } from './tls-port.ts'

/** A path that no server has. */
export const MISSING_PATH = '/corskit-asks-for-a-path-that-does-not-exist'
export const ANOTHER_ORIGIN = 'https://corskit-probe.example'

/**
 * The probes that are still useful, given the answers so far.
 *
 * @param token stands in a query that nobody has asked before
 */
export function probesFor(seen: Case, token = 'fresh'): readonly Probe[] {
  const { code, check, isPreflight } = seen
  if (code === null || !URL.canParse(seen.url) || seen.isOnlyMessage) return []
  if (mayBeTlsPort(seen) && !seen.wasAsked('as-https'))
    return [probe('as-https', seen, token)].filter((one) => one !== null)
  const wanted: ProbeName[] = isPreflightOfCache(seen) ? ['fresh-url'] : []
  if (code === 'PreflightInvalidStatus' || (isPreflight && check === 'MissingAllowOriginHeader')) {
    wanted.push('actual', 'plain-options', 'missing-path')
    if (isRefusal(seen.answer('actual')?.status ?? null)) wanted.push('without-origin')
    if (isOriginRefused(seen)) wanted.push(...NEAR_PROBES)
    if (isRefusedForItsContent(seen)) {
      wanted.push('simple-preflight')
      wanted.push(...(seen.wasAsked('simple-preflight') ? furtherPreflights(seen) : []))
    }
  } else if (check === 'MissingAllowOriginHeader') {
    wanted.push('missing-path', 'simple-preflight')
    if (seen.status === 404) wanted.push('other-slash')
    if (seen.redirectTarget !== null) wanted.push('redirect-target')
    if (isRefusal(seen.status)) wanted.push('without-origin')
    if (isOriginRefused(seen)) wanted.push(...NEAR_PROBES)
    wanted.push('fresh-url')
    if (isGood(seen)) wanted.push('another-origin')
    if (isGood(seen) && seen.wasAsked('missing-path') && !seen.allows('missing-path')) wanted.push(...NEAR_PROBES)
  } else if (isOfAValue(seen)) wanted.push('fresh-url')
  return [...new Set(wanted)].flatMap((name) => (seen.wasAsked(name) ? [] : (probe(name, seen, token) ?? [])))
}

/** Once it is known whether the simplest preflight is allowed. Without its answer a further one would show nothing. */
function furtherPreflights(seen: Case): readonly ProbeName[] {
  if (seen.answer('simple-preflight') === null) return []
  if (!seen.allowsPreflight('simple-preflight')) return NEAR_PROBES
  const { headers, method } = askedFor(seen)
  return method !== 'GET' && headers.length > 0 ? ['method-preflight', 'headers-preflight'] : []
}

const isGood = ({ status }: Case) => status !== null && status >= 200 && status < 300

function probe(name: ProbeName, seen: Case, token: string): Probe | null {
  const url = new URL(seen.url)
  const origin: Header[] = seen.origin === null ? [] : [['origin', seen.origin]]
  const safe = seen.evidence.request.method === 'HEAD' ? 'HEAD' : 'GET'
  switch (name) {
    case 'as-https':
      url.protocol = 'https:'
      return { name, method: 'HEAD', url: url.href, headers: [], why: 'The same URL with https' }
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
    case 'method-preflight':
      return {
        name,
        method: 'OPTIONS',
        url: url.href,
        headers: [...origin, ['access-control-request-method', askedFor(seen).method]],
        why: `A preflight for ${askedFor(seen).method} without headers`,
      }
    case 'headers-preflight':
      return {
        name,
        method: 'OPTIONS',
        url: url.href,
        headers: [
          ...origin,
          ['access-control-request-method', 'GET'],
          ['access-control-request-headers', askedFor(seen).headers.join(',')],
        ],
        why: `A preflight for GET with ${askedFor(seen).headers.join(', ')}`,
      }
    case 'other-name':
    case 'other-scheme':
    case 'other-www':
      return nearProbe(name, seen, url, safe)
    case 'missing-path':
      return { name, method: 'GET', url: url.origin + MISSING_PATH, headers: origin, why: 'A path that does not exist' }
    case 'another-origin':
      return isSafe(seen)
        ? { name, method: safe, url: url.href, headers: [['origin', ANOTHER_ORIGIN]], why: 'Another origin' }
        : null
    case 'without-origin':
      return isSafe(seen) || seen.isPreflight
        ? { name, method: safe, url: url.href, headers: [], why: 'Without Origin' }
        : null
    case 'fresh-url':
      return freshProbe(seen, url, safe, token)
    case 'redirect-target': {
      const target = seen.redirectTarget
      // Only on the host that the user has named: others may be inside of a network.
      if (!isSafe(seen) || target?.hostname !== url.hostname || target.port !== url.port) return null
      return { name, method: safe, url: target.href, headers: origin, why: 'Where the redirect leads' }
    }
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

/** The refused request itself, or its preflight, where no cache can have a copy. */
function freshProbe(seen: Case, url: URL, safe: 'GET' | 'HEAD', token: string): Probe | null {
  const origin = sentOrigin(seen)
  if (!canAskFresh(seen) || origin === null) return null
  // Added to the text: a signature may depend on how the rest is written.
  url.search += `${url.search === '' ? '?' : '&'}corskit=${token}`
  const asked = (seen.refused?.request.headers ?? []).filter(([name]) => name.startsWith('access-control-request-'))
  return {
    name: 'fresh-url',
    method: seen.isPreflight ? 'OPTIONS' : safe,
    url: url.href,
    headers: [['origin', origin], ...(seen.isPreflight ? asked : [])],
    why: 'A query that nobody has asked before',
  }
}

/** The page's origin under another usual name: a server's list often has only one of them. */
function nearProbe(name: (typeof NEAR_PROBES)[number], seen: Case, url: URL, safe: 'GET' | 'HEAD'): Probe | null {
  if (seen.origin === null || !URL.canParse(seen.origin)) return null
  const near = new URL(seen.origin)
  const isLoopback = /^(localhost|127\.0\.0\.1|\[::1\])$/.test(near.hostname)
  if (!/^https?:$/.test(near.protocol)) return null
  if (name === 'other-name' && isLoopback) near.hostname = near.hostname === 'localhost' ? '127.0.0.1' : 'localhost'
  else if (name === 'other-scheme' && !isLoopback) near.protocol = near.protocol === 'https:' ? 'http:' : 'https:'
  else if (name === 'other-www' && !isLoopback && /^(www\.)?[^.]+\.[^.]*[a-z][^.]*$/.test(near.hostname))
    near.hostname = near.hostname.startsWith('www.') ? near.hostname.slice(4) : `www.${near.hostname}`
  else return null
  const headers: Header[] = [['origin', near.origin]]
  const why = `The page as ${near.origin}`
  return seen.isPreflight || !isSafe(seen)
    ? {
        name,
        method: 'OPTIONS',
        url: url.href,
        headers: [...headers, ['access-control-request-method', 'GET']],
        why,
      }
    : { name, method: safe, url: url.href, headers, why }
}
