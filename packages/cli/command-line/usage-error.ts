/** The call was wrong: one line that names the value and says what is expected. Nothing was sent; exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** A value as errors show it: printable, in quotes, and not longer than a line. */
export function quoted(value: string): string {
  const cut = value.length > 60 ? `${value.slice(0, 57)}...` : value
  return `'${printable(cut)}'`
}

/**
 * Makes text from outside safe for a terminal: it escapes control characters (C0, DEL, C1), characters that change the
 * direction of writing, and characters without width. All text that a command prints goes through here; `jsonText` does
 * the same for JSON.
 */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, (character) => {
    const code = character.codePointAt(0) ?? 0
    return code <= 0xff ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u{${code.toString(16)}}`
  })
}

/**
 * Controls, formats (bidirectional, zero-width, tags), separators of lines, halves of surrogate pairs, and letters
 * without a glyph.
 */
export const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0]/gu
