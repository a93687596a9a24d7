/** Ports from which no browser loads a page. https://fetch.spec.whatwg.org/#port-blocking */
import { BAD_PORTS } from '../../protocol/origin.ts'
import { type Issue, quoted } from '../checks/issue.ts'

/**
 * A warning, because browsers have a flag that allows such a port.
 *
 * @param pattern an accepted one
 * @param path made only when there is something to report: a list may hold a million origins
 */
export function blockedPort(pattern: string, path: () => string): Issue | null {
  const colon = pattern.lastIndexOf(':')
  if (!BAD_PORTS.has(pattern.slice(colon + 1)) || !/^https?:/.test(pattern)) return null
  const message = `browsers block port ${pattern.slice(colon + 1)}, which is another protocol's: no page is loaded from ${quoted(pattern)}`
  return {
    code: 'origin-port-blocked',
    path: path(),
    message,
    fix: 'serve the page from another port, and name that',
    value: pattern,
  }
}
