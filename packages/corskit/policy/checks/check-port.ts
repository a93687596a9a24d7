/** The port of an origin pattern: none, digits, or `*`. https://url.spec.whatwg.org/#port-state */
import { defaultPort } from '../../protocol/origin.ts'
import type { Flaw } from './check-origin-pattern.ts'
import { quoted } from './issue.ts'

/** Takes `host[:port]` apart. The port is `''` for the default one, written or not, and for one that cannot be repaired. */
export function checkPort(scheme: string, authority: string, flaws: Flaw[]): { host: string; port: string } {
  const colon = authority.lastIndexOf(':')
  // The colons of an IPv6 address are inside its brackets.
  if (colon < 0 || colon < authority.lastIndexOf(']')) return { host: authority, port: '' }
  const host = authority.slice(0, colon)
  const port = authority.slice(colon + 1)
  if (port === '*') return { host, port }
  if (port === '') {
    flaws.push({ code: 'origin-port-invalid', message: 'a colon at the end, and no port' })
    return { host, port: '' }
  }
  if (!/^[0-9]+$/.test(port)) {
    const [code, what] = port.includes('*')
      ? (['origin-wildcard-misplaced', "a port is a number or '*'"] as const)
      : (['origin-port-invalid', 'a port is a number'] as const)
    flaws.push({ code, message: `${what}, not ${quoted(port)}` })
    return { host, port: '' }
  }
  const number = Number(port)
  if (number < 1 || number > 65_535) {
    flaws.push({ code: 'origin-port-invalid', message: `ports go from 1 to 65535; there is no port ${port}` })
    return { host, port: '' }
  }
  if (number === defaultPort(scheme)) {
    flaws.push({
      code: 'origin-default-port',
      message: `browsers leave ${port} away, it is what ${scheme}: stands for`,
    })
    return { host, port: '' }
  }
  if (String(number) !== port) flaws.push({ code: 'origin-port-invalid', message: 'a port has no leading zeros' })
  return { host, port: String(number) }
}
