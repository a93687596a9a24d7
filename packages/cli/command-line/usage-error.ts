/** The call was wrong: one line that names the value and says what is expected. Nothing was sent; exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** A value as it is shown in an error: printable, in quotes, and no longer than a line. */
export function quoted(value: string): string {
  const cut = value.length > 60 ? `${value.slice(0, 57)}...` : value
  return `'${printable(cut)}'`
}

/**
 * Text that came from outside, as a terminal may have it: without what steers it (C0, DEL, C1), turns the direction of writing, or is there and
 * not seen. Whatever a command prints as text goes through here, and `jsonText` does the same for JSON.
 */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, (character) => {
    const code = character.codePointAt(0) ?? 0
    return code <= 0xff ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u{${code.toString(16)}}`
  })
}

/** Controls, formats (bidirectional, zero-width, tags), separators of lines, halves of surrogate pairs, and letters without a glyph. */
export const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0]/gu
