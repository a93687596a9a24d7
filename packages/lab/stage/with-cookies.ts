import type { Outcome } from 'corskit/browser'

/**
 * Adds cookies to the requests on the stage, because the model has no cookie jar. `cookies` has one entry for each
 * exchange.
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
