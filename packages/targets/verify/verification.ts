/** Compares each answer of a server with the policy, and keeps the differences. */
import type { Policy } from 'corskit'
import type { Facts } from '../words/facts.ts'
import { Differences } from './differences.ts'
import { ExpectedAnswers } from './expected-answers.ts'
import { CREDENTIALS, type Response, readsActual } from './judge.ts'
import { ActualJudge } from './judge-actual.ts'
import { CacheJudge, type Judged } from './judge-caches.ts'
import { PreflightJudge } from './judge-preflight.ts'
import type { Question } from './questions.ts'
import type { Difference } from './words.ts'

export class Verification {
  readonly #expected: ExpectedAnswers
  readonly #differences: Differences
  readonly #actuals: ActualJudge
  readonly #preflights: PreflightJudge
  readonly #caches: CacheJudge
  readonly #actual: Judged[] = []

  constructor(policy: Policy, facts: Facts, curlOptions: readonly string[]) {
    const expected = new ExpectedAnswers(policy)
    this.#expected = expected
    this.#differences = new Differences(curlOptions)
    this.#actuals = new ActualJudge(expected, facts, this.#differences)
    this.#preflights = new PreflightJudge(expected, facts, this.#differences)
    this.#caches = new CacheJudge(expected, this.#differences)
  }

  get differences(): Difference[] {
    return this.#differences.all
  }

  judge(question: Question, response: Response): void {
    const { kind, origin } = question
    if (kind === 'actual') this.#actual.push({ question, response })
    if (kind === 'plain-options') this.#judgePlainOptions(question, response)
    if (kind === 'plain-options' || origin === null) return
    if (kind === 'preflight') this.#preflights.judge(question, origin, response)
    else if (kind === 'two-origins') this.#judgeTwoOrigins(question, origin, response)
    else if (kind === 'after') this.#caches.judgeAfter(question, origin, response)
    // What is wrong with GET too was told.
    else if (question.probe.method === 'HEAD' && this.#caches.isDoubted(origin)) return
    else if (!this.#actuals.judge(question, origin, response) && this.#isAtUrl(question)) this.#caches.doubt(origin)
  }

  /** @param why there was no answer */
  judgeLost(question: Question, why: string): void {
    const { origin } = question
    const isAllowed = origin !== null && readsActual(origin, 'omit', this.#expected.toGet(origin)).verdict === 'allowed'
    this.#differences.add(isAllowed ? 'narrower' : 'other-traffic', question, 'an answer', `there is none: ${why}`)
  }

  /** A request to the URL itself, which comes first, and no preflight. */
  #isAtUrl({ kind, probe }: Question): boolean {
    return (kind === 'actual' || kind === 'aside') && probe.url === this.#actual[0]?.question.probe.url
  }

  /**
   * Browsers send one line. A server that checks one of two lines and sends the other back can be attacked by anyone
   * who can add a line before a cache.
   */
  #judgeTwoOrigins(question: Question, origin: string, response: Response): void {
    for (const credentials of CREDENTIALS) {
      if (readsActual(origin, credentials, response).verdict !== 'allowed') continue
      const who = `a page of ${origin} ${credentials === 'include' ? 'with' : 'without'} credentials`
      this.#differences.add('wider', question, `${who} does not read the answer`, `${who} reads it`)
    }
  }

  /**
   * An app may answer OPTIONS itself. If the answer has the lists of a preflight, the server has treated it as a
   * preflight.
   */
  #judgePlainOptions(question: Question, response: Response): void {
    const isTakenForPreflight = response.headers.some(([name]) => name === 'access-control-allow-methods')
    if (!isTakenForPreflight || response.status >= 300) return
    this.#differences.add(
      'other-traffic',
      question,
      'an OPTIONS request that is not a preflight goes to the app',
      `it is answered ${response.status} as a preflight`,
    )
  }

  get doubted(): string[] {
    return this.#caches.doubted
  }

  /** @param answers by origin, from where no cache can have one */
  judgeDoubted(answers: ReadonlyMap<string, Response>): void {
    this.#caches.judgeDoubted(answers, (question) => this.#isAtUrl(question))
  }

  /** What only several answers show. */
  judgeTogether(): void {
    for (const path of new Set(this.#actual.map(({ question }) => question.probe.url))) {
      const answers = this.#actual.filter(({ question }) => question.probe.url === path)
      this.#caches.judgeVary(answers)
      this.#judgeWithoutOrigin(answers)
    }
  }

  #judgeWithoutOrigin([first, ...rest]: readonly Judged[]): void {
    const without = rest.find(({ question }) => question.origin === null)
    if (first === undefined || without === undefined) return
    const { status } = without.response
    if (status < 400 || first.response.status >= 400) return
    this.#differences.add(
      'other-traffic',
      without.question,
      'a request without Origin is answered as one of an allowed page is',
      `it is answered ${status}`,
    )
  }
}
