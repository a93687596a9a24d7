import type { EngineName, RecordedReason, Recording } from '../recording.ts'
import type { Scenario } from '../scenario.ts'

export type EngineDriver = {
  name: EngineName
  /** As the engine calls itself. */
  version: string
  /**
   * In order, one after the other in one page: console lines are told apart by their URL or their place.
   * @throws UnansweredError unless the driver starts its engine again, as that of `openEngine` does
   */
  run(scenarios: Scenario[]): Promise<Recording[]>
  /** Ends the engine and removes its profile. Both happen as well when this process dies. */
  close(): Promise<void>
}

/** What an engine said about one scenario, still with real ports and prefixes. */
export type EngineEvidence = { reasons: RecordedReason[]; console: string[]; otherConsole: string[] }

/** The engine gave no answer to one scenario: it is stuck or gone, and answers nothing more. */
export class UnansweredError extends Error {
  /** The scenario's place among those that were run together. */
  readonly index: number

  constructor(index: number, reason: string) {
    super(reason)
    this.name = 'UnansweredError'
    this.index = index
  }
}
