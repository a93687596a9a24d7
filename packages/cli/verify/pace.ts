/** The speed of the probes: as fast as the server answers, until it says that this is too fast. */
import type { ProbeAnswer } from '../transport/probe.ts'

const FIRST_PAUSE = 250
const LONGEST_PAUSE = 30_000
const SHORTEST_PAUSE = 50
const ANSWERS_TO_RECOVER = 5
/** How many times one request is sent again. */
const MOST_TRIES = 6
/** All pauses together, in milliseconds. */
const LONGEST_WAIT = 300_000

export class Pace {
  #pause = 0
  /** Since the last limit. */
  #answered = 0
  #waited = 0
  readonly #sleep: (milliseconds: number) => Promise<unknown>
  readonly #say: (note: string) => void

  constructor(say: (note: string) => void, sleep = (time: number) => new Promise((done) => setTimeout(done, time))) {
    this.#say = say
    this.#sleep = sleep
  }

  /**
   * Sends, and sends again after a pause where the server limits the rate.
   * https://www.rfc-editor.org/rfc/rfc6585#section-4
   */
  async send(once: () => Promise<ProbeAnswer>): Promise<ProbeAnswer> {
    for (let tries = 1; ; tries++) {
      if (this.#pause > 0) await this.#wait(this.#pause)
      const answer = await once()
      if ('networkError' in answer || answer.status !== 429) {
        this.#recover()
        return answer
      }
      this.#answered = 0
      if (tries === MOST_TRIES || this.#waited >= LONGEST_WAIT)
        return { networkError: 'the server limits the rate: it answered 429 again and again' }
      const asked = retryAfter(answer.headers)
      this.#pause = Math.min(LONGEST_PAUSE, this.#pause === 0 ? FIRST_PAUSE : this.#pause * 2)
      this.#say(
        `the server limits the rate (429): waiting ${seconds(asked ?? this.#pause)}, then a request each ${seconds(this.#pause)}`,
      )
      if (asked !== null) await this.#wait(asked)
    }
  }

  /** Halves the pause after some answers, so that one limit does not slow the rest. */
  #recover(): void {
    this.#answered++
    if (this.#answered % ANSWERS_TO_RECOVER === 0) this.#pause = this.#pause < SHORTEST_PAUSE ? 0 : this.#pause / 2
  }

  async #wait(time: number): Promise<void> {
    this.#waited += time
    await this.#sleep(time)
  }
}

const seconds = (milliseconds: number) => `${milliseconds / 1000} s`

/** Seconds; a date would need both clocks to agree. */
function retryAfter(headers: readonly (readonly [string, string])[]): number | null {
  const value = headers.find(([name]) => name === 'retry-after')?.[1].trim() ?? ''
  return /^\d{1,6}$/.test(value) ? Math.min(Number(value) * 1000, LONGEST_PAUSE) : null
}
