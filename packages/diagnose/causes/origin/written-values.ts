/** Values of a header that somebody wrote for a program, and that the program passed on as they are. */

const SIGNS = '["\'`\\[\\](){}<>]'
const WRAPPED = new RegExp(`^${SIGNS}+|${SIGNS}+$`, 'g')

/** The value without the quotes and brackets at its ends; `null` where it has none. An address of IPv6 has its own. */
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
