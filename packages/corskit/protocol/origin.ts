/** Origins. https://html.spec.whatwg.org/multipage/browsers.html#concept-origin */

/** A tuple origin: where a page with an address of its own comes from. `port` is `null` for the scheme's default. */
export interface TupleOrigin {
  readonly opaque: false
  readonly scheme: string
  readonly host: string
  readonly port: number | null
  /** `scheme://host[:port]`, which is what `Origin` carries. */
  readonly serialized: string
}

/**
 * An opaque origin: sandboxed frames, `data:` documents, local files. Equal to itself only, and always written `null`.
 */
export interface OpaqueOrigin {
  readonly opaque: true
  readonly serialized: 'null'
}

/** Where a page comes from. https://html.spec.whatwg.org/multipage/browsers.html#concept-origin */
export type Origin = TupleOrigin | OpaqueOrigin

/** A new opaque origin, equal to no other. */
export function opaqueOrigin(): OpaqueOrigin {
  return { opaque: true, serialized: 'null' }
}

/** A map and not an object, which would know `constructor` too. */
const DEFAULT_PORTS: ReadonlyMap<string, number> = new Map([
  ['http', 80],
  ['https', 443],
  ['ws', 80],
  ['wss', 443],
  ['ftp', 21],
])

/**
 * The port that a URL of this scheme has when none is written, or `undefined`.
 * https://url.spec.whatwg.org/#default-port
 */
export function defaultPort(scheme: string): number | undefined {
  return DEFAULT_PORTS.get(scheme)
}

/** Ports that no browser connects to. https://fetch.spec.whatwg.org/#port-blocking */
export const BAD_PORTS: ReadonlySet<string> = new Set(
  (
    '0 1 7 9 11 13 15 17 19 20 21 22 23 25 37 42 43 53 69 77 79 87 95 101 102 103 104 109 110 111 113 115 117 119 123 135 137 139 143 161 179 ' +
    '389 427 465 512 513 514 515 526 530 531 532 540 548 554 556 563 587 601 636 989 990 993 995 1719 1720 1723 2049 3659 4045 4190 5060 5061 ' +
    '6000 6566 6665 6666 6667 6668 6669 6679 6697 10080'
  ).split(' '),
)

/** The origin of a URL. https://url.spec.whatwg.org/#concept-url-origin */
export function originOfUrl(url: URL): Origin {
  const scheme = url.protocol.slice(0, -1)
  if (scheme === 'blob') return originOfBlobUrl(url)
  return !DEFAULT_PORTS.has(scheme) ? opaqueOrigin() : new UrlOrigin(scheme, url.origin, url)
}

/**
 * The origin of a page, by its URL. Pages of apps and extensions (`capacitor://localhost`, `chrome-extension://…`) have
 * an origin too, although the standard does not name their schemes: engines were measured to send it in `Origin`. Pages
 * of files have an opaque origin.
 */
export function originOfPage(url: URL): Origin {
  const origin = originOfUrl(url)
  if (!origin.opaque || url.protocol === 'file:') return origin
  return parseSerializedOrigin(`${url.protocol}//${url.host}`) ?? origin
}

/**
 * A tuple origin that reads its parts from the URL only when they are needed: most comparisons look at the
 * serialization.
 */
class UrlOrigin implements TupleOrigin {
  readonly opaque = false
  readonly scheme: string
  readonly serialized: string
  readonly #url: URL

  constructor(scheme: string, serialized: string, url: URL) {
    this.scheme = scheme
    this.serialized = serialized
    this.#url = url
  }

  get host(): string {
    return this.#url.hostname
  }

  get port(): number | null {
    return this.#url.port === '' ? null : Number(this.#url.port)
  }
}

function originOfBlobUrl(url: URL): Origin {
  if (!URL.canParse(url.pathname)) return opaqueOrigin()
  const inner = new URL(url.pathname)
  return inner.protocol === 'http:' || inner.protocol === 'https:' ? originOfUrl(inner) : opaqueOrigin()
}

/**
 * Reads a serialized origin as it stands in an `Origin` header: `null`, or exactly what serializing gives. Anything
 * else (a path, a trailing slash, upper case, a default port) is not an origin and gives `null`. Schemes of apps and
 * extensions (`capacitor://localhost`) are origins too.
 * https://fetch.spec.whatwg.org/#origin-header
 */
export function parseSerializedOrigin(value: string): Origin | null {
  if (value === 'null') return opaqueOrigin()
  const url = urlOfSerializedOrigin(value)
  return url === null ? null : tupleOrigin(url, value)
}

/**
 * The URL of an origin's root, from the origin's serialization. `null` when the text is not an origin, or is `null`.
 */
export function urlOfSerializedOrigin(value: string): URL | null {
  if (!value.includes('://')) return null
  let url: URL
  try {
    url = new URL(value)
  } catch {
    return null
  }
  return url.host !== '' && `${url.protocol}//${url.host}` === value ? url : null
}

/** The origin whose serialization gave this URL. */
export function tupleOrigin(url: URL, serialized: string): TupleOrigin {
  return new UrlOrigin(url.protocol.slice(0, -1), serialized, url)
}

/**
 * *Same origin*: the same opaque origin, or equal scheme, host and port.
 * https://html.spec.whatwg.org/multipage/browsers.html#same-origin
 */
export function isSameOrigin(a: Origin, b: Origin): boolean {
  if (a.opaque || b.opaque) return a === b
  return a.serialized === b.serialized
}

/**
 * *Potentially trustworthy*: https and wss, loopback hosts, local files.
 * https://w3c.github.io/webappsec-secure-contexts/#is-origin-trustworthy
 */
export function isPotentiallyTrustworthy(origin: Origin): boolean {
  if (origin.opaque) return false
  if (origin.scheme === 'https' || origin.scheme === 'wss' || origin.scheme === 'file') return true
  return isLoopbackHost(origin.host)
}

/** `localhost` and its subdomains, 127.0.0.0/8 and `[::1]`, in a URL's spelling. */
export function isLoopbackHost(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost') || host === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(host)
}
