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
  const port = pattern.slice(pattern.lastIndexOf(':') + 1)
  return BAD_PORTS.has(port) && /^https?:/.test(pattern) ? warning(port, quoted(pattern), path(), pattern) : null
}

/**
 * @param ports those that a RegExp of the list names
 * @param value the RegExp
 */
export function blockedPorts(ports: readonly string[], path: string, value: unknown): readonly Issue[] {
  return ports.filter((port) => BAD_PORTS.has(port)).map((port) => warning(port, 'there', path, value))
}

function warning(port: string, origin: string, path: string, value: unknown): Issue {
  return {
    code: 'origin-port-blocked',
    path,
    message: `browsers block port ${port}, which is another protocol's: no page is loaded from ${origin}`,
    fix: 'serve the page from another port, and name that',
    value,
  }
}
