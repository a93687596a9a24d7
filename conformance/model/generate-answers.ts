/** The servers of a generated scenario: right answers, and how they go wrong. */
import { isElement } from '../../packages/corskit/browser/words/initiator.ts'
import { type CallInit, hasOpaqueOrigin, type ServedResponse, type ServedResponses } from '../scenario.ts'
import {
  ACTUAL_STATUSES,
  ALLOW_CREDENTIALS_VALUES,
  ALLOW_HEADERS_VALUES,
  ALLOW_METHODS_VALUES,
  ALLOW_ORIGIN_VALUES,
  EXPOSE_VALUES,
  type Levels,
  MAX_AGE_VALUES,
  PREFLIGHT_STATUSES,
  REDIRECT_STATUSES,
  REFERRER_POLICY_VALUES,
  RESOURCE_POLICY_VALUES,
  TIMING_VALUES,
} from './factors.ts'
import type { Random } from './random.ts'

type Pair = [string, string]

/** What one hop answers, a preflight and the request itself. */
export function answersOf(
  levels: Levels,
  init: CallInit,
  next: string | undefined,
  index: number,
  repeated: boolean,
  random: Random,
): ServedResponses {
  const right = rightHeaders(levels, init, index, random)
  const faulty = levels.server === 'mutated' && random.chance(index === 0 ? 0.8 : 0.4)
  const pre: ServedResponse = {
    status: random.chance(0.85) ? 204 : random.pick(PREFLIGHT_STATUSES),
    headers: preflightHeaders(levels, init, right, random, faulty),
  }
  if (isRedirect(pre.status)) pre.headers?.push(['Location', '{B}/p0'])
  const act: ServedResponse = { status: 200, headers: actualHeaders(levels, right, random, faulty) }
  if (repeated) act.headers?.push(['Cache-Control', 'no-store'])
  if (random.chance(0.3)) act.status = random.pick(ACTUAL_STATUSES)
  if (next !== undefined) {
    act.status = random.pick(REDIRECT_STATUSES)
    const location: Pair = ['Location', locationOf(next, index + 1, levels, random)]
    // What leads back to itself is asked for again; a cache must not answer.
    if (/^[?#]|^$/.test(location[1])) act.headers?.push(['Cache-Control', 'no-store'])
    act.headers?.push(location)
    if (random.chance(0.02)) act.headers?.push(random.chance(0.5) ? location : ['Location', `{B}/p${index + 1}`])
  }
  if (random.chance(0.1)) for (const answer of [pre, act]) answer.headers = inOtherCase(answer.headers ?? [], random)
  return { pre: random.chance(0.01) ? { drop: true } : pre, act: random.chance(0.01) ? { drop: true } : act }
}

const isRedirect = (status: number) => status === 301 || status === 307

function locationOf(origin: string, index: number, { by, places = 'http' }: Levels, random: Random): string {
  // What elements do with other schemes is not a matter of CORS.
  if (random.chance(0.05) && !isElement(by)) {
    return random.pick([
      ...['data:text/plain,x', 'ftp://x.test/', 'http://', 'mailto:a@b', 'http://[::1', 'about:blank', ''],
      ...[`p${index}`, `./p${index}#f`, '?again', '#f'],
      // Where every origin has the scheme http.
      ...(places === 'http' ? ['//', 'http://u:p@', 'http://u@', 'http://@'] : []).map(
        (start) => `${start}{${origin}:host}/p${index}`,
      ),
      ...[`{${origin}}/p${index}?\xe2\x98\x83`, `{${origin}}/p${index}?\xe9`, `{${origin}}/p${index}?\xe2\x98#\xff`],
    ])
  }
  return `{${origin}}/p${index}${random.chance(0.1) ? '#f' : ''}`
}

/** The names of header fields, in lower or upper case. */
function inOtherCase(headers: readonly Pair[], random: Random): Pair[] {
  const upper = random.chance(0.5)
  return headers.map(([name, value]): Pair => [upper ? name.toUpperCase() : name.toLowerCase(), value])
}

/** The two headers that the CORS check asks for, right. */
function rightHeaders(levels: Levels, init: CallInit, index: number, random: Random): Pair[] {
  const include = init.credentials === 'include'
  // After the first hop the origin may be tainted; both values are worth a try.
  const tainted = hasOpaqueOrigin(levels) || (index > 1 && random.chance(0.6))
  const origin: Pair = ['Access-Control-Allow-Origin', include || random.chance(0.5) ? (tainted ? 'null' : '{A}') : '*']
  return include ? [origin, ['Access-Control-Allow-Credentials', 'true']] : [origin]
}

function preflightHeaders(levels: Levels, init: CallInit, right: Pair[], random: Random, faulty: boolean): Pair[] {
  if (levels.server === 'silent') return []
  const method = init.method ?? 'GET'
  const names = unsafeNamesOf(init)
  const headers: Pair[] = levels.server === 'random' ? [] : [...right]
  if (levels.server === 'random') {
    headers.push(
      ...random.some<Pair>(
        [
          ['Access-Control-Allow-Origin', originValue(random)],
          ['Access-Control-Allow-Credentials', random.pick(ALLOW_CREDENTIALS_VALUES)],
        ],
        0.7,
      ),
    )
  }
  const wild = init.credentials !== 'include' && random.chance(0.3)
  headers.push(
    ['Access-Control-Allow-Methods', wild ? '*' : method],
    ['Access-Control-Allow-Headers', wild ? '*' : names],
  )
  if (random.chance(0.5)) headers.push(['Access-Control-Max-Age', random.pick(MAX_AGE_VALUES)])
  if (!faulty && levels.server !== 'random') return headers
  return mutate(headers, method, names, random)
}

function actualHeaders(levels: Levels, right: Pair[], random: Random, faulty: boolean): Pair[] {
  const headers: Pair[] = levels.server === 'silent' ? [] : [...right]
  headers.push(['X-E', '1'], ['Content-Type', 'text/plain'])
  if (random.chance(0.3)) headers.push(['Access-Control-Expose-Headers', random.pick(EXPOSE_VALUES)])
  if (random.chance(0.1)) headers.push(['Cross-Origin-Resource-Policy', random.pick(RESOURCE_POLICY_VALUES)])
  if (random.chance(0.08)) headers.push(['Referrer-Policy', random.pick(REFERRER_POLICY_VALUES)])
  if (random.chance(0.05)) headers.push(['Timing-Allow-Origin', random.pick(TIMING_VALUES)])
  if (random.chance(0.05)) headers.push(['Set-Cookie', 'c=1'])
  return faulty || levels.server === 'random' ? mutate(headers, 'GET', '', random) : headers
}

const originValue = (random: Random) =>
  random.pick(ALLOW_ORIGIN_VALUES).replaceAll('{O}', random.chance(0.9) ? '{A}' : 'null')

/** Takes one header away, doubles it, or gives it another value. */
function mutate(headers: Pair[], method: string, names: string, random: Random): Pair[] {
  const candidates = headers.flatMap(([name], index) => (name.startsWith('Access-Control-') ? [index] : []))
  if (candidates.length === 0) return headers
  const at = random.pick(candidates)
  const header = headers[at] as Pair
  if (random.chance(0.2)) return headers.filter((_, index) => index !== at)
  if (random.chance(0.15)) return [...headers, [...header]]
  return headers.map(
    (pair, index): Pair => (index === at ? [pair[0], headerValueOf(pair[0], method, names, random)] : pair),
  )
}

function headerValueOf(name: string, method: string, names: string, random: Random): string {
  switch (name) {
    case 'Access-Control-Allow-Origin':
      return originValue(random)
    case 'Access-Control-Allow-Credentials':
      return random.pick(ALLOW_CREDENTIALS_VALUES)
    case 'Access-Control-Allow-Methods':
      return random.pick(ALLOW_METHODS_VALUES).replaceAll('{M}', method)
    case 'Access-Control-Allow-Headers':
      return random.pick(ALLOW_HEADERS_VALUES).replaceAll('{H}', names)
    case 'Access-Control-Max-Age':
      return random.pick(MAX_AGE_VALUES)
    default:
      return random.pick(EXPOSE_VALUES)
  }
}

/** The names that a friendly server would list: every one, safelisted or not. */
function unsafeNamesOf({ headers = [] }: CallInit): string {
  const names = new Set((headers as Pair[]).map(([name]) => name))
  return [...names, 'content-type'].join(', ')
}
