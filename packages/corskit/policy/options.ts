/**
 * The options of a policy, in the words of the `cors` package where it has one, with the meaning that the standard
 * gives them.
 */
import type { Fault } from './fault.ts'

/**
 * Says whether pages of this origin are allowed. Only a strict `true` (or a promise of it) allows; anything else
 * denies, and a throw, a rejection, a value that is not a boolean and a promise that does not settle are reported to
 * `onFault` as well.
 *
 * @param origin a serialized origin that a browser can send, never `null`
 * @param request the framework's own request
 */
export type OriginPredicate<Request = unknown> = (origin: string, request: Request) => boolean | Promise<boolean>

/** One allowed origin: a pattern or an anchored RegExp. */
export type OriginPattern = string | RegExp

/**
 * The options that `definePolicy` and every adapter take. What is not listed here is refused, with the nearest name.
 */
export interface PolicyOptions<Request = unknown> {
  /**
   * Whose pages may read the answers. Required. One of
   *
   * - a serialized origin: `'https://app.example.com'`. Lower case, no path, no trailing slash, no default port;
   * - a pattern: `'https://*.example.com'` is one or more labels under example.com (and not example.com),
   *   `'http://localhost:*'` is any port or none, `'https://*.example.com:*'` both, and in
   *   `'https://preview-*.example.com'` the `*` is one or more letters, digits and hyphens;
   * - a list of those;
   * - a RegExp, anchored at both ends in every branch, or a list with RegExps in it. The registrable domain of
   *   everything that it matches is spelled out in it. It is asked last, and only about origins that browsers
   *   send;
   * - a predicate. Name the request headers that it looks at in `vary`;
   * - `'*'`: everyone, without credentials.
   *
   * @see https://fetch.spec.whatwg.org/#http-access-control-allow-origin
   * @see https://html.spec.whatwg.org/multipage/browsers.html#ascii-serialisation-of-an-origin
   */
  readonly origin: OriginPattern | readonly OriginPattern[] | OriginPredicate<Request>

  /**
   * Which methods pages may use beside GET, HEAD and POST, which every page may send anyway. Case matters. Default:
   * none. `'*'` is all methods; under credentials, where browsers take a `*` literally, the requested method is named
   * instead.
   *
   * @see https://fetch.spec.whatwg.org/#http-access-control-allow-methods
   */
  readonly methods?: string | readonly string[]

  /**
   * Which request headers pages may send beside the safelisted ones, in any case. Default: none. `'*'` is all but
   * `Authorization`, which must be named too: `['*', 'authorization']`. Under credentials, where browsers take a `*`
   * literally, the requested names are named instead.
   *
   * @see https://fetch.spec.whatwg.org/#http-access-control-allow-headers
   * @see https://fetch.spec.whatwg.org/#cors-safelisted-request-header
   */
  readonly allowedHeaders?: string | readonly string[]

  /**
   * Which response headers script may read beside the safelisted ones. Default: none. `'*'` is all of them, without
   * credentials only.
   *
   * @see https://fetch.spec.whatwg.org/#http-access-control-expose-headers
   */
  readonly exposedHeaders?: string | readonly string[]

  /**
   * Whether pages may send cookies, client certificates and HTTP authentication, and read what comes back. Default:
   * `false`.
   *
   * @see https://fetch.spec.whatwg.org/#http-access-control-allow-credentials
   */
  readonly credentials?: boolean

  /**
   * For how many seconds browsers may remember a preflight: an integer from 0 to 86,400. Default: not said, which
   * browsers take as 5 seconds. Chromium keeps no preflight for longer than 7,200 seconds.
   *
   * @see https://fetch.spec.whatwg.org/#http-access-control-max-age
   */
  readonly maxAge?: number

  /**
   * Request headers that decide with the origin: what a predicate looks at. They join `Vary`, so that no cache hands
   * one client's answer to another. Default: none; `Origin` and the preflight's headers are added by themselves.
   *
   * @see https://www.rfc-editor.org/rfc/rfc9110#section-12.5.5
   */
  readonly vary?: string | readonly string[]

  /**
   * Adds the reason to denied preflights, as the header `corskit-reason`. For development: it tells strangers what you
   * allow. Default: `false`.
   */
  readonly explain?: boolean

  /**
   * For how many milliseconds a predicate's promise may stay unsettled before it counts as a denial: 1 to 600,000.
   * Default: 5,000.
   */
  readonly timeout?: number

  /** Told when a predicate fails; not waited for. Default: the first fault of each kind goes to `console.error`. */
  readonly onFault?: (fault: Fault) => void

  /**
   * Answers `Access-Control-Request-Private-Network` as Chromium wanted it before it replaced that by a permission
   * prompt (Local Network Access), which needs no header. Only for managed browsers that still ask. Default: `false`.
   *
   * @see https://wicg.github.io/private-network-access/
   */
  readonly legacyPrivateNetworkAccess?: boolean

  /**
   * Allows the origin `null` too: sandboxed frames, `data:` documents, local files. Any site can put its page into a
   * sandboxed frame, so this allows every site on the web, except that it is not written `*`. Default: `false`.
   */
  readonly dangerouslyAllowNullOrigin?: boolean

  /**
   * Allows `http:` origins beside credentials although whoever is on the path can put script into their pages. Loopback
   * needs no permission. Default: `false`.
   */
  readonly dangerouslyAllowInsecureOrigins?: boolean

  /**
   * Allows wildcards like `https://*.github.io` and `https://my-app-*.vercel.app`, which match names that anyone can
   * have. Default: `false`.
   */
  readonly dangerouslyAllowPublicSuffixes?: boolean
}

/** The names of all options, for the check of unknown ones. The type makes the compiler name any that is missing. */
const NAMES: Record<keyof PolicyOptions, true> = {
  origin: true,
  methods: true,
  allowedHeaders: true,
  exposedHeaders: true,
  credentials: true,
  maxAge: true,
  vary: true,
  explain: true,
  timeout: true,
  onFault: true,
  legacyPrivateNetworkAccess: true,
  dangerouslyAllowNullOrigin: true,
  dangerouslyAllowInsecureOrigins: true,
  dangerouslyAllowPublicSuffixes: true,
}

export const OPTION_NAMES: readonly string[] = Object.freeze(Object.keys(NAMES))
