/** The console lines of every engine for one fetch, from the exchanges that took place. */

import { isRedirectStatus, locationUrl } from '../checks/location-url.ts'
import { fetchMachine, type RunResult } from '../fetch/fetch-machine.ts'
import { profileOf } from '../profiles/profile-of.ts'
import { FetchContext } from '../state/context.ts'
import { serializeRequestOrigin, withoutFragment } from '../state/fetch-request.ts'
import type { PreflightStore } from '../state/preflight-cache.ts'
import type { Exchange, NetworkPosition, NormalizedResponse, ResponseOrFailure } from '../words/exchange.ts'
import type { Engine, Messages } from '../words/outcome.ts'
import type { RequestInput } from '../words/request-input.ts'
import { chromiumMessages } from './chromium.ts'
import type { FailureFacts } from './failure-facts.ts'
import { authorizationWarning, firefoxMessages } from './firefox.ts'
import { webkitMessages } from './webkit.ts'

/** One recorded run, to be judged again by another engine's rules. */
export interface Recorded {
  readonly input: RequestInput
  readonly exchanges: readonly Exchange[]
  readonly network: NetworkPosition | null
  /** Why the last exchange has no response, if it has none. */
  readonly networkError: string
}

/**
 * Engines check in different orders, so each engine's line comes from its own run over the same answers. When an engine
 * would have sent a request that was never sent, its line is not known, and none is given.
 */
export function messagesOf(recorded: Recorded): Messages {
  return {
    chromium: linesOf(recorded, 'chromium', chromiumMessages),
    firefox: linesOf(recorded, 'firefox', firefoxMessages),
    webkit: linesOf(recorded, 'webkit', webkitMessages),
  }
}

function linesOf(recorded: Recorded, engine: Engine, write: (facts: FailureFacts) => string[]): string[] {
  const context = new ReplayContext(recorded, engine)
  const result = replay(recorded, context)
  const warnings = engine === 'firefox' ? context.authorizationByWildcard.map(authorizationWarning) : []
  if (result === null || result.failure === null || result.request === null) return warnings
  const { request, failure } = result
  // When an engine refuses late, the refused URL is not the current one.
  const refused = request.urlList.findLast((url) => withoutFragment(url) === failure.reason.url) ?? request.currentUrl
  const { input } = recorded
  const location = locationOf(failure.answer, refused, context)
  const lines = write({
    reason: failure.reason,
    answer: failure.answer,
    pageOrigin: request.origin.serialized,
    pageUrl: request.origin.opaque ? 'null' : (request.pageUrl?.href ?? request.origin.serialized),
    documentUrl: request.pageUrl?.href ?? `${request.origin.serialized}/`,
    requestOrigin: serializeRequestOrigin(request),
    firstUrl: withoutFragment(request.urlList[0] as URL),
    locationUrl: location instanceof URL ? location.href : null,
    invalidLocation: typeof location === 'string' ? location : null,
    wholeUrl: refused.href,
    wholeFirstUrl: (request.urlList[0] as URL).href,
    urlBefore: request.urlList.at(-2)?.href ?? null,
    urls: request.urlList.map(withoutFragment),
    authorName: (name) => authorName(input, name),
    mode: request.mode,
    method: request.method,
    tainting: request.tainting,
    redirect: request.redirect,
    credentials: request.credentials,
    initiator: input.initiator ?? 'fetch',
  })
  return [...warnings, ...lines]
}

function locationOf(answer: NormalizedResponse | null, base: URL, { profile }: FetchContext): URL | string | null {
  return answer === null || !isRedirectStatus(answer.status) ? null : locationUrl(answer, base, profile)
}

/**
 * Sends nothing and keeps nothing. A request that was recorded without a preflight had a kept one, or the engine that
 * recorded it needs none here.
 */
class ReplayContext extends FetchContext {
  readonly waiting: Exchange[]

  constructor(recorded: Recorded, engine: Engine) {
    const waiting = recorded.exchanges.slice()
    const store: PreflightStore = { covers: () => waiting[0]?.kind !== 'preflight', store: () => {}, clear: () => {} }
    super(profileOf(engine), store, 0, recorded.network)
    this.waiting = waiting
  }

  override get ownCache(): PreflightStore {
    return this.cache
  }
}

/** `null` when the engine needs an answer that was not recorded. */
function replay(recorded: Recorded, context: ReplayContext): RunResult | null {
  const { waiting } = context
  const machine = fetchMachine(recorded.input, context)
  let step = machine.next()
  while (!step.done) {
    const { kind } = step.value
    while (waiting[0] !== undefined && waiting[0].kind !== kind) waiting.shift()
    const exchange = waiting.shift()
    if (exchange === undefined) return null
    const answer: ResponseOrFailure = exchange.response ?? { networkError: recorded.networkError }
    step = machine.next(answer)
  }
  return step.value
}

/** The name as script wrote it, or `null` when the browser added the header. */
function authorName(input: RequestInput, lowerCaseName: string): string | null {
  const { headers } = input
  if (headers === undefined) return null
  const names = Symbol.iterator in headers ? Array.from(headers, ([name]) => name) : Object.keys(headers)
  return names.find((name) => name.toLowerCase() === lowerCaseName) ?? null
}
