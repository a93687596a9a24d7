/** What else a recording shows of a server: that it allows the page, for another path or at another time. */
import { getHeader } from 'corskit/protocol'
import type { AllowedElsewhere, Evidence } from '../../words/evidence.ts'
import { originOf, pathOf } from '../../words/url-parts.ts'
import { isPreflight, type RecordedExchange } from './exchange.ts'

/** The answers that have the header, by their server. */
export class AllowingAnswers {
  readonly #byServer = new Map<string | null, AllowedElsewhere[]>()

  constructor(exchanges: readonly RecordedExchange[]) {
    for (const exchange of exchanges) {
      const { method, responseHeaders, status, url } = exchange
      const value = getHeader(responseHeaders, 'access-control-allow-origin')
      if (value === null || status === 0 || isPreflight(exchange)) continue
      const server = originOf(url)
      const known = this.#byServer.get(server) ?? []
      this.#byServer.set(server, known)
      // A list of many would be looked through for every failure.
      if (known.length < 100) known.push({ method, url, status, value })
    }
  }

  /** One of another path, if there is one. */
  for({ outcome, request: { origin, url: asked } }: Evidence): AllowedElsewhere | undefined {
    // Behind a redirect, the server that was refused.
    const url = outcome?.reason?.url ?? asked
    const allowing = (this.#byServer.get(originOf(url)) ?? []).filter(({ value }) => value === '*' || value === origin)
    return allowing.find((one) => pathOf(one.url) !== pathOf(url)) ?? allowing[0]
  }
}
