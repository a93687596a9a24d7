import { afterAll, describe, expect, test } from 'vitest'
import type { EngineDriver } from './engines/driver.ts'
import { requireEngine } from './engines/installed.ts'
import { engineNames, openEngine } from './engines/open.ts'
import { fromRecorded } from './from-recorded.ts'
import { ORIGINS, type RecordedResult, recordedScenarios } from './model/recorded-scenarios.ts'
import type { Outcome, Reason, Received, Recording } from './recording.ts'

/** Where a replay differs from the hand-made recording, and why. An entry that is not needed fails the test. */
const DIFFERENCES: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    ['chromium', 'firefox', 'webkit'].flatMap((engine) =>
      ['outcome', 'requests', 'console', 'issues']
        .filter((what) => what !== 'issues' || engine === 'chromium')
        .map((what) => [
          `pre-patch-lower-both ${engine} ${what}`,
          "the recording's server was node:http, which answers 400 to the method patch; this one hands it to the scenario",
        ]),
    ),
  ),
  'net-drop firefox requests': 'Firefox tries ten times; the recording was read before the last of them',
  'pre-drop firefox requests': 'Firefox tries ten times; the recording was read before the last of them',
  'pre-acah-star-auth firefox console': 'the recording kept "Cross-Origin Request Blocked" and left out the warning',
  'nocors-corp firefox console': "the recording's {URL} swallowed the quotation mark after it",
  'pre-acac webkit console':
    "WebKit's lines come from a second run on other ports, where the recorded {A} was not the page's origin",
  ...Object.fromEntries(
    [
      'multi-acao-two-headers',
      'two-star-headers',
      'acao-invalid',
      'acao-trailing-slash',
      'acao-uppercase',
      'acac-True',
      'acac-dup',
      'cache-failed-actual-clears',
      'cache-pre-fail-then',
    ].map((name) => [
      `${name} webkit console`,
      "the second run, from which WebKit's lines come, left this scenario out",
    ]),
  ),
}

/** The request headers that the recording kept, but content-length: its server answered some requests before they had a body. */
const KEPT =
  /^(accept|access-control-request-(method|headers)|authorization|content-type|origin|referer|sec-fetch-mode|x-a)$/

describe.each(engineNames)('%s does again what was recorded', (engine) => {
  let opened: Promise<EngineDriver> | undefined
  let replayed: Promise<Map<string, Recording>> | undefined
  const replay = async () => {
    opened = openEngine(engine)
    const recordings = await (await opened).run(recordedScenarios.map(fromRecorded))
    return new Map(recordings.map((recording) => [recording.name, recording]))
  }
  afterAll(async () => (await opened)?.close())

  for (const { name, opt, results } of recordedScenarios) {
    test(name, async ({ skip }) => {
      requireEngine(engine, skip)
      replayed ??= replay()
      const recording = (await replayed).get(name)
      if (recording === undefined) throw new Error('not replayed')
      const recorded = results[engine]
      const compare = (what: string, actual: unknown, expected: unknown) => {
        const difference = `${name} ${engine} ${what}`
        if (difference in DIFFERENCES) expect(actual, `${difference} is listed as different`).not.toEqual(expected)
        else expect(actual, what).toEqual(expected)
      }
      compare('outcome', recording.outcomes.map(outcome), recorded.outcome.map(recordedOutcome))
      if (opt.dump) compare('headers', recording.outcomes.map(readable), recorded.outcome.map(recordedReadable))
      compare('requests', recording.requests.map(request), recorded.requests.map(recordedRequest))
      compare('console', recording.console.map(withoutUrls), recorded.console)
      if (engine === 'chromium') compare('issues', recording.reasons.flatMap(issue), recorded.issues ?? [])
    })
  }
})

const outcome = (settled: Outcome) =>
  settled.ok
    ? { ok: true, status: settled.status, type: settled.type }
    : { ok: false, error: `${settled.error.name}: ${settled.error.message}` }

const recordedOutcome = ({ headers: _, ...settled }: RecordedResult['outcome'][number]) => settled

const readable = (settled: Outcome) => (settled.ok ? Object.fromEntries(settled.headers) : {})

/** node:http added a length and `Connection: close` of its own. */
const recordedReadable = ({ headers = {} }: RecordedResult['outcome'][number]) =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => name !== 'content-length' && name !== 'connection'))

const kept = (headers: Iterable<readonly [string, string]>) =>
  Object.fromEntries(Array.from(headers).filter(([name]) => KEPT.test(name)))

const request = ({ method, host, headers }: Received) => ({ method, host, headers: kept(headers) })

const recordedRequest = ({ method, host, headers }: RecordedResult['requests'][number]) => ({
  method,
  host,
  headers: kept(Object.entries(headers)),
})

/** The scenario's own URLs, as the recording abbreviates them. */
const withoutUrls = (line: string) => line.replace(/\{[BC]\}\/(s|hop\d)\b/g, '{URL}')

const withOrigin = (text: string) => text.replaceAll('{A:upper}', ORIGINS.A.toUpperCase()).replaceAll('{A}', ORIGINS.A)

function issue(reason: Reason): (string | { corsError: string; failedParameter: string })[] {
  if (reason.from === 'issue') return [{ corsError: reason.code, failedParameter: withOrigin(reason.parameter) }]
  return reason.from === 'other-issue' ? [`${reason.code}:${reason.detail}`] : []
}
