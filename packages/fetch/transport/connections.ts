/**
 * The page's connections: one pool for each place it talks to, kept alive between fetches, at most six each as in
 * browsers.
 */
import type { TLSSocket } from 'node:tls'
import { buildConnector, Pool } from 'undici'
import { exchange } from './exchange.ts'
import type { FindTarget } from './name-map.ts'
import { NetworkFailure, type WireRequest, type WireResponse } from './wire.ts'

/** Which certificates are trusted. */
export interface TlsOptions {
  /** Certificates to trust beside the usual ones, as in `tls.connect`. */
  readonly ca?: string | Buffer | readonly (string | Buffer)[]
  /** `false` takes any certificate. Default `true`. */
  readonly rejectUnauthorized?: boolean
}

const CONNECTIONS_PER_HOST = 6

/** The longest head of an answer. Browsers differ: Chromium 256 KiB, Firefox 384 KiB. */
const MAX_HEADER_BYTES = 256 * 1024

interface Place {
  readonly pool: Pool
  readonly isTls: boolean
  /** Known once a connection was made. */
  protocol: string | null
}

export class Connections {
  readonly #places = new Map<string, Place>()
  readonly #targetOf: FindTarget
  readonly #tls: TlsOptions
  readonly #timeout: number

  constructor(targetOf: FindTarget, tls: TlsOptions, timeout: number) {
    this.#targetOf = targetOf
    this.#tls = tls
    this.#timeout = timeout
  }

  send(request: WireRequest): Promise<WireResponse> {
    const place = this.#placeOf(request.url)
    if (request.body instanceof ReadableStream && !allowsStream(request.url, place)) {
      return Promise.reject(new NetworkFailure('a stream as a body needs HTTP/2'))
    }
    return exchange(place.pool, request, this.#timeout)
  }

  /** Closes every connection, whatever it is doing. */
  async close(): Promise<void> {
    const places = [...this.#places.values()]
    this.#places.clear()
    await Promise.all(places.map(({ pool }) => pool.destroy(new NetworkFailure('the page was closed'))))
  }

  #placeOf(url: URL): Place {
    const known = this.#places.get(url.origin)
    if (known !== undefined) return known
    const place = this.#open(this.#targetOf(url))
    this.#places.set(url.origin, place)
    return place
  }

  #open(origin: string): Place {
    // Which name the certificate must have follows from the `Host` header, so a mapped name stays itself.
    const connect = buildConnector({ ...(this.#tls as object), preferH2: true, timeout: 0 })
    const pool = new Pool(origin, {
      connections: CONNECTIONS_PER_HOST,
      maxHeaderSize: MAX_HEADER_BYTES,
      connect: (options, callback) =>
        connect(options, (...made) => {
          const [, socket] = made
          if (socket !== undefined && socket !== null) place.protocol = (socket as TLSSocket).alpnProtocol || 'http/1.1'
          callback(...made)
        }),
    })
    const place: Place = { pool, isTls: origin.startsWith('https:'), protocol: null }
    return place
  }
}

/**
 * Over HTTP/1.x a body without a source is a network error. A name that was mapped from https to http counts as what it
 * stands for.
 * https://fetch.spec.whatwg.org/#http-network-fetch
 */
function allowsStream(url: URL, place: Place): boolean {
  return url.protocol === 'https:' && !(place.isTls && place.protocol === 'http/1.1')
}
