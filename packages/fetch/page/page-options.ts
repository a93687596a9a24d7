/** `openPage(url, options)`: the options of a page, and their defaults. */
import { type Engine, type NetworkPosition, PreflightCache } from 'corskit/browser'
import type { CookieJar } from 'tough-cookie'
import { COOKIE_RULES, type ThirdPartyCookies } from '../cookies/cookie-rules.ts'
import type { Handlers } from '../transport/handlers.ts'
import type { NameMap } from '../transport/name-map.ts'
import type { TlsOptions } from '../transport/open-socket.ts'

/** Which browser the page is in, and where the servers are that it talks to. */
export interface PageOptions {
  /** Whose behaviour: `standard` (default), `chromium`, `firefox`, `webkit`. */
  readonly engine?: Engine
  /** Where hosts are found: `{ 'api.example.com': 'http://127.0.0.1:3000' }`. */
  readonly resolve?: NameMap
  /** Servers in this process, by origin: `{ 'https://api.example.com': app.fetch }`. */
  readonly handlers?: Handlers
  /** The browser's cookies. Give several pages one jar, and they share them as tabs do. Default: a new jar. */
  readonly cookies?: CookieJar
  /** Default: as the engine does. */
  readonly thirdPartyCookies?: ThirdPartyCookies
  /** Default: a new one, as in a browser just started. Do not share it between engines. */
  readonly preflightCache?: PreflightCache
  /** How long a server may be silent, in milliseconds. Default 30 seconds. */
  readonly timeout?: number
  readonly tls?: TlsOptions
  /** A page in a sandboxed frame: its origin is opaque, and `Origin` says `null`. */
  readonly sandboxed?: boolean
  /** Where page and servers stand, for engines with Local Network Access. */
  readonly network?: NetworkPosition
  readonly userAgent?: string
  /** The clock of the preflight cache, in milliseconds. Default: the real one. */
  readonly now?: () => number
}

const ENGINES: ReadonlySet<string> = new Set(Object.keys(COOKIE_RULES))

const OPTIONS: Readonly<Record<keyof PageOptions, true>> = {
  engine: true,
  resolve: true,
  handlers: true,
  cookies: true,
  thirdPartyCookies: true,
  preflightCache: true,
  timeout: true,
  tls: true,
  sandboxed: true,
  network: true,
  userAgent: true,
  now: true,
}

const LONGEST_TIMEOUT = 2 ** 31 - 1 // what setTimeout can count

/** @throws {TypeError} naming the option that is wrong */
export function readPageOptions(
  options: PageOptions,
): Required<Omit<PageOptions, 'cookies' | 'network'>> & PageOptions {
  if (typeof options !== 'object' || options === null)
    throw new TypeError(`the options of openPage are an object, not ${String(options)}`)
  // A misspelt `handlers` would send the request to the network.
  const unknown = Object.keys(options).find((name) => !Object.hasOwn(OPTIONS, name))
  if (unknown !== undefined)
    throw new TypeError(`openPage has no option ${JSON.stringify(unknown)}; it has ${Object.keys(OPTIONS).join(', ')}`)
  const { engine = 'standard', timeout = 30_000 } = options
  if (!ENGINES.has(engine))
    throw new TypeError(`engine must be one of ${[...ENGINES].join(', ')}, not ${String(engine)}`)
  if (!(timeout > 0 && timeout <= LONGEST_TIMEOUT)) throw new TypeError('timeout must be a number of milliseconds')
  return {
    resolve: {},
    handlers: {},
    thirdPartyCookies: COOKIE_RULES[engine].thirdParty,
    preflightCache: new PreflightCache(),
    tls: {},
    sandboxed: false,
    userAgent: 'Mozilla/5.0 (compatible; corskit)',
    now: () => performance.now(),
    ...options,
    engine,
    timeout,
  }
}
