/**
 * What other formats made of a text on its way: escapes of JSON, JavaScript, logs and Markdown, HTML that was escaped
 * twice, mail, and UTF-8 that was read as another encoding.
 */
import { type Decoded, decodedText } from './text-of-pieces.ts'

/** What a byte from 0x80 to 0x9f is where UTF-8 was read as Windows-1252. */
const WINDOWS = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'

/** A run of backslashes is looked at once, from its beginning. */
const ESCAPED = new RegExp(
  [
    // `\x27`, `\xE2\x80\x98`
    '(?:(?<!\\\\)\\\\+x[0-9a-f]{2})+',
    // `\u0027`, `\u{2018}`
    '(?<!\\\\)\\\\+u(?:[0-9a-f]{4}|\\{[0-9a-f]{1,5}\\})',
    '(?<!\\\\)\\\\+0(?:42|47)',
    // `\/` of PHP, `\\'` of a text in a text, `\_` of Markdown
    '(?<!\\\\)\\\\+["\'`/_*()[\\]#!~>|.-]',
    '&amp;(?=(?:#\\d+|#x[0-9a-f]+|[a-z]{2,6});)',
    // `=E2=80=98`, and the end of a line of mail
    '(?:=[89a-f][0-9a-f])+|=\\r?\\n',
    `[Â-ô][\\u0080-\\u00bf${WINDOWS}]+`,
  ].join('|'),
  'gi',
)

export function unescaped(pasted: string): Decoded {
  return decodedText(pasted, pasted.matchAll(ESCAPED), unescapedPiece)
}

function unescapedPiece(escaped: string): string {
  if (escaped.startsWith('&')) return '&'
  if (/^=\r?\n/.test(escaped)) return ''
  if (escaped.startsWith('=')) return ofBytes(escaped, numbersIn(escaped))
  if (!escaped.startsWith('\\')) return ofBytes(escaped, [...escaped].map(byteOf))
  const code = escaped.replace(/^\\+/, '')
  if (code.startsWith('x')) return ofBytes(escaped, numbersIn(escaped))
  if (code.startsWith('u')) return visible(Number.parseInt(code.replace(/[u{}]/g, ''), 16), escaped)
  return code.startsWith('0') ? visible(Number.parseInt(code, 8), escaped) : code
}

const numbersIn = (text: string) => (text.match(/[0-9a-f]{2}/gi) ?? []).map((digits) => Number.parseInt(digits, 16))

const byteOf = (letter: string) => {
  const windows = WINDOWS.indexOf(letter)
  return windows < 0 ? (letter.codePointAt(0) as number) : windows + 0x80
}

const STRICT = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** `null` bytes of a text are left as they are written, and so is what is not UTF-8. */
function ofBytes(written: string, bytes: readonly number[]): string {
  if (bytes.some((byte) => byte < 0x1b)) return written
  try {
    return STRICT.decode(Uint8Array.from(bytes))
  } catch {
    return written
  }
}

/** A line break in an escape ends no line of the text that was pasted. */
const visible = (code: number, written: string) =>
  code < 0x1b || (code >= 0xd800 && code < 0xe000) ? written : String.fromCodePoint(code)
