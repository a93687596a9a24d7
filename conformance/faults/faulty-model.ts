/** The model with a fault in it: in what it says, or in a row of its profile. */
import { profileOf } from '../../packages/corskit/browser/profiles/profile-of.ts'
import { type Comparison, compare } from '../compare/compare.ts'
import { explanationOf } from '../compare/known-differences.ts'
import { without } from '../model/play-profile.ts'
import { type Played, playScenario } from '../model/play-scenario.ts'
import type { Entry } from '../model/rows.ts'
import type { EngineName } from '../recording.ts'
import type { Scenario } from '../scenario.ts'
import type { Fault } from './faults.ts'

/** The model's own words with the fault in them. */
export async function playFaulty(scenario: Scenario, engine: EngineName, fault: Fault): Promise<Played[]> {
  const played = await playScenario(scenario, engine)
  return played.map((one, index) => fault.inject(one, scenario.calls[index]?.init ?? {}, scenario))
}

/** The model with one row of the engine's profile as in the standard, its console lines included. */
export async function playWithout(scenario: Scenario, engine: EngineName, row: string): Promise<Played[]> {
  const profile = profileOf(engine)
  const right = { ...profile }
  Object.assign(profile, without(engine, row))
  try {
    const played = await playScenario(scenario, engine)
    // They are made when they are first asked for, by the profile of that moment.
    for (const { outcome } of played) outcome.messages
    return played
  } finally {
    Object.assign(profile, right)
  }
}

/** Whether what an engine did shows that the model is wrong, and nothing explains it away. */
export async function isFound(
  { scenario, recordings }: Entry,
  engine: EngineName,
  play: (scenario: Scenario) => Promise<readonly Played[]>,
): Promise<boolean> {
  const recording = recordings.find((one) => one.engine === engine)
  return recording !== undefined && isUnexplained(await compare(scenario, recording, play))
}

export const isUnexplained = (comparison: Comparison): boolean =>
  comparison.differences.length > 0 && explanationOf(comparison) === null
