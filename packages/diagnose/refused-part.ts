/**
 * Finds out which part of a preflight a server refuses, when it answers with an error or without headers: many
 * frameworks do not list what they allow (Starlette 400, Tomcat and Spring 403, rack-cors 200). A preflight that asks
 * for less shows it.
 */
import { type Case, headerOf } from './case.ts'
import type { ProbeName } from './words/evidence.ts'
import { listItems } from './words/list-items.ts'

export interface RefusedPart {
  /** The method that was asked for, when it is refused. */
  readonly method: string | null
  /** The names of headers, in lower case: one of them is refused, or more. */
  readonly headers: readonly string[]
  /** The preflight without it, and the one with only it. */
  readonly evidence: readonly string[]
  /** Whether the answer lists what is allowed, without this. */
  readonly isListed: boolean
}

/** Whether a preflight for less would help. A server that wants a token, or fails, refuses every preflight. */
export function isRefusedForItsContent(seen: Case): boolean {
  const { code, isPreflight, status } = seen
  if (!isPreflight || status === null || status === 401 || status === 407 || status >= 500) return false
  if (status >= 400 && seen.header('www-authenticate') !== null) return false
  return code === 'PreflightInvalidStatus' || code === 'PreflightMissingAllowOriginHeader'
}

export function askedFor(seen: Case): { readonly method: string; readonly headers: readonly string[] } {
  const sent = seen.preflight?.request.headers
  return {
    method: headerOf(sent, 'access-control-request-method') ?? seen.evidence.request.method,
    headers: namesIn(headerOf(sent, 'access-control-request-headers')),
  }
}

const namesIn = (list: string | null) => listItems(list).map((name) => name.toLowerCase())

/** The probes that show it. */
export const SHOW_PART = ['simple-preflight', 'method-preflight', 'headers-preflight'] as const satisfies ProbeName[]

/** `null` when nothing shows that it is the method or a header. */
export function refusedPart(seen: Case): RefusedPart | null {
  if (!isRefusedForItsContent(seen) || !seen.allowsPreflight('simple-preflight')) return null
  const asked = askedFor(seen)
  const isMethod = asked.method !== 'GET' && (asked.headers.length === 0 || refuses(seen, 'method-preflight'))
  const isHeader = asked.headers.length > 0 && (asked.method === 'GET' || refuses(seen, 'headers-preflight'))
  if (!isMethod && !isHeader) return null
  const listed = namesIn(seen.header('access-control-allow-headers'))
  const unlisted = asked.headers.filter((name) => !listed.includes(name))
  const methods = seen.header('access-control-allow-methods')
  return {
    method: isMethod ? asked.method : null,
    headers: !isHeader ? [] : unlisted.length > 0 && listed.length > 0 ? unlisted : asked.headers,
    evidence: [
      `${seen.answerLine}, for ${[asked.method, ...asked.headers].join(', ')}`,
      ...SHOW_PART.map((name) => seen.probeLine(name)),
    ],
    isListed: isMethod ? methods !== null : listed.length > 0 && unlisted.length > 0,
  }
}

const refuses = (seen: Case, name: 'method-preflight' | 'headers-preflight') =>
  seen.answer(name) !== null && !seen.allowsPreflight(name)
