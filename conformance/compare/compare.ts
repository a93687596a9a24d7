/** Compares a recording with the model, and gives every difference. */
import type { Engine } from 'corskit/browser'
import { type Played, playScenario } from '../model/play-scenario.ts'
import type { EngineName, Recording } from '../recording.ts'
import type { Scenario } from '../scenario.ts'
import { engineErrors, engineOutcomes, modelErrors, modelOutcomes } from './outcomes.ts'
import { engineConsole, modelConsole } from './printed.ts'
import { engineCategories, engineCodes, engineLoads, modelCategories, modelCodes, modelLoads } from './reasons.ts'
import { engineRequests, modelRequests } from './requests.ts'

/** One thing in which engine and model differ: all that each side has of its kind, in order. */
export interface Difference {
  readonly what: 'outcome' | 'error' | 'requests' | 'code' | 'load' | 'console'
  readonly model: readonly unknown[]
  readonly engine: readonly unknown[]
}

export interface Comparison {
  readonly scenario: Scenario
  readonly engine: EngineName
  readonly played: readonly Played[]
  readonly differences: readonly Difference[]
}

type Play = (scenario: Scenario, engine: Engine) => Promise<readonly Played[]>

/** @param play the model; another one is a model with a fault in it, to see that it is found */
export async function compare(
  scenario: Scenario,
  recording: Recording,
  play: Play = playScenario,
): Promise<Comparison> {
  const { engine } = recording
  const played = await play(scenario, engine)
  const differences: Difference[] = []
  const check = (what: Difference['what'], model: readonly unknown[], seen: readonly unknown[]) => {
    if (JSON.stringify(model) !== JSON.stringify(seen)) differences.push({ what, model, engine: seen })
  }
  check('outcome', modelOutcomes(played, engine), engineOutcomes(recording))
  check('error', modelErrors(played, scenario, engine), engineErrors(recording))
  check('requests', modelRequests(played, scenario, engine), engineRequests(recording, scenario))
  if (engine === 'chromium') {
    check('code', modelCodes(played), engineCodes(recording))
    check('load', modelLoads(played), engineLoads(recording))
  }
  if (engine === 'firefox') check('code', modelCategories(played, scenario), engineCategories(recording))
  check('console', modelConsole(played, scenario, engine), engineConsole(recording))
  return { scenario, engine, played, differences }
}
