/**
 * A header list: name-value pairs in order, duplicates kept. Values hold bytes, one character each (U+0000 to U+00FF).
 * https://fetch.spec.whatwg.org/#concept-header-list
 */
import { stripTabsAndSpaces } from './whitespace.ts'

/** A name and its value. https://fetch.spec.whatwg.org/#concept-header */
export type Header = readonly [name: string, value: string]

/** https://fetch.spec.whatwg.org/#concept-header-list */
export type HeaderList = readonly Header[]

/**
 * Lower-cases ASCII letters and nothing else: `toLowerCase` would also touch characters that no header name may hold.
 */
export function asciiLowerCase(value: string): string {
  for (let i = 0; i < value.length; i++) {
    const code = value.charCodeAt(i)
    if (code >= 0x41 && code <= 0x5a) return value.replace(/[A-Z]+/g, (run) => run.toLowerCase())
  }
  return value
}

/**
 * *Gets* a header: the values of every header called `name` joined by `, `, or `null` when there is none.
 * https://fetch.spec.whatwg.org/#concept-header-list-get
 *
 * @param name in lower case, like every name in `list`
 */
export function getHeader(list: HeaderList, name: string): string | null {
  let value: string | null = null
  for (const header of list) {
    if (header[0] === name) value = value === null ? header[1] : `${value}, ${header[1]}`
  }
  return value
}

/** The values of every header called `name`, one entry a header line. */
export function getHeaderLines(list: HeaderList, name: string): string[] {
  const lines: string[] = []
  for (const header of list) if (header[0] === name) lines.push(header[1])
  return lines
}

/** Whether a header called `name` is in the list. https://fetch.spec.whatwg.org/#header-list-contains */
export function containsHeader(list: HeaderList, name: string): boolean {
  for (const header of list) if (header[0] === name) return true
  return false
}

/**
 * *Get, decode, and split* on a value: commas inside quoted strings do not split, empty pieces stay.
 * https://fetch.spec.whatwg.org/#header-value-get-decode-and-split
 */
export function decodeAndSplit(value: string): string[] {
  const values: string[] = []
  let piece = ''
  let i = 0
  while (true) {
    while (i < value.length && value[i] !== '"' && value[i] !== ',') piece += value[i++]
    if (value[i] === '"') {
      const end = endOfQuotedString(value, i)
      piece += value.slice(i, end)
      i = end
      if (i < value.length) continue
    }
    values.push(stripTabsAndSpaces(piece))
    piece = ''
    if (i >= value.length) return values
    i++ // the comma
  }
}

/** Where the quoted string that starts at `start` ends. https://fetch.spec.whatwg.org/#collect-an-http-quoted-string */
function endOfQuotedString(value: string, start: number): number {
  let i = start + 1
  while (i < value.length) {
    const character = value[i++]
    if (character === '"') return i
    if (character === '\\' && i < value.length) i++
  }
  return i
}
