import { type Exchange, isCorsErrorCode, type Outcome } from 'corskit/browser'
import { describe, expect, test } from 'vitest'
import { FIRST_URL, playRecorded, withOrigins } from './play-recorded.ts'
import { ORIGINS, type RecordedEngine, type RecordedResult, recordedScenarios } from './recorded-scenarios.ts'

/** Every scenario in which the recording is not what the model should give, with the reason. An entry that is not needed fails the test. */
const EXCEPTIONS: Readonly<Record<string, string>> = {
  'net-drop firefox requests':
    'Firefox sends a dropped request again, up to ten times: its HTTP layer, below the model',
  ...Object.fromEntries(
    ['verdict', 'requests', 'code', 'console'].flatMap((what) =>
      ['chromium', 'firefox', 'webkit']
        .filter((engine) => what !== 'code' || engine === 'chromium')
        .map((engine) => [
          `pre-patch-lower-both ${engine} ${what}`,
          "the recording's server, node:http, answers 400 to a method it does not know, before the scenario is asked",
        ]),
    ),
  ),
  'pre-acah-star-auth firefox console': 'the recording left warnings out; measured again, Firefox prints this one',
  'pre-acac webkit console':
    'the second WebKit run stood on other ports, so that {A} did not match; measured again, it prints the credentials line (conformance/scenarios)',
  'pre-drop firefox requests':
    'Firefox sends a dropped request again, up to ten times: its HTTP layer, below the model',
}

/** The request headers that the recording kept. `content-length` it kept too; that one is HTTP's business, below the model. */
const KEPT =
  /^(accept|access-control-request-(method|headers)|authorization|content-type|origin|referer|sec-fetch-mode|x-a)$/
const kept = (headers: Iterable<readonly [string, string]>) =>
  Object.fromEntries(Array.from(headers).filter(([name]) => KEPT.test(name)))

const ENGINES: readonly RecordedEngine[] = ['chromium', 'firefox', 'webkit']

describe.each(ENGINES)('%s', (engine) => {
  for (const scenario of recordedScenarios) {
    test(scenario.name, async () => {
      const recorded = scenario.results[engine]
      const outcomes = await playRecorded(scenario, engine)
      const compare = (what: string, actual: unknown, expected: unknown) => {
        const exception = `${scenario.name} ${engine} ${what}`
        if (exception in EXCEPTIONS) expect(actual, `${exception} is listed as exception`).not.toEqual(expected)
        else expect(actual, what).toEqual(expected)
      }
      compare('verdict', outcomes.map(verdict), recorded.outcome.map(recordedVerdict))
      compare(
        'requests',
        outcomes.flatMap((outcome) => outcome.exchanges.map(request)),
        recorded.requests.map(recordedRequest),
      )
      if (engine === 'chromium') compare('code', outcomes.flatMap(code), codes(recorded))
      const lines = outcomes.flatMap((outcome) => outcome.messages[engine])
      // WebKit's lines were taken in a second run, of the failing scenarios that were thought telling.
      if (engine !== 'webkit' || recorded.console.length > 0) {
        compare(
          'console',
          lines,
          recorded.console.map((line) =>
            withOrigins(line)
              .replaceAll('{URL}', FIRST_URL)
              // Where the recording cut the URL out, it cut the closing quote too.
              .replace(`“${FIRST_URL} was`, `“${FIRST_URL}” was`),
          ),
        )
      }
      if (scenario.opt.dump) compare('headers', outcomes.map(readable), recorded.outcome.map(recordedReadable))
    })
  }
})

const verdict = ({ response }: Outcome) => (response === null ? 'error' : `${response.type} ${response.status}`)

const recordedVerdict = (outcome: RecordedResult['outcome'][number]) =>
  outcome.ok ? `${outcome.type} ${outcome.status}` : 'error'

function request({ request: { method, url, headers } }: Exchange) {
  const host = Object.entries(ORIGINS).find(([, origin]) => url.startsWith(origin))?.[0]
  return { method, host, headers: kept(headers) }
}

function recordedRequest({ method, host, headers }: RecordedResult['requests'][number]) {
  return { method, host, headers: kept(Object.entries(headers).map(([name, value]) => [name, withOrigins(value)])) }
}

/** A refusal that is corskit's own to name has no code in Chromium. */
function code({ reason }: Outcome): { corsError: string; failedParameter: string }[] {
  return reason !== null && isCorsErrorCode(reason.code)
    ? [{ corsError: reason.code, failedParameter: reason.parameter }]
    : []
}

const codes = (recorded: RecordedResult) =>
  (recorded.issues ?? []).filter((issue) => typeof issue === 'object').map((issue) => issue)

const readable = ({ response }: Outcome) => Object.fromEntries(response?.headers ?? [])

/** Node's server adds a length and `Connection: close` of its own. */
function recordedReadable({ headers = {} }: RecordedResult['outcome'][number]) {
  return Object.fromEntries(
    Object.entries(headers)
      .filter(([name]) => name !== 'content-length' && name !== 'connection')
      .map(([name, value]) => [name, withOrigins(value)]),
  )
}
