/** What each page fetches, and what the server answers: one list for the engines and for the model. */
import type { ExchangeRequest, ExchangeResponse } from '../../packages/corskit/browser/words/exchange.ts'

export interface Call {
  readonly path: string
  readonly init: Readonly<Record<string, unknown>>
}

export const CALLS: readonly Call[] = [
  { path: '/any', init: {} },
  { path: '/this-page', init: {} },
  { path: '/silent', init: {} },
  { path: '/another-page', init: {} },
  { path: '/this-page?put', init: { method: 'PUT', headers: { 'x-request-id': '7' } } },
  { path: '/this-page?cookies', init: { credentials: 'include' } },
  { path: '/this-page?lax-referrer', init: { referrerPolicy: 'unsafe-url' } },
  { path: '/silent?no-cors', init: { mode: 'no-cors', method: 'POST', body: 'x' } },
  { path: '/this-page?same-origin', init: { mode: 'same-origin' } },
]

export function answerTo(path: string, { kind, headers }: Pick<ExchangeRequest, 'kind' | 'headers'>): ExchangeResponse {
  const origin = headers.find(([name]) => name === 'origin')?.[1] ?? ''
  const allowed: Record<string, string> = {}
  if (path.startsWith('/any')) allowed['access-control-allow-origin'] = '*'
  if (path.startsWith('/another-page')) allowed['access-control-allow-origin'] = 'https://another.example'
  if (path.startsWith('/this-page')) {
    allowed['access-control-allow-origin'] = origin
    allowed['access-control-allow-credentials'] = 'true'
    allowed['access-control-allow-methods'] = 'PUT'
    allowed['access-control-allow-headers'] = 'x-request-id'
  }
  return { status: kind === 'preflight' ? 204 : 200, headers: allowed }
}

/** What script saw of a call: the response's type and status, or that it was rejected. */
export type Seen = readonly [type: string, status: number] | 'TypeError'

/** What went over the wire, as far as the page's kind could change it. */
export interface Sent {
  readonly kind: 'preflight' | 'actual'
  readonly path: string
  readonly origin: string | null
  readonly referer: string | null
  readonly site: string | null
}

/** The page: it fetches all in turn, then tells the server what it saw. */
export const pageScript = (server: string) => `(async () => {
  const seen = []
  for (const { path, init } of ${JSON.stringify(CALLS)}) {
    try {
      const response = await fetch(${JSON.stringify(server)} + path, init)
      seen.push([response.type, response.status])
    } catch (error) {
      seen.push(error.name)
    }
  }
  const told = JSON.stringify({ origin: self.origin, seen })
  await fetch(${JSON.stringify(server)} + '/seen', { method: 'POST', mode: 'no-cors', body: told })
})()`
