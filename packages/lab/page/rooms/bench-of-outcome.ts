/** From what was played to the workbench that shows the same, so that it can be changed, and run in this browser. */
import type { Outcome, RequestInput } from 'corskit/browser'
import { toHeaderList } from 'corskit/protocol'
import { PLAIN_ANSWER, type RawAnswer } from '../../set-up/server-card.ts'
import { type Bench, RAW_CARD } from '../bench/bench.ts'
import { USUAL } from '../fragment.ts'

/** `null` where the workbench cannot say the same: more exchanges than it has cards for, another kind of body, an origin that no page here has. */
export function benchOfOutcome(request: RequestInput, outcome: Outcome): Bench | null {
  const { origin, url, body = null, method = 'GET', credentials = 'same-origin', mode = 'cors' } = request
  const of = (kind: string) => outcome.exchanges.filter((exchange) => exchange.kind === kind)
  const [preflight, ...morePreflights] = of('preflight')
  const [actual, redirected, ...moreActuals] = of('actual')
  const isOdd = request.redirect !== undefined || request.cache !== undefined || request.initiator !== undefined
  const isMore = morePreflights.length > 0 || moreActuals.length > 0 || outcome.exchanges.length === 0
  if (isOdd || isMore || origin === 'null' || (body !== null && typeof body !== 'string')) return null
  if (outcome.exchanges.some(({ response }) => response === null)) return null
  if (!URL.canParse(url) || new URL(url).origin === origin || !/^https?:/.test(url)) return null
  return {
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
}

const answerOf = (response: RawAnswer | null): RawAnswer => response ?? PLAIN_ANSWER
