/** Makes a workbench of what was played, so that it can be changed and run in this browser. */
import type { Outcome, RequestInput } from 'corskit/browser'
import { toHeaderList } from 'corskit/protocol'
import { PLAIN_ANSWER, type RawAnswer } from '../../set-up/server-card.ts'
import { type Bench, RAW_CARD } from '../bench/bench.ts'
import { USUAL } from '../fragment.ts'

/**
 * Why the workbench cannot say the same: it is of one origin; or there are more exchanges than it has cards for,
 * another kind of body, an origin that no page here has.
 */
export type WhyNoBench = 'same-origin' | 'other'

export type BenchOfOutcome =
  | { readonly bench: Bench; readonly why: null }
  | { readonly bench: null; readonly why: WhyNoBench }

export function benchOfOutcome(request: RequestInput, outcome: Outcome): BenchOfOutcome {
  const { origin, url, body = null, method = 'GET', credentials = 'same-origin', mode = 'cors' } = request
  const of = (kind: string) => outcome.exchanges.filter((exchange) => exchange.kind === kind)
  const [preflight, ...morePreflights] = of('preflight')
  const [actual, redirected, ...moreActuals] = of('actual')
  const isOdd = request.redirect !== undefined || request.cache !== undefined || request.initiator !== undefined
  const isMore = morePreflights.length > 0 || moreActuals.length > 0 || outcome.exchanges.length === 0
  const other = { bench: null, why: 'other' } as const
  if (isOdd || isMore || origin === 'null' || (body !== null && typeof body !== 'string')) return other
  if (outcome.exchanges.some(({ response }) => response === null)) return other
  if (!URL.canParse(url) || !/^https?:/.test(url)) return other
  if (new URL(url).origin === origin) return { bench: null, why: 'same-origin' }
  const bench: Bench = {
    request: {
      ...USUAL,
      origin,
      url,
      method,
      credentials,
      mode,
      body: body ?? '',
      headers: toHeaderList(request.headers),
    },
    server: {
      by: 'raw',
      preflight: preflight === undefined ? RAW_CARD.preflight : answerOf(preflight.response),
      actual: actual === undefined ? PLAIN_ANSWER : answerOf(actual.response),
      redirected: redirected === undefined ? null : answerOf(redirected.response),
    },
    said: '',
  }
  return { bench, why: null }
}

const answerOf = (response: RawAnswer | null): RawAnswer => response ?? PLAIN_ANSWER
