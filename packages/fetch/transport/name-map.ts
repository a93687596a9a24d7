/**
 * `resolve`: where the hosts of a page's URLs are found. The names stay what they are to the page, to cookies, to TLS
 * and to `Host`.
 */

import { isLoopbackHost } from 'corskit/protocol'

/**
 * Host or host with port, to an origin (`http://127.0.0.1:3000`) or an address with or without port (`127.0.0.1:3000`,
 * `[::1]`).
 */
export type NameMap = Readonly<Record<string, string>>

/** From a URL to the origin to connect to. */
export type FindTarget = (url: URL) => string

/** @throws {TypeError} naming the entry that is wrong */
export function readNameMap(map: NameMap): FindTarget {
  const entries = new Map(Object.entries(map).map(([name, to]) => [readName(name), readTarget(name, to)]))
  return (url) => {
    const find = entries.get(url.host) ?? entries.get(url.hostname)
    return find === undefined ? url.origin : find(url)
  }
}

function readName(name: string): string {
  if (!URL.canParse(`http://${name}`) || /[/?#@]/.test(name)) {
    throw new TypeError(
      `resolve: ${JSON.stringify(name)} is not a host, such as 'api.example.com' or 'api.example.com:8443'`,
    )
  }
  return new URL(`any://${name}`).host.toLowerCase()
}

function readTarget(name: string, to: string): FindTarget {
  const hasScheme = typeof to === 'string' && /^https?:\/\//.test(to)
  const written = hasScheme ? to : `http://${to}`
  const isOrigin = typeof to === 'string' && URL.canParse(written) && /^https?:\/\/[^/?#@]+\/?$/.test(written)
  // Without a scheme only an address: `javascript:1` would be a host and a port as well.
  if (!isOrigin || !(hasScheme || isAddress(new URL(written).hostname))) {
    throw new TypeError(
      `resolve: ${name} must lead to an origin or an address, such as 'http://127.0.0.1:3000' or '127.0.0.1:3000', not ${JSON.stringify(to)}`,
    )
  }
  const target = new URL(written)
  if (hasScheme) return () => target.origin
  // An address alone keeps scheme and port of the URL that is asked for.
  const port = /:(\d+)$/.exec(to)?.[1]
  return (url) => new URL(`${url.protocol}//${target.hostname}:${port ?? url.port}`).origin
}

const isAddress = (host: string): boolean =>
  host.startsWith('[') || /^\d+\.\d+\.\d+\.\d+$/.test(host) || isLoopbackHost(host)
