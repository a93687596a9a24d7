/** Holds the answer to a GET against the policy: who reads it, and which of its headers script sees. */
import { isHeaderName } from 'corskit/protocol'
import type { Facts } from '../words/facts.ts'
import type { Differences } from './differences.ts'
import type { ExpectedAnswers } from './expected-answers.ts'
import { CREDENTIALS, type Credentials, exposed, isHit, listed, type Response, readsActual } from './judge.ts'
import type { Question } from './questions.ts'
import { because, reads } from './sentences.ts'

export class ActualJudge {
  readonly #expected: ExpectedAnswers
  readonly #facts: Facts
  readonly #differences: Differences

  constructor(expected: ExpectedAnswers, facts: Facts, differences: Differences) {
    this.#expected = expected
    this.#facts = facts
    this.#differences = differences
  }

  /** @returns whether the same pages read it as the policy says */
  judge(question: Question, origin: string, response: Response): boolean {
    const expected = this.#expected.toGet(origin)
    let isRight = true
    for (const credentials of CREDENTIALS) {
      const wanted = readsActual(origin, credentials, expected)
      const found = readsActual(origin, credentials, response)
      if (wanted.verdict === found.verdict) {
        if (found.verdict === 'allowed') this.#judgeExposed(question, origin, credentials, expected, response)
        continue
      }
      isRight = false
      const isWider = found.verdict === 'allowed'
      const says = (is: boolean) => reads(credentials, is)
      const observed = `${says(isWider)}${because(found)}`
      if (isHit(response)) {
        this.#differences.add('cache', question, says(!isWider), `${observed}; this answer came out of a cache`)
      } else this.#differences.add(isWider ? 'wider' : 'narrower', question, says(!isWider), observed)
    }
    return isRight
  }

  #judgeExposed(
    question: Question,
    origin: string,
    credentials: Credentials,
    expected: Response,
    response: Response,
  ): void {
    const named = listed('access-control-expose-headers', response).map((name) => name.toLowerCase())
    const names = [...new Set([...this.#facts.exposedHeaders, ...named.filter(isReadable), UNLISTED])]
    const should = exposed(origin, credentials, expected, names)
    const does = exposed(origin, credentials, response, names)
    const asked = { ...question, subject: 'exposedHeaders' }
    const more = does.filter((name) => !should.includes(name))
    const fewer = should.filter((name) => !does.includes(name)).join(', ')
    if (more.length > 0) {
      const seen = more.includes(UNLISTED) ? 'script sees every header' : `script sees ${more.join(', ')}`
      this.#differences.add('wider', asked, 'script does not see other headers', seen)
    }
    if (fewer !== '') {
      this.#differences.add('narrower', asked, `script sees ${fewer}`, `script does not see ${fewer}`)
    }
  }
}

/** `*` means every name. A name that nobody lists shows it. */
const isReadable = (name: string) => name !== '*' && isHeaderName(name)

/** A header that no policy exposes by name. */
const UNLISTED = 'x-corskit-unlisted'
