/** What the policy would answer, in the form in which the server's answers come. */
import type { Answer, Policy, RequestFacts } from 'corskit'
import type { Header } from 'corskit/protocol'
import type { Response } from './judge.ts'

export class ExpectedAnswers {
  readonly #policy: Policy

  constructor(policy: Policy) {
    this.#policy = policy
  }

  toGet(origin: string): Response {
    return this.#to({ method: 'GET', origin })
  }

  toPreflight(origin: string, requestMethod: string, names: readonly string[]): Response {
    const requestHeaders = names.length === 0 ? null : [...names].sort().join(',')
    return this.#to({ method: 'OPTIONS', origin, requestMethod, requestHeaders })
  }

  #to(facts: RequestFacts): Response {
    const answer = this.#policy.answer(facts)
    if ('then' in answer) throw new TypeError('the policy decides by a promise: expected one that answers at once')
    return { status: answer.status ?? 200, headers: headersOf(answer) }
  }
}

const headersOf = ({ headers, vary }: Answer): Header[] => [
  ...headers,
  ...(vary === '' ? [] : [['vary', vary] as const]),
]
