import type { Outcome } from 'corskit/browser'

/**
 * The model leaves cookies to whoever has a jar; on the stage they stand on the requests that carried them. `cookies`
 * has one entry for each exchange.
 */
export function withCookies(outcome: Outcome, cookies: readonly (string | null)[]): Outcome {
  const exchanges = outcome.exchanges.map((exchange, index) => {
    const cookie = cookies[index] ?? null
    if (cookie === null) return exchange
    return {
      ...exchange,
      request: { ...exchange.request, headers: [...exchange.request.headers, ['cookie', cookie] as const] },
    }
  })
  return { ...outcome, exchanges }
}
