import type { EngineName, RecordedReason, Recording } from '../recording.ts'
import type { Scenario } from '../scenario.ts'

export type EngineDriver = {
  name: EngineName
  /** As the engine calls itself. */
  version: string
  /** In order, one after the other in one page: console lines are told apart by their URL or their place. */
  run(scenarios: Scenario[]): Promise<Recording[]>
  /** Ends the engine and removes its profile. Both happen as well when this process dies. */
  close(): Promise<void>
}

/** What an engine said about one scenario, still with real ports and prefixes. */
export type EngineEvidence = { reasons: RecordedReason[]; console: string[]; otherConsole: string[] }
