/** The scheme that a host is given when none was written, or when the host stood in its place. */
import { isHostName } from '../origins/host-as-scheme.ts'
import { isThisMachine } from '../origins/this-machine.ts'
import type { Offer } from './pattern-issue.ts'

/** @param rest what follows `://`: a port, another host, or nothing */
export function offersForHost(scheme: string, host: string, rest: string): readonly Offer[] {
  if (!isHostName(host)) return []
  const second = scheme.slice(host.length)
  if (second === '' && /^\d{0,5}$/.test(rest)) return [schemeAdded(rest === '' ? host : `${host}:${rest}`)]
  const first = schemeAdded(host)
  // Without a comma between them, both have the same scheme, or it is not clear which one the first has.
  return /^https?$/.test(second) && first.startsWith(`${second}:`) ? [[first, `${second}://${rest}`]] : []
}

export function schemeAdded(authority: string): string {
  const [, host, defaultPort] = /^(.*):(80|443)$/.exec(authority) ?? []
  if (host !== undefined) return `${defaultPort === '80' ? 'http' : 'https'}://${host}`
  return `${isThisMachine(`http://${authority}`) ? 'http' : 'https'}://${authority}`
}
