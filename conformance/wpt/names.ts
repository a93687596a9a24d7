/** The names under which wptserve is known, all of them on loopback. */
import dns from 'node:dns'

const LABELS = ['www', 'www1', 'www2', 'xn--n8j6ds53lwwkrqhv28a', 'xn--lve-6lad']
const HOSTS = ['web-platform.test', 'not-web-platform.test'].flatMap((host) => [
  host,
  ...LABELS.flatMap((label) => [`${label}.${host}`, ...LABELS.map((second) => `${second}.${label}.${host}`)]),
])

export const LOOPBACK = '127.0.0.1'

export const NAMES: Readonly<Record<string, string>> = Object.fromEntries(HOSTS.map((host) => [host, LOOPBACK]))

const lookupElsewhere = dns.lookup as (...given: unknown[]) => void

/** Stands in for `dns.lookup`. */
export const lookup = ((host: string, options: dns.LookupAllOptions, callback: (...given: unknown[]) => void) => {
  if (NAMES[host] === undefined) lookupElsewhere(host, options, callback)
  else if (options.all) callback(null, [{ address: LOOPBACK, family: 4 }])
  else callback(null, LOOPBACK, 4)
}) as typeof dns.lookup
