import { afterAll, describe, expect, test } from 'vitest'
import { profileOf } from '../packages/corskit/browser/profiles/profile-of.ts'
import { compare } from './compare/compare.ts'
import { explanationOf, KNOWN_DIFFERENCES } from './compare/known-differences.ts'
import type { EngineDriver } from './engines/driver.ts'
import { requireEngine } from './engines/installed.ts'
import { engineNames, openEngine } from './engines/open.ts'
import { playProfile, rowsOf, without } from './model/play-profile.ts'
import { foundScenarios, handScenarios, knownScenarios, NOT_SHOWN, rowScenarios } from './model/rows.ts'
import type { Recording } from './recording.ts'
import type { Scenario } from './scenario.ts'

const rows = rowScenarios()
const known = knownScenarios()
const found = foundScenarios()
const byHand = handScenarios()

/** `null` when they agree, the known difference's name when that explains it, else the differences. */
async function verdict(scenario: Scenario, recording: Recording) {
  const comparison = await compare(scenario, recording)
  const { differences } = comparison
  return differences.length === 0 ? null : (explanationOf(comparison) ?? differences)
}

describe.each(engineNames)('the profile of %s', (engine) => {
  test('has a scenario for every row, and a reason where it has none', () => {
    const shown = rows.filter((entry) => entry.engine === engine).map(({ row }) => row)
    expect([...shown, ...Object.keys(NOT_SHOWN)]).toEqual(expect.arrayContaining(rowsOf(engine)))
    expect(rowsOf(engine)).toEqual(expect.arrayContaining(shown))
  })

  test.each(rows.filter((entry) => entry.engine === engine))('needs $row', async ({ row, scenario, recordings }) => {
    for (const recording of recordings) {
      const differing = await verdict(scenario, recording)
      // Another engine may have a difference of its own there, if it is a known one.
      if (recording.engine === engine) expect(differing).toBeNull()
      else expect(differing === null || typeof differing === 'string', recording.engine).toBe(true)
    }
    const played = await playProfile(scenario, profileOf(engine))
    expect(await playProfile(scenario, without(engine, row))).not.toBe(played)
  })
})

test('every known difference has a scenario', () => {
  expect(known.map(({ name }) => name).sort()).toEqual(KNOWN_DIFFERENCES.map(({ name }) => name).sort())
})

test.each(known)('$name is what differs there, and nothing else', async ({ name, scenario, recordings }) => {
  for (const recording of recordings) expect(await verdict(scenario, recording)).toBe(name)
})

describe.each([
  ['what was written by hand', byHand],
  ['what a long run found', found],
] as const)('%s', (_, entries) => {
  test.each(entries)('$scenario.name', async ({ scenario, recordings }) => {
    expect(recordings.map(({ engine }) => engine)).toEqual(engineNames)
    for (const recording of recordings) expect(await verdict(scenario, recording), recording.engine).toBeNull()
  })
})

describe.each(engineNames)('%s today', (engine) => {
  let opened: Promise<EngineDriver> | undefined
  afterAll(async () => (await opened)?.close())

  test('does what was recorded', { timeout: 180_000 }, async ({ skip }) => {
    requireEngine(engine, skip)
    opened = openEngine(engine)
    const driver = await opened
    const entries = [...rows, ...byHand, ...found, ...known.filter((entry) => entry.engine === engine)]
    const recordings = await driver.run(entries.map(({ scenario }) => scenario))
    for (const [index, recording] of recordings.entries()) {
      const entry = entries[index] as (typeof entries)[number]
      const recorded = entry.recordings.find((one) => one.engine === engine) as Recording
      const expected = 'name' in entry ? entry.name : await verdict(entry.scenario, recorded)
      if ((await verdict(entry.scenario, recording)) === expected) continue
      // An event of the engine may come late on a busy machine: the second time counts.
      const [again = recording] = await driver.run([entry.scenario])
      expect(await verdict(entry.scenario, again), entry.scenario.name).toBe(expected)
    }
  })
})
