/** The call was wrong: one line that names the value and says what is expected. Nothing was sent; exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** A value as it is shown in an error: printable, in quotes, and no longer than a line. */
export function quoted(value: string): string {
  const cut = value.length > 60 ? `${value.slice(0, 57)}...` : value
  return `'${printable(cut)}'`
}

/** Text of unknown origin without the control characters (C0, DEL, C1) that steer a terminal. */
export function printable(text: string): string {
  return text.replace(
    /[\0-\x1f\x7f-\x9f\u2028\u2029]/g,
    (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`,
  )
}
