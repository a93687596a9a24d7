/**
 * Judges several answers together: whether a cache stores them correctly, and whether one of them came from a cache.
 */
import type { Differences } from './differences.ts'
import type { ExpectedAnswers } from './expected-answers.ts'
import { CREDENTIALS, corsSignature, isNeverStored, type Response, readsActual, variesBy } from './judge.ts'
import type { Question } from './questions.ts'
import { because, reads, shown } from './sentences.ts'

export interface Judged {
  readonly question: Question
  readonly response: Response
}

export class CacheJudge {
  readonly #expected: ExpectedAnswers
  readonly #differences: Differences
  /** Origins whose answers are also wrong at a URL where no cache can have an answer. */
  readonly #differing = new Set<string>()
  /** What is judged when a cache may be the reason. */
  readonly #later: (() => void)[] = []

  constructor(expected: ExpectedAnswers, differences: Differences) {
    this.#expected = expected
    this.#differences = differences
  }

  /** Was answered otherwise than the policy says. */
  doubt(origin: string): void {
    this.#differing.add(origin)
  }

  isDoubted(origin: string): boolean {
    return this.#differing.has(origin)
  }

  /** Origins that were answered otherwise than the policy says: a cache may have done it. */
  get doubted(): string[] {
    return [...this.#differing]
  }

  /**
   * A real second request: the answer was right when it was asked for alone, and is wrong after another request. So a
   * cache gave the other answer.
   */
  judgeAfter(question: Question, origin: string, response: Response): void {
    if (this.#differing.has(origin)) {
      this.#later.push(() => this.judgeAfter(question, origin, response))
      return
    }
    for (const credentials of CREDENTIALS) {
      const wanted = readsActual(origin, credentials, this.#expected.toGet(origin)).verdict === 'allowed'
      const found = readsActual(origin, credentials, response)
      if (wanted === (found.verdict === 'allowed')) continue
      const says = (is: boolean) => reads(credentials, is)
      const before = question.after.map(({ name }) => name).join(' and ')
      const observed = `after ${before}, ${says(!wanted)}${because(found)}`
      const asked = { ...question, subject: 'a second request' }
      this.#differences.add('cache', asked, `${says(wanted)}, whatever was asked before`, observed)
    }
  }

  /**
   * The origins of `doubted` were asked again at a URL where no cache can have an answer. If all these answers are
   * right, the others came from a cache.
   *
   * @param answers by origin
   * @param isMeant whether a question was to where a cache may have had its answer
   */
  judgeDoubted(answers: ReadonlyMap<string, Response>, isMeant: (question: Question) => boolean): void {
    const isRight = ([origin, response]: readonly [string, Response]) =>
      CREDENTIALS.every(
        (credentials) =>
          readsActual(origin, credentials, response).verdict ===
          readsActual(origin, credentials, this.#expected.toGet(origin)).verdict,
      )
    if (answers.size === 0 || ![...answers].every(isRight)) return
    this.#differences.blameCache(
      isMeant,
      'at an address that was never asked before, it is as the policy says: a cache gave what was made for another page',
    )
    this.#differing.clear()
    for (const judge of this.#later) judge()
  }

  /** @param answers to requests for the same path */
  judgeVary(answers: readonly Judged[]): void {
    const [first, ...rest] = answers
    if (first === undefined) return
    const again = rest.find(
      ({ question, response }) => question.isAgain && corsSignature(response) !== corsSignature(first.response),
    )
    if (again !== undefined) {
      this.#differences.add(
        'cache',
        { ...again.question, subject: 'the same request twice' },
        `the same answer each time: ${shown(first.response)}`,
        `another one: ${shown(again.response)}`,
      )
    }
    if (answers.every(({ response }) => corsSignature(response) === corsSignature(first.response))) return
    const bare = answers.find(({ response }) => !variesBy('origin', response) && !isNeverStored(response))
    if (bare === undefined) return
    this.#differences.add(
      'cache',
      { ...bare.question, subject: 'Vary' },
      'Vary: Origin, because the answer depends on it',
      'no Vary: Origin: a cache may give this answer to other origins',
    )
  }
}
