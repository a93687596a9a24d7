/** The world of an attack without servers: the bank and the cache as functions, the browser by the model. */
import { type Outcome, type RequestInput, simulateFetch } from 'corskit/browser'
import type { AttackWorld, FetchFromInit } from '../../words/attack.ts'
import { answerBank, type BankAnswer, type BankRequest, Books, SESSION } from './bank.ts'
import { SharedCache } from './cache.ts'
import { CACHE } from './places.ts'
import type { Rules } from './rules.ts'

/** What happened, for the stage; `effect` is null where the bank did nothing. */
export interface Happened {
  readonly request: RequestInput
  readonly outcome: Outcome
  readonly effects: readonly (string | null)[]
}

export function modelWorld(rules: Rules, tell: (happened: Happened) => void = () => {}): AttackWorld {
  const books = new Books()
  const cache = new SharedCache()
  const bank = (request: BankRequest) => answerBank(request, rules, books)
  const serve = (url: URL, request: BankRequest) => (url.origin === CACHE ? cache.answer(request, bank) : bank(request))

  async function fetchFrom(origin: string, url: string, init: FetchFromInit = {}) {
    const answers: BankAnswer[] = []
    const request: RequestInput = { origin, url, ...init }
    const outcome = await simulateFetch(request, async ({ method, url, headers, body, includeCredentials }) => {
      const header = (name: string) => headers.find(([each]) => each === name)?.[1] ?? null
      const target = new URL(url)
      const answer = await serve(target, {
        method,
        path: target.pathname,
        origin: header('origin'),
        requestMethod: header('access-control-request-method'),
        requestHeaders: header('access-control-request-headers'),
        cookie: includeCredentials ? SESSION : null,
        body: typeof body === 'string' ? body : '',
        upgrade: false,
      })
      answers.push(answer)
      return { status: answer.status, headers: answer.headers }
    })
    tell({ request, outcome, effects: answers.map(({ effect }) => effect) })
    if (outcome.response === null) throw new TypeError('Failed to fetch')
    const { status, type } = outcome.response
    return { status, type, body: outcome.verdict === 'allowed' ? (answers.at(-1)?.body ?? '') : '' }
  }

  const direct = (origin: string, url: string, more: Partial<BankRequest>) =>
    serve(new URL(url), {
      method: 'GET',
      path: new URL(url).pathname,
      origin,
      requestMethod: null,
      requestHeaders: null,
      cookie: SESSION,
      body: '',
      upgrade: false,
      ...more,
    })

  return {
    fetchFrom,
    // A form is a navigation, which no rule of CORS looks at: https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#submit-body
    postForm: async (origin, url, fields) => {
      await direct(origin, url, { method: 'POST', body: new URLSearchParams(fields).toString() })
    },
    socketFrom: async (origin, url) => {
      const { status, body } = await direct(origin, url, { upgrade: true })
      return status === 101 ? body : null
    },
    ledger: async () => books.ledger,
  }
}
