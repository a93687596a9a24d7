/**
 * Generated scenarios: pairwise over the factors first, random after. The same seed and number give the same scenario.
 */
import { isElement } from '../../packages/corskit/browser/words/initiator.ts'
import type { Call, CallInit, Scenario, ServedResponses } from '../scenario.ts'
import { DECKS, type DeckName } from './decks.ts'
import { CUSTOM_HEADERS, EDGE_HEADERS, FORBIDDEN_HEADERS, HINT_HEADERS, type Levels } from './factors.ts'
import { answersOf } from './generate-answers.ts'
import { bodyOf } from './generate-body.ts'
import { elementInit, withAsset } from './generate-elements.ts'
import { pairwiseLevels, randomLevels } from './pairwise.ts'
import { Random } from './random.ts'

type Pair = [string, string]

export interface Generating {
  /** The number of the first case. Default 0. */
  readonly from?: number
  /** What cases are made of. Default `fetch`. */
  readonly deck?: DeckName
}

export function* generateScenarios(
  seed: number,
  count: number,
  { from = 0, deck = 'fetch' }: Generating = {},
): Generator<Scenario> {
  const pairwise = pairwiseLevels(seed, DECKS[deck])
  const prefix = deck === 'fetch' ? 'g' : deck
  for (let number = from; number < from + count; number++) {
    // Every case has its own source of chance, so it stays the same however many cases come before it.
    const random = new Random(Math.imul(seed, 0x9e3779b1) + number)
    yield scenarioOf(`${prefix}-${seed}-${number}`, pairwise[number] ?? randomLevels(random, DECKS[deck]), random)
  }
}

function scenarioOf(name: string, levels: Levels, random: Random): Scenario {
  const init = isElement(levels.by) ? elementInit(levels.by, levels, random) : initOf(levels, random)
  const chain = chainOf(levels, random)
  const call: Call = { url: `{${levels.target}}/p0`, init, ...given({ by: levels.by }) }
  const repeated = levels.calls !== 'once'
  const answers: Record<string, ServedResponses> = {}
  for (const index of chain.keys()) {
    const right = answersOf(levels, init, chain[index + 1], index, repeated, random)
    answers[`p${index}`] = isElement(levels.by) ? withAsset(levels.by, right) : right
  }
  const calls = repeated ? [call, secondCall(call, levels)] : [call]
  if (repeated && random.chance(0.02)) letExpire(calls, answers)
  return { name, page: levels.page, ...given({ places: levels.places }), calls, answers }
}

/**
 * The second call comes when what the first one's preflight granted has just run out. Rare: it costs its time in every
 * engine.
 */
function letExpire(calls: Call[], answers: Record<string, ServedResponses>): void {
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
  const { method, mode, credentials, redirect, referrerPolicy, cache, referrer, integrity } = levels
  const init: CallInit = given({ method, mode, credentials, redirect, referrerPolicy, cache, referrer, integrity })
  const headers = headersOf(levels.headers, random)
  if (headers.length > 0) init.headers = headers
  if (method !== undefined && method !== 'GET' && method !== 'HEAD') {
    const body = bodyOf(levels.body, random)
    if (body !== undefined) init.body = body
  }
  return init
}

/** Without what is left out. */
function given<Options extends object>(options: Options): { [Name in keyof Options]?: NonNullable<Options[Name]> } {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as never
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

/** The origin of each hop, the first included. */
function chainOf(levels: Levels, random: Random): string[] {
  // Chains within the page's own origin for a while: the first hop to another is where the most changes.
  const ownFor = random.chance(0.15) ? random.pick([1, 2, 3]) : 0
  const hops = Array.from({ length: levels.hops }, (_, index) =>
    index < ownFor ? 'A' : random.pick(['A', 'B', 'B', 'C', 'D']),
  )
  return [levels.target, ...hops]
}
