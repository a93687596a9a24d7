/**
 * Turns what was pasted or dropped into workbenches, one for each failed request. The readers are loaded when something
 * is pasted.
 */
import type { Evidence, FailureFound, InputKind } from '@corskit/diagnose'
import type { LabRequest } from '../lab.ts'
import { readOptions } from '../set-up/read-options.ts'
import { PLAIN_ANSWER, type RawAnswer, type ServerCard } from '../set-up/server-card.ts'
import { writeOptions } from '../set-up/write-options.ts'
import type { Bench } from './bench/bench.ts'
import { policyCard, RAW_CARD } from './bench/bench.ts'
import { fromBenchState, toBenchHash } from './bench/bench-fragment.ts'
import { USUAL } from './fragment.ts'
import { isSecretHeader } from './secret-headers.ts'
import type { Surroundings } from './surroundings.ts'
import { PASTED } from './words/start.ts'

export type Pasted =
  | {
      readonly benches: readonly Bench[]
      /** What this kind of input cannot show of the first request. */
      readonly missing: readonly string[]
    }
  | { readonly mistake: string }

const DEFAULT_SCHEME = /^[\w.-]+\.[a-z]{2,}(?::\d+)?(?:[/?#]\S*)?$|^localhost(?::\d+)?(?:[/?#]\S*)?$/i

export async function readPasted(text: string, surroundings: Surroundings): Promise<Pasted> {
  const trimmed = text.trim()
  if (trimmed === '') return { mistake: PASTED.nothing }
  const url = urlOf(trimmed)
  if (url !== null) return { benches: [benchOfUrl(url, surroundings)], missing: [] }
  const own = readOwn(trimmed, surroundings)
  if (own !== null) return { benches: [own], missing: [] }
  const { readInput, READABLE } = await import('@corskit/diagnose')
  const read = readInput(trimmed)
  if ('why' in read) return { mistake: PASTED.unreadable(read.why, READABLE) }
  if (read.failures.length === 0) return { mistake: PASTED.noFailure }
  const benches = read.failures.map((failure) => benchOf(failure, read.input.kind, trimmed, surroundings))
  return { benches, missing: read.failures[0]?.missing ?? [] }
}

function urlOf(text: string): string | null {
  if (/^https?:\/\/\S+$/i.test(text) && URL.canParse(text)) return text
  if (DEFAULT_SCHEME.test(text)) return `${text.startsWith('localhost') ? 'http' : 'https'}://${text}`
  return null
}

function benchOfUrl(url: string, surroundings: Surroundings): Bench {
  const request = { ...USUAL, url, origin: surroundings.pageOrigin, headers: [] }
  return { request, server: unknownServer(surroundings), said: '' }
}

/** A static page cannot ask: there the answer is filled in by hand. */
const unknownServer = ({ site }: Surroundings): ServerCard => (site === null ? RAW_CARD : { by: 'url' })

function benchOf(failure: FailureFound, kind: InputKind, text: string, surroundings: Surroundings): Bench {
  const { evidence, missing } = failure
  const { method, url, origin, headers, credentials } = evidence.request
  const request: LabRequest = {
    ...USUAL,
    method,
    url,
    origin: origin ?? surroundings.pageOrigin,
    headers: headers.map(([name, value]) => [name, isSecretHeader(name) ? 'REDACTED' : value]),
    credentials,
  }
  if (evidence.outcome === null || evidence.outcome.exchanges.length === 0) {
    const said = kind === 'har' ? (evidence.said?.line ?? '') : hasLine(evidence) ? text.slice(0, MOST_SAID) : ''
    const lacks = RECORDED.has(kind) && said === '' ? { lacks: missing } : {}
    return { request, server: unknownServer(surroundings), said, ...lacks }
  }
  const answered = evidence.outcome.exchanges.map(({ kind, response }) => ({ kind, answer: rawOf(response) }))
  const preflight = answered.find(({ kind }) => kind === 'preflight')?.answer ?? RAW_CARD.preflight
  const actual = answered.filter(({ kind }) => kind === 'actual').map(({ answer }) => answer)
  const server = { by: 'raw', preflight, actual: actual[0] ?? PLAIN_ANSWER, redirected: actual[1] ?? null } as const
  const recorded = [
    ...(answered.some(({ kind }) => kind === 'preflight') ? (['preflight'] as const) : []),
    ...(actual.length > 0 ? (['actual'] as const) : []),
  ]
  return { request, server, said: '', recorded }
}

const hasLine = ({ message, said }: Evidence) => message !== null || said !== undefined

/** These lines were printed when it failed: a request that is sent now may get another answer. */
const RECORDED: ReadonlySet<InputKind> = new Set(['har', 'devtools'])

/** An export of the workbench: a scenario, a policy file. */
function readOwn(text: string, { pageOrigin }: Surroundings): Bench | null {
  if (
    /^(?:export default|module\.exports|\{)[\s\S]*\borigin["']?\s*:/.test(text) &&
    !/"(?:log|request|entries)"\s*:/.test(text)
  ) {
    const read = readOptions(text.replace(/^module\.exports\s*=/, ''))
    if ('mistake' in read) return null
    const request = { ...USUAL, url: 'https://api.example.com/', origin: pageOrigin, headers: [] }
    return { request, server: policyCard(writeOptions(read.options)), said: '' }
  }
  return text.startsWith('{') ? scenarioOf(text) : null
}

/** Read as an address, whose reader already checks its input. */
function scenarioOf(text: string): Bench | null {
  try {
    const { request, server, said = '' } = JSON.parse(text) as Bench
    const read = fromBenchState(toBenchHash({ request, server, said }, '').replace(/^#\/bench\?/, ''), '')
    return read !== null && 'bench' in read ? read.bench : null
  } catch {
    return null
  }
}

const MOST_SAID = 2000

function rawOf(response: RawAnswer | null): RawAnswer {
  if (response === null) return { status: 502, headers: [] }
  const headers = response.headers.filter(([name]) => RELEVANT.test(name))
  return { status: Math.min(Math.max(response.status, 200), 599), headers }
}

/** The rest of an answer has no effect and may be a secret. */
const RELEVANT =
  /^(?:access-control-.*|vary|location|content-type|cross-origin-.*|timing-allow-origin|server|via|x-powered-by|x-cache|age|cf-ray|allow|www-authenticate)$/i
