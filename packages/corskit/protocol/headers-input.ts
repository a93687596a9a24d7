/** Every form in which people hand headers over, made into one: a header list with names in lower case and normalized values. */
import { asciiLowerCase, type Header } from './header-list.ts'
import { normalizeHeaderValue } from './whitespace.ts'

/** A record, a list of pairs (duplicates kept), or a `Headers` object. */
export type HeadersInput =
  | Iterable<readonly [name: string, value: string]>
  | Readonly<Record<string, string | readonly string[] | undefined>>

/** Normalizes values and lower-cases names; says nothing about whether they are valid. */
export function toHeaderList(input: HeadersInput | null | undefined): Header[] {
  const list: Header[] = []
  if (input === null || input === undefined) return list
  if (Symbol.iterator in input) {
    for (const [name, value] of input as Iterable<Header>) list.push(normalized(name, value))
    return list
  }
  for (const [name, value] of Object.entries(input)) {
    if (value === undefined) continue
    if (typeof value === 'object') for (const line of value) list.push(normalized(name, line))
    else list.push(normalized(name, value))
  }
  return list
}

function normalized(name: string, value: string): Header {
  return [asciiLowerCase(String(name)), normalizeHeaderValue(String(value))]
}
