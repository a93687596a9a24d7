import { afterAll, describe, expect, test } from 'vitest'
import type { EngineDriver } from './engines/driver.ts'
import { requireEngine } from './engines/installed.ts'
import { engineNames, openEngine } from './engines/open.ts'
import { fromRecorded } from './from-recorded.ts'
import { type RecordedResult, recordedScenarios } from './model/recorded-scenarios.ts'
import type { EngineName, Outcome, Reason, Received, Recording } from './recording.ts'

/** Where a replay differs from the hand-made recording, and why. An entry that is not needed fails the test. */
const DIFFERENCES: Readonly<Record<string, string>> = {}

/** The request headers that the recording kept, but content-length: its server answered some requests before they had a body. */
const KEPT =
  /^(accept|access-control-request-(method|headers)|authorization|content-type|origin|referer|sec-fetch-mode|x-a)$/

describe.each(engineNames)('%s does again what was recorded', (engine) => {
  let opened: Promise<EngineDriver> | undefined
  let replayed: Promise<Map<string, Recording>> | undefined
  const replay = async () => {
    opened ??= openEngine(engine)
    const recordings = await (await opened).run(recordedScenarios.map(fromRecorded))
    return new Map(recordings.map((recording) => [recording.name, recording]))
  }
  afterAll(async () => (await opened)?.close())

  test.each(recordedScenarios)('$name', async ({ name, opt, results }, ) => {
    const recorded = results[engine]
    replayed ??= replay()
    const recording = (await replayed).get(name)
    if (recording === undefined) throw new Error('not replayed')
    const compare = (what: string, actual: unknown, expected: unknown) => {
      const difference = `${name} ${engine} ${what}`
      if (difference in DIFFERENCES) expect(actual, `${difference} is listed as different`).not.toEqual(expected)
      else expect(actual, what).toEqual(expected)
    }
    compare('outcome', recording.outcomes.map(outcome(opt.dump)), recorded.outcome.map(recordedOutcome))
    compare('requests', recording.requests.map(request), recorded.requests.map(recordedRequest))
    compare('console', recording.console.map(withoutUrls), recorded.console)
    if (engine === 'chromium') compare('issues', recording.reasons.flatMap(issue), recorded.issues ?? [])
  })
})
