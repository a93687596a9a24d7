/**
 * What engines do differently and the model does not follow, because it is not a part of CORS or of what a model
 * without their network stack can know. Each says exactly which values both sides may have where they differ. Every run
 * counts each of them, and a scenario in `conformance/scenarios/known-differences.json` shows it.
 * `injected-faults.test.ts` checks that none explains an injected fault.
 */
import type { Exchange } from 'corskit/browser'
import { isElement } from '../../packages/corskit/browser/words/initiator.ts'
import { withOrigins } from '../model/model-origins.ts'
import type { EngineName } from '../recording.ts'
import { type CallWay, hasOpaqueOrigin, type Scenario } from '../scenario.ts'
import type { Comparison, Difference } from './compare.ts'
import { withPlaceholders } from './model-placeholders.ts'
import type { Sent } from './requests.ts'
import { callOfEach, withCutReferrer, withoutRulesOfDocuments } from './worker-requests.ts'

export interface KnownDifference {
  readonly name: string
  readonly engine: EngineName
  readonly why: string
  explains(comparison: Comparison, difference: Difference): boolean
}

export const KNOWN_DIFFERENCES: readonly KnownDifference[] = [
  {
    name: 'storage-access-origin',
    engine: 'chromium',
    why: 'A frame with an opaque origin below a same-site page sends `Origin: null` with a no-cors GET or HEAD with credentials to that site, and after redirects from there: the Storage Access API asks for it, not CORS.',
    explains: (comparison, { what, model, engine }) =>
      what === 'requests' &&
      same(
        engine,
        withStorageAccess(comparison, model as readonly Sent[], ({ host }) => SAME_SITE.has(host)),
      ),
  },
  {
    name: 'storage-access-origin-of-secure-urls',
    engine: 'firefox',
    why: 'A frame with an opaque origin sends `Origin: null` with a no-cors GET or HEAD with credentials to a potentially trustworthy URL, and after redirects from there (an element only within one origin): the Storage Access API asks for it, not CORS.',
    explains: (comparison, { what, model, engine }) =>
      what === 'requests' &&
      same(
        engine,
        withStorageAccess(
          comparison,
          model as readonly Sent[],
          ({ headers }) => 'sec-fetch-site' in headers,
          isElement,
        ),
      ),
  },
  {
    name: 'refused-name-by-hash',
    engine: 'chromium',
    why: 'Of several refused header names Chromium prints the one that comes first in its hash table of headers, where the model prints the first of the alphabet.',
    explains: ({ played }, { what, model, engine }) => {
      if (what !== 'code' && what !== 'load' && what !== 'console') return false
      const refused = played.flatMap(({ outcome }) => refusedNames(outcome.exchanges))
      return everyOther(model, engine, (ours, theirs) => {
        const [one, other] = [refusedNameIn(ours), refusedNameIn(theirs)]
        const names = refused.find(([first]) => first === one?.name)
        return one?.rest === other?.rest && (names?.includes(other?.name ?? '') ?? false)
      })
    },
  },
  {
    name: 'repeated-allow-origin-in-other-case',
    engine: 'firefox',
    why: 'Firefox counts the lines of Access-Control-Allow-Origin only where the server wrote the name in this case, else it prints the lines as one value; the model reads names in lower case, as HTTP/2 has them.',
    explains: ({ scenario }, { what, model, engine }) => {
      if (what === 'code') return everyOther(model, engine, (ours, theirs) => ours === MULTIPLE && theirs === MISMATCH)
      const values = valuesInOtherCase(scenario)
      return (
        what === 'console' &&
        everyOther(model, engine, (ours, theirs) =>
          values.some((value) => theirs === ours.replace(MULTIPLE_TEXT, mismatchText(value)) && ours !== theirs),
        )
      )
    },
  },
  {
    name: 'worker-has-rules-of-its-own',
    engine: 'chromium',
    why: 'In a worker, conditional headers of script do not change the cache mode, and its client hints go with every redirect: whether a worker calls is not a part of the model’s input.',
    explains: (comparison, { what, model, engine }) =>
      what === 'requests' && same(engine, withoutRulesOfDocuments(comparison, model as readonly Sent[])),
  },
  {
    name: 'worker-referrer-stays-cut',
    engine: 'firefox',
    why: 'In a worker, what a referrer lost because a lax policy is ignored does not come back after a redirect: whether a worker calls is not a part of the model’s input.',
    explains: (comparison, { what, model, engine }) =>
      what === 'requests' && same(engine, withCutReferrer(comparison, model as readonly Sent[])),
  },
]

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other)

/** As many on both sides, and where two lines differ, they may. */
function everyOther(
  model: readonly unknown[],
  engine: readonly unknown[],
  mayDiffer: (model: string, engine: string) => boolean,
): boolean {
  return (
    model.length === engine.length &&
    model.every((ours, index) => ours === engine[index] || mayDiffer(String(ours), String(engine[index])))
  )
}

const SAME_SITE: ReadonlySet<string> = new Set(['A', 'B', 'D'])

/**
 * What the engine sends, if it does what the Storage Access API asks for, and all else is as the model says. Once
 * `Origin` was sent, redirects keep it; for some ways only within its origin.
 */
function withStorageAccess(
  comparison: Comparison,
  model: readonly Sent[],
  isTold: (sent: Sent) => boolean,
  endsElsewhere: (way: CallWay | undefined) => boolean = () => false,
): Sent[] {
  const { calls } = comparison.scenario
  const isOpaque = hasOpaqueOrigin(comparison.scenario)
  const callOf = callOfEach(comparison)
  /** For each call the host to which `Origin` is told, or `left` where it has gone to another and must not. */
  const told = new Map<number | undefined, string>()
  return model.map((sent, index) => {
    const call = callOf[index]
    const { by, init } = calls[call ?? 0] ?? {}
    const isReading = sent.method === 'GET' || sent.method === 'HEAD'
    const isNoCors = init?.mode === 'no-cors' || by === 'beacon'
    if (!isOpaque || !isNoCors || init?.credentials !== 'include' || !isReading) return sent
    const before = told.get(call)
    if (before !== undefined && before !== sent.host && endsElsewhere(by)) told.set(call, 'left')
    else if (before === undefined && isTold(sent)) told.set(call, sent.host)
    const isToldHere = told.has(call) && told.get(call) !== 'left'
    if (!isToldHere || 'origin' in sent.headers) return sent
    const headers = Object.entries({ ...sent.headers, origin: 'null' }).sort(([a], [b]) => (a < b ? -1 : 1))
    return { ...sent, headers: Object.fromEntries(headers) }
  })
}

/** For each preflight the names that it asked for and that its answer does not allow, in the order of the alphabet. */
function refusedNames(exchanges: readonly Exchange[]): string[][] {
  return exchanges.flatMap(({ kind, request, response }) => {
    if (kind !== 'preflight' || response === null) return []
    const list = (headers: readonly (readonly [string, string])[], wanted: string) =>
      headers.flatMap(([name, value]) => (name === wanted ? value.split(',') : [])).map((name) => name.trim())
    const allowed = new Set(list(response.headers, 'access-control-allow-headers').map((name) => name.toLowerCase()))
    const asked = list(request.headers, 'access-control-request-headers')
    return [asked.filter((name) => !allowed.has(name)).sort()]
  })
}

/** The printed text about a refused name, and the name. */
function refusedNameIn(text: string): { name: string; rest: string } | null {
  const found = /^(HeaderDisallowedByPreflightResponse |.* Request header field )([^ ]+)(.*)$/s.exec(text)
  return found === null ? null : { name: found[2] as string, rest: `${found[1]}…${found[3]}` }
}

const MULTIPLE = 'CORSMultipleAllowOriginNotAllowed'
const MISMATCH = 'CORSAllowOriginNotMatchingOrigin'
const MULTIPLE_TEXT = 'Multiple CORS header ‘Access-Control-Allow-Origin’ not allowed'
const mismatchText = (value: string) => `CORS header ‘Access-Control-Allow-Origin’ does not match ‘${value}’`

/**
 * What the lines of each answer are as one value, where there are several and their name is written in another case.
 */
function valuesInOtherCase({ answers = {}, places }: Scenario): string[] {
  const name = 'Access-Control-Allow-Origin'
  return Object.values(answers)
    .flatMap(({ pre, act }) => [pre, act].flat())
    .flatMap((answer) => {
      if (answer === undefined || 'drop' in answer) return []
      const lines = (answer.headers ?? []).filter(
        ([written]) => written !== name && written.toLowerCase() === name.toLowerCase(),
      )
      if (lines.length < 2) return []
      const value = lines.map(([, line]) => line.trim()).join(', ')
      return [withPlaceholders(Buffer.from(withOrigins(value, places), 'latin1').toString('utf8'))]
    })
}

/** The name of what explains all of these differences; `null` where nothing does, or nothing has to. */
export function explanationOf(comparison: Comparison): string | null {
  const names = comparison.differences.map(
    (difference) =>
      KNOWN_DIFFERENCES.find((known) => known.engine === comparison.engine && known.explains(comparison, difference))
        ?.name,
  )
  return names.length > 0 && names.every((name) => name !== undefined) ? [...new Set(names)].join(' + ') : null
}
