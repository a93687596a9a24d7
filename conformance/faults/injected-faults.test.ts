import { describe, expect, test } from 'vitest'
import { compare } from '../compare/compare.ts'
import { explanationOf } from '../compare/known-differences.ts'
import { engineNames } from '../engines/open.ts'
import { rowsOf } from '../model/play-profile.ts'
import {
  type Entry,
  foundScenarios,
  handScenarios,
  knownScenarios,
  NOT_SHOWN,
  rowScenarios,
  sampledScenarios,
} from '../model/rows.ts'
import type { EngineName } from '../recording.ts'
import { FAULTS } from './faults.ts'
import { isFound, playFaulty, playWithout } from './faulty-model.ts'

const sampled = sampledScenarios()
const all: readonly Entry[] = [
  ...sampled,
  ...rowScenarios(),
  ...handScenarios(),
  ...foundScenarios(),
  ...knownScenarios(),
]

async function find(engine: EngineName, play: Parameters<typeof isFound>[2]): Promise<string | null> {
  for (const entry of all) if (await isFound(entry, engine, play)) return entry.scenario.name
  return null
}

test.each(engineNames)('the model without a fault is what %s did', async (engine) => {
  for (const { scenario, recordings } of sampled) {
    const recording = recordings.find((one) => one.engine === engine)
    if (recording === undefined) throw new Error(`${scenario.name} has no recording of ${engine}`)
    const comparison = await compare(scenario, recording)
    if (comparison.differences.length > 0) expect(explanationOf(comparison), scenario.name).not.toBeNull()
  }
})

describe('a fault in what the model says is found, and nothing explains it', () => {
  const cases = FAULTS.flatMap((fault) => fault.engines.map((engine) => ({ engine, fault, name: fault.name })))

  test.each(cases)('$engine $name', async ({ engine, fault }) => {
    expect(await find(engine, (scenario) => playFaulty(scenario, engine, fault))).not.toBeNull()
  })
})

describe.each(engineNames)('a row of the profile of %s that is as in the standard is found', (engine) => {
  test.each(rowsOf(engine).filter((row) => !(row in NOT_SHOWN)))('%s', async (row) => {
    expect(await find(engine, (scenario) => playWithout(scenario, engine, row))).not.toBeNull()
  })
})
