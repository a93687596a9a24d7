/** The world of an attack without servers: the bank and the cache as functions, the browser by the model. */
import { type Outcome, type RequestInput, simulateFetch } from 'corskit/browser'
import { withCookies } from '../../stage/with-cookies.ts'
import type { AttackWorld, FetchFromInit } from '../../words/attack.ts'
import type { PictureEvent } from '../../words/picture.ts'
import { answered, done, sent } from '../../words/tell.ts'
import { answerBank, type BankAnswer, type BankRequest, Books, SESSION } from './bank.ts'
import { SharedCache } from './cache.ts'
import { CACHE } from './places.ts'
import type { Rules } from './rules.ts'

/**
 * What a page did, for the stage: a call of `fetch` with one effect for each exchange (null when the bank did nothing),
 * or a description.
 */
export type Happened =
  | { readonly request: RequestInput; readonly outcome: Outcome; readonly effects: readonly (string | null)[] }
  | { readonly request: Pick<RequestInput, 'origin' | 'url'>; readonly told: readonly PictureEvent[] }

const WITH_COOKIE = 'The browser sends it at once, with Ada’s cookie. No rule of CORS is looked at.'

const cookied = (origin: string) => ({ headers: [['origin', origin] as const, ['cookie', SESSION] as const] })

export function modelWorld(rules: Rules, tell: (happened: Happened) => void = () => {}): AttackWorld {
  const books = new Books()
  const cache = new SharedCache()
  const bank = (request: BankRequest) => answerBank(request, rules, books)
  const serve = (url: URL, request: BankRequest) => (url.origin === CACHE ? cache.answer(request, bank) : bank(request))

  async function fetchFrom(origin: string, url: string, init: FetchFromInit = {}) {
    const answers: BankAnswer[] = []
    const cookies: (string | null)[] = []
    const request: RequestInput = { origin, url, ...init }
    const outcome = await simulateFetch(request, async ({ method, url, headers, body, includeCredentials }) => {
      const header = (name: string) => headers.find(([each]) => each === name)?.[1] ?? null
      const target = new URL(url)
      const cookie = includeCredentials ? SESSION : null
      cookies.push(cookie)
      const answer = await serve(target, {
        method,
        path: target.pathname,
        origin: header('origin'),
        requestMethod: header('access-control-request-method'),
        requestHeaders: header('access-control-request-headers'),
        cookie,
        body: typeof body === 'string' ? body : '',
        upgrade: false,
      })
      answers.push(answer)
      return { status: answer.status, headers: answer.headers }
    })
    tell({ request, outcome: withCookies(outcome, cookies), effects: answers.map(({ effect }) => effect) })
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
    // A form is a navigation, for which CORS has no rule:
    // https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#submit-body
    postForm: async (origin, url, fields) => {
      const { status, effect } = await direct(origin, url, {
        method: 'POST',
        body: new URLSearchParams(fields).toString(),
      })
      tell({
        request: { origin, url },
        told: [
          sent('page', 'browser', '<form>', 'Script of the page submits a form. It does not want to read anything.'),
          sent('browser', 'server', `POST ${new URL(url).pathname}`, WITH_COOKIE, cookied(origin)),
          ...(effect === null ? [] : [done('server', effect)]),
          answered('server', 'browser', String(status), `The bank answers with ${status}.`),
          answered('browser', 'page', 'hidden', 'The answer is shown in a frame, which the page cannot read.', {
            hidden: true,
          }),
        ],
      })
    },
    socketFrom: async (origin, url) => {
      const { status, body, effect } = await direct(origin, url, { upgrade: true })
      const opens = status === 101
      tell({
        request: { origin, url },
        told: [
          sent('page', 'browser', 'new WebSocket', 'Script of the page asks the browser for a WebSocket.'),
          sent('browser', 'server', `GET ${new URL(url).pathname}`, WITH_COOKIE, cookied(origin)),
          ...(effect === null ? [] : [done('server', effect)]),
          answered('server', 'browser', String(status), `The bank ${opens ? 'agrees' : 'refuses'}, with ${status}.`),
          answered('browser', 'page', opens ? 'messages' : 'error', opens ? 'The page listens.' : 'It did not open.', {
            hidden: !opens,
          }),
        ],
      })
      return opens ? body : null
    },
    ledger: async () => books.ledger,
  }
}
