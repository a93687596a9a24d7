/**
 * Compares the answer to a preflight with the policy: what a page may send, which other names the answer has, and how
 * long it is remembered.
 */
import { isForbiddenMethod, isForbiddenRequestHeader, isHeaderName, isMethod } from 'corskit/protocol'
import type { Facts } from '../words/facts.ts'
import type { Differences } from './differences.ts'
import type { ExpectedAnswers } from './expected-answers.ts'
import { CREDENTIALS, listed, passesPreflight, type Response, rememberedFor } from './judge.ts'
import type { Question } from './questions.ts'
import { because, maySend } from './sentences.ts'

export class PreflightJudge {
  readonly #expected: ExpectedAnswers
  readonly #facts: Facts
  readonly #differences: Differences

  constructor(expected: ExpectedAnswers, facts: Facts, differences: Differences) {
    this.#expected = expected
    this.#facts = facts
    this.#differences = differences
  }

  judge(question: Question, origin: string, response: Response): void {
    const { method, names } = question
    const expected = this.#expected.toPreflight(origin, method, names)
    for (const credentials of CREDENTIALS) {
      const wanted = passesPreflight(origin, credentials, method, names, expected)
      const found = passesPreflight(origin, credentials, method, names, response)
      const says = (is: boolean) => maySend(credentials, method, names, is)
      if (wanted.verdict !== found.verdict) {
        const isWider = found.verdict === 'allowed'
        const observed = `${says(isWider)}${because(found)}`
        this.#differences.add(isWider ? 'wider' : 'narrower', question, says(!isWider), observed)
      } else if (found.verdict === 'allowed')
        this.#judgeMaxAge(question, rememberedFor(expected), rememberedFor(response))
    }
    this.#judgeListed(question, origin, response)
  }

  /** Names in the answer that the policy does not have: a page could use them. */
  #judgeListed(question: Question, origin: string, response: Response): void {
    const { methods, anyMethod, allowedHeaders } = this.#facts
    const moreMethods = listed('access-control-allow-methods', response).filter(
      (name) => !anyMethod && name !== '*' && !methods.includes(name) && isSendableMethod(name),
    )
    const moreHeaders = listed('access-control-allow-headers', response)
      .map((name) => name.toLowerCase())
      .filter((name) => name !== '*' && !allowedHeaders.includes(name) && isSendableHeader(name))
    for (const name of moreMethods) this.#judgeOne(question, origin, response, `method ${name}`, name, [])
    for (const name of moreHeaders) this.#judgeOne(question, origin, response, `header ${name}`, 'GET', [name])
  }

  #judgeOne(
    question: Question,
    origin: string,
    response: Response,
    subject: string,
    method: string,
    names: readonly string[],
  ): void {
    const expected = this.#expected.toPreflight(origin, method, names)
    for (const credentials of CREDENTIALS) {
      if (passesPreflight(origin, credentials, method, names, expected).verdict === 'allowed') continue
      if (passesPreflight(origin, credentials, method, names, response).verdict !== 'allowed') continue
      const says = (is: boolean) => maySend(credentials, method, names, is)
      this.#differences.add('wider', { ...question, subject }, says(false), says(true))
    }
  }

  #judgeMaxAge(question: Question, should: number, does: number): void {
    if (should === does) return
    const says = (seconds: number) => `a preflight is remembered for ${seconds} seconds`
    const asked = { ...question, subject: 'maxAge' }
    this.#differences.add(does > should ? 'wider' : 'narrower', asked, says(should), says(does))
  }
}

const isSendableMethod = (name: string) => isMethod(name) && !isForbiddenMethod(name)

/** With a value that says nothing more. */
const isSendableHeader = (name: string) =>
  isHeaderName(name) && !isForbiddenRequestHeader(name, 'x') && !SENT_ANYWAY.includes(name)

/** Every page may send them without a preflight, except with unusual values. Starlette always lists them. */
const SENT_ANYWAY = ['accept', 'accept-language', 'content-language']
