/** The time limit of one exchange, from the look-up of the name to the end of the answer's head. */
import { type Failure, type Stage, timeoutFailure } from './failure.ts'

export class Deadline {
  /** The current step, for the message when the time is over. */
  stage: Stage = 'connecting'
  /** Called once, with the message, when the time is over. */
  onOver: ((failure: Failure) => void) | undefined
  readonly #answerTime: number | undefined
  #timer: NodeJS.Timeout

  /** @param answerTime how long the answer may take once the connection is there, where that is another time */
  constructor(milliseconds: number, answerTime?: number) {
    this.#answerTime = answerTime
    this.#timer = this.#start(milliseconds)
  }

  waitForAnswer(): void {
    this.stage = 'waiting for the answer'
    if (this.#answerTime === undefined) return
    clearTimeout(this.#timer)
    this.#timer = this.#start(this.#answerTime)
  }

  clear(): void {
    clearTimeout(this.#timer)
  }

  #start(milliseconds: number): NodeJS.Timeout {
    return setTimeout(() => this.onOver?.(timeoutFailure(this.stage, milliseconds)), milliseconds)
  }
}
