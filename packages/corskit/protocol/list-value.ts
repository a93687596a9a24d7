/**
 * The list headers of CORS: `Access-Control-Allow-Methods = #method`, `-Allow-Headers = #field-name`,
 * `-Expose-Headers = #field-name`. All three are lists of tokens in RFC 9110's grammar: empty elements are allowed,
 * quoted strings and other white space are not. One bad element makes the whole header a failure.
 * https://fetch.spec.whatwg.org/#http-new-header-syntax and https://fetch.spec.whatwg.org/#extract-header-list-values
 */
import { getHeader, type HeaderList } from './header-list.ts'
import { isToken } from './token.ts'
import { stripTabsAndSpaces } from './whitespace.ts'

/** What is left when a list cannot be parsed: the first element that is not a token. */
export interface ListFailure {
  readonly failure: true
  readonly element: string
}

/**
 * *Extracts header list values*: `null` when the header is absent. Parsing the combined value equals parsing line by
 * line.
 */
export function extractTokenList(list: HeaderList, name: string): readonly string[] | null | ListFailure {
  const value = getHeader(list, name)
  return value === null ? null : parseTokenList(value)
}

/** Parses `#token`. https://www.rfc-editor.org/rfc/rfc9110#section-5.6.1 */
export function parseTokenList(value: string): readonly string[] | ListFailure {
  const tokens: string[] = []
  let start = 0
  while (start <= value.length) {
    let end = value.indexOf(',', start)
    if (end < 0) end = value.length
    const element = stripTabsAndSpaces(value.slice(start, end))
    if (element !== '') {
      if (!isToken(element)) return { failure: true, element }
      tokens.push(element)
    }
    start = end + 1
  }
  return tokens
}

/** Whether an extracted list is a failure. */
export function isListFailure(list: readonly string[] | null | ListFailure): list is ListFailure {
  return list !== null && 'failure' in list
}

/**
 * `Access-Control-Max-Age = delta-seconds`, in seconds. `null` when absent, `'failure'` when it is not one run of
 * digits.
 * https://www.rfc-editor.org/rfc/rfc9111#section-1.2.2
 */
export function extractDeltaSeconds(list: HeaderList, name: string): number | null | 'failure' {
  const value = getHeader(list, name)
  if (value === null) return null
  return /^[0-9]+$/.test(value) ? Number(value) : 'failure'
}
