/** `openPage`: a page of some origin, and the `fetch` that it would have. */
import type { Engine, Outcome } from 'corskit/browser'
import { type Origin, originOfPage } from 'corskit/protocol'
import type { CookieJar } from 'tough-cookie'
import { COOKIE_RULES } from './cookies/cookie-rules.ts'
import { PageCookies } from './cookies/page-cookies.ts'
import { fetchError } from './page/engine-errors.ts'
import { type CallingPage, refuseAborted, withoutCredentials } from './page/fetch-call.ts'
import { KeepaliveQuota } from './page/keepalive-quota.ts'
import type { FetchEnvironment } from './page/page-fetch.ts'
import { type PageOptions, readPageOptions } from './page/page-options.ts'
import { PageRun, rememberRun } from './page/page-run.ts'
import { Transport } from './transport/transport.ts'
import { PageHeaders } from './web/guarded-headers.ts'
import {
  absoluteUrl,
  optionsGiven,
  PageRequest,
  type PageRequestInit,
  type PageRequestInput,
} from './web/page-request.ts'
import { PageResponse } from './web/page-response.ts'

/** A page of a browser that obeys CORS. */
export interface Page extends AsyncDisposable {
  readonly url: string
  /** Serialized; `null` for an opaque one. */
  readonly origin: string
  readonly engine: Engine
  /** Rejects with the engine's TypeError where a browser would; its `cause` is the outcome. Needs no `this`. */
  readonly fetch: (input: PageRequestInput, init?: PageRequestInit) => Promise<PageResponse>
  /** Fetches, and says what happened instead of throwing. The body of the answer is not read. */
  readonly outcomeOf: (input: PageRequestInput, init?: PageRequestInit) => Promise<Outcome>
  readonly Headers: typeof PageHeaders
  readonly Request: new (input: PageRequestInput, init?: PageRequestInit) => PageRequest
  readonly Response: typeof PageResponse
  /** The browser's cookies. */
  readonly cookies: CookieJar
  /** Closes all connections; fetches that are under way fail. */
  close(): Promise<void>
}

/**
 * Opens a page. Nothing is loaded: `url` only says where the page comes from. A `data:` URL, or the option `sandboxed`,
 * makes its origin opaque.
 *
 * @throws {TypeError} when `url` cannot be parsed or an option is wrong
 */
export function openPage(url: string | URL, options: PageOptions = {}): Page {
  if (!URL.canParse(String(url)))
    throw new TypeError(`a page needs an absolute URL, not ${JSON.stringify(String(url))}`)
  const pageUrl = new URL(url)
  const {
    cookies,
    engine,
    handlers,
    network,
    now,
    preflightCache,
    resolve,
    sandboxed,
    thirdPartyCookies,
    timeout,
    tls,
    userAgent,
  } = readPageOptions(options)
  const origin: Origin = sandboxed ? { opaque: true, serialized: 'null' } : originOfPage(pageUrl)
  const rules = { ...COOKIE_RULES[engine], thirdParty: thirdPartyCookies }
  const transport = new Transport({ resolve, handlers, tls, timeout })
  const pageCookies = new PageCookies(cookies ?? null, origin, rules)
  const environment: FetchEnvironment = {
    engine,
    page: { origin, userAgent, engine },
    cache: preflightCache,
    cookies: pageCookies,
    transport,
    now,
    network,
    keepalive: new KeepaliveQuota(),
  }
  const calling: CallingPage = {
    origin: origin.serialized,
    url: pageUrl.protocol.startsWith('http') ? withoutCredentials(pageUrl.href) : 'about:blank',
    baseUrl: pageUrl.href,
  }
  const run = new PageRun(calling, environment)
  const result = async (input: PageRequestInput, init: PageRequestInit) => run.run(await run.read(input, init))
  const page: Page = {
    url: pageUrl.href,
    origin: origin.serialized,
    engine,
    fetch: async (...call) => {
      if (call.length < 1) throw new TypeError('1 argument required, but only 0 present')
      const [input, given] = call
      const init = optionsGiven(given)
      refuseAborted(input, init, calling)
      const { outcome, response } = await result(input, init)
      if (response === null) throw fetchError(engine, outcome)
      return response
    },
    outcomeOf: async (input, given) => {
      const { outcome, response } = await result(input, optionsGiven(given))
      response?.body?.cancel().catch(() => {})
      return outcome
    },
    Headers: PageHeaders,
    Request: class Request extends PageRequest {
      constructor(input: PageRequestInput, init?: PageRequestInit | null) {
        super(input, init, pageUrl.href)
      }
    },
    Response: class Response extends PageResponse {
      static override [Symbol.hasInstance](value: unknown): boolean {
        return value instanceof PageResponse
      }
      static override redirect(url: string | URL, status?: number) {
        return PageResponse.redirect(absoluteUrl(url, pageUrl.href), status)
      }
    },
    get cookies() {
      return pageCookies.jar
    },
    close: () => transport.close(),
    [Symbol.asyncDispose]: () => transport.close(),
  }
  rememberRun(page, run)
  return page
}
