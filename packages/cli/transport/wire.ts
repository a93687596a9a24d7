/** What the transport takes and gives: one request, and one answer or one failure. */
import type { Header } from 'corskit/protocol'
import type { Failure } from './failure.ts'

/** A request as it goes over the wire: every header that a browser would send, names in lower case. */
export interface WireRequest {
  readonly method: string
  readonly url: URL
  readonly headers: readonly Header[]
  readonly body: Uint8Array | null
}

/** An answer's head. No rule of CORS looks at its body. */
export interface WireResponse {
  readonly status: number
  /** Names in lower case, one entry a header line, values as bytes (one character each). */
  readonly headers: readonly Header[]
}

export type WireAnswer = WireResponse | { readonly failure: Failure }

/** Addresses by `host:port`; `host:*` for every port. */
export type NameMap = ReadonlyMap<string, readonly string[]>

/** A proxy that speaks HTTP, through which everything goes. */
export interface HttpProxy {
  readonly url: URL
  /** `user:password` for the proxy itself; `null` where it asks nobody. */
  readonly user: string | null
}

/** The limits and settings of a connection. */
export interface WireOptions {
  /** Milliseconds for one exchange, from the name's look-up to the end of the response's head. */
  readonly timeout: number
  /** Milliseconds for the answer alone, once the connection is there. Default: what is left of `timeout`. */
  readonly answerTimeout?: number
  /** Addresses to use for names, instead of those of DNS. */
  readonly names?: NameMap
  /** Default: the server itself is connected to. */
  readonly proxy?: HttpProxy
  /** Default: HTTP/2 where the server agrees on it. */
  readonly protocol?: 'http/1.1'
  /** Go on although the certificate is not trusted. */
  readonly insecure: boolean
  /** Extra certificate authorities in PEM, beside those that Node trusts. */
  readonly authorities?: readonly string[]
  /** Called with a problem that `insecure` has ignored, and at which a browser would have stopped. */
  readonly onUntrustedCertificate?: (failure: Failure) => void
}

/** Pairs out of Node's flat `[name, value, name, value]`, duplicates kept. HTTP/2's pseudo-headers are not headers. */
export function headerPairs(raw: readonly string[]): Header[] {
  const pairs: Header[] = []
  for (let i = 0; i + 1 < raw.length; i += 2) {
    const name = raw[i] ?? ''
    if (!name.startsWith(':')) pairs.push([name.toLowerCase(), raw[i + 1] ?? ''])
  }
  return pairs
}

/**
 * How long to wait for one address before the next is tried. Node's 250 ms are too short for distant servers: unlike a
 * browser, Node then gives up the first attempt. An object to spread, because Node's types have this option for sockets
 * only.
 */
export const SEVERAL_ADDRESSES = { autoSelectFamilyAttemptTimeout: 2000 } as const

export function connectPort(url: URL): number {
  if (url.port !== '') return Number(url.port)
  return url.protocol === 'https:' ? 443 : 80
}
