/**
 * Sends requests to the servers of the failures: the request of the browser again, and the probes of the diagnosis.
 * They change nothing there.
 */
import {
  causesOf,
  type Evidence,
  type Failure,
  type FailureFound,
  LIKELY_PREFLIGHTED,
  leavesRequestUnsaid,
} from '@corskit/diagnose'
import { initiatorNamed, isElement, type RequestInput } from 'corskit/browser'
import type { Header } from 'corskit/protocol'
import { investigated } from '../causes/ask.ts'
import { type CheckResult, checkFetch } from '../check/check-fetch.ts'
import { bodyShort } from '../outcome/body-doubt.ts'
import { unusedDoubt } from '../outcome/unused-doubt.ts'
import type { Failure as TransportFailure } from '../transport/failure.ts'
import type { WireOptions } from '../transport/wire.ts'

/** At most so many different requests are sent; the other failures are reported as they were read. */
const MOST_FAILURES = 8

export interface ProbeOptions {
  readonly wire: WireOptions
  readonly userAgent: string
  readonly stack: string | undefined
  readonly note: (text: string) => void
  /** Told the headers of each answer to a probe. */
  readonly onAnswer: (headers: readonly Header[]) => void
}

/** @returns for each of them in its place; a sentence where the answer shows that nothing failed */
export async function probeFailures(
  found: readonly FailureFound[],
  options: ProbeOptions,
): Promise<(Failure | string)[]> {
  const failures: (Failure | string)[] = []
  let asked = 0
  for (const failure of found) {
    const { outcome, request } = failure.evidence
    const canAsk =
      outcome?.reason?.phase !== 'request' &&
      request.origin !== null &&
      /^https?:\/\//.test(request.url) &&
      URL.canParse(request.url) &&
      mayBeOfServer(failure.evidence)
    if (!canAsk || asked >= MOST_FAILURES) {
      if (failure.harmless !== undefined) {
        failures.push(failure.harmless)
        continue
      }
      const limit = canAsk ? [`what the server answers now: --probe asks for ${MOST_FAILURES} failures`] : []
      const missing = [...failure.missing, ...limit]
      failures.push(asFailure(failure.evidence, causesOf(failure.evidence, [], stackOption(options)), missing))
      continue
    }
    asked++
    failures.push(await probeFailure(failure, options))
  }
  return failures
}

/** Whether an answer of the server to a fetch with CORS could say more than the line does. */
const mayBeOfServer = ({ message, said }: Evidence) =>
  said === undefined ? !OF_THE_PAGE.has(message?.code ?? '') : OF_THE_SERVER.has(said.kind)

const OF_THE_PAGE: ReadonlySet<string> = new Set([
  'CorsDisabled',
  'DisallowedByMode',
  'MixedContent',
  'OriginHeaderNotAdded',
])

const OF_THE_SERVER: ReadonlySet<string> = new Set([
  'header-refused',
  'host-refused',
  'method-refused',
  'network',
  'refused-by-server',
  'status',
])

async function probeFailure(failure: FailureFound, options: ProbeOptions): Promise<Failure | string> {
  if (leavesRequestUnsaid(failure.evidence)) return probePreflight(failure, options)
  return probeKnown(failure, options)
}

/**
 * The line is about a preflight, and does not say for which request. The likeliest one is sent, so an answer that
 * contradicts the line proves nothing.
 */
async function probePreflight({ evidence, missing }: FailureFound, options: ProbeOptions): Promise<Failure> {
  const [likely] = LIKELY_PREFLIGHTED
  const likeliest = { ...evidence, request: { ...evidence.request, ...likely } }
  const answered = await ask(likeliest, options)
  const probed = await judged({ evidence: likeliest, missing }, answered, options)
  const code = probed.outcome?.reason?.code
  const isAsTold = code !== undefined && (evidence.message?.codes ?? []).includes(code)
  const names = likely?.headers.map(([name]) => name).join(', ')
  const asked = `the method and the headers of the request: a preflight for ${likely?.method} with ${names} was asked`
  if (isAsTold) return { ...probed, request: requestOf(evidence), missing: [asked] }
  return asFailure(evidence, causesOf(evidence, [], stackOption(options)), [
    ...missing.filter((what) => !what.startsWith('the method and')),
    `${asked}, and ${answered.failure === null ? 'did not fail as this one did' : `was not answered: ${sentenceOf(answered.failure)}`}`,
  ])
}

async function probeKnown(failure: FailureFound, options: ProbeOptions): Promise<Failure | string> {
  const answered = await ask(failure.evidence, options)
  const { element } = failure.evidence.request
  if (failure.harmless === undefined || element === undefined || answered.outcome.verdict !== 'opaque')
    return judged(failure, answered, options)
  return [failure.harmless, unusedDoubt(answered.outcome, element)?.sentence ?? ''].join(' ').trim()
}

function ask({ message, request }: Evidence, options: ProbeOptions): Promise<CheckResult> {
  options.note(`asking ${new URL(request.url).host}`)
  const named = initiatorNamed(message?.initiator ?? '') ?? undefined
  const page = { origin: request.origin as string, url: request.url }
  const { credentials, element, headers, method, mode } = request
  const input: RequestInput =
    element !== undefined
      ? { ...page, initiator: element }
      : !isElement(named) || credentials === 'omit'
        ? { ...page, method, headers: [...headers], credentials, ...(mode === undefined ? {} : { mode }) }
        : { ...page, initiator: named, mode: 'cors', ...(named === 'font' ? {} : { credentials }) }
  return checkFetch(input, {
    ...options.wire,
    engine: 'chromium',
    userAgent: options.userAgent,
    withoutWrites: true,
    // The browser that printed the failure has reached the server, so Local Network Access did not stop it.
    pageAddress: 'loopback',
  })
}

async function judged(
  { evidence, missing }: FailureFound,
  { bodyFault, failure, outcome }: CheckResult,
  options: ProbeOptions,
): Promise<Failure> {
  const { request } = evidence
  const writes = !['GET', 'HEAD'].includes(request.method)
  if (failure !== null && saysMoreThanNoAnswer(evidence)) {
    const causes = causesOf(evidence, [], stackOption(options))
    return asFailure(evidence, causes, [...missing, `why it failed: asked now, ${sentenceOf(failure)}`])
  }
  if (writes && outcome.reason?.phase !== 'preflight' && outcome.exchanges.length > 0) {
    const causes = causesOf(evidence, [], stackOption(options))
    return asFailure(evidence, causes, [
      ...missing.filter((what) => what === 'the page’s origin'),
      `the answer to ${request.method}: ${outcome.exchanges.some(({ kind }) => kind === 'preflight') ? 'the preflight is accepted' : 'it has no preflight'}, and nothing is written to find a cause`,
    ])
  }
  const now: Evidence = {
    request,
    outcome,
    message: null,
    ...(failure === null ? {} : { networkError: failure.sentence }),
  }
  const { causes } = await investigated(now, {
    wire: options.wire,
    userAgent: options.userAgent,
    onAnswer: options.onAnswer,
    onProbe: (why) => options.note(why.toLowerCase()),
    ...stackOption(options),
  })
  if (outcome.verdict === 'allowed') {
    const old = causesOf(evidence, [], stackOption(options))
    const why = 'why it failed: asked now, the server allows this request'
    const body = bodyFault === null ? '' : `, and ${bodyShort(bodyFault.effect)}: ${bodyFault.why}`
    return asFailure(evidence, old, [...missing, why + body])
  }
  return asFailure(now, causes, [])
}

/** A browser has had an answer, or a reason of its own. That the server cannot be reached now does not explain it. */
const saysMoreThanNoAnswer = ({ message, outcome, said }: Evidence) =>
  message === null && outcome === null
    ? said !== undefined && said.kind !== 'network'
    : message?.code !== 'NetworkError' && outcome?.verdict !== 'unreachable'

/** Inside of another sentence, which may begin with `HTTP/2`. */
const sentenceOf = ({ sentence }: TransportFailure) =>
  sentence.replace(/^[A-Z](?![A-Z])/, (letter) => letter.toLowerCase()).replace(/\.$/, '')

const stackOption = ({ stack }: ProbeOptions) => (stack === undefined ? {} : { stack })

const requestOf = ({ request: { method, url, origin } }: Evidence) => ({ method, url, origin })

function asFailure(evidence: Evidence, causes: Failure['causes'], missing: readonly string[]): Failure {
  return { request: requestOf(evidence), outcome: evidence.outcome, message: evidence.message, causes, missing }
}
