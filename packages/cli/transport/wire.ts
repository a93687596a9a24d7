/** What the transport takes and gives: one request out, one answer or one failure back. */
import type { Header } from 'corskit/protocol'
import type { Failure } from './failure.ts'

/** A request as it goes over the wire: every header that a browser would send, names in lower case. */
export interface WireRequest {
  readonly method: string
  readonly url: URL
  readonly headers: readonly Header[]
  readonly body: Uint8Array | null
}

/** An answer's head. Its body is never downloaded: no rule of CORS looks at it. */
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

/** What bounds and steers a connection. */
export interface WireOptions {
  /** Milliseconds for one exchange, from the name's look-up to the end of the response's head. */
  readonly timeout: number
  /** Milliseconds for the answer alone, once the connection is there. Default: what is left of `timeout`. */
  readonly answerTimeout?: number
  /** Where names lead instead of where DNS says. */
  readonly names?: NameMap
  /** Default: the server itself is connected to. */
  readonly proxy?: HttpProxy
  /** Go on although the certificate is not trusted. */
  readonly insecure: boolean
  /** Extra certificate authorities in PEM, beside those that Node trusts. */
  readonly authorities?: readonly string[]
  /** Told about what a browser would have stopped at and `insecure` passed over. */
  readonly onUntrustedCertificate?: (failure: Failure) => void
}

/** The longest response head that is read: Chromium's own limit (measured: 250,000 bytes pass, 270,000 do not). */
export const MAX_RESPONSE_HEAD_BYTES = 256 * 1024

/** More lines than any server has a reason for; Chromium's limit is one of bytes alone. */
export const MAX_RESPONSE_HEADER_LINES = 10_000

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
 * How long one of several addresses may take before the next is tried. Node's 250 ms gives up on servers that are merely far away: unlike a
 * browser, it drops the attempt that it overtakes. To be spread: Node's types know the option for sockets only.
 */
export const SEVERAL_ADDRESSES = { autoSelectFamilyAttemptTimeout: 2000 } as const

export function connectPort(url: URL): number {
  if (url.port !== '') return Number(url.port)
  return url.protocol === 'https:' ? 443 : 80
}
