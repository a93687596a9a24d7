/** `openPage(url, options)`: the options of a page, and their defaults. */
import { type AddressSpace, type Engine, type NetworkPosition, PreflightCache } from 'corskit/browser'
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

const EACH_OPTION: Readonly<Record<keyof PageOptions, true>> = {
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
const OPTIONS: ReadonlySet<string> = new Set(Object.keys(EACH_OPTION))

const LONGEST_TIMEOUT = 2 ** 31 - 1 // what setTimeout can count

const POSITIONS: ReadonlySet<string> = new Set(['page', 'target', 'permission'])
const SPACES: ReadonlySet<unknown> = new Set<AddressSpace>(['loopback', 'local', 'public'])
const PERMISSIONS: ReadonlySet<unknown> = new Set([undefined, 'granted', 'denied', 'prompt'])
const TLS: ReadonlySet<string> = new Set(['ca', 'rejectUnauthorized'])
const THIRD_PARTY: ReadonlySet<unknown> = new Set<ThirdPartyCookies>(['allow', 'partition', 'block'])

/** @throws {TypeError} naming the option that is wrong */
export function readPageOptions(
  options: PageOptions,
): Required<Omit<PageOptions, 'cookies' | 'network'>> & PageOptions {
  mustBePlain('the options of openPage', options)
  // A misspelt `handlers` would send the request to the network.
  mustHaveOnly('openPage', options, OPTIONS)
  const { engine = 'standard' } = options
  must(ENGINES.has(engine), `engine must be one of ${[...ENGINES].join(', ')}, not ${String(engine)}`)
  const given = withDefaults(options, engine)
  for (const name of ['resolve', 'handlers', 'tls', 'network'] as const) {
    if (given[name] !== undefined) mustBePlain(name, given[name])
  }
  const { timeout, thirdPartyCookies, sandboxed, userAgent, now, cookies, preflightCache } = given
  must(
    typeof timeout === 'number' && timeout > 0 && timeout <= LONGEST_TIMEOUT,
    'timeout must be a number of milliseconds',
  )
  must(THIRD_PARTY.has(thirdPartyCookies), `thirdPartyCookies must be one of ${[...THIRD_PARTY].join(', ')}`)
  must(typeof sandboxed === 'boolean', 'sandboxed must be true or false')
  must(typeof userAgent === 'string' && /^[\x20-\x7e]*$/.test(userAgent), 'userAgent must be one line of ASCII text')
  must(typeof now === 'function', 'now must be a function')
  must(
    cookies === undefined || typeof cookies?.getCookies === 'function',
    'cookies must be a CookieJar of tough-cookie',
  )
  must(typeof preflightCache?.covers === 'function', 'preflightCache must be a PreflightCache')
  checkTls(given.tls)
  if (given.network !== undefined) checkNetwork(given.network)
  return given
}

function withDefaults(options: PageOptions, engine: Engine) {
  const defaults = {
    engine,
    resolve: {},
    handlers: {},
    thirdPartyCookies: COOKIE_RULES[engine].thirdParty,
    preflightCache: new PreflightCache(),
    timeout: 30_000,
    tls: {},
    sandboxed: false,
    userAgent: 'Mozilla/5.0 (compatible; corskit)',
    now: () => performance.now(),
  }
  // What is undefined is not given.
  const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as PageOptions
  return { ...defaults, ...given }
}

function checkTls(tls: TlsOptions): void {
  mustHaveOnly('tls', tls, TLS)
  const { ca, rejectUnauthorized } = tls
  const isText = (one: unknown) => typeof one === 'string' || one instanceof Uint8Array
  must(
    ca === undefined || (Array.isArray(ca) ? ca.every(isText) : isText(ca)),
    'tls.ca must be PEM text, or a list of it',
  )
  must(
    rejectUnauthorized === undefined || typeof rejectUnauthorized === 'boolean',
    'tls.rejectUnauthorized must be true or false',
  )
}

function checkNetwork(network: NetworkPosition): void {
  mustHaveOnly('network', network, POSITIONS)
  must(SPACES.has(network.page), `network.page must be one of ${[...SPACES].join(', ')}`)
  must(typeof network.target === 'function', 'network.target must be a function of the URL')
  must(PERMISSIONS.has(network.permission), "network.permission must be 'granted', 'denied' or 'prompt'")
}

function mustHaveOnly(where: string, given: object, known: ReadonlySet<string>): void {
  const unknown = Object.keys(given).find((name) => !known.has(name))
  must(unknown === undefined, `${where} has no option ${JSON.stringify(unknown)}; it has ${[...known].join(', ')}`)
}

/** A `Map` and its like have their entries elsewhere than in properties: nothing in them would be seen. */
function mustBePlain(where: string, given: unknown): void {
  const isObject = typeof given === 'object' && given !== null
  if (isObject && !(Symbol.iterator in given)) return
  const kind = Array.isArray(given) ? 'a list' : isObject ? given.constructor.name : String(given)
  throw new TypeError(`${where} must be an object such as { name: value }, not ${kind}`)
}

function must(isRight: boolean, message: string): void {
  if (!isRight) throw new TypeError(message)
}
