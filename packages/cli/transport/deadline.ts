/** The time that one exchange may take, from the name's look-up to the end of the answer's head. */
import { type Failure, type Stage, timeoutFailure } from './failure.ts'

export class Deadline {
  /** What is going on, for the message when the time runs out. */
  stage: Stage = 'connecting'
  /** Called once, when the time runs out, with what to say. */
  onOver: ((failure: Failure) => void) | undefined
  readonly #timer: NodeJS.Timeout

  constructor(milliseconds: number) {
    this.#timer = setTimeout(() => this.onOver?.(timeoutFailure(this.stage, milliseconds)), milliseconds)
  }

  clear(): void {
    clearTimeout(this.#timer)
  }
}
