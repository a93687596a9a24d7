/** The toy bank: a pure function of a request, the rules and the books. The live server and the model both use it. */
import { mergeVary } from 'corskit'
import type { Ledger } from '../../words/attack.ts'
import type { Rules } from './rules.ts'

export interface BankRequest {
  readonly method: string
  readonly path: string
  readonly origin: string | null
  readonly requestMethod: string | null
  readonly requestHeaders: string | null
  readonly cookie: string | null
  readonly body: string
  /** Whether it opens a WebSocket. */
  readonly upgrade: boolean
}

export interface BankAnswer {
  readonly status: number
  readonly headers: readonly (readonly [name: string, value: string])[]
  readonly body: string
  /** What the bank did: `50 moved from Ada to Mallory`. */
  readonly effect: string | null
}

export const SESSION = 'session=ada'

/**
 * Browsers send cookies of this kind from other sites too. Their default, `Lax`, would stop half of the attacks.
 */
export const SET_SESSION = `${SESSION}; Path=/; HttpOnly; SameSite=None; Secure`

export class Books {
  readonly #balances = new Map([
    ['Ada', 1200],
    ['Bob', 300],
    ['Mallory', 0],
  ])

  get ledger(): Ledger {
    return Array.from(this.#balances, ([name, balance]) => ({ name, balance }))
  }

  balanceOf(name: string): number {
    return this.#balances.get(name) ?? 0
  }

  /** Whether the money could be moved. */
  move(amount: number, from: string, to: string): boolean {
    if (!Number.isInteger(amount) || amount <= 0 || amount > this.balanceOf(from) || !this.#balances.has(to))
      return false
    this.#balances.set(from, this.balanceOf(from) - amount)
    this.#balances.set(to, this.balanceOf(to) + amount)
    return true
  }
}

export async function answerBank(request: BankRequest, rules: Rules, books: Books): Promise<BankAnswer> {
  const { method, origin, requestMethod, requestHeaders } = request
  const cors = await rules.policy.answer({ method, origin, requestMethod, requestHeaders })
  const app =
    cors.kind === 'preflight'
      ? { status: cors.status ?? 204, headers: [], body: '', effect: null }
      : (await isRefused(request, rules))
        ? text(403, 'The bank does not take this from a page of another site.')
        : route(request, books)
  const vary = rules.forgetsVary ? '' : mergeVary('', cors.vary)
  return { ...app, headers: [...app.headers, ...cors.headers, ...(vary === '' ? [] : [['vary', vary] as const])] }
}

/**
 * As `guard` does: a request that changes something or opens a WebSocket has to come from the bank's own pages or from
 * origins of the policy.
 */
async function isRefused({ method, path, origin, upgrade }: BankRequest, { guard, policy }: Rules): Promise<boolean> {
  if (!guard || origin === null || path === '/login' || (method !== 'POST' && !upgrade)) return false
  return origin === 'null' || (await policy.judgeOrigin(origin)) !== null
}

function route({ method, path, cookie, body, upgrade }: BankRequest, books: Books): BankAnswer {
  const isAda = cookie?.split('; ').includes(SESSION) === true
  if (method === 'POST' && path === '/login')
    return { ...json({ hello: 'Ada' }), headers: [['set-cookie', SET_SESSION]] }
  if (method === 'GET' && path === '/rates') {
    const rates = json({ EUR: 1, USD: 1.09 })
    return { ...rates, headers: [...rates.headers, ['cache-control', 'public, max-age=60']] }
  }
  if (!isAda) return text(401, 'The bank does not know you.')
  if (method === 'GET' && path === '/feed' && upgrade) {
    return { status: 101, headers: [], body: `Ada has ${books.balanceOf('Ada')}`, effect: 'Messages for Ada begin' }
  }
  if (method === 'GET' && path === '/account') return json({ owner: 'Ada', balance: books.balanceOf('Ada') })
  if (method === 'POST' && path === '/transfer') {
    const fields = new URLSearchParams(body)
    const [amount, to] = [Number(fields.get('amount')), fields.get('to') ?? '']
    if (!books.move(amount, 'Ada', to)) return text(400, 'This cannot be moved.')
    return { ...json({ balance: books.balanceOf('Ada') }), effect: `${amount} moved from Ada to ${to}` }
  }
  return text(404, 'The bank has no such page.')
}

function json(value: unknown): BankAnswer {
  return { status: 200, headers: [['content-type', 'application/json']], body: JSON.stringify(value), effect: null }
}

function text(status: number, body: string): BankAnswer {
  return { status, headers: [['content-type', 'text/plain; charset=utf-8']], body, effect: null }
}
