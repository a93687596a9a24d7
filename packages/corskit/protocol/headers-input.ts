/**
 * Takes headers in every form that people use and makes a header list: names in lower case, values normalized.
 */
import { asciiLowerCase, type Header } from './header-list.ts'
import { normalizeHeaderValue } from './whitespace.ts'

/** A record, a list of pairs (duplicates kept), or a `Headers` object. */
export type HeadersInput =
  | Iterable<readonly [name: string, value: string]>
  | Readonly<Record<string, string | readonly string[] | undefined>>

const EXPECTED = 'headers must be a record, a list of pairs or a Headers object'

/**
 * Normalizes values and lower-cases names; says nothing about whether they are valid.
 * @throws {TypeError} when it has none of the three forms
 */
export function toHeaderList(input: HeadersInput | null | undefined): Header[] {
  const list: Header[] = []
  if (input === null || input === undefined) return list
  if (typeof input !== 'object') throw new TypeError(`${EXPECTED}, not ${typeof input}`)
  if (isIterable(input)) {
    for (const pair of input) {
      if (!Array.isArray(pair) || pair.length !== 2) throw new TypeError(`${EXPECTED}: not every entry is a pair`)
      list.push(normalized(pair[0], pair[1]))
    }
    return list
  }
  for (const [name, value] of Object.entries(input)) {
    if (value === undefined) continue
    if (Array.isArray(value)) for (const line of value) list.push(normalized(name, line))
    else list.push(normalized(name, value as string))
  }
  return list
}

const isIterable = (input: HeadersInput): input is Iterable<Header> =>
  typeof (input as Partial<Iterable<Header>>)[Symbol.iterator] === 'function'

function normalized(name: unknown, value: unknown): Header {
  return [asciiLowerCase(textOf(name)), normalizeHeaderValue(textOf(value))]
}

/**
 * Numbers, booleans and the like become text, as in a browser. An object would become `[object Object]`, which nobody
 * means.
 */
function textOf(value: unknown): string {
  if (typeof value === 'string') return value
  if ((typeof value === 'object' && value !== null) || typeof value === 'function' || typeof value === 'symbol') {
    throw new TypeError(`${EXPECTED}: not every name and value is text`)
  }
  return String(value)
}
