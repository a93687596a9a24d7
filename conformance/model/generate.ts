/** Generated scenarios: pairwise over the factors first, random after. The same seed and number give the same scenario. */
import type { Answer, Answers, Call, CallInit, Scenario } from '../scenario.ts'
import {
  ACTUAL_STATUSES,
  ALLOW_CREDENTIALS_VALUES,
  ALLOW_HEADERS_VALUES,
  ALLOW_METHODS_VALUES,
  ALLOW_ORIGIN_VALUES,
  CUSTOM_HEADERS,
  EDGE_HEADERS,
  EXPOSE_VALUES,
  FORBIDDEN_HEADERS,
  HINT_HEADERS,
  type Levels,
  MAX_AGE_VALUES,
  PREFLIGHT_STATUSES,
  REDIRECT_STATUSES,
  REFERRER_POLICY_VALUES,
  RESOURCE_POLICY_VALUES,
  TIMING_VALUES,
} from './factors.ts'
import { pairwiseLevels, randomLevels } from './pairwise.ts'
import { Random } from './random.ts'

type Pair = [string, string]

/** @param from the number of the first case */
export function* generateScenarios(seed: number, count: number, from = 0): Generator<Scenario> {
  const pairwise = pairwiseLevels(seed)
  for (let number = from; number < from + count; number++) {
    // A source of its own for every case: the case stays the same however many come before it.
    const random = new Random(Math.imul(seed, 0x9e3779b1) + number)
    yield scenarioOf(`g-${seed}-${number}`, pairwise[number] ?? randomLevels(random), random)
  }
}

function scenarioOf(name: string, levels: Levels, random: Random): Scenario {
  const init = initOf(levels, random)
  const chain = chainOf(levels, random)
  const call: Call = { url: `{${levels.target}}/p0`, init }
  const repeated = levels.calls !== 'once'
  const answers: Record<string, Answers> = {}
  chain.forEach((hop, index) => {
    answers[`p${index}`] = answersOf(levels, init, hop, chain[index + 1], index, repeated, random)
  })
  const calls = repeated ? [call, secondCall(call, levels)] : [call]
  if (repeated && random.chance(0.02)) letExpire(calls, answers)
  return { name, page: levels.page, calls, answers }
}

/** The second call comes when what the first one's preflight granted has just run out. Rare: it costs its time in every engine. */
function letExpire(calls: Call[], answers: Record<string, Answers>): void {
  const first = answers['p0']?.pre
  if (first === undefined || Array.isArray(first) || 'drop' in first) return
  first.headers = [
    ...(first.headers ?? []).filter(([name]) => name.toLowerCase() !== 'access-control-max-age'),
    ['Access-Control-Max-Age', '1'],
  ]
  calls[1] = { ...(calls[1] as Call), delay: 1200 }
}

function secondCall(call: Call, levels: Levels): Call {
  const { init = {} } = call
  switch (levels.calls) {
    case 'other-method':
      return { ...call, init: withoutBody({ ...init, method: init.method === 'DELETE' ? 'PUT' : 'DELETE' }) }
    case 'other-credentials':
      return { ...call, init: { ...init, credentials: init.credentials === 'include' ? 'omit' : 'include' } }
    case 'other-header':
      return { ...call, init: { ...init, headers: [['X-A', '1']] } }
    default:
      return call
  }
}

const withoutBody = ({ body: _, ...init }: CallInit): CallInit => init

function initOf(levels: Levels, random: Random): CallInit {
  const { method, mode, credentials, redirect, referrerPolicy } = levels
  const init: CallInit = { method, mode, credentials, redirect }
  if (referrerPolicy !== undefined) init.referrerPolicy = referrerPolicy
  const headers = headersOf(levels.headers, random)
  if (headers.length > 0) init.headers = headers
  if (method !== 'GET' && method !== 'HEAD') {
    const body = bodyOf(levels.body, random)
    if (body !== undefined) init.body = body
  }
  return init
}

function headersOf(level: Levels['headers'], random: Random): Pair[] {
  const one = (list: readonly (readonly [string, string])[]): Pair => [...random.pick(list)] as Pair
  switch (level) {
    case 'none':
      return []
    case 'safelisted':
      return [
        ['Accept', 'application/json'],
        ...random.some<Pair>(
          [
            ['Accept-Language', 'de'],
            ['Content-Language', 'fr'],
          ],
          0.5,
        ),
      ]
    case 'edge':
      return [one(EDGE_HEADERS), ...(random.chance(0.3) ? [one(EDGE_HEADERS)] : [])]
    case 'custom':
      return [one(CUSTOM_HEADERS)]
    case 'authorization':
      return [['Authorization', 'Bearer x'], ...(random.chance(0.3) ? [one(CUSTOM_HEADERS)] : [])]
    case 'two':
      return [one(CUSTOM_HEADERS), one(EDGE_HEADERS), one(CUSTOM_HEADERS)]
    case 'repeated':
      return repeatedHeaders(random)
    case 'forbidden':
      return [one(FORBIDDEN_HEADERS), ...(random.chance(0.3) ? [one(CUSTOM_HEADERS)] : [])]
    case 'hint':
      return [one(HINT_HEADERS)]
    case 'long-sum':
      return longSum(random.pick([1, 2, 3]), random)
  }
}

/** The same name on several lines, in several cases. */
function repeatedHeaders(random: Random): Pair[] {
  const [name, value] = random.pick([...EDGE_HEADERS, ...CUSTOM_HEADERS])
  const again = random.pick([name, name.toLowerCase(), name.toUpperCase()])
  const other = EDGE_HEADERS.filter(([known]) => known === name)
  return [
    [name, value],
    [again, random.chance(0.5) || other.length === 0 ? value : random.pick(other)[1]],
  ]
}

/** Safelisted values, each within its own 128 bytes, that stay below 1,024 together, reach it, or exceed it by one. */
function longSum(level: number, random: Random): Pair[] {
  const names = ['Accept', 'Accept-Language', 'Content-Language']
  const lines = Array.from({ length: 8 }, (_, index): Pair => [names[index % level] as string, 'a'.repeat(128)])
  const last = random.pick([0, 1])
  if (last === 1) lines.push(['Accept', 'a'])
  return random.chance(0.3) ? lines.slice(0, level) : lines
}

function bodyOf(level: Levels['body'], random: Random): CallInit['body'] {
  switch (level) {
    case 'none':
      return undefined
    case 'string':
      return { kind: 'string', value: 'text' }
    case 'json':
      return { kind: 'string', value: '{"a":1}' }
    case 'urlsearchparams':
      return { kind: 'urlsearchparams', value: 'a=b' }
    case 'formdata':
      return { kind: 'formdata', value: [['a', 'b']] }
    case 'blob':
      return { kind: 'blob', value: 'x' }
    case 'blob-json':
      return { kind: 'blob', value: '{}', type: random.pick(['application/json', 'text/plain', 'text/x']) }
    case 'bytes':
      return { kind: 'bytes', value: [1, 2, 3] }
  }
}

/** The origin of each hop, the first included. */
function chainOf(levels: Levels, random: Random): string[] {
  // Chains within the page's own origin for a while: the first hop to another is where the most changes.
  const ownFor = random.chance(0.15) ? random.pick([1, 2, 3]) : 0
  const hops = Array.from({ length: levels.hops }, (_, index) =>
    index < ownFor ? 'A' : random.pick(['A', 'B', 'B', 'C', 'D']),
  )
  return [levels.target, ...hops]
}

function answersOf(
  levels: Levels,
  init: CallInit,
  _origin: string,
  next: string | undefined,
  index: number,
  repeated: boolean,
  random: Random,
): Answers {
  const right = rightHeaders(levels, init, index, random)
  const faulty = levels.server === 'mutated' && random.chance(index === 0 ? 0.8 : 0.4)
  const pre: Answer = {
    status: random.chance(0.85) ? 204 : random.pick(PREFLIGHT_STATUSES),
    headers: preflightHeaders(levels, init, right, random, faulty),
  }
  if (isRedirect(pre.status)) pre.headers?.push(['Location', '{B}/p0'])
  const act: Answer = { status: 200, headers: actualHeaders(levels, right, random, faulty) }
  if (repeated) act.headers?.push(['Cache-Control', 'no-store'])
  if (random.chance(0.3)) act.status = random.pick(ACTUAL_STATUSES)
  if (next !== undefined) {
    act.status = random.pick(REDIRECT_STATUSES)
    const location: Pair = ['Location', locationOf(next, index + 1, random)]
    // What leads back to itself is asked for again; a cache must not answer.
    if (/^[?#]|^$/.test(location[1])) act.headers?.push(['Cache-Control', 'no-store'])
    act.headers?.push(location)
    if (random.chance(0.02)) act.headers?.push(random.chance(0.5) ? location : ['Location', `{B}/p${index + 1}`])
  }
  if (random.chance(0.1)) for (const answer of [pre, act]) answer.headers = inOtherCase(answer.headers ?? [], random)
  return { pre: random.chance(0.01) ? { drop: true } : pre, act: random.chance(0.01) ? { drop: true } : act }
}

const isRedirect = (status: number) => status === 301 || status === 307

function locationOf(origin: string, index: number, random: Random): string {
  if (random.chance(0.05)) {
    return random.pick([
      ...['data:text/plain,x', 'ftp://x.test/', 'http://', 'mailto:a@b', 'http://[::1', 'about:blank', ''],
      ...[`p${index}`, `./p${index}#f`, '?again', '#f', `//{${origin}:host}/p${index}`],
      ...[
        `http://u:p@{${origin}:host}/p${index}`,
        `http://u@{${origin}:host}/p${index}`,
        `http://@{${origin}:host}/p${index}`,
      ],
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
  const tainted = levels.page !== 'normal' || (index > 1 && random.chance(0.6))
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
