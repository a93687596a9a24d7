/** The port of an origin pattern: none, digits, or `*`. https://url.spec.whatwg.org/#port-state */
import { defaultPort } from '../../protocol/origin.ts'
import { quoted } from '../checks/issue.ts'
import { NAME_THE_PORT, portWithWildcard } from './misplaced-wildcard.ts'
import type { PatternIssue } from './pattern-issue.ts'

/**
 * Takes `host[:port]` apart. The port is `''` for the default port, written or not, and `null` when it cannot be
 * repaired.
 */
export function checkPort(
  scheme: string,
  authority: string,
  found: PatternIssue[],
): { host: string; port: string | null } {
  const colon = authority.lastIndexOf(':')
  // The colons of an IPv6 address are inside its brackets.
  if (colon < 0 || colon < authority.lastIndexOf(']')) return { host: authority, port: '' }
  const host = authority.slice(0, colon)
  const port = authority.slice(colon + 1)
  if (port === '*') return { host, port }
  if (port === '') {
    found.push({ code: 'origin-port-invalid', message: 'there is a colon at the end, and no port' })
    return { host, port: '' }
  }
  if (/[^0-9]/.test(port)) {
    const message = `a port is a number, not ${quoted(port)}`
    found.push(
      port.includes('*')
        ? portWithWildcard(scheme, host, port)
        : { code: 'origin-port-invalid', message, fix: NAME_THE_PORT },
    )
    return { host, port: null }
  }
  const number = Number(port)
  if (number < 1 || number > 65_535) {
    const message = `ports go from 1 to 65535; there is no port ${quoted(port).slice(1, -1)}`
    found.push({ code: 'origin-port-invalid', message, fix: NAME_THE_PORT })
    return { host, port: null }
  }
  if (number === defaultPort(scheme)) {
    found.push({
      code: 'origin-default-port',
      message: `browsers leave ${port} out, because it is the default port of ${scheme}:`,
    })
    return { host, port: '' }
  }
  if (String(number) !== port) found.push({ code: 'origin-port-invalid', message: 'a port has no leading zeros' })
  return { host, port: String(number) }
}
