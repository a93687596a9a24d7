/** Runs scenarios in one engine and compares every recording with the model. */

import { compare, type Difference } from './compare/compare.ts'
import { explanationOf } from './compare/known-differences.ts'
import type { EngineDriver } from './engines/driver.ts'
import type { Scenario } from './scenario.ts'

/** A case in which engine and model differ, and nothing explains it. */
export interface Differing {
  readonly scenario: Scenario
  readonly differences: readonly Difference[]
}

/** Nothing is left out: `agreed`, the sum of `explained`, `differing` and `unanswered` make `cases`. */
export interface Judgement {
  readonly version: string
  readonly cases: number
  readonly agreed: number
  /** How many of those agreed only when they were run again: what an engine does only sometimes is not modelled. */
  readonly agreedAgain: number
  /** How many cases differ only by each known difference. */
  readonly explained: ReadonlyMap<string, number>
  readonly differing: readonly Differing[]
  /** Those that stopped the engine. */
  readonly unanswered: readonly Scenario[]
  readonly seconds: number
}

/** So many scenarios run before their console lines are collected and the progress is printed. */
const BATCH = 250

export async function judge(
  driver: EngineDriver,
  scenarios: Iterable<Scenario>,
  progress: (done: number, differing: number) => void = () => {},
): Promise<Judgement> {
  const started = performance.now()
  const explained = new Map<string, number>()
  const differing: Differing[] = []
  const unanswered: Scenario[] = []
  let cases = 0
  let agreed = 0
  let agreedAgain = 0
  for (const batch of inBatches(scenarios)) {
    const recordings = await driver.run(batch)
    for (const [index, recording] of recordings.entries()) {
      const scenario = batch[index] as Scenario
      if (recording.unanswered !== undefined) {
        unanswered.push(scenario)
        continue
      }
      const comparison = await compare(scenario, recording)
      const { differences } = comparison
      const explanation = explanationOf(comparison)
      if (differences.length === 0) agreed++
      else if (explanation !== null) explained.set(explanation, (explained.get(explanation) ?? 0) + 1)
      else if (await agreesAgain(scenario, driver)) agreedAgain++
      else differing.push({ scenario, differences })
    }
    cases += batch.length
    progress(cases, differing.length)
  }
  const seconds = (performance.now() - started) / 1000
  const { version } = driver
  return { version, cases, agreed: agreed + agreedAgain, agreedAgain, explained, differing, unanswered, seconds }
}

/** What stops the engine is another fault than a difference. */
export async function differs(scenario: Scenario, driver: EngineDriver): Promise<boolean> {
  const [recording] = await driver.run([scenario])
  if (recording === undefined || recording.unanswered !== undefined) return false
  return (await compare(scenario, recording)).differences.length > 0
}

async function agreesAgain(scenario: Scenario, driver: EngineDriver): Promise<boolean> {
  const [recording] = await driver.run([scenario])
  return recording !== undefined && (await compare(scenario, recording)).differences.length === 0
}

function* inBatches(scenarios: Iterable<Scenario>): Generator<Scenario[]> {
  let batch: Scenario[] = []
  for (const scenario of scenarios) {
    batch.push(scenario)
    if (batch.length < BATCH) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}

export const explainedCases = ({ explained }: Judgement): number =>
  [...explained.values()].reduce((total, count) => total + count, 0)
