/** Values of a header that somebody wrote for a program, and that the program passed on as they are. */
import type { Case } from '../../case.ts'

/** Also a semicolon, the line break of a text that nobody has read, and signs that look like nothing or like quotes. */
const SIGN = [
  '["\'`\\[\\](){}<>;\\u00a0\\u00ad\\u200b-\\u200f\\u2018-\\u201d\\ufeff]|\\\\[nrt]',
  // The same as the bytes of UTF-8.
  '\\u00c2[\\u00a0\\u00ad]|\\u00e2\\u0080[\\u008b-\\u008f\\u0098-\\u009d]|\\u00ef\\u00bb\\u00bf',
].join('|')
const WRAPPED = new RegExp(`^(?:${SIGN})+|(?:${SIGN})+$`, 'g')

/**
 * The value without the quotes, brackets and other signs at its ends; `null` where it has none. An address of IPv6 has
 * its own.
 */
export function unwrapped(value: string): string | null {
  if (value.includes(',')) return null
  const inner = value.replace(WRAPPED, '')
  return inner === value || /^[a-z][a-z\d+.-]*:\/\/\[[\da-f:.]+\]$/i.test(value) ? null : inner
}

const LEFT_BEHIND: readonly (readonly [RegExp, string])[] = [
  [
    /\$\{|\$\(|\$\w|%\w+%|\{\{|#\{|<%|^(?:process|import\.meta)\.env\b|^os\.environ/,
    'It is the name of a variable, and nothing has replaced it by its value',
  ],
  [/^(?:undefined|none|nil|nan)$/i, 'It is how programs write a variable that is not set'],
  [/^\[object \w+\]$/, 'An object was written as text; the setting wants the text of an origin'],
  [/^(?:true|false)$/i, 'A switch was written as text; the setting wants an origin'],
  [/=>|^function\b/, 'A function was written as text; this setting takes none'],
]

/** What a program left there where an origin was meant, in a sentence; `null` where the value is something else. */
export const leftBehind = (value: string): string | null =>
  LEFT_BEHIND.find(([pattern]) => pattern.test(value.replace(WRAPPED_IN_QUOTES, '$2')))?.[1] ?? null

const WRAPPED_IN_QUOTES = /^(["'`])(.*)\1$/

/** `U+00A0` for each sign that nobody sees, or that looks like another one; empty where there is none. */
export const unseenSigns = (value: string): string[] =>
  [...new Set(Array.from(value).filter((sign) => sign > '~'))].map(
    (sign) => `U+${(sign.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, '0')}`,
  )

/**
 * Chromium has a sentence of its own for a value that is not an origin. Where it shows the origin of the page, the
 * value has signs that nobody sees, and copying has left them out.
 */
export const isRefusedAsNoOrigin = ({ check, evidence, isOnlyMessage, origin }: Case): boolean =>
  isOnlyMessage &&
  check === 'InvalidAllowOriginValue' &&
  evidence.message?.value === origin &&
  /^https?:/.test(origin ?? '')

/** Several origins with a sign between them that is not the comma, at which browsers do not look. */
export function isWrittenList(value: string): boolean {
  const parts = value.split(/[;|]/).filter((part) => part.trim() !== '')
  return parts.length > 1 && parts.every((part) => /^\s*[a-z][a-z\d+.-]*:\/\//i.test(part))
}
