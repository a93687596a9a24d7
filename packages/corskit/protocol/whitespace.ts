/**
 * The two kinds of white space that HTTP knows.
 * https://fetch.spec.whatwg.org/#http-whitespace
 */

const TAB = 0x09
const LF = 0x0a
const CR = 0x0d
const SPACE = 0x20

const isTabOrSpace = (code: number) => code === SPACE || code === TAB
const isHttpWhitespace = (code: number) => code === SPACE || code === TAB || code === LF || code === CR

/** Strips what `isSpace` names from both ends. */
function strip(value: string, isSpace: (code: number) => boolean): string {
  let start = 0
  let end = value.length
  while (start < end && isSpace(value.charCodeAt(start))) start++
  while (end > start && isSpace(value.charCodeAt(end - 1))) end--
  return start === 0 && end === value.length ? value : value.slice(start, end)
}

/** Removes leading and trailing tabs and spaces (https://fetch.spec.whatwg.org/#http-tab-or-space). */
export function stripTabsAndSpaces(value: string): string {
  return strip(value, isTabOrSpace)
}

/** *Normalizes* a header value: https://fetch.spec.whatwg.org/#concept-header-value-normalize */
export function normalizeHeaderValue(value: string): string {
  return strip(value, isHttpWhitespace)
}
