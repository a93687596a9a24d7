/** The method of the request, from `-X`. */
import { isForbiddenMethod, isMethod, normalizeMethod } from 'corskit/protocol'
import { named } from '../command-line/secrets.ts'
import { quoted, UsageError } from '../command-line/usage-error.ts'

export function parseRequestMethod(text: string): string {
  if (!isMethod(text))
    throw new UsageError(`-X ${named(text)} is not a method; expected a word such as GET, PUT or PATCH`)
  if (text.length > 64) throw new UsageError(`-X ${named(text)} has ${text.length} characters; expected at most 64`)
  if (isForbiddenMethod(text))
    throw new UsageError(
      `-X ${named(text)}: no browser lets a page send CONNECT, TRACE or TRACK; expected another method`,
    )
  return text
}

/**
 * Methods are case-sensitive and only six of them are upper-cased by `fetch`.
 * https://fetch.spec.whatwg.org/#concept-method-normalize
 */
export function methodNote(method: string): string | null {
  const sent = normalizeMethod(method)
  if (sent === sent.toUpperCase()) return null
  return `fetch sends ${quoted(sent)} as it is written; ${sent.toUpperCase()} would be another method`
}
