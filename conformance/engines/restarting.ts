import type { Recording } from '../recording.ts'
import type { Scenario } from '../scenario.ts'
import { type EngineDriver, UnansweredError } from './driver.ts'

/**
 * A driver whose runs always end: a scenario that gets no answer is recorded as such, and the others are run in an
 * engine that is started for them.
 */
export async function restarting(open: () => Promise<EngineDriver>): Promise<EngineDriver> {
  let driver = await open()
  const { name, version } = driver

  const run = async (scenarios: readonly Scenario[]): Promise<Recording[]> => {
    if (scenarios.length === 0) return []
    try {
      return await driver.run([...scenarios])
    } catch (error) {
      if (!(error instanceof UnansweredError)) throw error
      const { index, message } = error
      await driver.close()
      driver = await open()
      const unanswered = recordingWithout(scenarios[index] as Scenario, message)
      // What the engine said about the ones before it is gone with the engine.
      return [...(await run(scenarios.slice(0, index))), unanswered, ...(await run(scenarios.slice(index + 1)))]
    }
  }

  const recordingWithout = (scenario: Scenario, unanswered: string): Recording => {
    const nothing = { outcomes: [], requests: [], reasons: [], console: [], otherConsole: [] }
    return { name: scenario.name, engine: name, ...nothing, unanswered }
  }

  return { name, version, run, close: () => driver.close() }
}
