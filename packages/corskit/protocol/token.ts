/**
 * The `token` of RFC 9110: what a method and a header name are made of.
 * https://www.rfc-editor.org/rfc/rfc9110#section-5.6.2
 */

/**
 * One entry per ASCII code: 1 where the character may stand in a token. A table is three times as fast as a RegExp
 * here.
 */
const TOKEN_BYTES = new Uint8Array(128)
for (const character of "!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz") {
  TOKEN_BYTES[character.charCodeAt(0)] = 1
}

/** Whether `value[start..end)` is a token: one or more token characters. */
export function isToken(value: string, start = 0, end: number = value.length): boolean {
  if (start >= end) return false
  for (let i = start; i < end; i++) {
    if (TOKEN_BYTES[value.charCodeAt(i)] !== 1) return false
  }
  return true
}
